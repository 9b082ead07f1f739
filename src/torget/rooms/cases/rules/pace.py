"""How long a case may take: when it came in, when it must be done, and what slowness gives."""

from calendar import monthrange
from collections.abc import Set as AbstractSet
from datetime import date, timedelta

from torget.foundation.calendar import next_working_day, previous_working_day
from torget.rooms.cases.rules.citations import cites
from torget.rooms.cases.terms import Arrival, Obstacle


@cites("lag (1930:173) 1 §")
def weeks_after(day: date, weeks: int) -> date:
    """A time in weeks ends on the day of the same name in the last week."""
    return day + timedelta(weeks=weeks)


@cites("lag (1930:173) 1 §")
def months_after(day: date, months: int) -> date:
    """A time in months ends on the day of the same number, or on the last day of the month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@cites(
    "förvaltningslagen (2017:900) 22 §",
    confirm="That the previous working day is right also for a document that came by a courier.",
)
def came_in_on(reached_on: date, arrival: Arrival, holidays: AbstractSet[date]) -> date:
    """A document came in the day it reached us, at whatever hour; by post or found in the
    letter box at its first emptying, the working day before.
    """
    if arrival in (Arrival.POST, Arrival.LETTER_BOX):
        return previous_working_day(reached_on, holidays)
    return reached_on


def promised_day(received: date, days: int, holidays: AbstractSet[date]) -> date:
    """The day an answer is promised: so many days on, then the next working day."""
    return next_working_day(received + timedelta(days=days), holidays)


@cites(
    "plan- och bygglagen (2010:900) 9 kap.",
    confirm=(
        "When the time begins if we asked for a supplement later than three weeks after the "
        "application came in; the officer now states the day it was complete."
    ),
)
def statutory_day(
    complete_on: date, holidays: AbstractSet[date], *, weeks: int = 0, months: int = 0
) -> date:
    """The last day to decide, counted from the day the application was complete."""
    return next_working_day(weeks_after(months_after(complete_on, months), weeks), holidays)


@cites(
    "plan- och bygglagen (2010:900) 9 kap.",
    confirm="That a last day moved for a closed day does not begin the longer time later.",
)
def extended_day(
    complete_on: date,
    holidays: AbstractSet[date],
    *,
    weeks: tuple[int, int],
    months: tuple[int, int],
) -> date:
    """The last day to decide when the time has been made longer, which is done once; each time
    is given as the ordinary and the added.
    """
    return statutory_day(complete_on, holidays, weeks=sum(weeks), months=sum(months))


@cites(
    "förvaltningslagen (2017:900) 11 §",
    confirm="That a promise about to be broken is a sign of being considerably delayed.",
)
def should_tell_of_delay(
    due_on: date, *, begun_by_party: bool, decided: bool, told: bool, today: date
) -> bool:
    """The party who began a case is told, with the reason, when it will be considerably late."""
    return begun_by_party and not decided and not told and today > due_on


@cites("förvaltningslagen (2017:900) 12 §")
def may_ask_to_conclude_from(received_on: date) -> date:
    """The first day a party may ask for the case to be concluded: when six months are over."""
    return months_after(received_on, 6) + timedelta(days=1)


@cites("förvaltningslagen (2017:900) 12 §")
def obstacles_to_asking(
    *, received_on: date, begun_by_party: bool, decided: bool, asked_before: bool, today: date
) -> list[Obstacle]:
    """Only the party who began the case may ask, after six months, once, until it is decided."""
    applies = {
        Obstacle.NOT_BEGUN_BY_PARTY: not begun_by_party,
        Obstacle.ALREADY_DECIDED: decided,
        Obstacle.ALREADY_ASKED: asked_before,
        Obstacle.TOO_EARLY: today < may_ask_to_conclude_from(received_on),
    }
    return [obstacle for obstacle, holds in applies.items() if holds]


@cites(
    "förvaltningslagen (2017:900) 12 §",
    confirm="That our own four weeks also move past closed days (lag (1930:173) 2 §).",
)
def conclude_by(asked_on: date, holidays: AbstractSet[date]) -> date:
    """Within four weeks the case is decided, or the request refused by a decision of its own."""
    return next_working_day(weeks_after(asked_on, 4), holidays)


@cites("förvaltningslagen (2017:900) 25 §")
def must_communicate(*, granting: bool, against_someone: bool, needless: bool) -> bool:
    """Before a decision the party gets what it rests on and may answer, unless it plainly is
    needless; a decision that only goes a party's way needs none.
    """
    return not needless and (not granting or against_someone)
