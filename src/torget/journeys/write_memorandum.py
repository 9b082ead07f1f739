"""An officer finishes a memorandum: its document is made and kept."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from torget.foundation.actor import Actor
from torget.journeys.facts import memorandum_facts
from torget.rooms.cases.actions import finish_memorandum
from torget.rooms.documents.actions import store_rendered
from torget.rooms.documents.queries import rendered

if TYPE_CHECKING:
    from torget.rooms.cases.models import Memorandum


def memorandum_as_pdf(memorandum: Memorandum, *, by: Actor, at: datetime) -> bytes:
    """The memorandum as it will be, to look at."""
    return rendered("memorandum", memorandum_facts(memorandum, by=by, at=at))


@transaction.atomic
def finish_the_memorandum(memorandum: Memorandum, *, by: Actor, at: datetime) -> None:
    """Make its document of what is saved; raises CaseNotReady or MemorandumConflict."""
    name = f"tjansteskrivelse-{memorandum.case.number}.pdf"
    facts = memorandum_facts(memorandum, by=by, at=at)
    document = store_rendered(name, "memorandum", facts, by=by, at=at)
    finish_memorandum(memorandum, document, on=memorandum.revision, by=by, at=at)
