"""Reading stored files. Rooms above decide who may; they hand out documents, never keys."""

from collections.abc import Iterator, Mapping

from django.db.models import Q, QuerySet

from torget.rooms.documents.models import Document
from torget.rooms.documents.ports import file_stores, renderers
from torget.rooms.documents.rules import stored_path


def stored_bytes(document: Document) -> Iterator[bytes]:
    """The file in pieces; raises FileNotFoundError when the store has lost it."""
    return file_stores["files"].get(stored_path(document.sha256))


def documents_where(condition: Q) -> QuerySet[Document]:
    """For the rooms above, which know what the actor may see."""
    return Document.objects.filter(condition).distinct()


def rendered(template: str, facts: Mapping[str, object]) -> bytes:
    """A PDF from a template, to look at: nothing is kept."""
    return renderers["typst"].render(template, facts)


def content_of(document: Document) -> bytes:
    return b"".join(stored_bytes(document))
