"""Letters on paper that the process of a case sends: kept in the case, and posted by someone."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from torget.foundation.actor import Actor
from torget.rooms.audit.actions import record
from torget.rooms.cases.models import Case, Post, Task
from torget.rooms.cases.terms import Author

if TYPE_CHECKING:
    from torget.rooms.documents.models import Document

TO_POST = "Skriv ut och posta brevet till sökanden"  # as all tasks, in the language of the desk


@transaction.atomic
def keep_letter(
    case: Case, text: str, document: Document, *, once: UUID, by: Actor, at: datetime
) -> None:
    """Put the letter and its PDF in the conversation, and a task to post it in the list.

    The same `once` twice is one letter.
    """
    letter, new = Post.objects.get_or_create(
        once=once,
        defaults={
            "case": case,
            "author": Author.OFFICER,
            "author_name": case.unit.name_in("sv"),
            "text": text,
            "written_at": at,
        },
    )
    if not new:
        return
    letter.documents.add(document)
    Task.objects.create(case=case, title=TO_POST, added_by=by.name, added_at=at)
    record("letter.written", f"case:{case}", by=by, at=at, document=document.pk)
