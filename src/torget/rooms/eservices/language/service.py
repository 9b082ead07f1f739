"""What a service.yaml may say. A service is data: it is read, compiled, published and kept."""

from datetime import date
from typing import Literal

import msgspec

from torget.rooms.eservices.language.decision_table import DecisionTable
from torget.rooms.eservices.language.decisions import (
    AppealWay,
    ApprovalDemand,
    DecisionTexts,
)
from torget.rooms.eservices.language.parts import Part
from torget.rooms.eservices.language.process import Process
from torget.rooms.eservices.language.texts import Translated
from torget.rooms.eservices.language.types import Question

Audience = Literal["residents", "companies", "associations", "employees"]


class LegalBasis(Part, frozen=True, kw_only=True):
    """A rule of law and what it means here, in plain words."""

    law: str  # plan- och bygglagen (2010:900)
    paragraph: str  # 9 kap. 2 §
    text: Translated


class StatutoryTime(Part, frozen=True, kw_only=True):
    """The time that law gives to decide, from the day the application was complete.

    In weeks or months; `extension` is how many more of them it may take, once.
    """

    law: str  # plan- och bygglagen (2010:900) 9 kap.
    weeks: int = 0
    months: int = 0
    extension: int = 0


class ProcessTime(Part, frozen=True, kw_only=True):
    """How long it takes. `promised_days` is what the municipality is measured by."""

    text: Translated
    promised_days: int
    statutory: StatutoryTime | None = None


class Fee(Part, frozen=True, kw_only=True):
    """What it costs, or that it is free. `amount`: the price in kronor, as an expression."""

    text: Translated
    free: bool = False
    amount: str = ""


class Opening(Part, frozen=True, kw_only=True):
    """When one can apply: from a day to a day, the last, both written 2026-05-01.

    `most`: how many are taken in during that time, 0 for as many as come. `closed` is what is
    said before, after and when it is full.
    """

    closed: Translated
    opens_on: str = ""
    closes_on: str = ""
    most: int = 0

    def holds_on(self, today: date) -> bool:
        """Whether one can apply on the day."""
        day = today.isoformat()
        return self.opens_on <= day and (not self.closes_on or day <= self.closes_on)


class Contact(Part, frozen=True, kw_only=True):
    """Who answers questions about the service."""

    name: Translated
    phone: str = ""
    email: str = ""
    hours: Translated | None = None


class OtherWay(Part, frozen=True, kw_only=True):
    """How someone who cannot or will not use the e-service does the same."""

    channel: Literal["paper", "phone", "visit", "agent", "email"]
    text: Translated


class AnonymousUse(Part, frozen=True, kw_only=True):
    """Why a person need not say who they are."""

    law: Translated


class Delivery(Part, frozen=True, kw_only=True):
    """Where the cases are handled: here, or in a business system.

    `integrated`: they arrive there by themselves. Where they do not, `exemption` names the
    decision that lets it be so: who decided, when, and its number.
    """

    handled_in: Literal["torget", "system"] = "torget"
    system: str = ""  # its name
    integrated: bool = False
    exemption: str = ""


class Signing(Part, frozen=True, kw_only=True):
    """Whether the sender signs, and who else is asked to.

    `others` is the key of a question that chooses a child: the child's other custodians sign.
    Everyone named in a `signature_request` is asked too. `order`: whether all are asked at once,
    or each when the one before has signed, in the order of the form.
    """

    required: bool = False
    others: str = ""
    order: Literal["together", "in_turn"] = "together"


class RoutingRule(Part, frozen=True, kw_only=True):
    """Send to `unit` when the expression is true; the first such rule counts."""

    when: str
    unit: str


class Exit(Part, frozen=True, kw_only=True):
    """Where the way ends for someone whom the service is not for, with what to do instead."""

    when: str
    title: Translated
    text: Translated  # Markdown


class Step(Part, frozen=True, kw_only=True):
    """One page: one question, or a few that belong together."""

    key: str
    title: Translated
    questions: tuple[Question, ...]
    intro: Translated | None = None
    show_when: str = ""
    exits: tuple[Exit, ...] = ()


class Service(Part, frozen=True, kw_only=True):
    """An e-service as its builder wrote it.

    Whether one must log in is not said here: it follows from the information types.
    """

    key: str
    kind: Literal["application", "notification"]
    title: Translated
    summary: Translated
    audience: tuple[Audience, ...]
    maturity: Literal[0, 1, 2, 3, 4]
    unit: str
    case_series: str
    process_time: ProcessTime
    legal_bases: tuple[LegalBasis, ...]
    contact: Contact
    other_ways: tuple[OtherWay, ...]
    steps: tuple[Step, ...]
    life_events: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    keywords: tuple[Translated, ...] = ()
    before_you_start: tuple[Translated, ...] = ()
    what_happens_next: tuple[Translated, ...] = ()
    fee: Fee | None = None
    appeal_to: Translated = Translated(sv="förvaltningsrätten", en="the administrative court")
    appeal: AppealWay = "general"  # how its decisions are appealed
    decisions: tuple[DecisionTexts, ...] = ()  # their texts; none: as other services
    approvals: tuple[ApprovalDemand, ...] = ()  # none: the officer decides alone
    quality_check: int = 0  # one closed case in so many is looked through; 0: none
    routing: tuple[RoutingRule, ...] = ()
    anonymous_allowed: AnonymousUse | None = None
    signing: Signing = Signing()
    opening: Opening | None = None
    delivery: Delivery | None = None
    assign: Literal["by_hand", "in_turn", "by_load"] = "by_hand"  # to an officer of the unit
    process: Process | None = None  # how its cases are handled; None: as others of its kind
    decision_table: DecisionTable | None = None  # what decides, or proposes; None: people alone
    yearly_volume: int = 0  # how many are expected in a year; 0: nobody has said


def canonical_json(service: Service) -> bytes:
    """The service in its one canonical form, from which its hash is made.

    Fields with their default value are left out, so a new field in a later release leaves
    the hashes of old services as they were.
    """
    return msgspec.json.encode(service, order="deterministic")


def service_from_json(json: bytes | str) -> Service:
    """The service that `canonical_json` wrote; raises msgspec.ValidationError."""
    return msgspec.json.decode(json, type=Service)


def service_schema() -> bytes:
    """JSON Schema 2020-12 of a service.yaml, so that editors can suggest and check as one writes.

    It knows shapes and names; what `read_service` says of expressions and keys is not in it.
    """
    schema = msgspec.json.schema(Service)
    named = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "service.yaml"}
    return msgspec.json.format(msgspec.json.encode(named | schema), indent=2)
