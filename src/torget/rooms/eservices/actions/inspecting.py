"""Keeping what a browser found when it looked for barriers on a service's pages."""

from datetime import datetime

import msgspec
from django.db import transaction

from torget.foundation.actor import Actor
from torget.rooms.audit.actions import record
from torget.rooms.eservices.actions.writing import locked_revision
from torget.rooms.eservices.inspecting import Report, ReportRefused, faults_in, inspection_plan
from torget.rooms.eservices.models import Inspection, WorkingCopy
from torget.rooms.eservices.terms import review


@transaction.atomic
def record_inspection(
    copy: WorkingCopy, report: Report, *, on: int, by: Actor, at: datetime
) -> Inspection:
    """Keep what was found on the pages of the revision `on`; needs `service.edit`.

    Raises RevisionConflict when another revision has become current, and ReportRefused when
    something else, or not all of it, was looked at.
    """
    by.must_anywhere("service.edit")
    found = review(locked_revision(copy, on).texts)
    plan = inspection_plan(found)
    if plan is None or found.service is None:
        raise ReportRefused
    faults = faults_in(report, plan, found.service)
    inspection = Inspection.objects.create(
        plan=plan.hash,
        engine=report.engine,
        sights=len(plan.sights),
        faults=msgspec.to_builtins(faults),
        made_at=at,
        made_by=by.name,
    )
    seen = {"pages": inspection.sights, "faults": len(faults)}
    record("service.inspected", str(copy), by=by, at=at, revision=on, **seen)
    return inspection
