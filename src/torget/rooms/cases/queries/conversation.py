"""What has been written in a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models.functions import Coalesce

from torget.rooms.cases.models import Case, Post

if TYPE_CHECKING:
    from django.db.models import QuerySet


def posts_of(case: Case) -> QuerySet[Post]:
    """Of a case that the actor has been allowed to see: thread by thread, oldest first in both."""
    begun = Coalesce("thread", "pk")
    return case.posts.alias(begun=begun).order_by("begun", "pk").prefetch_related("documents")
