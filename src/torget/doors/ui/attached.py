"""Files that someone sends with an answer, an appeal or the like: asked for and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils.translation import gettext as _

from torget.doors.ui.questions import Question
from torget.rooms.documents.actions import store_document
from torget.rooms.documents.terms import FileRejected
from torget.rooms.eservices.terms import ATTACHED

if TYPE_CHECKING:
    from datetime import datetime

    from torget.foundation.actor import Actor
    from torget.rooms.documents.models import Document


def files_question(key: str = "files", error: str = "") -> Question:
    """The field, sent with the rest of its form. Two on one page have different keys."""
    endings = ", ".join(ending.removeprefix(".") for ending in ATTACHED.endings())
    return Question(
        key=key,
        type="files",
        label=_("Filer"),
        errors={"": error} if error else {},
        required=False,
        accept=",".join(ATTACHED.endings()),
        accept_text=_("{kinds}. Högst {size} MB per fil.").format(
            kinds=endings.upper(), size=ATTACHED.max_size
        ),
        sent_with_form=True,
    )


def stored_files(
    request: HttpRequest, key: str = "files", *, by: Actor, at: datetime
) -> tuple[list[Document], str]:
    """The files of the form, kept; and what is wrong with one of them, or nothing."""
    documents, error = [], ""
    for upload in request.FILES.getlist(key):
        try:
            documents.append(
                store_document(
                    upload.name or "",
                    upload.chunks(),
                    media_types=ATTACHED.media_types(),
                    limit=ATTACHED.max_size * 1_000_000,
                    by=by,
                    at=at,
                )
            )
        except FileRejected as refusal:
            error = _(refusal.text).format(**refusal.values)
    return documents, error
