"""What the law and the municipality say about cases. Plain values in, plain values out."""

from torget.rooms.cases.rules.appeals import (
    appeal_deadline,
    final_on,
    last_day_to_review,
    legality_deadline,
    may_correct,
    must_change,
    obstacles_to_changing,
    review_of,
)
from torget.rooms.cases.rules.approving import (
    obstacles_to_approving,
)
from torget.rooms.cases.rules.assigning import Load, officer_for
from torget.rooms.cases.rules.automation import (
    hindrances_to_deciding,
    is_drawn,
    is_sampled,
    may_table_decide,
    review_by,
)
from torget.rooms.cases.rules.citations import RULES, Cited, cites
from torget.rooms.cases.rules.handling import (
    PRESENT,
    SOON,
    is_present,
    next_action,
    obstacles_to_closing,
    obstacles_to_deciding,
    obstacles_to_serving,
    urgency,
)
from torget.rooms.cases.rules.pace import (
    came_in_on,
    conclude_by,
    extended_day,
    may_ask_to_conclude_from,
    months_after,
    must_communicate,
    obstacles_to_asking,
    promised_day,
    should_tell_of_delay,
    statutory_day,
    weeks_after,
)
from torget.rooms.cases.rules.referrals import (
    LINK_LASTS,
    NEAR,
    obstacles_to_referral,
)
from torget.rooms.cases.rules.reminding import is_reminding_time, near_until
from torget.rooms.cases.rules.serving import faults_of_serving, served_on

__all__ = [
    "LINK_LASTS",
    "NEAR",
    "PRESENT",
    "RULES",
    "SOON",
    "Cited",
    "Load",
    "appeal_deadline",
    "came_in_on",
    "cites",
    "conclude_by",
    "extended_day",
    "faults_of_serving",
    "final_on",
    "hindrances_to_deciding",
    "is_drawn",
    "is_present",
    "is_reminding_time",
    "is_sampled",
    "last_day_to_review",
    "legality_deadline",
    "may_ask_to_conclude_from",
    "may_correct",
    "may_table_decide",
    "months_after",
    "must_change",
    "must_communicate",
    "near_until",
    "next_action",
    "obstacles_to_approving",
    "obstacles_to_asking",
    "obstacles_to_changing",
    "obstacles_to_closing",
    "obstacles_to_deciding",
    "obstacles_to_referral",
    "obstacles_to_serving",
    "officer_for",
    "promised_day",
    "review_by",
    "review_of",
    "served_on",
    "should_tell_of_delay",
    "statutory_day",
    "urgency",
    "weeks_after",
]
