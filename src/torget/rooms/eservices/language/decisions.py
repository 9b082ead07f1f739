"""What the text of a decision starts from: clauses by outcome, and how it is appealed."""

from typing import Literal

from torget.rooms.eservices.language.parts import Part

Decided = Literal["granted", "refused", "dismissed", "written_off"]
AppealWay = Literal["general", "legality", "none"]


class Clause(Part, frozen=True, kw_only=True):
    """A piece of text, there when the condition holds, with facts merged in.

    {floor_area} is the answer as residents read it, {case.number} is a fact of the case.
    In Swedish only (språklagen (2009:600) 10 §).
    """

    text: str
    when: str = ""


class ApprovalDemand(Part, frozen=True, kw_only=True):
    """Who approves a decision before it is made, in order; `outcome` empty: whatever it is.

    A colleague is anyone else who may decide there. Nobody approves twice.
    """

    rounds: tuple[Literal["colleague", "manager"], ...]
    outcome: Literal["", "granted", "refused", "dismissed", "written_off"] = ""


class DecisionTexts(Part, frozen=True, kw_only=True):
    """What a decision of the outcome starts from. What is left empty is as for other services.

    `appeal`: how it is appealed, where that is not as the service says.
    """

    outcome: Decided
    text: tuple[Clause, ...] = ()
    reasons: tuple[Clause, ...] = ()
    legal_basis: tuple[Clause, ...] = ()
    appeal: Literal["", "general", "legality", "none"] = ""
