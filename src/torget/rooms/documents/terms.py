"""Words about files."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Scan(TextChoices):
    """What is known of a file's safety."""

    CLEAN = "clean", _("Kontrollerad")
    PENDING = "pending", _("Väntar på viruskontroll")
    UNSCANNED = "unscanned", _("Inte viruskontrollerad")
    INFECTED = "infected", _("Innehåller skadlig kod")


class FileRejected(Exception):
    """A file may not be stored; say why with `text.format(**values)`, `text` translated first."""

    def __init__(self, text: str, **values: object) -> None:
        super().__init__(text)
        self.text = text
        self.values = values
