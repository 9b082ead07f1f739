"""A test person's case, act by act to its end, without a case: only the process and the facts."""

from collections.abc import Mapping
from typing import Any

import msgspec

from torget.rooms.eservices.language.compiled import CompiledService
from torget.rooms.eservices.language.process import Act, CaseStatus, DecisionOutcome, Transition
from torget.rooms.eservices.language.process_running import CaseFacts
from torget.rooms.eservices.language.texts import N_, Message

# What a test calls the acts that are built in. Any other word is the key of a button.
ACTS: Mapping[str, Act] = {
    "take": "assigned",
    "sign": "all_signed",
    "decline": "signature_withheld",
    "ask": "supplement_asked",
    "answer": "supplement_answered",
    "decide": "decided",
    "serve": "served",
    "close": "closed",
}
UNKNOWN_ACT = N_("”{wrong}” är varken en handling eller en knapp i processen.")
NOT_FROM_HERE = N_("”{act}” går inte när ärendet står i ”{status}”.")
OTHER_STATUS = N_("Efter ”{act}” skulle ärendet stå i ”{expected}” men det står i ”{found}”.")
NO_CASE = N_("Vägen slutar vid en utgång, så det blir inget ärende att gå vidare med.")
OUTCOME_MISSING = N_("”decide” behöver ett ”outcome”.")


class CaseAct(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something done to the case, `days` after what came before, and where it must stand then."""

    act: str
    status: str
    outcome: DecisionOutcome = ""
    days: int = 0


class CaseWalk:
    """The case of someone's answers, as far as its process can tell."""

    def __init__(
        self,
        service: CompiledService,
        answers: Mapping[str, Any],
        context: Mapping[str, Any],
        *,
        others_sign: bool,
    ) -> None:
        self.service, self.answers, self.context = service, answers, context
        self.process = service.process
        self.facts = CaseFacts(awaits_signature=others_sign)
        self.status: CaseStatus = self.process.first(awaits_signature=others_sign)

    def may(self, made: CaseAct) -> bool:
        """Whether it can be done now: by the process, and after what must have been done before."""
        if made.act not in ACTS:
            return any(one.key == made.act for one in self.buttons())
        return self._is_time_for(made) and self.process.allows(ACTS[made.act], self.status.key)

    def buttons(self) -> tuple[Transition, ...]:
        return self.process.buttons(self.status.key, self._known())

    def do(self, made: CaseAct) -> None:
        """Let the days pass and do it; call only what it `may`."""
        act = ACTS.get(made.act)
        self.facts = _after(self.facts, made)
        if act is None:
            found = next((one for one in self.buttons() if one.key == made.act), None)
        else:
            found = self.process.after(act, self.status.key, self._known(), outcome=made.outcome)
        if found:
            self.status = self.process.statuses[found.to]

    def _known(self) -> dict[str, Any]:
        return self.service.known_of_case(self.answers, self.context, self.facts)

    def _is_time_for(self, made: CaseAct) -> bool:
        facts, decided = self.facts, self.facts.outcome is not None
        waits = facts.awaits_signature or facts.awaits_supplement
        closed = self.status.means == "closed"
        ready = {
            "assigned": True,
            "all_signed": facts.awaits_signature,
            "signature_withheld": facts.awaits_signature,
            "supplement_asked": not decided and not facts.awaits_supplement,
            "supplement_answered": facts.awaits_supplement,
            "decided": not decided and not (made.outcome == "granted" and waits),
            "served": decided and not facts.is_served,
            "closed": facts.is_served if decided else self.service.service.kind == "notification",
        }
        return not closed and ready[ACTS[made.act]]


def _after(facts: CaseFacts, made: CaseAct) -> CaseFacts:
    changes: dict[str, Any] = {"days_open": facts.days_open + made.days}
    match ACTS.get(made.act):
        case "assigned":
            changes["has_officer"] = True
        case "all_signed" | "signature_withheld":
            changes["awaits_signature"] = False
        case "supplement_asked" | "supplement_answered":
            changes["awaits_supplement"] = made.act == "ask"
        case "decided":
            changes |= {"outcome": made.outcome, "has_officer": True}
        case "served":
            changes["is_served"] = True
    return msgspec.structs.replace(facts, **changes)


def walked(walk: CaseWalk, acts: tuple[CaseAct, ...]) -> tuple[tuple[str, ...], list[Message]]:
    """Where the case stood after each act, and what went another way; it stops where it cannot."""
    stood: list[str] = []
    says: list[Message] = []
    for made in acts:
        if (fault := _fault(walk, made)) is not None:
            says.append(fault)
            break
        walk.do(made)
        stood.append(walk.status.key)
        if walk.status.key != made.status:
            said = {"act": made.act, "expected": made.status, "found": walk.status.key}
            says.append(Message(OTHER_STATUS, said))
    return tuple(stood), says


def _fault(walk: CaseWalk, made: CaseAct) -> Message | None:
    known = {*ACTS, *(one.key for one in walk.process.process.transitions if not one.act)}
    if made.act not in known:
        return Message(UNKNOWN_ACT, {"wrong": made.act})
    if made.act == "decide" and not made.outcome:
        return Message(OUTCOME_MISSING)
    if not walk.may(made):
        return Message(NOT_FROM_HERE, {"act": made.act, "status": walk.status.key})
    return None
