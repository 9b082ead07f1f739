"""Who may hold what, and decide on a committee's behalf. Plain values in and out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from torget.rooms.organisation.terms import Matter, Right


def covers(right: Right, matter: Matter) -> bool:
    """Whether the right is to decide the matter (kommunallagen (2017:725) 7 kap. 5 §).

    A right with a ceiling does not cover a matter whose amount is unknown.
    """
    if right.services and matter.service not in right.services:
        return False
    if right.outcomes and matter.outcome not in right.outcomes:
        return False
    if right.amount_most is None:
        return True
    return matter.amount is not None and matter.amount <= right.amount_most


def widens(right: Right, above: Right) -> bool:
    """Whether a right passed on reaches beyond the one it rests on, which it may not
    (kommunallagen (2017:725) 7 kap. 6 §).
    """
    return (
        _reaches_beyond(right.services, above.services)
        or _reaches_beyond(right.outcomes, above.outcomes)
        or (
            above.amount_most is not None
            and (right.amount_most is None or right.amount_most > above.amount_most)
        )
    )


def _reaches_beyond(named: frozenset[str], above: frozenset[str]) -> bool:
    """Naming nothing is naming everything."""
    return bool(above) and (not named or not named <= above)


@dataclass(frozen=True, slots=True)
class Period:
    """From a day until the first day without; until further notice when that is None."""

    start: date
    end: date | None = None

    def overlaps(self, other: "Period") -> bool:
        return (other.end is None or self.start < other.end) and (
            self.end is None or other.start < self.end
        )

    def lies_within(self, other: "Period") -> bool:
        ends_in_time = other.end is None or (self.end is not None and self.end <= other.end)
        return self.start >= other.start and ends_in_time


def may_hold(wanted: Period, *, within: Period, besides: Iterable[Period]) -> bool:
    """Whether a position that exists `within` a period can be held for another by someone who
    holds it `besides` already.
    """
    is_a_period = wanted.end is None or wanted.end > wanted.start
    free = not any(wanted.overlaps(one) for one in besides)
    return is_a_period and wanted.lies_within(within) and free
