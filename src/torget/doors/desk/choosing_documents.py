"""Choosing among the documents of a case, to send them to someone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from torget.doors.desk.doing import Field, chosen_of
from torget.rooms.cases.queries import documents_of

if TYPE_CHECKING:
    from torget.foundation.actor import Actor
    from torget.rooms.cases.models import Case
    from torget.rooms.documents.models import Document

DOCUMENTS = "documents"


def case_documents(case: Case, chosen: str = "", *, actor: Actor) -> list[Field]:
    """The field, with `chosen` marked; none when the case has no documents to choose."""
    options = [
        (str(one.pk), one.name)
        for one in documents_of(case, actor=actor).order_by("pk")
        if one.may_be_opened
    ]
    if not options:
        return []
    label = _("Handlingar i ärendet")
    field = Field(DOCUMENTS, label, type="choices", required=False, value=chosen, options=options)
    return [field]


def chosen_documents(case: Case, typed: Mapping[str, str], *, actor: Actor) -> list[Document]:
    """Those that were marked, of the case's own."""
    keys = [int(one) for one in chosen_of(typed.get(DOCUMENTS, "")) if one.isdecimal()]
    return list(documents_of(case, actor=actor).filter(pk__in=keys).order_by("pk"))
