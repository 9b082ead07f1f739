"""What statistics count of cases: numbers by day, service and unit, nothing of anyone."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection
from django.db.models import Min
from django.utils.timezone import localdate, make_aware

from torget.rooms.cases.models import Case

AGES = (0, 31, 91, 181)  # days a case has waited: the least of each band


class DayCount(NamedTuple):
    """How many cases had the value that day. `value` is days, or 1 and 0 for yes and no."""

    what: str
    service: str
    unit: int
    part: str
    day: date
    value: int
    many: int


# A case is answered when it is decided, or closed without a decision. Days are Sweden's.
ANSWERED = "coalesce(decided_at, closed_at)"
ANSWERED_THEN = f"{ANSWERED} >= %(start)s AND {ANSWERED} < %(end)s"
RECEIVED_ON = "(received_at AT TIME ZONE %(zone)s)::date"
ANSWERED_ON = f"({ANSWERED} AT TIME ZONE %(zone)s)::date"

RECEIVED = f"""
SELECT 'received', service, unit_id, '', {RECEIVED_ON}, (channel = 'e_service')::int, count(*)
FROM cases_case JOIN submissions_submission sent ON sent.id = submission_id
WHERE received_at >= %(start)s AND received_at < %(end)s GROUP BY 2, 3, 5, 6
"""
DECIDED = f"""
SELECT 'decided', cases_case.service, unit_id, '', {ANSWERED_ON}, (by_table.id IS NOT NULL)::int,
    count(*)
FROM cases_case LEFT JOIN cases_automateddecision by_table ON by_table.case_id = cases_case.id
WHERE {ANSWERED_THEN} AND decided_at IS NOT NULL GROUP BY 2, 3, 5, 6
"""
CLOSED = """
SELECT 'closed', service, unit_id, '', (closed_at AT TIME ZONE %(zone)s)::date, 0, count(*)
FROM cases_case WHERE closed_at >= %(start)s AND closed_at < %(end)s GROUP BY 2, 3, 5
"""
HANDLED = f"""
SELECT 'handled', service, unit_id, '', {ANSWERED_ON}, {ANSWERED_ON} - {RECEIVED_ON}, count(*)
FROM cases_case WHERE {ANSWERED_THEN} GROUP BY 2, 3, 5, 6
"""
# The first day that was promised; without one that is kept, the case's own.
PROMISED = f"""
SELECT 'promised', service, unit_id, '', {ANSWERED_ON}, ({ANSWERED_ON} <= coalesce((
    SELECT due_on FROM cases_deadline WHERE case_id = cases_case.id AND kind = 'promise'
    ORDER BY id LIMIT 1), due_on))::int, count(*)
FROM cases_case WHERE {ANSWERED_THEN} GROUP BY 2, 3, 5, 6
"""
# The time that law gives as it stood in the end, with its extension.
STATUTORY = f"""
SELECT 'statutory', service, unit_id, '', {ANSWERED_ON}, ({ANSWERED_ON} <= law.due_on)::int,
    count(*)
FROM cases_case CROSS JOIN LATERAL (
    SELECT due_on FROM cases_deadline WHERE case_id = cases_case.id AND kind = 'statutory'
        AND ended <> 'dropped' ORDER BY id DESC LIMIT 1) law
WHERE {ANSWERED_THEN} GROUP BY 2, 3, 5, 6
"""
# All a case's time in a phase until it was answered, in whole days.
PHASES = f"""
SELECT 'phase', service, unit_id, phase, day, round(seconds / 86400.0)::int, count(*) FROM (
    SELECT service, unit_id, phase, {ANSWERED_ON} AS day,
        sum(extract(epoch FROM least(left_at, {ANSWERED}) - entered_at)) AS seconds
    FROM cases_case JOIN cases_passage ON case_id = cases_case.id
    WHERE {ANSWERED_THEN} AND phase <> '' AND entered_at < {ANSWERED}
    GROUP BY cases_case.id, phase) AS spent
GROUP BY 2, 3, 4, 5, 6
"""
# What waited for an answer when each day ended, by how long it had waited.
OPEN = f"""
SELECT 'open', service, unit_id, '', day,
    CASE WHEN age > 180 THEN 181 WHEN age > 90 THEN 91 WHEN age > 30 THEN 31 ELSE 0 END, count(*)
FROM (
    SELECT service, unit_id, day, day - {RECEIVED_ON} AS age
    FROM (SELECT generate_series(%(first)s::date, %(last)s::date, '1 day')::date AS day) days
    JOIN cases_case ON received_at < (day + 1)::timestamp AT TIME ZONE %(zone)s
        AND ({ANSWERED} IS NULL OR {ANSWERED} >= (day + 1)::timestamp AT TIME ZONE %(zone)s)
    WHERE received_at < %(end)s AND ({ANSWERED} IS NULL OR {ANSWERED} >= %(start)s)) AS waiting
GROUP BY 2, 3, 5, 6
"""
ALL = (RECEIVED, DECIDED, CLOSED, HANDLED, PROMISED, STATUTORY, PHASES, OPEN)


def measures(first: date, last: date) -> list[DayCount]:
    """Everything that is counted of cases from the first day to the last, both with."""
    given: dict[str, Any] = {
        "first": first,
        "last": last,
        "start": _beginning(first),
        "end": _beginning(last + timedelta(days=1)),
        "zone": settings.TIME_ZONE,
    }
    found: list[DayCount] = []
    with connection.cursor() as cursor:
        for statement in ALL:
            cursor.execute(statement, given)
            found += [DayCount(*row) for row in cursor.fetchall()]
    return found


def first_day() -> date | None:
    """The day the first case was received; None when there is none."""
    moment = Case.objects.aggregate(first=Min("received_at"))["first"]
    return localdate(moment) if moment else None


def _beginning(day: date) -> datetime:
    return make_aware(datetime.combine(day, time.min))
