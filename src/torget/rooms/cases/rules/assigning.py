"""Which officer a case goes to. Plain values in, plain values out."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Load:
    """What an officer of the unit has: open cases, and when the last one was received."""

    open_cases: int = 0
    last_given: datetime | None = None


def officer_for(
    how: str,
    loads: Mapping[int, Load],
    *,
    unavailable: Collection[int] = (),
) -> int | None:
    """The employee whose turn it is; None when it is nobody's, or by hand.

    `loads`: what each officer of the unit has. `unavailable`: those away or disqualified, whom
    nothing is given. A draw goes to the lowest number, so that the same facts give the same one.
    """
    if how not in ("in_turn", "by_load"):
        return None
    there = [officer for officer in loads if officer not in unavailable]
    return min(there, key=lambda one: (*_wait(how, loads[one]), one), default=None)


def _wait(how: str, load: Load) -> tuple[float, ...]:
    last = load.last_given.timestamp() if load.last_given else 0.0
    return (last,) if how == "in_turn" else (load.open_cases, last)
