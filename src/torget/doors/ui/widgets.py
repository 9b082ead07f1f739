"""From the form language's questions to what the widgets draw."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from torget.doors.ui.maps import the_map
from torget.doors.ui.questions import Option, Question, Row, UploadedFile
from torget.rooms.eservices.terms import (
    Calculated,
    Choice,
    Choices,
    CompiledService,
    Context,
    Declaration,
    FieldProblem,
    Files,
    LongText,
    Money,
    Notice,
    Number,
    PersonQuestion,
    Place,
    QuestionBase,
    Rows,
    Text,
    YesNo,
    listed,
    raw_rows,
)

Raw = Mapping[str, Sequence[str]]
OTHER = "other"


def question_views(
    service: CompiledService,
    step: str,
    context: Context,
    answers: Mapping[str, Any],
    *,
    raw: Raw | None = None,
    problems: Sequence[FieldProblem] = (),
) -> tuple[Question, ...]:
    """The step's questions, with what was typed last, saved before or fetched from a register."""
    language = get_language() or "sv"
    prefilled = service.prefilled(step, answers, context)
    questions = service.visible_questions(step, answers, context)
    said: dict[str, dict[str, str]] = {}
    for problem in problems:
        said.setdefault(problem.question, {}).setdefault(
            problem.part, problem.message.say(_, language)
        )
    views = (
        _view(
            question,
            value=_value(question, answers, prefilled),
            raw=raw,
            errors=said.get(question.key, {}),
            required=service.must_answer(question.key, answers, context),
            locked=service.is_locked(question.key, context),
            source=_source(question, answers, prefilled, context),
            heading=len(questions) == 1,
            context=context,
            language=language,
        )
        for question in questions
    )
    table = _Table(service, answers, context, raw, language)
    return tuple(table.filled(view) if view.type == "rows" else view for view in views)


def views_of(
    questions: Sequence[QuestionBase],
    *,
    raw: Raw | None = None,
    problems: Sequence[FieldProblem] = (),
) -> tuple[Question, ...]:
    """Questions that belong to no service, with what was typed last."""
    language = get_language() or "sv"
    return tuple(
        _view(
            question,
            value=None,
            raw=raw,
            errors={p.part: p.message.say(_, language) for p in problems
                    if p.question == question.key},
            required=question.must_be_answered,
            locked=False,
            source="",
            heading=False,
            context={},
            language=language,
        )
        for question in questions
    )  # fmt: skip


def _value(question: QuestionBase, answers: Mapping[str, Any], prefilled: Mapping[str, Any]) -> Any:
    fetched = prefilled.get(question.key)
    return fetched if isinstance(question, Calculated) else answers.get(question.key, fetched)


@dataclass(frozen=True, slots=True)
class _Table:
    """Draws the rows of a table, each question under its name in the form: `members.0.name`."""

    service: CompiledService
    answers: Mapping[str, Any]
    context: Context
    raw: Raw | None
    language: str

    def filled(self, view: Question) -> Question:
        table = self.service.questions[view.key]
        assert isinstance(table, Rows), "only tables have rows"
        saved = self.answers.get(view.key) or []
        typed = raw_rows(view.key, self.raw) if self.raw is not None else None
        count = max(len(saved) if typed is None else len(typed), min(table.least, 1))
        rows = [self._row(table, place, saved, typed, view.errors) for place in range(count)]
        places = {f"{place}.{inner.key}" for place in range(count) for inner in table.questions}
        own = {part: text for part, text in view.errors.items() if _place(part) not in places}
        item = table.item.in_(self.language)
        return msgspec.structs.replace(view, rows=tuple(rows), errors=own, item=item)

    def _row(
        self,
        table: Rows,
        place: int,
        saved: list[dict[str, Any]],
        typed: list[dict[str, Sequence[str]]] | None,
        errors: Mapping[str, str],
    ) -> Row:
        row = saved[place] if place < len(saved) else {}
        raw = None if typed is None else typed[place] if place < len(typed) else {}
        shown = self.service.row_questions(table.key, row, self.answers, self.context)
        views = [
            _view(
                inner.question,
                value=inner.value,
                raw=raw,
                errors=_errors_of(f"{place}.{inner.question.key}", errors),
                required=inner.required,
                locked=False,
                source="",
                heading=False,
                context=self.context,
                language=self.language,
            )
            for inner in shown
        ]
        return Row(
            title=f"{table.item.in_(self.language)} {place + 1}",
            questions=tuple(
                msgspec.structs.replace(view, key=f"{table.key}.{place}.{view.key}")
                for view in views
            ),
            remove=f"{table.key}:{place}",
        )


