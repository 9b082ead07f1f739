"""Moving a case along its process: by what has been done to it, or by hand."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from torget.foundation.actor import Actor
from torget.rooms.cases.actions.access import CaseNotReady
from torget.rooms.cases.actions.saying import say_from_unit
from torget.rooms.cases.models import Case, Passage, Task
from torget.rooms.cases.process import process_of, transition_after
from torget.rooms.cases.terms import Obstacle
from torget.rooms.eservices.terms import CHOSEN
from torget.rooms.jobs.actions import enqueue

if TYPE_CHECKING:
    from torget.rooms.eservices.terms import Act, CaseStatus, Transition


def begin(case: Case, *, awaits_signature: bool) -> None:
    """Keep a new case, where its process begins."""
    first = process_of(case).first(awaits_signature=awaits_signature)
    _stand(case, first)
    case.save()
    _enter(case, first, at=case.received_at)


def move(case: Case, act: Act, *, outcome: str = "", by: Actor, at: datetime) -> None:
    """Let the locked case go where its process says that the act leads, and keep it.

    Without a way there, what officers choose to do is refused by CaseNotReady; what others have
    done, or the law demands, leaves the case where it is.
    """
    found = transition_after(case, act, outcome=outcome, at=at)
    if found is None and act in CHOSEN:
        raise CaseNotReady([Obstacle.NOT_FROM_HERE])
    if found:
        make(case, found, by=by, at=at)
    case.save(update_fields=["status", "step", "step_words", "officer", "decided_at", "closed_at"])


def make(case: Case, made: Transition, *, by: Actor, at: datetime) -> None:
    """Make the transition in the locked case, with what it brings; the caller keeps the case."""
    before, status = case.step, process_of(case).statuses[made.to]
    _stand(case, status)
    if case.step != before:
        _enter(case, status, at=at)
    Task.objects.bulk_create(
        Task(case=case, title=one.sv[:200], added_by=by.name, added_at=at) for one in made.tasks
    )
    if made.message:
        say_from_unit(case, made.message.in_, by=by, at=at)
    if made.letter:
        letter = str(uuid.uuid4())  # so that a job that is run again makes no second letter
        enqueue("write_letter", case=case.number, transition=made.key, letter=letter, by=by, at=at)


def _stand(case: Case, status: CaseStatus) -> None:
    case.status, case.step = status.means, status.key
    case.step_words = {"title": msgspec.to_builtins(status.title)}
    if status.text:
        case.step_words["text"] = msgspec.to_builtins(status.text)


def _enter(case: Case, status: CaseStatus, *, at: datetime) -> None:
    """Keep where the case went and when, for measuring its phases."""
    Passage.objects.filter(case=case, left_at=None).update(left_at=at)
    Passage.objects.create(case=case, step=status.key, phase=status.phase, entered_at=at)
