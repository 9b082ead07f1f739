"""An officer does the same to many cases. Each is done once, however often the worker tries."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import localdate

from torget.foundation.actor import Actor, Forbidden
from torget.journeys.correspond import write_to_applicant
from torget.rooms.cases.actions import (
    CaseNotReady,
    close_case,
    confirm_batch,
    note_outcome,
    take_case,
    waiting_item,
)
from torget.rooms.cases.queries import batch_for_worker, items_left
from torget.rooms.cases.terms import DONE, NOT_ALLOWED, BatchAct
from torget.rooms.jobs.actions import enqueue
from torget.rooms.jobs.ports import clock, task
from torget.rooms.organisation.queries import actor_for_employee

if TYPE_CHECKING:
    from torget.rooms.cases.models import Batch, Case


@transaction.atomic
def handle_many(batch: Batch, *, by: Actor, at: datetime) -> bool:
    """Confirm what was planned and leave it to the worker; False when it was confirmed before."""
    if not confirm_batch(batch, by=by, at=at):
        return False
    enqueue("handle_many", batch=str(batch.key), by=by, at=at)
    return True


@task("handle_many")
def do_batch(batch: str) -> None:
    """Do what is left of the batch, as the officer who asked, with what they may do today."""
    planned, at = batch_for_worker(batch), clock()
    officer = actor_for_employee(planned.employee, today=localdate(at), door="desk")
    for item in items_left(planned):
        with transaction.atomic():
            if waiting := waiting_item(item, by=officer, at=at):
                note_outcome(waiting, _done(planned, waiting.case, officer, at), by=officer, at=at)


def _done(batch: Batch, case: Case, by: Actor, at: datetime) -> str:
    """Do it to one case; how it went."""
    try:
        with transaction.atomic():
            _do(batch, case, by=by, at=at)
    except CaseNotReady as error:
        return str(error.obstacles[0])
    except Forbidden:
        return NOT_ALLOWED
    return DONE


def _do(batch: Batch, case: Case, *, by: Actor, at: datetime) -> None:
    match BatchAct(batch.act):
        case BatchAct.TAKE:
            take_case(case, by=by, at=at)
        case BatchAct.ASSIGN if batch.officer is None:  # who was to have them is gone
            raise Forbidden("case.assign")
        case BatchAct.ASSIGN:
            take_case(case, officer=batch.officer, by=by, at=at)
        case BatchAct.CLOSE:
            close_case(case, by=by, at=at)
        case BatchAct.MESSAGE:
            once = uuid.uuid5(batch.key, case.number)
            write_to_applicant(case, batch.text, once=once, by=by, at=at)
