"""What has been said and what has happened in a case, in one stream."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from torget.doors.ui.events import happened
from torget.doors.ui.talk import asked_and_said, paragraphs, supplements_of, threads_of
from torget.rooms.cases.queries import communications_of
from torget.rooms.cases.terms import Author

if TYPE_CHECKING:
    from torget.doors.ui.talk import FileRow
    from torget.rooms.cases.models import Case, Communication

HAPPENED = {
    "received": N_("Ärendet kom in"),
    "started": N_("Handläggningen började"),
    "all_signed": N_("Alla har skrivit under"),
    "signature_withheld": N_("Någon skriver inte under"),
    "handed_over": N_("Ärendet lämnat till en annan enhet"),
    "supplement_asked": N_("Komplettering begärd"),
    "supplement_answered": N_("Komplettering inkommen"),
    "communicated": N_("Underlag skickat till parterna"),
    "statement_made": N_("Yttrande inkommet"),
    "review_asked": N_("Sökanden ber en människa titta på beslutet"),
    "review_answered": N_("En människa har tittat på det automatiska beslutet"),
    "referred": N_("Remiss skickad"),
    "referral_answered": N_("Remissvar inkommet"),
    "decided": N_("Beslut fattat"),
    "served": N_("Beslutet expedierat"),
    "decision_corrected": N_("Beslutet rättat"),
    "decision_changed": N_("Beslutet ändrat"),
    "closed": N_("Ärendet avslutat"),
    "complete": N_("Ansökan är komplett"),
    "extended": N_("Tiden enligt lag förlängd"),
    "delayed": N_("Underrättelse om försening"),
    "conclusion_asked": N_("Sökanden begär att ärendet avgörs"),
    "conclusion_refused": N_("Begäran att avgöra ärendet avslagen"),
    "appealed": N_("Överklagande inkommet"),
    "appeal_accepted": N_("Överklagandet kom i rätt tid, eller tas upp ändå"),
    "appeal_dismissed": N_("Överklagandet avvisat, för sent"),
    "appeal_forwarded": N_("Överklagandet överlämnat"),
    "court_answered": N_("Domstolen har avgjort överklagandet"),
}
# What stands in the stream as a thread of its own.
SAID = frozenset({"supplement_asked", "supplement_answered", "communicated", "statement_made"})


def threads_in(case: Case, file_row: FileRow, *, writes: bool) -> list[dict[str, Any]]:
    """Every thread of the case, the oldest first."""
    page = reverse("desk:case", args=[case.number]) if writes else ""
    threads = [
        *threads_of(case, side=Author.OFFICER, file_row=file_row, writes=page),
        *supplements_of(case, side=Author.OFFICER, file_row=file_row),
        *(_heard(sent, file_row) for sent in communications_of(case)),
    ]
    return sorted(threads, key=lambda one: one["at"])


def stream_of(case: Case, threads: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The threads and what has happened between them, the oldest first."""
    events = [
        {"title": happened(event, HAPPENED), "at": event.at, "posts": []}
        for event in case.events.order_by("at", "id")
        if event.what not in SAID
    ]
    return sorted([*events, *threads], key=lambda one: one["at"])


def _heard(sent: Communication, file_row: FileRow) -> dict[str, Any]:
    """What the parties were shown before a decision, and what they said of it."""
    asked = {
        "author": sent.sent_by,
        "mine": True,
        "at": sent.sent_at,
        "paragraphs": paragraphs(sent.text),
        "files": [file_row(document) for document in sent.documents.all()],
    }
    said = [
        {
            "author": one.party.name,
            "mine": False,
            "at": one.made_at,
            "paragraphs": paragraphs(one.text),
            "files": [file_row(document) for document in one.documents.all()],
        }
        for one in sent.statements.all()
    ]
    return asked_and_said(_("Underlag att yttra sig över"), asked, said)
