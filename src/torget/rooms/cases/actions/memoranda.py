"""Writing a memorandum to the committee, without overwriting a colleague, and finishing it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from torget.foundation.actor import Actor
from torget.rooms.audit.actions import record
from torget.rooms.cases.actions.access import CaseNotReady, locked_case
from torget.rooms.cases.models import Case, Memorandum
from torget.rooms.cases.terms import MemorandumText, Obstacle, Status

if TYPE_CHECKING:
    from torget.rooms.documents.models import Document


class MemorandumConflict(Exception):
    """Someone else saved first; `theirs` is what they saved."""

    def __init__(self, theirs: Memorandum) -> None:
        super().__init__(theirs.saved_by)
        self.theirs = theirs


@transaction.atomic
def begin_memorandum(
    case: Case, text: MemorandumText, *, once: UUID, by: Actor, at: datetime
) -> Memorandum:
    """A new draft in the case; the same one, saved again, when the form is sent again.

    Raises CaseNotReady when the case is closed, MemorandumConflict as `save_memorandum`.
    """
    locked = locked_case(case, permission="case.write", by=by)
    if locked.status == Status.CLOSED:
        raise CaseNotReady([Obstacle.CLOSED])
    written, new = Memorandum.objects.get_or_create(
        once=once, defaults={"case": locked, "saved_by": by.name, "saved_at": at, **asdict(text)}
    )
    if new:
        record("memorandum.begun", f"case:{locked}", by=by, at=at)
    elif text != _text_of(written):
        return save_memorandum(written, text, on=1, by=by, at=at)
    return written


def _text_of(memorandum: Memorandum) -> MemorandumText:
    """What is written in it."""
    names = MemorandumText.__dataclass_fields__
    return MemorandumText(**{name: getattr(memorandum, name) for name in names})


@transaction.atomic
def save_memorandum(
    memorandum: Memorandum, text: MemorandumText, *, on: int, by: Actor, at: datetime
) -> Memorandum:
    """Save the draft; `on` is the revision that the writer saw.

    Raises MemorandumConflict when someone has saved since, CaseNotReady when it is finished.
    """
    case, row = _unfinished(memorandum, by)
    if row.revision != on:
        raise MemorandumConflict(row)
    for name, value in asdict(text).items():
        setattr(row, name, value)
    row.revision, row.saved_by, row.saved_at = on + 1, by.name, at
    row.save()
    record("memorandum.saved", f"case:{case}", by=by, at=at, revision=row.revision)
    return row


@transaction.atomic
def finish_memorandum(
    memorandum: Memorandum, document: Document, *, on: int, by: Actor, at: datetime
) -> None:
    """Keep the document that was made of revision `on`; after that nothing of it is changed.

    Raises MemorandumConflict when someone has saved since, CaseNotReady when it is finished.
    """
    case, row = _unfinished(memorandum, by)
    if row.revision != on:
        raise MemorandumConflict(row)
    row.document, row.finished_at = document, at
    row.save(update_fields=["document", "finished_at"])
    record("memorandum.finished", f"case:{case}", by=by, at=at, document=document.pk)


def _unfinished(memorandum: Memorandum, by: Actor) -> tuple[Case, Memorandum]:
    case = locked_case(memorandum.case, permission="case.write", by=by)
    row = Memorandum.objects.select_for_update(of=("self",)).get(pk=memorandum.pk)
    if row.finished_at is not None:
        raise CaseNotReady([Obstacle.MEMORANDUM_FINISHED])
    return case, row
