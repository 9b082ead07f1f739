"""Cases, as far as the actor may see them."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet

from torget.foundation.actor import Actor
from torget.rooms.cases.models import (
    Case,
    CaseQuerySet,
    Correction,
    Decision,
    Presence,
    SupplementRequest,
)
from torget.rooms.cases.rules import PRESENT, next_action, urgency
from torget.rooms.cases.terms import NextAction, Urgency
from torget.rooms.documents.queries import documents_where

if TYPE_CHECKING:
    from torget.rooms.documents.models import Document


def cases_for(actor: Actor) -> CaseQuerySet:
    """Every case that the actor may see, most urgent first."""
    return Case.objects.readable_by(actor).order_by("due_on", "id")


def get_case(number: str, *, actor: Actor) -> Case:
    """The case, if the actor may see it; otherwise Case.DoesNotExist, as if it were not there."""
    return (
        cases_for(actor)
        .select_related(
            "unit__committee",
            "officer",
            "submission__person",
            "submission__receipt__document",
            "decision__document",
            "decision__replaces",
            "delay_request",
        )
        .get(number=number)
    )


def others_present(case: Case, *, actor: Actor, now: datetime) -> list[Presence]:
    """Colleagues who have the case open now."""
    return list(
        case.presences.filter(seen_at__gt=now - PRESENT)
        .exclude(employee=actor.employee)
        .select_related("employee")
    )


def open_supplement(case: Case) -> SupplementRequest | None:
    return case.supplements.filter(answered_at=None).first()


def served_decision(case: Case) -> Decision | None:
    """The decision as the applicant may see it: once it is served. Until a change of it is, the
    one before.
    """
    decision = getattr(case, "decision", None)
    if decision and decision.served_at is None:
        decision = decision.replaces
    return decision if decision and decision.served_at else None


def earlier_decisions(case: Case) -> list[Decision]:
    """The served decisions that later ones have replaced, the latest first."""
    shown = served_decision(case)
    if shown is None or shown.replaces_id is None:
        return []
    before = case.decisions.filter(served_at__isnull=False, decided_at__lt=shown.decided_at)
    return list(before.select_related("document").order_by("-decided_at"))


def corrections_of(case: Case) -> list[Correction]:
    """The slips that have been put right in the decisions of the case, the first first."""
    if case.decided_at is None:
        return []
    found = Correction.objects.filter(decision__case=case).select_related("decision", "document")
    return list(found.order_by("pk"))


def correction_by_pk(pk: int) -> Correction:
    return Correction.objects.select_related(
        "decision__case__unit__committee", "decision__case__submission"
    ).get(pk=pk)


def decision_by_pk(pk: int) -> Decision:
    return Decision.objects.select_related("case__unit__committee", "case__submission").get(pk=pk)


def case_by_number(number: str) -> Case:
    """The case, for jobs that nobody looks at."""
    return Case.objects.get(number=number)


def case_of_submission(key: str | UUID) -> Case:
    return Case.objects.get(submission__key=key)


def documents_of(case: Case, *, actor: Actor) -> QuerySet[Document]:
    """Every file in a case the actor has already been allowed to see."""
    in_submission = [file["document"] for file in case.submission.files]
    readable = (
        Q(pk__in=in_submission)
        | Q(post__case=case)
        | Q(supplementrequest__case=case)
        | Q(appeal__decision__case=case)
        | Q(communication__case=case)
        | Q(statement__communication__case=case)
        | Q(pk__in=_own_documents(case))
        | Q(pk__in=_decided(case, actor).values("document"))
        | Q(pk__in=_decided(case, actor).values("extract"))
        | Q(pk__in=Correction.objects.filter(decision__case=case).values("document"))
    )
    if actor.person is None:
        readable |= Q(referred_in__case=case) | Q(answers_in__case=case)
        memoranda = case.memoranda.exclude(document=None).values("document")
        readable |= Q(pk__in=memoranda)
    return documents_where(readable)


def _own_documents(case: Case) -> list[int]:
    receipt = getattr(case.submission, "receipt", None)
    return [receipt.document_id] if receipt else []


def _decided(case: Case, actor: Actor) -> QuerySet[Decision]:
    """The decisions of the case: for the applicant only those served."""
    decided = Decision.objects.filter(case=case)
    return decided if actor.person is None else decided.filter(served_at__isnull=False)


def my_open_supplements(actor: Actor) -> QuerySet[SupplementRequest]:
    """What is asked of the resident in their own cases, the most urgent first."""
    return (
        SupplementRequest.objects.filter(case__parties__person=actor.person, answered_at=None)
        .exclude(case__parties__person=None)
        .select_related("case")
        .order_by("answer_by")
    )


def urgency_of(case: Case, *, today: date) -> Urgency:
    """How pressing the promised day is."""
    return urgency(case.due_on, decided=case.decided_at is not None, today=today)


def next_action_for(case: Case) -> NextAction:
    """The one obvious thing to do with the case now."""
    decision = getattr(case, "decision", None)
    return next_action(
        case.status,
        kind=case.kind,
        has_officer=case.officer_id is not None,
        served=decision.served_at is not None if decision else None,
    )


def has_cases() -> bool:
    """Whether anything has come in yet."""
    return Case.objects.exists()
