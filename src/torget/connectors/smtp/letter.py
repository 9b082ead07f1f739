"""An outgoing message as e-mail, with headers that no one can smuggle anything into."""

import hashlib
import re
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from django.utils import timezone
from django.utils.translation import gettext_noop

from torget.rooms.messaging.ports import DeliveryFailed, OutgoingFile, OutgoingMessage

NOT_AN_ADDRESS = gettext_noop("E-postadressen är felskriven.")
NO_SENDER = gettext_noop("Ingen avsändaradress är inställd.")
_ADDRESS = re.compile(r"[^\s@<>,;:\"\\()\[\]]+@[^\s@<>,;:\"\\()\[\]]+\.[^\s@<>,;:\"\\()\[\]]+")
_MEDIA_TYPE = re.compile(r"[a-z0-9.+-]+/[a-z0-9.+-]+")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")


def letter_for(message: OutgoingMessage, *, sender: str) -> EmailMessage:
    """The e-mail; raises DeliveryFailed when the address cannot be one."""
    name, from_address = parseaddr(sender)
    if not _ADDRESS.fullmatch(from_address):
        raise DeliveryFailed(NO_SENDER)
    if not _ADDRESS.fullmatch(message.to):
        raise DeliveryFailed(NOT_AN_ADDRESS, permanent=True)
    letter = EmailMessage(policy=SMTP)
    try:
        letter["From"] = Address(_one_line(name), addr_spec=from_address)
        letter["To"] = Address(addr_spec=_in_ascii(message.to))
    except (ValueError, HeaderParseError) as error:
        raise DeliveryFailed(NOT_AN_ADDRESS, permanent=True) from error
    if message.reply_to:
        letter["Reply-To"] = Address(addr_spec=message.reply_to)
    letter["Subject"] = _one_line(message.subject)
    letter["Date"] = format_datetime(timezone.now())
    letter["Message-ID"] = message_id(message.key, from_address)
    # RFC 3834: nobody's "I am on leave" should answer a machine.
    letter["Auto-Submitted"] = "auto-generated"
    letter["X-Auto-Response-Suppress"] = "All"
    letter.set_content(message.body, charset="utf-8", cte="quoted-printable")
    for file in message.files:
        _attach(letter, file)
    # Last, since the library moves or drops what describes the content when that is set.
    letter["Content-Language"] = message.language
    return letter


def message_id(key: str, from_address: str) -> str:
    """The same at every attempt, so that a receiver can tell a repetition from a new message."""
    domain = from_address.rpartition("@")[2]
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{domain}>"


def _in_ascii(address: str) -> str:
    """The address with its domain as the mail system writes it; raises ValueError.

    Letters such as å before the @ are left as they are, and refused: few servers take them.
    """
    user, _at, domain = address.rpartition("@")
    return f"{user}@{domain.encode('idna').decode('ascii')}"


def _attach(letter: EmailMessage, file: OutgoingFile) -> None:
    media_type = file.media_type.lower()
    if not _MEDIA_TYPE.fullmatch(media_type) or media_type.startswith(("multipart/", "message/")):
        media_type = "application/octet-stream"
    main, _slash, sub = media_type.partition("/")
    name = re.split(r"[/\\]", _one_line(file.name))[-1] or "bilaga"
    letter.add_attachment(file.content, maintype=main, subtype=sub, filename=name)


def _one_line(text: str) -> str:
    """The text without line breaks and other control characters."""
    return _UNSEEN.sub(" ", text).strip()
