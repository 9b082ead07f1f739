"""Taking a case on by hand, along its process."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from torget.foundation.actor import Actor
from torget.rooms.audit.actions import record
from torget.rooms.cases.actions.access import CaseNotReady, locked_case
from torget.rooms.cases.actions.moving import make
from torget.rooms.cases.actions.statutory import mark_complete
from torget.rooms.cases.models import Case, Event
from torget.rooms.cases.process import process_of
from torget.rooms.cases.queries import buttons_for, counted_from, statutory_time
from torget.rooms.cases.terms import Obstacle


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
    make(locked, wanted, by=by, at=at)
    record("case.moved", f"case:{locked}", by=by, at=at, before=before, after=locked.step)
    locked.save(update_fields=["status", "step", "step_words"])
    Event.objects.create(case=locked, what="moved", values=_words(locked), at=at)
    begins = wanted.starts_clock and statutory_time(locked) and counted_from(locked) is None
    if begins:
        mark_complete(locked, localdate(at), by=by, at=at)


def _is_made(case: Case, key: str) -> bool:
    """Whether the case stands where the button with the key leads."""
    buttons = process_of(case).process.transitions
    return any(one.key == key and one.to == case.step and not one.act for one in buttons)


def _words(case: Case) -> dict[str, Any]:
    return dict((case.step_words or {}).get("title") or {})
