"""Words of systems: where one stands, who answers for it, and what may be wrong with it."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ProductKind(TextChoices):
    BASE = "base", _("Bassystem")
    NICHE = "niche", _("Nischsystem")
    TECHNICAL = "technical", _("Tekniskt system")
    INFRASTRUCTURE = "infrastructure", _("Infrastruktur")


class Scope(TextChoices):
    """Whose matter the system is. What is left out, or run by a performer, stands here too."""

    OWN = "own", _("Den egna verksamhetens")
    COMMON = "common", _("Kommungemensamt")
    PERFORMER = "performer", _("Extern utförares")
    EXCLUDED = "excluded", _("Undantaget")


class Criterion(TextChoices):
    """Why a system is common to the municipality."""

    SEVERAL = "several", _("Används av flera förvaltningar med samma innebörd")
    STRATEGIC = "strategic", _("Strategiskt skäl")
    COORDINATION = "coordination", _("Samordning")
    PLATFORM = "platform", _("Teknisk plattform")


class Lifecycle(TextChoices):
    IDEA = "idea", _("Idé")
    PLANNED = "planned", _("Planerat")
    PROCURED = "procured", _("Upphandlat")
    INTRODUCED = "introduced", _("Införs")
    APPROVED = "approved", _("Driftgodkänt")
    OPERATION = "operation", _("I drift")
    RETIRING = "retiring", _("Avvecklas")
    RETIRED = "retired", _("Avvecklat")


IN_USE = (Lifecycle.OPERATION, Lifecycle.RETIRING)


class HostingModel(TextChoices):
    """Who runs it (driftform)."""

    OWN = "own", _("Egen drift")
    SUPPLIER = "supplier", _("Leverantörens drift")
    SHARED = "shared", _("Delad drift")
    CLOUD = "cloud", _("Molntjänst")


class DataPlace(TextChoices):
    UNKNOWN = "", _("Inte känt")
    HERE = "here", _("Hos kommunen")
    SWEDEN = "sweden", _("I Sverige")
    EEA = "eea", _("Inom EU och EES")
    OUTSIDE = "outside", _("Utanför EU och EES")


class UserBand(TextChoices):
    UNKNOWN = "", pgettext_lazy("antal", "Inte känt")
    FEW = "few", _("Högst 10")
    TENS = "tens", _("11–100")
    HUNDREDS = "hundreds", _("101–1 000")
    THOUSANDS = "thousands", _("Fler än 1 000")


class Accessible(TextChoices):
    """How far it is accessible by the law on accessibility of digital public service."""

    UNKNOWN = "", _("Inte granskat")
    FULLY = "fully", _("Tillgängligt")
    PARTLY = "partly", _("Delvis tillgängligt")
    NOT = "not", _("Inte tillgängligt")


class AiUse(TextChoices):
    UNKNOWN = "", _("Inte bedömt")
    NONE = "none", _("Ingen AI")
    SUPPORT = "support", _("AI som hjälp för personal")
    PEOPLE = "people", _("AI som påverkar beslut om människor")


class ExitReadiness(TextChoices):
    UNKNOWN = "", _("Inte bedömt")
    NONE = "none", _("Ingen plan")
    PLANNED = "planned", _("Plan finns")
    TRIED = "tried", _("Provat: data har tagits ut")


class RoleKey(TextChoices):
    OWNER = "owner", _("Systemägare")
    MANAGER = "manager", _("Systemförvaltare")
    ADMINISTRATOR = "administrator", _("Systemadministratör")
    OPERATIONS_LOCAL = "operations_local", _("Driftansvarig hos kommunen")
    OPERATIONS_SUPPLIER = "operations_supplier", _("Driftansvarig hos leverantören")


HELD_BY_ONE = (RoleKey.OWNER, RoleKey.MANAGER)


class Missing(TextChoices):
    """What keeps a system from going on to where it is wanted."""

    OWNER = "owner", _("Systemägare saknas eller är vakant")
    MANAGER = "manager", _("Systemförvaltare saknas eller är vakant")
    OPERATIONS_LOCAL = "operations_local", _("Driftansvarig hos kommunen saknas eller är vakant")
    OPERATIONS_SUPPLIER = "operations_supplier", _("Driftansvarig hos leverantören saknas")
    INFORMATION = "information", _("Det står inte vilken information systemet har")
    CLASSIFICATION = "classification", _("Någon informationstyp är inte klassad med skäl")
    CONTRACT = "contract", _("Det finns inget avtal som gäller")
    PROCESSING = "processing", _("Avtal om behandling av personuppgifter saknas")
    RETIRE_ON = "retire_on", _("Det står inte när systemet ska vara avvecklat")
    DATA_AFTER = "data_after", _("Det står inte vad som händer med informationen")
    INTEGRATIONS = "integrations", _("Andra system hämtar eller lämnar fortfarande information")


class Doubt(TextChoices):
    """Why what stands about a system may not be true."""

    DATES = "dates", _("Datum: dagen för avveckling har passerat")
    LIFECYCLE = "lifecycle", _("Läge: det som läget kräver finns inte")
    CONTRACT = "contract", _("Avtal: inget gäller")
    UNCONFIRMED = "unconfirmed", _("Inte bekräftat på ett år")


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierFacts:
    name: str
    organisation_number: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductFacts:
    """What is true of a product wherever it is used. `supplier`: key; empty: nobody's."""

    name: str
    kind: ProductKind
    supplier: str = ""
    description: str = ""
    former_names: tuple[str, ...] = ()
    standards: str = ""
    export_formats: str = ""
    is_own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemFacts:
    """How we use a product. `committee` and `unit` are keys; an empty unit is all of it.

    `scope_why` is the reason when the system is common or left out. `outage_hours` and
    `loss_hours`: how long it may stand still and how much may be lost; None when not said.
    """

    name: str
    committee: str
    unit: str = ""
    purpose: str = ""
    scope: Scope = Scope.OWN
    criterion: str = ""
    scope_why: str = ""
    hosting: HostingModel = HostingModel.OWN
    data_place: str = ""
    is_vital: bool = False
    users: str = ""
    outage_hours: int | None = None
    loss_hours: int | None = None
    accessible: str = ""
    accessible_on: date | None = None
    ai_use: str = ""
    exit_readiness: str = ""
    instruction: str = ""
    training: str = ""
    service_level: str = ""
    retire_on: date | None = None
    data_after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractFacts:
    """`supplier`: key. `valid_to`: the first day without it; None until further notice."""

    supplier: str
    number: str
    title: str
    valid_from: date
    valid_to: date | None = None
    notice_months: int = 0
    renewal: str = ""
    covers_processing: bool = False
    document: str = ""
    costs: tuple[tuple[str, int], ...] = ()  # what, and kronor each year
    systems: tuple[str, ...] = field(default=())  # keys


class Outcome(TextChoices):
    """What an import would do with a row."""

    NEW = "new", _("Läggs till")
    CHANGED = "changed", _("Ändras")
    SAME = "same", _("Finns redan, lika")
    ALIKE = "alike", _("Liknar något som finns")
    TWICE = "twice", _("Står två gånger i filen")
    FAULT = "fault", _("Kan inte läsas")
