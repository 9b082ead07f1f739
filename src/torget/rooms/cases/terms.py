"""Words about cases."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Status(TextChoices):
    """What it means to stand where a case stands. Its process says it in words of its own."""

    RECEIVED = "received", _("Mottaget")
    IN_PROGRESS = "in_progress", _("Handläggs")
    AWAITING_SIGNATURE = "awaiting_signature", _("Väntar på underskrift")
    AWAITING_SUPPLEMENT = "awaiting_supplement", _("Väntar på komplettering")
    DECIDED = "decided", _("Beslutat")
    CLOSED = "closed", _("Avslutat")


class Kind(TextChoices):
    """What came in: an application ends with a decision, a notification with an answer."""

    APPLICATION = "application", _("Ansökan")
    NOTIFICATION = "notification", _("Anmälan")


class Outcome(TextChoices):
    GRANTED = "granted", _("Bifall")
    REFUSED = "refused", _("Avslag")
    DISMISSED = "dismissed", _("Avvisning")
    WRITTEN_OFF = "written_off", _("Avskrivning")


class PartyRole(TextChoices):
    APPLICANT = "applicant", _("Sökande")
    CUSTODIAN = "custodian", _("Vårdnadshavare")
    CO_APPLICANT = "co_applicant", _("Medsökande")
    REPORTER = "reporter", _("Anmälare")


class Author(TextChoices):
    """Which side wrote in a conversation."""

    RESIDENT = "resident", _("Sökande")
    OFFICER = "officer", _("Handläggare")


class Obstacle(TextChoices):
    """A reason why something cannot be done to a case yet."""

    ALREADY_DECIDED = "already_decided", _("Ärendet är redan beslutat.")
    UNDECIDED = "undecided", _("Det finns inget beslut.")
    NOT_SERVED = "not_served", _("Beslutet är inte expedierat.")
    ALREADY_SERVED = "already_served", _("Beslutet är redan expedierat.")
    OPEN_SUPPLEMENT = "open_supplement", _("Sökanden har inte svarat på begäran om komplettering.")
    UNSIGNED = "unsigned", _("Alla har inte skrivit under.")
    CLOSED = "closed", _("Ärendet är avslutat.")
    NOT_FROM_HERE = "not_from_here", _("Det går inte från där ärendet står nu.")
    NO_APPLICANT = "no_applicant", _("Det finns ingen känd sökande att svara.")


class Urgency(StrEnum):
    LATE = "late"
    SOON = "soon"
    IN_TIME = "in_time"
    DONE = "done"


class NextAction(StrEnum):
    """The one obvious thing to do with a case."""

    TAKE = "take"
    WAIT_FOR_SIGNATURE = "wait_for_signature"
    WAIT_FOR_SUPPLEMENT = "wait_for_supplement"
    DECIDE = "decide"
    SERVE = "serve"
    CLOSE = "close"
    NOTHING = "nothing"
