"""A letter as it came over the wire, read as what its writer meant."""

import email.message
import email.policy
import hashlib
import re
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr

import lxml.html
from lxml import etree

from torget.rooms.messaging.ports import IncomingLetter, OutgoingFile

BLOCKS = ("p", "div", "li", "tr", "h1", "h2", "h3", "h4", "blockquote", "pre", "table", "ul", "ol")
HIDDEN = ("script", "style", "head")
BULK = frozenset({"bulk", "junk", "list", "auto_reply"})
PROOFS = frozenset({"application/pkcs7-signature", "application/pgp-signature"})
_UNSEEN = re.compile(r"[^\S\n ]|[\x00-\x08\x0b-\x1f\x7f]")


class Unreadable(Exception):
    """The letter does not follow RFC 5322 and MIME."""


class Automatic(Exception):
    """Nobody wrote it: a machine answers that someone is away, or sends to a list."""


def read_letter(octets: bytes) -> IncomingLetter:
    """Raises Unreadable, or Automatic for what nobody wrote (RFC 3834)."""
    try:
        message = email.message_from_bytes(octets, policy=email.policy.default)
        headers = {name.casefold(): str(value) for name, value in message.raw_items()}
        if _is_automatic(headers):
            raise Automatic
        return IncomingLetter(
            key=_key(headers.get("message-id", ""), octets),
            sender=parseaddr(headers.get("from", ""))[1][:254],
            text=_text(message),
            files=tuple(_files(message)),
        )
    # What the standard library says of letters that break its rules, beside its own errors.
    except (MessageError, LookupError, ValueError, AttributeError, TypeError) as error:
        raise Unreadable from error


def _is_automatic(headers: dict[str, str]) -> bool:
    said = headers.get("auto-submitted", "no").partition(";")[0].strip().casefold()
    bulk = headers.get("precedence", "").strip().casefold() in {
        "bulk",
        "junk",
        "list",
        "auto_reply",
    }
    return said != "no" or bulk or "list-id" in headers


def _key(message_id: str, octets: bytes) -> str:
    return message_id.strip() or hashlib.sha256(octets).hexdigest()


def _text(message: EmailMessage) -> str:
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        return ""
    text = _decoded(body)
    if body.get_content_subtype() == "html":
        text = _without_marks(text)
    lines = _UNSEEN.sub(" ", text.replace("\r\n", "\n")).splitlines()
    return "\n".join(line.rstrip() for line in lines).strip()


def _decoded(part: email.message.Message) -> str:
    octets = part.get_payload(decode=True)
    content = octets if isinstance(octets, bytes) else b""
    try:
        return content.decode(part.get_content_charset("utf-8"), "replace")
    except LookupError:  # a character set that nobody has heard of
        return content.decode("latin-1")


def _without_marks(html: str) -> str:
    """The text of a page, with line breaks where one would see them."""
    if not html.strip():
        return ""
    reader = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True)
    page = lxml.html.document_fromstring(html.encode(), parser=reader)
    etree.strip_elements(page, *HIDDEN, with_tail=False)
    for element in page.iter():
        element.text, element.tail = _one_line(element.text), _one_line(element.tail)
    for element in page.iter("br", *BLOCKS):
        element.tail = "\n" + (element.tail or "")
    text = "".join(str(piece) for piece in page.itertext())
    return re.sub(r" *\n *", "\n", text)


def _one_line(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


def _files(message: EmailMessage) -> list[OutgoingFile]:
    """What is sent along, pictures in the text included, but not the letter's own signature."""
    parts = [part for part in message.walk() if not part.is_multipart()]
    return [
        OutgoingFile(part.get_filename() or _name_of(part), part.get_content_type(), _octets(part))
        for part in parts
        if part.get_content_type() not in PROOFS
        and (part.get_filename() or part.get_content_maintype() != "text")
    ]


def _name_of(part: email.message.Message) -> str:
    return f"bilaga.{part.get_content_subtype()}"


def _octets(part: email.message.Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
