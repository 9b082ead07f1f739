"""From the form language's questions to what the widgets draw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from torget.doors.ui.questions import Option, Question, UploadedFile
from torget.rooms.eservices.terms import (
    Choice,
    Choices,
    CompiledService,
    Context,
    Declaration,
    FieldProblem,
    Files,
    LongText,
    Notice,
    Number,
    QuestionBase,
    Text,
    YesNo,
    written_number,
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
    return tuple(
        _view(
            question,
            value=answers.get(question.key, prefilled.get(question.key)),
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
    shown = _written(question, value, language) if raw is None else _typed(question, raw)
    chosen = _chosen(question, value) if raw is None else set(raw.get(question.key, ()))
    return Question(
        key=question.key,
        type="child" if getattr(question, "options_from", "") else question.type,
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
        case Notice():
            return {"level": question.kind}
        case Declaration():
            return {"statement": question.text.in_(language)}
        case Choice() | Choices() if question.other and question.other.ask:
            return {"other_label": question.other.ask.in_(language)}
        case Files():
            endings = ", ".join(ending.removeprefix(".") for ending in question.endings())
            return {
                "accept": ",".join(question.endings()),
                "accept_text": _("{kinds}. Högst {size} MB per fil, högst {count} filer.").format(
                    kinds=endings.upper(), size=question.max_size, count=question.max_count
                ),
                "max_count": question.max_count,
            }
    return {}


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


def _written(question: QuestionBase, value: Any, language: str) -> dict[str, str]:
    """A saved answer as its fields hold it."""
    if value is None:
        return {}
    match question.type, value:
        case "date", str():
            day = date.fromisoformat(value)
            return {"day": str(day.day), "month": str(day.month), "year": str(day.year)}
        case "number", int() | float():
            return {"": written_number(value, language)}
        case _, bool():
            return {"": "yes" if value else "no"}
        case _, {"other": text}:
            return {OTHER: str(text)}
        case _, dict():
            return {part: "" if text is None else str(text) for part, text in value.items()}
        case _, list():
            own = [item for item in value if isinstance(item, dict) and OTHER in item]
            return {OTHER: str(own[0][OTHER])} if own else {}
    return {"": str(value)}


def _typed(question: QuestionBase, raw: Raw) -> dict[str, str]:
    """What was typed, as it was typed, by part."""
    start = f"{question.key}."
    parts = {name[len(start) :]: texts[0] for name, texts in raw.items() if name.startswith(start)}
    return {"": raw.get(question.key, [""])[0], **parts}


def _chosen(question: QuestionBase, value: Any) -> set[str]:
    match value:
        case bool():
            return {"yes" if value else "no"}
        case {"number": number}:
            return {number}
        case {"other": _text}:
            return {OTHER}
        case list():
            return {item if isinstance(item, str) else OTHER for item in value}
        case str():
            return {value}
    return set()


def _options(
    question: QuestionBase, chosen: set[str], context: Context, language: str
) -> tuple[Option, ...]:
    if isinstance(question, YesNo):
        pairs = (("yes", question.yes), ("no", question.no))
        return tuple(
            Option(value=key, label=label.in_(language), checked=key in chosen)
            for key, label in pairs
        )
    if not isinstance(question, Choice | Choices):
        return ()
    listed = [
        Option(
            value=option.key,
            label=option.label.in_(language),
            hint=option.hint.in_(language) if option.hint else "",
            checked=option.key in chosen,
        )
        for option in question.options
    ]
    if getattr(question, "options_from", ""):
        listed = _children(context, chosen)
    if question.other:
        hint = question.other.hint.in_(language) if question.other.hint else ""
        label = question.other.label.in_(language)
        listed.append(Option(value=OTHER, label=label, hint=hint, checked=OTHER in chosen))
    return tuple(listed)


def _children(context: Context, chosen: set[str]) -> list[Option]:
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
