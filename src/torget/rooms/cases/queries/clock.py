"""What the law's clock says of a case: what is due, who is served, what can be appealed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from torget.foundation.calendar import public_holidays
from torget.rooms.cases.models import Appeal, Case, Decision, DelayRequest, Party
from torget.rooms.cases.rules import (
    appeal_deadline,
    final_on,
    legality_deadline,
    may_ask_to_conclude_from,
    review_of,
    should_tell_of_delay,
)
from torget.rooms.cases.terms import AppealWay, CourtOutcome, Due, Kind, Review
from torget.rooms.submissions.queries import service_of

if TYPE_CHECKING:
    from torget.foundation.actor import Actor
    from torget.rooms.cases.models import Serving
    from torget.rooms.eservices.terms import StatutoryTime

NO_SOONER = timedelta(weeks=3)  # no decision that can be appealed is final before


@dataclass(frozen=True, slots=True)
class DueNow:
    """Something that is due in a case."""

    kind: Due
    due_on: date
    first_due_on: date  # earlier than `due_on` when it has been moved


def due_in(case: Case) -> list[DueNow]:
    """What is due in a case, the nearest first."""
    rows = list(case.deadlines.order_by("due_on", "pk"))
    if not rows and case.decided_at is None and case.closed_at is None:
        return [DueNow(Due.PROMISE, case.due_on, case.due_on)]
    first: dict[str, date] = {}
    for row in rows:
        first.setdefault(row.kind, row.due_on)
    return [DueNow(Due(row.kind), row.due_on, first[row.kind]) for row in rows if not row.ended]


@dataclass(frozen=True, slots=True)
class Served:
    """How a party stands with a decision: the serving that counts, or the latest attempt."""

    party: Party
    serving: Serving | None
    served_on: date | None
    last_day: date | None  # to appeal; None when not served, or nothing goes against them


def served_parties(decision: Decision) -> list[Served]:
    """Every party of the case, and whether they have got the decision."""
    found: dict[int, list[Serving]] = {}
    for serving in decision.servings.order_by("sent_on", "pk"):
        found.setdefault(serving.party_id, []).append(serving)
    return [
        _served(decision, party, found.get(party.pk, ()))
        for party in decision.case.parties.order_by("pk")
    ]


def _served(decision: Decision, party: Party, attempts: Sequence[Serving]) -> Served:
    """By the attempt that took effect first; before there were rows, by the reading alone."""
    took_effect = [one for one in attempts if one.effective_on is not None]
    first = min(took_effect, key=lambda one: one.effective_on or date.max, default=None)
    day = first.effective_on if first else None
    if not attempts and party.person_id and decision.served_at and decision.read_at:
        day = localdate(decision.read_at)
    last_day = (
        appeal_deadline(day, public_holidays(day.year)) if day and _by_party(decision) else None
    )
    shown = first or (attempts[-1] if attempts else None)
    return Served(party, shown, day, last_day)


def _by_party(decision: Decision) -> bool:
    """Whether each party has a time of their own to appeal."""
    return bool(decision.appeal) and decision.appeal_way in ("", AppealWay.GENERAL)


def last_day_of_legality(decision: Decision) -> date | None:
    """The last day to ask for legality review; None before the notice is on the board."""
    posted = decision.posted_on
    return legality_deadline(posted, public_holidays(posted.year)) if posted else None


def last_day_to_appeal(decision: Decision, *, actor: Actor) -> date | None:
    """The party's own last day to appeal; None before they have got the decision, or when it
    cannot be appealed.
    """
    if decision.served_at is None or not _by_party(decision):
        return None
    own = (one for one in served_parties(decision) if one.party.person_id == actor.person)
    return next((one.last_day for one in own), None)


def proposed_review(appeal: Appeal) -> Review:
    """What the days say about the appeal; the officer may know more."""
    own = [one for one in served_parties(appeal.decision) if one.party.pk == appeal.party_id]
    return review_of(appeal.received_on, own[0].last_day if own else None)


def final_day(decision: Decision, *, today: date) -> date | None:
    """The day the decision became final; None as long as it has not."""
    if decision.served_at is None:
        return None
    parties = served_parties(decision) if _by_party(decision) else []
    last_days = [one.last_day for one in parties]
    if decision.appeal_way == AppealWay.LEGALITY:
        last_days = [last_day_of_legality(decision)]
    open_appeals = decision.appeals.exclude(review=Review.LATE).exclude(court_final=True)
    day = final_on(
        last_days,
        decided_on=localdate(decision.decided_at),
        contested=open_appeals.exists(),
    )
    courts = decision.appeals.filter(court_final=True).values_list("court_decided_on", flat=True)
    latest = max([day, *filter(None, courts)]) if day else None
    return latest if latest and latest <= today else None


def decisions_not_final(*, today: date) -> QuerySet[Decision]:
    """Those that may have become final: served long enough, to everyone, with no open appeal."""
    unserved = Party.objects.filter(case=OuterRef("case")).exclude(
        servings__decision=OuterRef("pk"), servings__effective_on__lte=today - NO_SOONER
    )
    contested = Appeal.objects.filter(decision=OuterRef("pk"), court_final=False)
    served = Decision.objects.filter(final_on=None, served_at__isnull=False)
    by_board = Q(appeal_way=AppealWay.LEGALITY)
    unposted = Q(posted_on=None) | Q(posted_on__gt=today - NO_SOONER)
    by_party = ~Q(appeal="") & ~by_board & ~Q(appeal_way=AppealWay.NONE)
    return (
        served.exclude(by_party & Exists(unserved))
        .exclude(by_board & unposted)
        .exclude(Exists(contested.exclude(review=Review.LATE)))
        .select_related("case")
        .order_by("pk")
    )


def appeals_of(case: Case) -> QuerySet[Appeal]:
    """The appeals in a case, the first first."""
    every = Appeal.objects.filter(decision__case=case).select_related("decision__case", "party")
    return every.prefetch_related("documents").order_by("received_on", "pk")


def was_sent_back(decision: Decision) -> bool:
    """Whether a court has sent the case back to us, to be decided anew."""
    return decision.appeals.filter(court_outcome=CourtOutcome.REMITTED).exists()


def delay_request_of(case: Case) -> DelayRequest | None:
    """The applicant's request that the case be concluded, if there is one."""
    return getattr(case, "delay_request", None)


