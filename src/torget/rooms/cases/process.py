"""Where a case stands in the process of its service, and what can be done to it from there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.timezone import localdate

from torget.rooms.eservices.terms import (
    Act,
    CaseFacts,
    CaseStatus,
    CompiledProcess,
    Transition,
)
from torget.rooms.submissions.queries import service_of, waiting_requests

if TYPE_CHECKING:
    from datetime import datetime

    from torget.foundation.actor import Actor
    from torget.rooms.cases.models import Case


def process_of(case: Case) -> CompiledProcess:
    """The process of the version that the case was sent in by."""
    return service_of(case.submission).process


def standing(case: Case) -> CaseStatus | None:
    """Where the case stands; None when its process has no status with its meaning."""
    return process_of(case).status_at(case.step, case.status)


def step_of(case: Case) -> str:
    """The key of where the case stands; empty when its process has nothing for it."""
    found = standing(case)
    return found.key if found else ""


def allows(case: Case, act: Act) -> bool:
    """Whether the case's process lets the act be done from where it stands."""
    return process_of(case).allows(act, step_of(case))


def comes_before(case: Case, button: str, act: Act) -> bool:
    """Whether the button is a more obvious thing to do now than the act."""
    return process_of(case).comes_before(button, act, step_of(case))


def starts_clock_by_hand(case: Case) -> bool:
    """Whether a button of the case's process says that the application is complete."""
    found, step = process_of(case).process.transitions, step_of(case)
    return any(one.starts_clock and step in one.from_ for one in found)


def transition_after(case: Case, act: Act, *, outcome: str, at: datetime) -> Transition | None:
    """Where the act leads the case, with the facts as they are once it is done."""
    step = step_of(case)
    return process_of(case).after(act, step, known_of(case, at=at), outcome=outcome)


def buttons_for(case: Case, *, actor: Actor, at: datetime) -> tuple[Transition, ...]:
    """The transitions that the actor can make by hand now, in the order of the process."""
    process, step = process_of(case), step_of(case)
    if not any(step in one.from_ and not one.act for one in process.process.transitions):
        return ()
    found = process.buttons(step, known_of(case, at=at))
    return tuple(one for one in found if actor.may(one.permission, unit=case.unit_id))


def letter_in(case: Case, transition: str, language: str) -> str:
    """What the letter says that the transition with the key sends; LookupError without one."""
    transitions = process_of(case).process.transitions
    found = next((one.letter for one in transitions if one.key == transition), None)
    if found is None:
        raise LookupError(f"{case}: {transition} sends no letter")
    return found.in_(language)


def known_of(case: Case, *, at: datetime) -> dict[str, Any]:
    """What conditions of the process see of the case."""
    sent = case.submission
    return service_of(sent).known_of_case(sent.answers, sent.context, facts_of(case, at=at))


def facts_of(case: Case, *, at: datetime) -> CaseFacts:
    """What conditions see of the case besides the answers."""
    decision = getattr(case, "decision", None)
    return CaseFacts(
        days_open=(localdate(at) - localdate(case.received_at)).days,
        open_tasks=case.tasks.before_closing().count(),
        has_officer=case.officer_id is not None,
        outcome=decision.outcome if decision else None,
        is_served=bool(decision and decision.served_at),
        awaits_signature=waiting_requests(case.submission).exists(),
        awaits_supplement=case.supplements.filter(answered_at=None).exists(),
    )