def _place(part: str) -> str:
    return ".".join(part.split(".")[:2])


def _errors_of(place: str, errors: Mapping[str, str]) -> dict[str, str]:
    """The errors of one question in a row, by its own parts."""
    return {
        part.removeprefix(place).removeprefix("."): text
        for part, text in errors.items()
        if _place(part) == place
    }


def changed_rows(service: CompiledService, raw: Raw) -> Raw:
    """What was typed, with the row added or taken away that the person asked for."""
    add, remove = raw.get("add", [""])[0], raw.get("remove_row", [""])[0]
    key, _colon, place = (remove or add).partition(":")
    table = service.questions.get(key)
    if not isinstance(table, Rows):
        return raw
    rows = raw_rows(key, raw)
    if remove:
        rows = [row for number, row in enumerate(rows) if str(number) != place]
    elif len(rows) < table.most:
        rows.append({table.questions[0].key: [""]})
    others = {name: texts for name, texts in raw.items() if not name.startswith(f"{key}.")}
    return others | {
        f"{key}.{number}.{name}": texts
        for number, row in enumerate(rows)
        for name, texts in row.items()
    }


def _view(
    question: QuestionBase,
    *,
    value: Any,
    raw: Raw | None,
    errors: dict[str, str],
    required: bool,
    locked: bool,
    source: str,
    heading: bool,
    context: Context,
    language: str,
) -> Question:
    if raw is None or isinstance(question, Calculated):
        shown = {} if value is None else question.written(value, language)
        chosen = _chosen(question, value)
    else:
        shown, chosen = _typed(question, raw), frozenset(raw.get(question.key, ()))
    return Question(
        key=question.key,
        type=_template(question),
        label=question.label.in_(language),
        hint=question.hint.in_(language) if question.hint else "",
        help=_help(question, language),
        values=shown,
        options=_options(question, chosen, context, language),
        files=_files(value) if isinstance(question, Files) else (),
        errors=errors,
        required=required,
        heading=heading,
        locked=locked,
        source=source,
        autocomplete=question.autocomplete,
        **_particulars(question, language),
    )


def _template(question: QuestionBase) -> str:
    """The widget; a choice has one of its own where it is among children, or by searching."""
    match question:
        case Choice(of_children=True):
            return "child"
        case Choice(search=True):
            return "search"
    return question.type


def _help(question: QuestionBase, language: str) -> str:
    text = question.text if isinstance(question, Notice) else question.help
    return text.in_(language) if text else ""


def _particulars(question: QuestionBase, language: str) -> dict[str, Any]:
    """What only some types of question have."""
    match question:
        case LongText():
            return {"max_length": question.max_length}
        case Text():
            return {"width": _width(question.max_length)}
        case Number():
            return {"unit": question.unit.in_(language) if question.unit else ""}
        case Money():
            return {"unit": "kr"}
        case Notice():
            return {"level": question.kind}
        case Declaration():
            return {"statement": question.text.in_(language)}
        case Choice() | Choices():
            asked = question.other.ask if question.other else None
            label = asked.in_(language) if asked else ""
            return {"other_label": label, "narrowed": question.search}
        case Place() | PersonQuestion():
            return _as_asked(question)
        case Files():
            return _file_particulars(question)
    return {}


def _as_asked(question: Place | PersonQuestion) -> dict[str, Any]:
    if isinstance(question, Place):
        return {"shape": question.shape, "map": the_map()}
    return {"ask_number": question.ask_number}


