"""Moving a case along its process: by what has been done to it, or by hand."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec
from django.db import transaction

from torget.foundation.actor import Actor
from torget.rooms.audit.actions import record
from torget.rooms.cases.actions.access import CaseNotReady, locked_case
from torget.rooms.cases.models import Case, Event, Passage, Post, Task
from torget.rooms.cases.process import process_of, transition_after
from torget.rooms.cases.queries import buttons_for
from torget.rooms.cases.terms import Author, Obstacle
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
        _make(case, found, by=by, at=at)
    case.save(update_fields=["status", "step", "step_words", "officer", "decided_at", "closed_at"])


@transaction.atomic
def advance_case(case: Case, step: str, *, by: Actor, at: datetime) -> None:
    """Make the transition with the key by hand; CaseNotReady when it cannot be made from here.

    A button that is pressed twice is pressed once.
    """
    locked = locked_case(case, permission="case.write", by=by)
    wanted = next((one for one in buttons_for(locked, actor=by, at=at) if one.key == step), None)
    if wanted is None and _is_made(locked, step):
        return
    if wanted is None:
        raise CaseNotReady([Obstacle.NOT_FROM_HERE])
    before = locked.step
    _make(locked, wanted, by=by, at=at)
    record("case.moved", f"case:{locked}", by=by, at=at, before=before, after=locked.step)
    locked.save(update_fields=["status", "step", "step_words"])
    Event.objects.create(case=locked, what="moved", values=_words(locked), at=at)


def _make(case: Case, made: Transition, *, by: Actor, at: datetime) -> None:
    before, status = case.step, process_of(case).statuses[made.to]
    _stand(case, status)
    if case.step != before:
        _enter(case, status, at=at)
    Task.objects.bulk_create(
        Task(case=case, title=one.sv[:200], added_by=by.name, added_at=at) for one in made.tasks
    )
    if made.message:
        _tell(case, made, by=by, at=at)


def _is_made(case: Case, key: str) -> bool:
    """Whether the case stands where the button with the key leads."""
    buttons = process_of(case).process.transitions
    return any(one.key == key and one.to == case.step and not one.act for one in buttons)


def _stand(case: Case, status: CaseStatus) -> None:
    case.status, case.step = status.means, status.key
    case.step_words = {"title": msgspec.to_builtins(status.title)}
    if status.text:
        case.step_words["text"] = msgspec.to_builtins(status.text)


def _enter(case: Case, status: CaseStatus, *, at: datetime) -> None:
    """Keep where the case went and when, for measuring its phases."""
    Passage.objects.filter(case=case, left_at=None).update(left_at=at)
    Passage.objects.create(case=case, step=status.key, phase=status.phase, entered_at=at)


def _words(case: Case) -> dict[str, Any]:
    return dict((case.step_words or {}).get("title") or {})


def _tell(case: Case, made: Transition, *, by: Actor, at: datetime) -> None:
    """Write what the process says to the applicant, from the unit, and tell that it is there."""
    party = case.parties.exclude(person=None, email="").order_by("pk").first()
    if party is None or made.message is None:
        return
    Post.objects.create(
        case=case,
        author=Author.OFFICER,
        author_name=case.unit.name_in(party.language),
        text=made.message.in_(party.language),
        written_at=at,
    )
    enqueue("tell_of_news", case=case.number, by=by, at=at)