def may_ask_to_conclude(case: Case, *, today: date) -> bool:
    """Whether the applicant may ask today that the case be concluded."""
    if case.kind != Kind.APPLICATION or case.decided_at or case.closed_at:
        return False
    if today < may_ask_to_conclude_from(localdate(case.received_at)):
        return False
    return delay_request_of(case) is None


def is_delay_untold(case: Case, due: Sequence[DueNow], *, today: date) -> bool:
    """Whether the applicant should be told that the case is late, by what is due in it: once
    told, a new day is promised.
    """
    promise = next((one for one in due if one.kind == Due.PROMISE), None)
    return promise is not None and should_tell_of_delay(
        promise.due_on,
        begun_by_party=case.kind == Kind.APPLICATION,
        decided=case.decided_at is not None,
        told=False,
        today=today,
    )


def statutory_time(case: Case) -> StatutoryTime | None:
    """The time that law gives for this kind of case, if any."""
    return service_of(case.submission).service.process_time.statutory


def counted_from(case: Case) -> date | None:
    """The day the application was complete, as last stated."""
    rows = case.deadlines.filter(kind=Due.STATUTORY).order_by("-pk")
    return rows.values_list("counted_from", flat=True).first()


def may_extend(case: Case, *, today: date) -> bool:
    """Whether the time by law may be made longer: once, and before it has run out."""
    law = statutory_time(case)
    if law is None or not law.extension:
        return False
    rows = list(case.deadlines.filter(kind=Due.STATUTORY))
    running = any(not row.ended and row.due_on >= today for row in rows)
    return running and not any(row.reason for row in rows)
