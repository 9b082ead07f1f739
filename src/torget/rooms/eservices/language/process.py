"""How a service's cases are handled: where a case can stand, and what moves it.

An explicit table, part of the service's definition, and so of its version. A status *means* one
of the few values that the law and the queue go by; its key and words are the service's own.
"""

from typing import Literal

import msgspec

from torget.rooms.eservices.language.parts import Part
from torget.rooms.eservices.language.texts import Translated

Means = Literal[
    "received", "in_progress", "awaiting_signature", "awaiting_supplement", "decided", "closed"
]
Act = Literal[
    "",
    "assigned",
    "all_signed",
    "signature_withheld",
    "supplement_asked",
    "supplement_answered",
    "decided",
    "served",
    "closed",
]
DecisionOutcome = Literal["", "granted", "refused", "dismissed", "written_off"]
Permission = Literal["case.write", "case.assign", "case.decide", "case.close"]

# An officer's own choices: without a transition from where the case stands they cannot be made.
# The other acts are made by others or demanded by law; they move the case only if told to.
CHOSEN = frozenset({"supplement_asked", "decided", "closed"})


class Phase(Part, frozen=True, kw_only=True):
    """A part of the process that time is measured in: review, hearing, decision."""

    key: str
    title: Translated


class CaseStatus(Part, frozen=True, kw_only=True):
    """Where a case can stand. `title` and `text` (what happens now) are read by the applicant."""

    key: str
    title: Translated
    means: Means
    text: Translated | None = None
    phase: str = ""


class Transition(Part, frozen=True, kw_only=True):
    """What moves a case from one of some statuses to another.

    `act` is what does it; without one it is a button for those who have `permission`.
    Of several that fit, the first whose `when` holds counts. `message` is sent to the applicant,
    `letter` is made into a PDF to post on paper, and `tasks` are put up for the officer. With
    `starts_clock` the application is complete from that day, and the time that law gives begins.
    """

    key: str
    to: str
    from_: tuple[str, ...] = msgspec.field(name="from")
    act: Act = ""
    label: Translated | None = None
    outcome: DecisionOutcome = ""
    when: str = ""
    permission: Permission = "case.write"
    message: Translated | None = None
    letter: Translated | None = None
    tasks: tuple[Translated, ...] = ()
    starts_clock: bool = False


class Process(Part, frozen=True, kw_only=True):
    """The whole table. A case begins in the first status, or in the first that awaits signatures.

    Conditions know all answers and `case`: its days_open, open_tasks, has_officer, outcome,
    is_served,
    awaits_signature and awaits_supplement.
    """

    statuses: tuple[CaseStatus, ...]
    transitions: tuple[Transition, ...]
    phases: tuple[Phase, ...] = ()
