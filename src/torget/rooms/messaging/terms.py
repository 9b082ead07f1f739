"""Words about messages."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    WAITING = "waiting", _("Väntar på att skickas")
    SENT = "sent", _("Skickat")
    FAILED = "failed", _("Kunde inte skickas")
