"""Free text, on one line or many."""

import re
from datetime import date
from functools import lru_cache
from typing import ClassVar

import msgspec

from torget.rooms.eservices.language.texts import N_, Message, Translated
from torget.rooms.eservices.language.types.base import (
    UNREADABLE,
    Context,
    FieldProblem,
    Json,
    QuestionBase,
    Raw,
    Reading,
)

TOO_LONG = N_("Korta {name}. Du kan skriva högst {most} tecken och har skrivit {written}.")
LONGEST_FOR_PATTERN = 500  # keeps every pattern that `pattern_fault` lets through quick

_REPEATED_GROUP = re.compile(r"(?<!\\)\)(?:[*+?]|\{)")
_UNBOUNDED = re.compile(r"(?<!\\)[*+]|\{\d*,\}")


class Pattern(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the whole text must look like, and what to say when it does not."""

    matches: str
    message: Translated


@lru_cache(maxsize=1024)
def compiled_pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def pattern_fault(pattern: str) -> str:
    """Why the pattern may not be used, or an empty text. Guards against runaway matching."""
    try:
        compiled_pattern(pattern)
    except (re.error, OverflowError) as error:
        return N_("Mönstret går inte att läsa: {reason}").format(reason=error)
    if _REPEATED_GROUP.search(pattern):
        return N_("En grupp i ett mönster får inte upprepas, det kan bli mycket långsamt")
    if len(_UNBOUNDED.findall(pattern)) > 2:
        return N_("Ett mönster får ha högst två upprepningar utan gräns (* eller +)")
    return ""


class Text(QuestionBase, frozen=True, kw_only=True, tag="text"):
    """One line. `pattern` is matched against the whole answer."""

    ERRORS: ClassVar[frozenset[str]] = frozenset({"required", "unreadable", "too_long"})

    max_length: int = 200
    pattern: Pattern | None = None

    def read(self, raw: Raw, today: date, context: Context) -> Reading:
        return Reading(value=" ".join(self.field(raw).split()) or None)

    def problems(self, value: Json, today: date, context: Context) -> list[FieldProblem]:
        if fault := text_fault(self, value, self.max_length):
            return [fault]
        if self.pattern and not compiled_pattern(self.pattern.matches).fullmatch(value):
            return [FieldProblem(self.key, "", Message("", own=self.pattern.message))]
        return []

    def show(self, value: Json, language: str) -> list[str]:
        return [value]


class LongText(QuestionBase, frozen=True, kw_only=True, tag="long_text"):
    """Text on several lines."""

    ERRORS: ClassVar[frozenset[str]] = frozenset({"required", "unreadable", "too_long"})

    max_length: int = 2000

    def read(self, raw: Raw, today: date, context: Context) -> Reading:
        return Reading(value=self.field(raw).replace("\r", "\n") or None)

    def problems(self, value: Json, today: date, context: Context) -> list[FieldProblem]:
        fault = text_fault(self, value, self.max_length)
        return [fault] if fault else []

    def show(self, value: Json, language: str) -> list[str]:
        return list(value.split("\n"))


def text_fault(question: QuestionBase, value: Json, most: int) -> FieldProblem | None:
    """What makes the value no text of at most `most` characters."""
    if not isinstance(value, str):
        return question.problem("unreadable", UNREADABLE)
    if len(value) > most:
        return question.problem("too_long", TOO_LONG, most=most, written=len(value))
    return None
