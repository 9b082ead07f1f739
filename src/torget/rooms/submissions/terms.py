"""Words about what residents send in."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from torget.rooms.eservices.terms import Message

UNANSWERED = ("queued", "waiting")


class Channel(TextChoices):
    """The way that something came in."""

    E_SERVICE = "e_service", _("E-tjänsten")
    EMAIL = "email", _("E-post")
    PHONE = "phone", _("Telefon")
    VISIT = "visit", _("Besök")
    POST = "post", _("Post")
    LETTER_BOX = "letter_box", _("Brevlådan, vid dagens första tömning")
    AUTHORITY = "authority", _("En annan myndighet")
    CASE = "case", _("Ett annat ärende")


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """What staff register for someone. `once`: the form's key, so that sent twice is once;
    `text`: what they want, as far as it was said; `received_at`: when it came in.
    """

    once: UUID
    version: int
    channel: Channel
    text: str
    language: str
    received_at: datetime


class SignatureState(TextChoices):
    """Where a request to someone else to sign stands."""

    QUEUED = "queued", _("Tillfrågas när den före har skrivit under")
    WAITING = "waiting", _("Väntar på underskrift")
    SIGNED = "signed", _("Underskriven")
    DECLINED = "declined", _("Avböjd")


Remaining = list[tuple[str, str, Message]]  # step, question, what to say


class DraftIncomplete(Exception):
    """Something is unanswered or no longer valid."""

    def __init__(self, remaining: Remaining) -> None:
        super().__init__(f"{len(remaining)} remaining")
        self.remaining = remaining


class ServiceFull(Exception):
    """As many as can be taken in have already applied."""


class DraftChanged(Exception):
    """The answers are not those the person was shown: show them again before signing."""


class AlreadySubmitted(Exception):
    """The draft has been sent; its submission is the answer to what happened."""


class SignatureMissing(Exception):
    """The service must be signed and no valid signature of these very answers is at hand."""
