"""What has been written in a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models.functions import Coalesce

from torget.rooms.cases.models import Case, Party, Post
from torget.rooms.cases.rules.replying import answered_by, bears_mail, reply_address

if TYPE_CHECKING:
    from django.db.models import QuerySet


def posts_of(case: Case) -> QuerySet[Post]:
    """Of a case that the actor has been allowed to see: thread by thread, oldest first in both."""
    begun = Coalesce("thread", "pk")
    return case.posts.alias(begun=begun).order_by("begun", "pk").prefetch_related("documents")


def answers_to(party: Party, thread: int) -> str:
    """The party's own address for answers in a thread; "" where they are to log in."""
    where, case = settings.ENVIRONMENT.mail_reply, party.case
    if not where or not bears_mail(case.permission, protected=case.protected):
        return ""
    return reply_address(where, party=party.pk, thread=thread, secret=settings.SECRET_KEY)


def party_who_answers(address: str) -> tuple[Party, int] | None:
    """Whose address for answers it is, and in which thread; None for any other address."""
    where = settings.ENVIRONMENT.mail_reply
    named = answered_by(address, at=where, secret=settings.SECRET_KEY) if where else None
    if named is None:
        return None
    party = Party.objects.select_related("case").filter(pk=named[0]).first()
    return (party, named[1]) if party else None