def _file_particulars(question: Files) -> dict[str, Any]:
    endings = ", ".join(ending.removeprefix(".") for ending in question.endings())
    return {
        "accept": ",".join(question.endings()),
        "accept_text": _("{kinds}. Högst {size} MB per fil, högst {count} filer.").format(
            kinds=endings.upper(), size=question.max_size, count=question.max_count
        ),
        "max_count": question.max_count,
    }


def _width(max_length: int) -> int:
    return next((width for width in (2, 4, 10, 20) if max_length <= width), 0)


def _source(
    question: QuestionBase,
    answers: Mapping[str, Any],
    prefilled: Mapping[str, Any],
    context: Context,
) -> str:
    """Where a shown value comes from: only said while it is what was fetched."""
    if question.key in answers or not question.prefill.startswith("register."):
        return ""
    source = (context.get("register") or {}).get("source", "")
    return _("Hämtat från {source}").format(source=_(source)) if question.key in prefilled else ""


def _typed(question: QuestionBase, raw: Raw) -> dict[str, str]:
    """What was typed, as it was typed, by part."""
    start = f"{question.key}."
    parts = {name[len(start) :]: texts[0] for name, texts in raw.items() if name.startswith(start)}
    return {"": raw.get(question.key, [""])[0], **parts}


def _chosen(question: QuestionBase, value: Any) -> frozenset[str]:
    if isinstance(question, Choice | Choices | PersonQuestion):
        return question.chosen(value)
    if isinstance(question, YesNo | Declaration) and value is not None:
        return frozenset({"yes" if value else "no"})
    return frozenset()


def _options(
    question: QuestionBase, chosen: frozenset[str], context: Context, language: str
) -> tuple[Option, ...]:
    if isinstance(question, YesNo):
        pairs = (("yes", question.yes), ("no", question.no))
        return tuple(
            Option(value=key, label=label.in_(language), checked=key in chosen)
            for key, label in pairs
        )
    if isinstance(question, PersonQuestion):
        return tuple(_people(question, chosen, context))
    if not isinstance(question, Choice | Choices):
        return ()
    offered = [
        Option(
            value=option.key,
            label=option.label.in_(language),
            hint=option.hint.in_(language) if option.hint else "",
            checked=option.key in chosen,
        )
        for option in question.options
    ]
    if question.options_from:
        offered = _fetched(question, context, chosen)
    if question.other:
        hint = question.other.hint.in_(language) if question.other.hint else ""
        label = question.other.label.in_(language)
        offered.append(Option(value=OTHER, label=label, hint=hint, checked=OTHER in chosen))
    return tuple(offered)


def _fetched(question: Choice | Choices, context: Context, chosen: frozenset[str]) -> list[Option]:
    if isinstance(question, Choice) and question.of_children:
        return _children(context, chosen)
    return [
        Option(value=key, label=row["name"], checked=key in chosen)
        for key, row in listed(question.list_key, context).items()
    ]


def _people(question: PersonQuestion, chosen: frozenset[str], context: Context) -> Iterator[Option]:
    """Oneself, one's children, and someone else: those whom the question is about."""
    if "self" in question.who:
        name = (context.get("register") or {}).get("name", "")
        yield Option(value="self", label=_("Jag själv"), hint=name, checked="self" in chosen)
    if "child" in question.who:
        yield from _children(context, chosen)
    if "other" in question.who:
        yield Option(value=OTHER, label=_("Någon annan"), checked=OTHER in chosen)


def _children(context: Context, chosen: frozenset[str]) -> list[Option]:
    return [
        Option(
            value=child["number"],
            label=child["name"],
            hint=_("Född {day}").format(day=child["born_on"]),
            checked=child["number"] in chosen,
        )
        for child in (context.get("register") or {}).get("children", ())
    ]


def _files(value: Any) -> tuple[UploadedFile, ...]:
    return tuple(
        UploadedFile(id=str(file["id"]), name=file["name"], size=file["size"])
        for file in value or ()
    )
