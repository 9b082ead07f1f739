"""Opinions that are asked for: in a case, of one's unit, through a link, and those that are due."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from torget.foundation.actor import Actor
from torget.rooms.cases.links import link_digest, link_word
from torget.rooms.cases.models import Case, Referral
from torget.rooms.cases.rules import NEAR
from torget.rooms.cases.terms import Status

if TYPE_CHECKING:
    from django.db.models import QuerySet

CONCLUDED = (Status.DECIDED, Status.CLOSED)


def referrals_of(case: Case) -> QuerySet[Referral]:
    """Of a case that the actor has been allowed to see, the oldest first."""
    return case.referrals.order_by("pk").prefetch_related("answer_documents")


def get_referral(case: Case, key: int) -> Referral:
    """One of the case's, or Referral.DoesNotExist."""
    return case.referrals.select_related("case").get(pk=key)


def referral_by_link(word: str) -> Referral:
    """The referral that a link leads to, for whoever has it: only opening it says who may read.

    Referral.DoesNotExist for a word that is no link.
    """
    return Referral.objects.select_related("case").get(digest=link_digest(word))


def word_of(referral: Referral) -> str:
    """The word of the referral's link, for the letter with it."""
    return link_word(referral.key)


def referral_to_unit(pk: int, *, actor: Actor) -> Referral:
    """One that is asked of a unit where the actor writes in cases; Referral.DoesNotExist."""
    units = actor.units_for("case.write")
    return Referral.objects.select_related("case").get(pk=pk, unit__in=units)


def referrals_to_units(actor: Actor) -> QuerySet[Referral]:
    """What the actor's units are asked and have not answered, the nearest day first."""
    return (
        Referral.objects.filter(
            unit__in=actor.units_for("case.write"), answered_at=None, withdrawn_at=None
        )
        .exclude(case__status__in=CONCLUDED)
        .select_related("case__unit")
        .order_by("answer_by", "pk")
    )


def my_referrals(actor: Actor, *, today: date) -> QuerySet[Referral]:
    """In the officer's own undecided cases: answers that have come, and those that are late."""
    news = Q(answered_at__isnull=False) | Q(withdrawn_at=None, answer_by__lt=today)
    return (
        Referral.objects.filter(
            news, case__officer=actor.employee, case__in=Case.objects.readable_by(actor)
        )
        .exclude(case__status__in=CONCLUDED)
        .select_related("case")
        .order_by("answer_by", "pk")
    )


def referrals_to_remind(*, today: date) -> QuerySet[Referral]:
    """Open ones whose day is near and that nobody has been reminded of; for the worker."""
    return (
        Referral.objects.filter(
            reminded_on=None, answered_at=None, withdrawn_at=None, answer_by__lte=today + NEAR,
            answer_by__gte=today,
        )
        .exclude(case__status__in=CONCLUDED)
        .select_related("case")
        .order_by("answer_by", "pk")
    )  # fmt: skip
