"""What a log-in connector and a population register connector must do."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from torget.foundation.identity_numbers import IdentityNumber
from torget.foundation.registry import Registry

# --- electronic identification and signature -----------------------------------------------


class Purpose(StrEnum):
    IDENTIFY = "identify"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class OrderRequest:
    """One thing to ask a person to do in their e-ID: identify, or sign a text."""

    purpose: Purpose
    end_user_ip: str
    user_agent: str
    domain: str
    return_url: str  # where the app sends the person in the same-device flow, with our nonce
    visible_text: str = ""  # what the person reads in the app (simple markdown)
    hidden_data: bytes = b""  # bound into the signature but not shown: the digest
    identity_number: IdentityNumber | None = None  # only this person may complete the order


@dataclass(frozen=True, slots=True)
class StartedOrder:
    """What the provider answered. Secret: stays on the server, except `launch_url` and QR."""

    reference: str
    auto_start_token: str
    qr_start_token: str
    qr_start_secret: str


@dataclass(frozen=True, slots=True)
class IdentifiedPerson:
    number: IdentityNumber
    given_name: str
    surname: str
    name: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What proves the act years later, as the provider gave it."""

    signature: bytes  # BankID: the XML signature
    ocsp: bytes  # BankID: the DER response that shows the certificate was good


class Stage(StrEnum):
    PENDING = "pending"
    FAILED = "failed"
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class Progress:
    """Where an order stands. `message` is Swedish source text for the person to read."""

    stage: Stage
    hint: str
    message: str
    show_qr: bool = False  # the code helps only until an app has taken the order
    person: IdentifiedPerson | None = None  # when complete
    evidence: Evidence | None = None  # when complete
    raw: dict[str, object] = field(default_factory=dict)


class OrderRefused(Exception):
    """The provider would not take or continue the order. `message`: Swedish source text.

    `again`: whether trying once more can help.
    """

    def __init__(self, code: str, message: str, *, again: bool = True) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.again = again


class ProviderUnavailable(OrderRefused):
    """The provider does not answer, or answers with a technical error."""


class EvidenceBroken(Exception):
    """The evidence does not prove what it should. `reason`: plain Swedish words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class LoginMethod(Protocol):
    """An e-ID that identifies people and lets them sign."""

    label: str  # "BankID"
    assurance_level: int  # 3 = substantial (tillitsnivå 3)

    def start(self, request: OrderRequest) -> StartedOrder:
        """Open an order; raises OrderRefused or ProviderUnavailable."""
        ...

    def collect(self, order: StartedOrder, *, same_device: bool) -> Progress:
        """Ask how it goes, at most every two seconds; a final answer is given once.

        Raises OrderRefused or ProviderUnavailable.
        """
        ...

    def cancel(self, order: StartedOrder) -> None:
        """Take the order back; silent when it is already over or the provider is down."""
        ...

    def qr_text(self, order: StartedOrder, seconds: int) -> str:
        """The text of the moving QR code, whole seconds after the order was started."""
        ...

    def launch_url(self, order: StartedOrder, *, mobile: bool) -> str:
        """The address that opens the app on this device."""
        ...

    def verify(self, evidence: Evidence, request: OrderRequest, signed_at: datetime) -> str:
        """Check a stored signature against what was to be signed; return the signer's digits.

        Needs `purpose`, `visible_text` and `hidden_data` of the request. Raises EvidenceBroken.
        """
        ...


login_methods = Registry[LoginMethod]("login methods")

# --- population register --------------------------------------------------------------------


class PersonUnknown(Exception):
    """The register answers, but has nobody with that number."""


class RegisterUnavailable(Exception):
    """The register does not answer, or answers with a fault."""


class RelationKind(StrEnum):
    CHILD = "child"  # the person is a parent of
    CUSTODY = "custody"  # the person has custody of (vårdnadshavare för)
    CUSTODIAN = "custodian"  # the person is in the custody of
    SPOUSE = "spouse"
    PARENT = "parent"


@dataclass(frozen=True, slots=True)
class Relation:
    kind: RelationKind
    number: IdentityNumber | None  # None for someone never registered in Sweden
    name: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    street: str
    postal_code: str  # five digits
    city: str
    care_of: str = ""


@dataclass(frozen=True, slots=True)
class PopulationRecord:
    """What the register says of a person.

    When `protected` is true (secrecy marking, protected registration, or a missing flag) the
    connector leaves everything but the number empty.
    """

    number: IdentityNumber
    protected: bool
    given_name: str = ""  # the name used in address (tilltalsnamn), or all given names
    surname: str = ""
    address: Address | None = None
    property_designation: str = ""
    deregistered_on: date | None = None
    deregistration_reason: str = ""
    relations: tuple[Relation, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.surname}".strip()

    def of_kind(self, kind: RelationKind) -> list[Relation]:
        return [relation for relation in self.relations if relation.kind == kind]


class PopulationRegister(Protocol):
    source: str  # "Folkbokföringen (Skatteverket)"

    def person(self, number: IdentityNumber) -> PopulationRecord:
        """The person's record; raises PersonUnknown or RegisterUnavailable."""
        ...


population_registers = Registry[PopulationRegister]("population registers")
