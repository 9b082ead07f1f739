"""Drawing closed cases, and saying how well they were handled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from torget.foundation.actor import Actor
from torget.rooms.audit.actions import record
from torget.rooms.cases.actions.access import CaseNotReady, locked_case
from torget.rooms.cases.models import Case, QualityCheck
from torget.rooms.cases.rules import is_drawn
from torget.rooms.cases.terms import CheckPoint, Obstacle, Verdict
from torget.rooms.submissions.queries import service_of


def draw_for_check(case: Case, *, by: Actor, at: datetime) -> None:
    """Let the case be looked through if its service says so and the lot falls on it; once."""
    one_in = service_of(case.submission).service.quality_check
    if not is_drawn(case.number, one_in):
        return
    _check, is_new = QualityCheck.objects.get_or_create(case=case, defaults={"drawn_at": at})
    if is_new:
        record("quality.drawn", f"case:{case}", by=by, at=at)


@transaction.atomic
def check_quality(
    check: QualityCheck,
    verdicts: Mapping[CheckPoint, Verdict],
    comment: str,
    *,
    by: Actor,
    at: datetime,
) -> bool:
    """Say how the case was handled, at every point; False when someone already has.

    Raises CaseNotReady for whoever handled it.
    """
    locked = locked_case(check.case, permission="case.check", by=by)
    if locked.officer_id == by.employee:
        raise CaseNotReady([Obstacle.OWN_CASE])
    row = QualityCheck.objects.select_for_update().get(pk=check.pk)
    if row.checked_at is not None:
        return False
    for point in CheckPoint:
        setattr(row, point, verdicts[point])
    row.comment, row.checked_by, row.checked_at = comment, by.name, at
    row.save()
    record("quality.checked", f"case:{locked}", by=by, at=at)
    return True
