"""From one day to another, both included."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from torget.rooms.eservices.language.expressions.kinds import DAY, NUMBER, Kind, fields
from torget.rooms.eservices.language.texts import N_, Noun, Translated
from torget.rooms.eservices.language.types.base import (
    Context,
    FieldProblem,
    Json,
    QuestionBase,
    Raw,
    Reading,
)
from torget.rooms.eservices.language.types.day import Day, day_number

ENDS_FIRST = N_("Ändra {name}. Sista dagen kan inte vara före den första.")
TOO_LONG = N_("Ändra {name}. Det kan vara högst {most} dagar.")

ENDS = {
    "from": Translated(sv="första dagen", en="the first day"),
    "to": Translated(sv="sista dagen", en="the last day"),
}


class Period(QuestionBase, frozen=True, kw_only=True, tag="period"):
    """Stored as {"from": 2026-11-22, "to": 2026-11-30}; `to` is the last day.

    `earliest`, `latest` as of a date, for both ends; `longest` in days. Expressions see
    `.from`, `.to` and `.days`, the number of days with both ends counted.
    """

    NOUN: ClassVar[Noun] = Noun(N_("perioden"))
    ERRORS: ClassVar[frozenset[str]] = Day.ERRORS | {"ends_first", "too_long"}
    KIND: ClassVar[Kind] = fields({"from": DAY, "to": DAY, "days": NUMBER})

    earliest: str = ""
    latest: str = ""
    longest: int = 0  # days; 0 for any length

    def read(self, raw: Raw, today: date, context: Context) -> Reading:
        readings = {end: day.read(raw, today, context) for end, day in self._days()}
        found = tuple(self._own(problem) for r in readings.values() for problem in r.problems)
        days = {end: reading.value for end, reading in readings.items()}
        return Reading(days if any(days.values()) else None, found)

    def problems(self, value: Json, today: date, context: Context) -> list[FieldProblem]:
        days = value if isinstance(value, dict) else {}
        found = [
            self._own(problem)
            for end, day in self._days()
            for problem in (
                [day.missing()]
                if days.get(end) is None
                else day.problems(days[end], today, context)
            )
        ]
        if found:
            return found
        first, last = (date.fromisoformat(days[end]) for end in ENDS)
        if last < first:
            return [self.problem("ends_first", ENDS_FIRST, "to.day")]
        if self.longest and (last - first).days >= self.longest:
            return [self.problem("too_long", TOO_LONG, "to.day", most=self.longest)]
        return []

    def show(self, value: Json, language: str) -> list[str]:
        ends = [day.show(value[end], language)[0] for end, day in self._days() if value[end]]
        return [" – ".join(ends)]

    def written(self, value: Json, language: str) -> dict[str, str]:
        return {
            f"{end}.{part}": text
            for end, day in self._days()
            if value[end]
            for part, text in day.written(value[end], language).items()
        }

    def compared(self, value: Json) -> Json:
        days = value if isinstance(value, dict) else {}
        first, last = (day_number(days.get(end)) for end in ENDS)
        return {"from": first, "to": last, "days": last - first + 1 if first and last else None}

    def canonical(self, value: Json) -> Json:
        return {end: value[end] for end in ENDS}

    def first_part(self) -> str:
        return "from.day"

    def _days(self) -> Iterator[tuple[str, Day]]:
        """Each end as a question of its own."""
        for end, name in ENDS.items():
            key = f"{self.key}.{end}"
            own = {kind: text for kind, text in self.error.items() if kind in Day.ERRORS}
            yield (
                end,
                Day(
                    key=key,
                    label=self.label,
                    name=name,
                    error=own,
                    earliest=self.earliest,
                    latest=self.latest,
                ),
            )

    def _own(self, problem: FieldProblem) -> FieldProblem:
        end = problem.question.rpartition(".")[2]
        return FieldProblem(self.key, f"{end}.{problem.part or 'day'}", problem.message)
