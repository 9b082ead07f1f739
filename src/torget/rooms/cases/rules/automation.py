"""When a decision table may decide by itself, and what a person then looks at."""

import hashlib
from collections.abc import Set as AbstractSet
from datetime import date, timedelta

from torget.foundation.calendar import next_working_day
from torget.rooms.cases.rules.citations import cites
from torget.rooms.cases.terms import Hindrance

TIME_TO_REVIEW = timedelta(weeks=2)


@cites(
    "förvaltningslagen (2017:900) 28 §",
    confirm=(
        "Whether a committee may let a table grant where the decision is tried by "
        "laglighetsprövning (kommunallagen 6 kap.), and how such decisions are reported to it."
    ),
)
def hindrances_to_deciding(
    *, unsigned: bool, more_came_in: bool, in_hand: bool, protected: bool, not_from_here: bool
) -> list[Hindrance]:
    """What keeps a case from being decided automatically, whatever its table says.

    A table has read the answers and nothing else: where the applicant has sent or written more,
    or officers have begun to investigate, only a person can weigh it all.
    """
    applies = {
        Hindrance.UNSIGNED: unsigned,
        Hindrance.MORE_CAME_IN: more_came_in,
        Hindrance.IN_HAND: in_hand,
        Hindrance.PROTECTED: protected,
        Hindrance.NOT_FROM_HERE: not_from_here,
    }
    return [hindrance for hindrance, holds in applies.items() if holds]


@cites(
    "förvaltningslagen (2017:900) 25 §",
    confirm="That a table which grants what is applied for need not communicate anything first.",
)
def may_table_decide(*, grants: bool) -> bool:
    """A table grants what was applied for, on the applicant's own answers. What goes against
    someone they are first heard about, and that is for a person.
    """
    return grants


@cites(
    "dataskyddsförordningen artikel 22",
    confirm=(
        "Which decisions concern someone so significantly that they must be able to have a person "
        "look, and whether two weeks is soon enough."
    ),
)
def review_by(asked_on: date, holidays: AbstractSet[date]) -> date:
    """The day by which a person has looked at an automated decision that someone asks about:
    two weeks on, then the next working day.
    """
    return next_working_day(asked_on + TIME_TO_REVIEW, holidays)


def is_sampled(number: str, one_in: int) -> bool:
    """Whether a person looks at the case's decision afterwards: always the same of the same
    number, one in so many, and not to be foreseen by counting.
    """
    return int.from_bytes(hashlib.sha256(number.encode()).digest()[:8]) % one_in == 0


def is_drawn(number: str, one_in: int) -> bool:
    """Whether a closed case is looked through afterwards: one in so many, none for 0. Another lot
    than `is_sampled`, so that the same cases are not seen to twice.
    """
    return one_in > 0 and is_sampled(f"quality:{number}", one_in)
