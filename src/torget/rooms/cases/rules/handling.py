"""What an officer may do to a case now, and what presses."""

from datetime import date, datetime, timedelta

from torget.rooms.cases.rules.citations import cites
from torget.rooms.cases.terms import Kind, NextAction, Obstacle, Status, Urgency

PRESENT = timedelta(minutes=2)  # an officer seen this recently is still in the case
SOON = timedelta(days=7)


def urgency(due_on: date, *, decided: bool, today: date) -> Urgency:
    if decided:
        return Urgency.DONE
    if due_on < today:
        return Urgency.LATE
    return Urgency.SOON if due_on - today <= SOON else Urgency.IN_TIME


def is_present(seen_at: datetime, now: datetime) -> bool:
    return now - seen_at < PRESENT


@cites("föräldrabalken 6 kap. 13 §")
def obstacles_to_deciding(
    *, decided: bool, closed: bool, open_supplement: bool, unsigned: bool, granting: bool
) -> list[Obstacle]:
    """Why the case cannot be decided now.

    A missing signature hinders only a granting decision: custodians decide together
    (föräldrabalken 6 kap. 13 §), but an application may be refused or written off without it.
    """
    return _those(
        {
            Obstacle.CLOSED: closed,
            Obstacle.ALREADY_DECIDED: decided and not closed,
            Obstacle.OPEN_SUPPLEMENT: open_supplement and granting,
            Obstacle.UNSIGNED: unsigned and granting,
        }
    )


def obstacles_to_serving(*, decided: bool, served: bool) -> list[Obstacle]:
    return _those({Obstacle.UNDECIDED: not decided, Obstacle.ALREADY_SERVED: served})


def obstacles_to_closing(
    *, kind: str, decided: bool, served: bool, closed: bool, open_tasks: bool = False
) -> list[Obstacle]:
    """An application is closed by a served decision; a notification once it is dealt with."""
    return _those(
        {
            Obstacle.CLOSED: closed,
            Obstacle.UNDECIDED: kind == Kind.APPLICATION and not decided,
            Obstacle.NOT_SERVED: decided and not served,
            Obstacle.OPEN_TASKS: open_tasks,
        }
    )


def _those(applies: dict[Obstacle, bool]) -> list[Obstacle]:
    return [obstacle for obstacle, holds in applies.items() if holds]


def next_action(status: str, *, kind: str, has_officer: bool, served: bool | None) -> NextAction:
    """What an officer should do now. `served`: whether the decision is, None without one."""
    if status == Status.CLOSED:  # also then may a decision be changed, and has to be served
        return NextAction.SERVE if served is False else NextAction.NOTHING
    if status == Status.DECIDED:
        return NextAction.CLOSE if served else NextAction.SERVE
    if not has_officer:
        return NextAction.TAKE
    waiting = {
        Status.AWAITING_SIGNATURE: NextAction.WAIT_FOR_SIGNATURE,
        Status.AWAITING_SUPPLEMENT: NextAction.WAIT_FOR_SUPPLEMENT,
    }
    usual = NextAction.DECIDE if kind == Kind.APPLICATION else NextAction.CLOSE
    return waiting.get(Status(status), usual)
