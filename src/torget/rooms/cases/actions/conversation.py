"""Writing to one another, asking for more, and noting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from torget.foundation.actor import Actor, Forbidden
from torget.rooms.audit.actions import record
from torget.rooms.cases.actions.access import (
    CaseNotReady,
    locked_case,
    must_be_party,
    must_read,
)
from torget.rooms.cases.actions.moving import move
from torget.rooms.cases.models import Case, Event, Mention, Note, Post, SupplementRequest
from torget.rooms.cases.rules.mentions import mentioned
from torget.rooms.cases.search_rows import keep_findable
from torget.rooms.cases.terms import ANEW, Author, Obstacle, Status, Topic
from torget.rooms.organisation.queries import colleagues

if TYPE_CHECKING:
    from torget.rooms.documents.models import Document


@transaction.atomic
def write_as_officer(
    case: Case,
    text: str,
    *,
    once: UUID,
    documents: Sequence[Document] = (),
    topic: Topic = ANEW,
    by: Actor,
    at: datetime,
) -> Post | None:
    """Write to the applicant; None when the form with this `once` has been sent already."""
    locked = locked_case(case, permission="case.write", by=by)
    if not locked.parties.exclude(person=None, email="").exists():
        raise CaseNotReady([Obstacle.NO_APPLICANT])
    post = Post(author=Author.OFFICER, author_name=by.name, text=text, once=once)
    return keep_post(locked, post, topic=topic, documents=documents, by=by, at=at)


@transaction.atomic
def write_as_resident(
    case: Case,
    text: str,
    *,
    once: UUID,
    documents: Sequence[Document] = (),
    topic: Topic = ANEW,
    by: Actor,
    at: datetime,
) -> Post | None:
    """Write to the officer, as a party; None when sent already; CaseNotReady when closed."""
    locked = _own_case(case, by)
    if locked.status == Status.CLOSED:
        raise CaseNotReady([Obstacle.CLOSED])
    post = Post(author=Author.RESIDENT, author_name=by.name, text=text, once=once)
    return keep_post(locked, post, topic=topic, documents=documents, by=by, at=at)


def _own_case(case: Case, by: Actor) -> Case:
    must_be_party(case, by)
    return Case.objects.select_for_update(of=("self",)).get(pk=case.pk)


def keep_post(
    case: Case,
    post: Post,
    *,
    topic: Topic,
    documents: Sequence[Document],
    by: Actor,
    at: datetime,
) -> Post | None:
    """Keep what was written in the locked case; None when it has been kept already."""
    if Post.objects.filter(once=post.once).exists():
        return None
    post.case, post.written_at = case, at
    post.thread = _beginning(case, topic.thread)
    post.subject = "" if post.thread else topic.subject
    post.save()
    post.documents.set(documents)
    if documents:
        keep_findable(case)
    record("case.written", f"case:{case}", by=by, at=at, author=str(post.author))
    return post


def _beginning(case: Case, thread: int | None) -> Post | None:
    """What began the thread that this is in; None for a new one, or one of another case."""
    if thread is None:
        return None
    answered = case.posts.select_related("thread").filter(pk=thread).first()
    return answered and (answered.thread or answered)


def read_posts(case: Case, *, by: Actor, at: datetime) -> None:
    """Mark what the other side has written, and notes that mention one, as read by this one.

    Forbidden for anyone else.
    """
    if by.person is not None:
        must_be_party(case, by)
    else:
        must_read(case, by)
    other = Author.OFFICER if by.person is not None else Author.RESIDENT
    case.posts.filter(author=other, read_at=None).update(read_at=at)
    if by.employee is not None:
        unseen = Mention.objects.filter(note__case=case, employee=by.employee, seen_at=None)
        unseen.update(seen_at=at)


@transaction.atomic
def ask_for_supplement(
    case: Case, text: str, *, answer_by: date, by: Actor, at: datetime
) -> SupplementRequest:
    """Ask the applicant for something more by a day (förvaltningslagen 20 §).

    Raises CaseNotReady when one request is open already, or nobody can be asked.
    """
    locked = locked_case(case, permission="case.write", by=by)
    if locked.status in (Status.DECIDED, Status.CLOSED):
        raise CaseNotReady([Obstacle.ALREADY_DECIDED])
    if locked.supplements.filter(answered_at=None).exists():
        raise CaseNotReady([Obstacle.OPEN_SUPPLEMENT])
    if not locked.parties.exclude(person=None).exists():
        raise CaseNotReady([Obstacle.NO_APPLICANT])
    request = SupplementRequest.objects.create(
        case=locked, text=text, answer_by=answer_by, asked_by=by.name, asked_at=at
    )
    values = {"answer_by": answer_by.isoformat()}
    Event.objects.create(case=locked, what="supplement_asked", values=values, at=at)
    record("supplement.asked", f"case:{locked}", by=by, at=at)
    move(locked, "supplement_asked", by=by, at=at)
    return request


@transaction.atomic
def answer_supplement(
    case: Case, text: str, *, documents: Sequence[Document], by: Actor, at: datetime
) -> SupplementRequest | None:
    """The applicant answers the open request; None when it has been answered already."""
    locked = _own_case(case, by)
    request = locked.supplements.filter(answered_at=None).first()
    if request is None:
        return None
    request.answer, request.answered_at = text, at
    request.save(update_fields=["answer", "answered_at"])
    request.documents.set(documents)
    if documents:
        keep_findable(locked)
    Event.objects.create(case=locked, what="supplement_answered", at=at)
    record("supplement.answered", f"case:{locked}", by=by, at=at, files=len(documents))
    move(locked, "supplement_answered", by=by, at=at)
    return request


@transaction.atomic
def add_note(case: Case, text: str, *, once: UUID, by: Actor, at: datetime) -> None:
    """Add a working note for colleagues. The same `once` twice is one note.

    Those who handle cases at the unit, and so may read it, are told when it says @ and their name.
    """
    locked = locked_case(case, permission="case.write", by=by)
    if by.employee is None:
        raise Forbidden("case.write")
    note, new = Note.objects.get_or_create(
        once=once,
        defaults={"case": locked, "text": text, "author_id": by.employee, "written_at": at},
    )
    if new:
        _mention(note, locked, at=at)
        record("case.noted", f"case:{locked}", by=by, at=at)


def _mention(note: Note, case: Case, *, at: datetime) -> None:
    if "@" not in note.text:
        return
    there = colleagues(case.unit_id, today=localdate(at)).exclude(pk=note.author_id)
    names = {one.pk: one.name for one in there}
    Mention.objects.bulk_create(
        Mention(note=note, employee_id=key) for key in sorted(mentioned(note.text, names))
    )
