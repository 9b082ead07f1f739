"""A date, written as day, month and year in three fields."""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import ClassVar, Literal, cast

from torget.rooms.eservices.language.expressions.kinds import DAY, Kind
from torget.rooms.eservices.language.texts import MONTHS, N_, Noun, written_day
from torget.rooms.eservices.language.types.base import (
    Context,
    FieldProblem,
    Json,
    QuestionBase,
    Raw,
    Reading,
)

INCOMPLETE = N_("Skriv både dag, månad och år i {name}")
FOUR_DIGITS = N_("Skriv årtalet med fyra siffror i {name}")
NO_SUCH_DAY = N_("Kontrollera {name}. Den dagen finns inte i kalendern.")
TOO_EARLY = N_("Ändra {name}. Det får tidigast vara {day}.")
TOO_LATE = N_("Ändra {name}. Det får senast vara {day}.")

PARTS = ("day", "month", "year")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_RELATIVE = re.compile(r"today(?:(?P<sign>[+-])(?P<count>\d{1,4})(?P<unit>[dwmy]))?")
_MONTH_NUMBERS = {
    name[:3].lower(): number
    for names in MONTHS.values()
    for number, name in enumerate(names, start=1)
}

Unit = Literal["d", "w", "m", "y"]


@lru_cache(maxsize=1024)
def _limit(text: str) -> date | tuple[int, Unit] | None:
    if match := _RELATIVE.fullmatch(text):
        count = int(match["count"] or 0) * (-1 if match["sign"] == "-" else 1)
        return count, cast(Unit, match["unit"] or "d")
    return _iso(text)


def is_limit(text: str) -> bool:
    """Whether the text is a date (2026-05-01) or counts from today (today+30d, today-18y)."""
    return _limit(text) is not None


def day_of_limit(text: str, today: date) -> date:
    """The day that `earliest` or `latest` stands for; ValueError unless `is_limit`."""
    limit = _limit(text)
    if isinstance(limit, date):
        return limit
    if limit is None:
        raise ValueError(f"no limit: {text}")
    count, unit = limit
    if unit in "dw":
        return today + timedelta(days=count * (7 if unit == "w" else 1))
    months = today.year * 12 + today.month - 1 + count * (12 if unit == "y" else 1)
    return _day_in_month(months // 12, months % 12 + 1, today.day)


def _day_in_month(year: int, month: int, day: int) -> date:
    """The day, or the last of a month that has no such day."""
    for last in range(day, 27, -1):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    return date(year, month, min(day, 28))


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _ISO.fullmatch(text) else None
    except ValueError:
        return None


def day_number(value: Json) -> int | None:
    """A stored date as expressions compute with it; None for anything that is no date."""
    day = _iso(value) if isinstance(value, str) else None
    return day.toordinal() if day else None


class Day(QuestionBase, frozen=True, kw_only=True, tag="date"):
    """Stored as 2026-11-22. `earliest` and `latest`: a date, or today, today+30d, today-18y."""

    NOUN: ClassVar[Noun] = Noun(N_("datumet"))
    ERRORS: ClassVar[frozenset[str]] = frozenset(
        {"required", "incomplete", "unreadable", "too_early", "too_late"}
    )

    KIND: ClassVar[Kind] = DAY

    earliest: str = ""
    latest: str = ""

    def read(self, raw: Raw, today: date, context: Context) -> Reading:
        if whole := self.field(raw):
            return self._reading(_iso(whole))
        written = {part: self.field(raw, part) for part in PARTS}
        if not any(written.values()):
            return Reading()
        if empty := next((part for part in PARTS if not written[part]), None):
            return Reading(problems=(self.problem("incomplete", INCOMPLETE, empty),))
        if re.fullmatch(r"\d{1,3}", written["year"]):
            return Reading(problems=(self.problem("incomplete", FOUR_DIGITS, "year"),))
        return self._reading(_from_parts(**written))

    def _reading(self, day: date | None) -> Reading:
        if day is None:
            return Reading(problems=(self.problem("unreadable", NO_SUCH_DAY, "day"),))
        return Reading(value=day.isoformat())

    def problems(self, value: Json, today: date, context: Context) -> list[FieldProblem]:
        day = _iso(value) if isinstance(value, str) else None
        if day is None:
            return [self.problem("unreadable", NO_SUCH_DAY, "day")]
        if self.earliest and day < (first := day_of_limit(self.earliest, today)):
            return [self.problem("too_early", TOO_EARLY, "day", day=first)]
        if self.latest and day > (last := day_of_limit(self.latest, today)):
            return [self.problem("too_late", TOO_LATE, "day", day=last)]
        return []

    def show(self, value: Json, language: str) -> list[str]:
        return [written_day(date.fromisoformat(value), language)]

    def written(self, value: Json, language: str) -> dict[str, str]:
        day = date.fromisoformat(value)
        return {"day": str(day.day), "month": str(day.month), "year": str(day.year)}

    def compared(self, value: Json) -> Json:
        return day_number(value)

    def first_part(self) -> str:
        return "day"


def _from_parts(day: str, month: str, year: str) -> date | None:
    number = _MONTH_NUMBERS.get(month[:3].lower()) if month.isalpha() else month
    text = f"{day}-{number}-{year}"
    if not re.fullmatch(r"[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}", text):
        return None
    try:
        return date(int(year), int(number or 0), int(day))
    except ValueError:
        return None
