"""A time of day."""

import re
from datetime import date
from typing import ClassVar

from torget.rooms.eservices.language.expressions.kinds import TIME, Kind
from torget.rooms.eservices.language.texts import N_, Noun
from torget.rooms.eservices.language.types.base import (
    Context,
    FieldProblem,
    Json,
    QuestionBase,
    Raw,
    Reading,
)

NOT_A_TIME = N_("Skriv {name} med timmar och minuter, till exempel 08:30")
TOO_EARLY = N_("Ändra {name}. Det får tidigast vara {time}.")
TOO_LATE = N_("Ändra {name}. Det får senast vara {time}.")

_WRITTEN = re.compile(r"(?:kl\.? ?)?([01]?[0-9]|2[0-3])(?:[:. ]?([0-5][0-9]))?", re.IGNORECASE)
_STORED = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")


class Time(QuestionBase, frozen=True, kw_only=True, tag="time"):
    """Stored as 08:30. `earliest` and `latest` are written so too."""

    NOUN: ClassVar[Noun] = Noun(N_("klockslaget"))
    ERRORS: ClassVar[frozenset[str]] = frozenset(
        {"required", "unreadable", "too_early", "too_late"}
    )
    KIND: ClassVar[Kind] = TIME

    earliest: str = ""
    latest: str = ""

    def read(self, raw: Raw, today: date, context: Context) -> Reading:
        written = self.field(raw)
        if not written:
            return Reading()
        match = _WRITTEN.fullmatch(written)
        if match is None:
            return Reading(problems=(self.problem("unreadable", NOT_A_TIME),))
        return Reading(value=f"{int(match[1]):02}:{match[2] or '00'}")

    def problems(self, value: Json, today: date, context: Context) -> list[FieldProblem]:
        if not is_time(value):
            return [self.problem("unreadable", NOT_A_TIME)]
        if self.earliest and value < self.earliest:
            return [self.problem("too_early", TOO_EARLY, time=self.earliest)]
        if self.latest and value > self.latest:
            return [self.problem("too_late", TOO_LATE, time=self.latest)]
        return []

    def show(self, value: Json, language: str) -> list[str]:
        return [value if language == "en" else f"kl. {value}"]

    def compared(self, value: Json) -> Json:
        return int(value[:2]) * 60 + int(value[3:]) if is_time(value) else None


def is_time(value: Json) -> bool:
    """Whether a value is a time of day as it is stored: 08:30."""
    return isinstance(value, str) and _STORED.fullmatch(value) is not None
