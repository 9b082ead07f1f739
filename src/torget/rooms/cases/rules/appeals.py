"""Appeals, changes of what has been decided, and when a decision is final."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from datetime import date, timedelta

from torget.foundation.calendar import next_working_day
from torget.rooms.cases.rules.citations import cites
from torget.rooms.cases.rules.pace import weeks_after
from torget.rooms.cases.terms import Grounds, Obstacle, Review, ToHarm

APPEAL_WEEKS = 3  # förvaltningslagen (2017:900) 44 §


@cites("förvaltningslagen (2017:900) 44 §")
@cites("lag (1930:173) 2 §")
def appeal_deadline(served_on: date, holidays: AbstractSet[date]) -> date:
    """Last day to appeal: three weeks from the day the party got the decision, or for a public
    party the day it was made; a last day when authorities are closed moves on.
    """
    return next_working_day(weeks_after(served_on, APPEAL_WEEKS), holidays)


@cites(
    "kommunallagen (2017:725) 13 kap.",
    confirm="That the time counts from the notice on the board also for delegated decisions.",
)
def legality_deadline(posted_on: date, holidays: AbstractSet[date]) -> date:
    """Last day to ask for legality review: three weeks from the day the notice of the adjusted
    minutes was put on the board; a last day when authorities are closed moves on.
    """
    return next_working_day(weeks_after(posted_on, APPEAL_WEEKS), holidays)


@cites(
    "förvaltningslagen (2017:900) 45 §",
    confirm="That an appeal by someone who was never served counts as in time.",
)
def review_of(
    received_on: date,
    last_day: date | None,
    *,
    wrongly_told: bool = False,
    reached_court_on: date | None = None,
) -> Review:
    """Whether an appeal came in time; a late one is taken up all the same if we told wrongly how
    to appeal, or if it reached the court in time.
    """
    if last_day is None or received_on <= last_day:
        return Review.IN_TIME
    at_court = reached_court_on is not None and reached_court_on <= last_day
    return Review.LATE_BUT_TAKEN if wrongly_told or at_court else Review.LATE


@cites(
    "förvaltningslagen (2017:900) 46 §",
    confirm="One week as the measure of 'promptly'; the law names no day.",
)
def last_day_to_review(received_on: date, holidays: AbstractSet[date]) -> date:
    """An appeal that is not dismissed goes on to the court promptly: within a week."""
    return next_working_day(weeks_after(received_on, 1), holidays)


@cites(
    "förvaltningslagen (2017:900) 36 §",
    confirm="That the parties need not be heard before a slip is put right.",
)
def may_correct(*, obvious: bool, by_oversight: bool) -> bool:
    """What is obviously wrong by a slip in writing or counting may be put right."""
    return obvious and by_oversight


@cites(
    "förvaltningslagen (2017:900) 37–39 §§",
    confirm="That a grant is favourable by its nature, and no other outcome is.",
)
def obstacles_to_changing(
    grounds: Grounds, *, favourable: bool, appealed: bool, handed_over: bool
) -> list[Obstacle]:
    """Why a decision may not be changed by us. A wrong one may; a favourable one to the party's
    harm only on the grounds of 37 §; an appealed one only where it must be (38 §), and until the
    appeal has been handed over.
    """
    worse = grounds.worse_for_party
    required = must_change(
        plainly_wrong=grounds.plainly_wrong,
        quick_and_simple=grounds.quick_and_simple,
        worse_for_party=worse,
    )
    applies = {
        Obstacle.WITH_THE_COURT: handed_over,
        Obstacle.APPEALED: appealed and not handed_over and not required,
        Obstacle.FAVOURABLE: (
            favourable and worse and grounds.to_harm == ToHarm.NOTHING and not appealed
        ),
    }
    return [obstacle for obstacle, holds in applies.items() if holds]


@cites("förvaltningslagen (2017:900) 38 §")
def must_change(*, plainly_wrong: bool, quick_and_simple: bool, worse_for_party: bool) -> bool:
    """We must change what is plainly wrong, if it is quick and simple and harms no party."""
    return plainly_wrong and quick_and_simple and not worse_for_party


@cites(
    "förvaltningslagen (2017:900) 44 §",
    confirm="Who else than the parties may appeal (42 §), and from when their time counts.",
)
def final_on(last_days: Iterable[date | None], *, decided_on: date, contested: bool) -> date | None:
    """The day a decision has become final: when the last of those who may appeal no longer can.

    `last_days`: the last day of each who may appeal, None for one not served yet. A decision that
    nobody may appeal is final when made. None while someone may appeal or an appeal is open.
    """
    days = list(last_days)
    if contested or None in days:
        return None
    known = [day for day in days if day is not None]
    return max(known) + timedelta(days=1) if known else decided_on
