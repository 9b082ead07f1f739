"""Cases, as far as the actor may see them, by topic."""

from torget.rooms.cases.queries.cases import (
    case_of_submission,
    cases_for,
    decision_by_pk,
    decision_template,
    documents_of,
    get_case,
    has_cases,
    last_day_to_appeal,
    my_open_supplements,
    next_action_for,
    open_supplement,
    others_present,
    served_decision,
    urgency_of,
)
from torget.rooms.cases.queries.queue import (
    MOST,
    QueueCounts,
    QueueFilter,
    queue,
    queue_counts,
    with_unread,
)

__all__ = [
    "MOST",
    "QueueCounts",
    "QueueFilter",
    "case_of_submission",
    "cases_for",
    "decision_by_pk",
    "decision_template",
    "documents_of",
    "get_case",
    "has_cases",
    "last_day_to_appeal",
    "my_open_supplements",
    "next_action_for",
    "open_supplement",
    "others_present",
    "queue",
    "queue_counts",
    "served_decision",
    "urgency_of",
    "with_unread",
]
