"""A whole case taken out as one file: to read, for machines, and every document in it."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import FileResponse, HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from torget.doors.desk.case_page import case_page
from torget.doors.ui.requests import actor_of, found
from torget.doors.ui.staff import staff
from torget.rooms.audit.actions import record_view
from torget.rooms.cases.queries import documents_of, get_case, posts_of
from torget.rooms.documents.queries import stored_bytes

if TYPE_CHECKING:
    from torget.rooms.cases.models import Case
    from torget.rooms.documents.models import Document


# How the page looks, in a file beside it.
STYLE = """\
body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; color: #16212b; background: #fff;
  font: 1rem/1.5 system-ui, sans-serif; }
dl > div { display: grid; grid-template-columns: 14rem 1fr; gap: .25rem 1rem;
  padding: .35rem 0; border-bottom: 1px solid #ccd2d8; }
dd { margin: 0; }
.stream, .talk { list-style: none; padding: 0; }
.talk > li { margin: .5rem 0; padding: .5rem 1rem; border-inline-start: 4px solid #8795a1; }
.soft { color: #4a5560; }
svg, .answer { display: none; }
.hidden-visually { position: absolute; clip-path: inset(50%); }
"""


@never_cache
@staff
def export(request: HttpRequest, number: str) -> FileResponse:
    """The case as a ZIP. Working notes stay here: whether to hand them out is tried by itself."""
    actor, now = actor_of(request), timezone.now()
    case = found(get_case, number, actor=actor)
    actor.must("case.write", unit=case.unit_id)
    record_view(
        f"case:{case}", what="export.viewed", by=actor, at=now, person=case.submission.person_id
    )
    page = case_page(case, actor=actor, now=now)
    documents = list(documents_of(case, actor=actor).order_by("pk"))
    packed = _packed(case, page, documents)
    return FileResponse(packed, as_attachment=True, filename=f"{case.number}.zip")


def _packed(case: Case, page: dict[str, Any], documents: Iterable[Document]) -> IO[bytes]:
    """The file, which is gone from the disk when it is closed."""
    packed = TemporaryFile()  # noqa: SIM115 -- closed by the response when it has been sent
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        listed = [
            _with_file(archive, document, place) for place, document in enumerate(documents, 1)
        ]
        shown = page | {
            "listed": listed,
            "language": get_language() or "sv",
            "stream": [_by_itself(one) for one in page["stream"]],
        }
        archive.writestr("arende.html", render_to_string("desk/export.html", shown))
        archive.writestr("arende.css", STYLE)
        archive.writestr("arende.json", _for_machines(case, listed))
    packed.seek(0)
    return packed


def _by_itself(item: dict[str, Any]) -> dict[str, Any]:
    """What happened or was said, without links into a system that the reader may not reach."""
    posts = [
        post | {"files": [file | {"url": ""} for file in post["files"]]} for post in item["posts"]
    ]
    return item | {"posts": posts, "answer_url": ""}


def _with_file(archive: zipfile.ZipFile, document: Document, place: int) -> dict[str, Any]:
    """Put the document in the archive, and return what the list of documents says of it."""
    path = f"handlingar/{place:03}-{document.name}"
    row: dict[str, Any] = {
        "name": document.name,
        "path": path,
        "media_type": document.media_type,
        "size": document.size,
        "sha256": document.sha256,
        "missing": "",
    }
    if not document.may_be_opened:
        return row | {"path": "", "missing": str(document.get_scan_display())}
    try:
        pieces = stored_bytes(document)
        with archive.open(path, "w", force_zip64=True) as file:
            for piece in pieces:
                file.write(piece)
    except FileNotFoundError:
        return row | {"path": "", "missing": _("Filen finns inte kvar")}
    return row


def _for_machines(case: Case, listed: list[dict[str, Any]]) -> str:
    """The same facts with keys in English, times in UTC, texts as they were written."""
    service = case.submission.version
    told = {
        "number": case.number,
        "title": case.title,
        "service": {"key": service.service.key, "version": service.number},
        "status": case.status,
        "received_at": case.received_at,
        "decided_at": case.decided_at,
        "closed_at": case.closed_at,
        "unit": case.unit.key,
        "officer": case.officer.name if case.officer else None,
        "parties": list(case.parties.order_by("pk").values("role", "name", "email", "phone")),
        "answers": case.submission.answers,
        "events": list(case.events.order_by("at", "pk").values("what", "values", "at")),
        "messages": [
            {"thread": post.thread_id or post.pk, "subject": post.subject, "by": post.author_name,
             "side": post.author, "text": post.text, "at": post.written_at,
             "mailed_from": post.mailed_from}
            for post in posts_of(case)
        ],
        "decisions": list(case.decisions.order_by("decided_at").values(
            "outcome", "text", "reasons", "legal_basis", "appeal", "authority", "officer_name",
            "decided_at", "served_at", "final_on",
        )),
        "documents": listed,
    }  # fmt: skip
    return json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
