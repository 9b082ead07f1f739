"""Roles and what they allow, as plain data."""

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

TORGETS_COLOUR = "#0b5a66"  # a municipality's until it has one of its own


class Role(TextChoices):
    """Roles by the canonical names of the glossary; labels are what people say."""

    CASE_OFFICER = "case_officer", _("Handläggare")
    CONTACT_CENTRE = "contact_centre", _("Kundcenter")
    MANAGER = "manager", _("Chef")
    ADMINISTRATOR = "administrator", _("Administratör")
    SERVICE_BUILDER = "service_builder", _("E-tjänstbyggare")
    SERVICE_OWNER = "service_owner", _("E-tjänstansvarig")
    IT_COORDINATOR = "it_coordinator", _("IT-samordnare")
    IT_STRATEGIST = "it_strategist", _("IT-strateg")
    SECURITY_OFFICER = "security_officer", _("Informationssäkerhetssamordnare")
    DATA_PROTECTION_OFFICER = "data_protection_officer", _("Dataskyddsombud")
    ARCHIVIST = "archivist", _("Arkivarie")
    ORGANISATION_EDITOR = "organisation_editor", _("Organisationsansvarig")


@dataclass(frozen=True, slots=True, kw_only=True)
class MunicipalityFacts:
    """How a municipality presents itself. `opening_hours`: {"sv": …, "en": …}; `colour`: #rrggbb,
    in small letters. Its arms are a file: `look/<key>.svg` or `.png` in the data folder.
    """

    key: str
    name: str
    organisation_number: str
    email: str
    data_protection_email: str
    phone: str
    visiting_address: str
    postal_address: str
    opening_hours: dict[str, str]
    colour: str = TORGETS_COLOUR


class UnitKind(TextChoices):
    ADMINISTRATION = "administration", _("Förvaltning")
    UNIT = "unit", _("Enhet")


class CommitteeKind(TextChoices):
    ASSEMBLY = "assembly", _("Kommunfullmäktige")
    EXECUTIVE = "executive", _("Kommunstyrelse")
    COMMITTEE = "committee", _("Nämnd")


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What is to be decided: in which service, how, and for how many kronor where money is."""

    service: str
    outcome: str
    amount: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """What a row of the delegation order covers; nothing named covers everything.

    `amount_most`: kronor; None for any amount.
    """

    services: frozenset[str] = frozenset()
    outcomes: frozenset[str] = frozenset()
    amount_most: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationFacts:
    """A row of a delegation order as the committee adopted it. `resolution`: body, day and item."""

    number: str
    title: str
    right: Right
    roles: tuple[Role, ...]
    resolution: str
    valid_from: date


OFFICER = frozenset(
    {
        "case.read",
        "case.read.sensitive",
        "case.find.person",
        "case.register",
        "case.assign",
        "case.write",
        "case.decide",
        "case.serve",
        "case.close",
        "message.resend",
    }
)

# What each role allows at the unit where it is held, and below it.
PERMISSIONS: dict[Role, frozenset[str]] = {
    Role.CASE_OFFICER: OFFICER,
    Role.CONTACT_CENTRE: frozenset({"case.read", "case.register", "case.write", "contact.meet"}),
    Role.MANAGER: OFFICER
    | {"audit.read", "case.check", "decision.report", "statistics.read", "office.read"},
    Role.ADMINISTRATOR: frozenset({"system.read", "jobs.retry", "message.resend"}),
    Role.SERVICE_BUILDER: frozenset({"service.edit"}),
    Role.SERVICE_OWNER: frozenset(
        {"service.edit", "service.publish", "statistics.read", "office.read"}
    ),
    Role.IT_COORDINATOR: frozenset({"office.read"}),
    Role.IT_STRATEGIST: frozenset(
        {"office.read", "statistics.read", "systems.edit", "plans.receive"}
    ),
    # Weaknesses, assessments and incidents are themselves secret: `security.read`.
    Role.SECURITY_OFFICER: frozenset({"office.read", "security.read", "information.classify"}),
    Role.DATA_PROTECTION_OFFICER: frozenset({"office.read", "security.read"}),
    Role.ARCHIVIST: frozenset({"office.read", "information.declare"}),
    Role.ORGANISATION_EDITOR: frozenset({"office.read", "organisation.appoint"}),
}
