"""What a party answers by e-mail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from torget.foundation.actor import Actor
from torget.rooms.cases.actions.access import CaseNotReady
from torget.rooms.cases.actions.conversation import keep_post
from torget.rooms.cases.models import Case, Party, Post
from torget.rooms.cases.rules.replying import bears_mail
from torget.rooms.cases.terms import Author, Obstacle, Status, Topic

if TYPE_CHECKING:
    from torget.rooms.documents.models import Document


@dataclass(frozen=True, slots=True)
class Mailed:
    """An answer by e-mail. `whole`: all that stood in it, when `text` is only the new of it."""

    sender: str
    text: str
    whole: str
    once: UUID


@transaction.atomic
def write_by_mail(
    party: Party,
    mailed: Mailed,
    *,
    topic: Topic,
    documents: Sequence[Document],
    by: Actor,
    at: datetime,
) -> Post | None:
    """Keep what came to a party's own address for answers; None when it has been kept already.

    It carries the party's name only if it says that it is from the address they have given.
    Raises CaseNotReady when the case is closed, or answers by e-mail are no longer wanted there.
    """
    case = Case.objects.select_for_update(of=("self",)).get(pk=party.case_id)
    if case.status == Status.CLOSED:
        raise CaseNotReady([Obstacle.CLOSED])
    if not bears_mail(case.permission, protected=case.protected):
        raise CaseNotReady([Obstacle.LOG_IN])
    known = mailed.sender.casefold() == party.email.casefold()
    post = Post(
        author=Author.RESIDENT,
        author_name=party.name if known else "",
        text=mailed.text,
        whole=mailed.whole,
        mailed_from=mailed.sender,
        once=mailed.once,
    )
    return keep_post(case, post, topic=topic, documents=documents, by=by, at=at)
