"""Words about who people are."""

from typing import TypedDict

from torget.rooms.identity.ports import (
    Evidence,
    EvidenceBroken,
    OrderRefused,
    ProviderUnavailable,
    Purpose,
    Stage,
)

__all__ = [
    "APPROVED",
    "ChildFacts",
    "CustodianFacts",
    "Evidence",
    "EvidenceBroken",
    "OrderRefused",
    "OrganisationFacts",
    "ProviderUnavailable",
    "Purpose",
    "RegisterFacts",
    "Stage",
]


# The e-IDs that residents may log in with (OEF-32): another is approved when its connector comes.
APPROVED = frozenset({"bankid"})


class CustodianFacts(TypedDict):
    number: str
    name: str


class ChildFacts(TypedDict):
    number: str
    name: str
    born_on: str  # ISO date
    custodians: list[CustodianFacts]


class RegisterFacts(TypedDict, total=False):
    """What prefill may use: empty for protected persons and when the register was silent."""

    source: str
    fetched_at: str
    name: str
    given_name: str
    surname: str
    number: str
    address: dict[str, str]  # street, postal_code, city
    property: str
    children: list[ChildFacts]


class OrganisationFacts(TypedDict):
    """Whom someone acts for, and as what: by their own word."""

    kind: str  # company or association
    number: str  # ten digits
    name: str
    role: str  # signatory (firmatecknare) or agent (ombud)
