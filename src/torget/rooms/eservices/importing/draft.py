"""A service taking shape from an imported form: its steps and questions, and their report."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, get_args

from torget.rooms.eservices.editing import key_for
from torget.rooms.eservices.importing.conditions import (
    Asked,
    Condition,
    Untranslated,
    expression,
)
from torget.rooms.eservices.importing.plain import Plain, has_markup, has_script, plain_text
from torget.rooms.eservices.importing.report import Became, ImportRefused, Line
from torget.rooms.eservices.language.checking import RESERVED
from torget.rooms.eservices.language.texts import N_, Message, Noun, Value
from torget.rooms.eservices.language.types.choice import OTHER
from torget.rooms.eservices.language.types.rows import RowQuestion
from torget.rooms.eservices.language.types.text import pattern_fault

MOST_QUESTIONS = 1000
MOST_OPTIONS = 500
LONGEST_LABEL = 300
MANY = 5  # questions in one step

NO_QUESTIONS = N_("Filen har inga frågor som går att föra över.")
TOO_MANY = N_("Filen har fler frågor än {most}.")
FEWER_OPTIONS = N_("bara de första {most} alternativen fördes över")
STRIPPED = N_("formatering i HTML togs bort, texten är kvar")
SCRIPTED = N_("skript i texten togs bort")
SHORTENED = N_("texten kortades")
NO_LABEL = N_("har ingen rubrik i filen, skriv en")
CARRIED = N_("blev {kind}")
NOT_IN_ROWS = N_("kan inte stå i en tabell")
NO_OPTIONS = N_("har inga alternativ i filen")
CONDITION = N_("visas alltid")
DEMANDED = N_("när den måste besvaras följde inte med")
BAD_PATTERN = N_("mönstret {pattern} fördes inte över")
FAULT = N_("{fault}")
SEVERAL = N_("har {count} frågor på samma sida. Dela upp dem, gärna en fråga i taget.")

IN_ROWS = frozenset(kind.__struct_config__.tag for kind in get_args(RowQuestion))
KINDS: Mapping[str, Noun] = {
    "text": Noun(N_("text på en rad")),
    "long_text": Noun(N_("text på flera rader")),
    "number": Noun(N_("ett tal")),
    "money": Noun(N_("ett belopp")),
    "date": Noun(N_("ett datum")),
    "time": Noun(N_("ett klockslag")),
    "yes_no": Noun(N_("ja eller nej")),
    "choice": Noun(N_("ett val")),
    "choices": Noun(N_("flera val")),
    "email": Noun(N_("e-post")),
    "phone": Noun(N_("telefon")),
    "address": Noun(N_("adress")),
    "identity_number": Noun(N_("personnummer")),
    "organisation_number": Noun(N_("organisationsnummer")),
    "property": Noun(N_("fastighet")),
    "place": Noun(N_("plats")),
    "files": Noun(N_("filer")),
    "notice": Noun(N_("en upplysning")),
    "declaration": Noun(N_("en försäkran")),
    "rows": Noun(N_("en tabell")),
}


@dataclass(slots=True)
class _Waiting:
    """A condition that is translated when everything that it may ask about is known."""

    part: Plain
    sets: str
    what: str
    condition: Condition
    place: int
    step: int
    known: dict[str, Asked] = field(default_factory=dict)  # of the same row


class Draft:
    """Ask for a step, then for its questions, in the order of the file; then `finished`."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.title: Any = None
        self.summary: Any = None
        self.signed = False  # the form is signed
        self._steps: list[Plain] = []
        self._asked: dict[str, Asked] = {}
        self._waiting: list[_Waiting] = []
        self._keys: set[str] = set()
        self._step_keys: set[str] = set()
        self._count = 0
        self._table: Plain | None = None
        self._in_table: dict[str, Asked] = {}

    # --- the report -----------------------------------------------------------------------

    def left_out(
        self, what: Any, text: str, *, why: Message | None = None, **values: Value
    ) -> None:
        self._say(Became.LEFT_OUT, what, text, why, **values)

    def to_do(self, what: Any, text: str, **values: Value) -> None:
        self._say(Became.TO_DO, what, text, None, **values)

    @property
    def in_rows(self) -> bool:
        """Whether what is asked now stands in a table."""
        return self._table is not None

    def _say(
        self, became: Became, what: Any, text: str, why: Message | None = None, **values: Value
    ) -> None:
        about = plain_text(what)[:120].replace("\n", " ")
        line = Line(became, about, Message(text, values), why)
        if line not in self.lines[-50:]:
            self.lines.append(line)

    def said(self, written: Any, what: Any = "") -> Plain | None:
        """A text for people, in both languages; None when there is none."""
        text = plain_text(written)
        if has_script(written):
            self.left_out(what or text, SCRIPTED)
        elif has_markup(written):
            self._say(Became.CHANGED, what or text, STRIPPED)
        return {"sv": text, "en": text} if text else None

    def _label(self, written: Any, what: Any) -> Plain:
        label = self.said(written)
        if label is None:
            shown = plain_text(what)[:LONGEST_LABEL] or "?"
            self.to_do(shown, NO_LABEL)
            return {"sv": shown, "en": shown}
        text = " ".join(label["sv"].split())
        if len(text) > LONGEST_LABEL:
            self._say(Became.CHANGED, text, SHORTENED)
            text = f"{text[:LONGEST_LABEL].rsplit(' ', 1)[0]} …"
        return {"sv": text, "en": text}

    # --- steps and questions --------------------------------------------------------------

    def step(self, title: Any, *, intro: Any = "", shown: Condition | None = None) -> None:
        """Begin a step; one without questions leaves no trace."""
        number = len(self._steps) + 1
        label = self.said(title) or {"sv": f"Del {number}", "en": f"Part {number}"}
        label = {language: text[:LONGEST_LABEL] for language, text in label.items()}
        key = key_for(label["sv"], self._step_keys | RESERVED)
        self._step_keys.add(key)
        step: Plain = {"key": key, "title": label}
        if text := self.said(intro, label["sv"]):
            step["intro"] = text
        step["questions"] = []
        self._steps.append(step)
        if shown is not None:
            self._wait(step, "show_when", label["sv"], shown)

    def ask(
        self,
        kind: str,
        label: Any,
        *,
        name: str = "",
        shown: Condition | None = None,
        needed: Condition | None = None,
        why: str = "",
        options: Iterable[tuple[str, Any]] = (),
        **fields: Any,
    ) -> Plain | None:
        """Add a question; None when it cannot stand where it would.

        `options` are the file's own values with their labels. `why`: the reason when the type is
        not the one of the file. Fields that are None, and those that the type has not, are left.
        """
        self._count_one()
        if self._table is not None and kind not in IN_ROWS:
            self.left_out(label or name, NOT_IN_ROWS)
            return None
        said = self._label(label, name)
        key = key_for(_telling(name, said["sv"]), self._keys | RESERVED)
        question: Plain = {"type": kind, "key": key, "label": said}
        listed = kind in ("choice", "choices") and "options_from" not in fields
        ours = self._options(question, options, said["sv"]) if listed else {}
        if listed and not ours:
            self.left_out(said["sv"], NO_OPTIONS)
            return None
        self._keys.add(key)
        question.update({field: value for field, value in fields.items() if value is not None})
        self._check_pattern(question)
        self._place(question, name, ours)
        became = Became.CHANGED if why else Became.CARRIED
        self._say(became, said["sv"], CARRIED, Message(why) if why else None, kind=KINDS[kind])
        for name_of, condition in (("show_when", shown), ("required_when", needed)):
            if condition is not None:
                self._wait(question, name_of, said["sv"], condition)
        return question

    def _count_one(self) -> None:
        self._count += 1
        if self._count > MOST_QUESTIONS:
            raise ImportRefused(TOO_MANY, most=MOST_QUESTIONS)
        if not self._steps:
            self.step("")

    def rows(self, label: Any, item: Any, fill: Callable[[], None], **asked: Any) -> None:
        """Add a table; `fill` asks the questions of a row."""
        if self._table is not None:
            self.left_out(label, NOT_IN_ROWS)
            return
        least, most = asked.pop("min", None), asked.pop("max", None)
        item_said = self.said(item) or {"sv": "Rad", "en": "Row"}
        question = self.ask("rows", label, item=item_said, questions=[], **asked)
        if question is None:
            return
        self._table, self._in_table = question, {}
        fill()
        self._table, self._in_table = None, {}
        if not question["questions"]:
            self._forget(question)
            return
        question["max"] = max(1, min(most or 20, 100))
        question["min"] = min(0 if question.get("required") is False else max(1, least or 1),
                              question["max"])  # fmt: skip

    def _forget(self, question: Plain) -> None:
        self._steps[-1]["questions"].remove(question)
        self._asked = {name: one for name, one in self._asked.items() if one.key != question["key"]}
        self._waiting = [one for one in self._waiting if one.part is not question]
        self.left_out(question["label"]["sv"], NO_QUESTIONS)

    def _place(self, question: Plain, name: str, options: dict[str, str]) -> None:
        label = question["label"]["sv"]
        asked = Asked(question["key"], question["type"], label, self._count, len(self._steps),
                      options)  # fmt: skip
        if self._table is not None:
            self._table["questions"].append(question)
            self._in_table[name] = asked
        else:
            self._steps[-1]["questions"].append(question)
            if name and question["type"] != "notice":
                self._asked.setdefault(name, asked)

    def _options(
        self, question: Plain, options: Iterable[tuple[str, Any]], label: str
    ) -> dict[str, str]:
        """Put the options into the question; the file's values with our keys for them."""
        ours: dict[str, str] = {}
        written: list[Plain] = []
        for value, said in options:
            if len(written) == MOST_OPTIONS:
                self.left_out(label, FEWER_OPTIONS, most=MOST_OPTIONS)
                break
            text = self.said(said, label) or self.said(value)
            if text is None or value in ours:
                continue
            key = key_for(_telling(value, text["sv"]), {OTHER, *ours.values()})
            ours[value] = key
            short = " ".join(text["sv"].split())[:LONGEST_LABEL]
            written.append({"key": key, "label": {"sv": short, "en": short}})
        question["options"] = written
        return ours

    def _check_pattern(self, question: Plain) -> None:
        """Leave out a pattern that cannot be used, and say so."""
        pattern = question.get("pattern")
        if pattern and (fault := pattern_fault(pattern["matches"])):
            del question["pattern"]
            label = question["label"]["sv"]
            reason = Message(FAULT, {"fault": fault})
            self.left_out(label, BAD_PATTERN, why=reason, pattern=pattern["matches"][:80])
        if "pattern" in question:
            question["max_length"] = min(question.get("max_length", 200), 500)

    def _wait(self, part: Plain, name: str, what: str, condition: Condition) -> None:
        self._waiting.append(
            _Waiting(part, name, what, condition, self._count, len(self._steps), self._in_table)
        )

    # --- the whole ------------------------------------------------------------------------

    def finished(self) -> list[Plain]:
        """The steps, their conditions translated; raises ImportRefused when nothing is asked."""
        for one in self._waiting:
            self._translate(one)
        steps = [step for step in self._steps if step["questions"]]
        if not any(q["type"] != "notice" for step in steps for q in step["questions"]):
            raise ImportRefused(NO_QUESTIONS)
        for step in steps:
            if len(step["questions"]) > MANY:
                self.to_do(step["title"]["sv"], SEVERAL, count=len(step["questions"]))
        return steps

    def _translate(self, one: _Waiting) -> None:
        before = {
            name: asked
            for name, asked in (self._asked | one.known).items()
            if (asked.place < one.place if "type" in one.part else asked.step < one.step)
        }
        try:
            one.part[one.sets] = expression(one.condition, before)
        except Untranslated as error:
            text = CONDITION if one.sets == "show_when" else DEMANDED
            self.left_out(one.what, text, why=error.why)


def _telling(name: str, label: str) -> str:
    """The file's own name where it is a word, and not only a number."""
    return name if name[:1].isalpha() else label
