"""Until when a referral can be read and answered, and when it is time to remind."""

from datetime import date, timedelta

from torget.rooms.cases.terms import Obstacle

LINK_LASTS = timedelta(days=60)  # after the day; a late answer is worth more than none
NEAR = timedelta(days=3)


def obstacles_to_referral(
    *, withdrawn: bool, answered: bool, answer_by: date, concluded: bool, today: date
) -> list[Obstacle]:
    """Why the referral cannot be answered now."""
    found = {
        Obstacle.WITHDRAWN: withdrawn,
        Obstacle.ALREADY_ANSWERED_BY: answered,
        Obstacle.TOO_LATE: concluded or today > answer_by + LINK_LASTS,
    }
    return [obstacle for obstacle, holds in found.items() if holds]
