"""That each party has got the decision, how, and from what day it counts."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from torget.foundation.actor import Actor
from torget.rooms.audit.actions import record
from torget.rooms.cases.actions.access import CaseNotReady, locked_case
from torget.rooms.cases.models import Decision, Party, Serving
from torget.rooms.cases.queries import final_day
from torget.rooms.cases.rules import faults_of_serving, served_on
from torget.rooms.cases.terms import AppealWay, Obstacle, ServingFault, Way


class ServingNotRight(Exception):
    """What is stated about the serving cannot be so; `faults` by field."""

    def __init__(self, faults: dict[str, ServingFault]) -> None:
        super().__init__(", ".join(faults.values()))
        self.faults = faults


def send_to_parties(decision: Decision, *, by: Actor, at: datetime) -> None:
    """Begin serving: in Mina sidor for those who have it, by letter for the others."""
    Serving.objects.bulk_create(
        Serving(
            decision=decision,
            party=party,
            way=Way.MY_PAGES if party.person_id else Way.ORDINARY,
            sent_on=localdate(at),
            noted_by=by.name,
        )
        for party in decision.case.parties.all()
    )


def has_read(decision: Decision, *, by: Actor, at: datetime) -> bool:
    """Note that the party has opened the decision in Mina sidor, and so is served; False when
    that is noted already.
    """
    assert decision.served_at is not None  # nobody reads what is not served
    serving, _new = Serving.objects.get_or_create(
        decision=decision,
        party=decision.case.parties.get(person=by.person),
        way=Way.MY_PAGES,
        sent_on=localdate(decision.served_at),
        defaults={"noted_by": by.name},
    )
    today = localdate(at)
    unread = Serving.objects.filter(pk=serving.pk, confirmed_on=None)
    return bool(unread.update(confirmed_on=today, effective_on=today))


@transaction.atomic
def record_serving(
    decision: Decision,
    party: Party,
    way: Way,
    *,
    sent_on: date,
    second_sent_on: date | None,
    confirmed_on: date | None,
    by: Actor,
    at: datetime,
) -> Serving:
    """Note how and when a party was served; the same way and day again corrects it.

    Raises ServingNotRight for days that cannot be so, CaseNotReady before the decision is sent.
    """
    locked = locked_case(decision.case, permission="case.serve", by=by)
    if decision.served_at is None or party.case_id != locked.pk:
        raise CaseNotReady([Obstacle.NOT_SERVED])
    later = {"second_sent_on": second_sent_on, "confirmed_on": confirmed_on}
    if faults := faults_of_serving(way, sent_on=sent_on, **later, today=localdate(at)):
        raise ServingNotRight(faults)
    effective_on = served_on(way, sent_on=sent_on, **later)
    serving, _new = Serving.objects.update_or_create(
        decision=decision,
        party=party,
        way=way,
        sent_on=sent_on,
        defaults={**later, "effective_on": effective_on, "noted_by": by.name},
    )
    effective = effective_on.isoformat() if effective_on else None
    record("serving.noted", f"case:{locked}", by=by, at=at, way=str(way), effective=effective)
    return serving


@transaction.atomic
def note_posting(decision: Decision, posted_on: date, *, by: Actor, at: datetime) -> None:
    """Note the day the notice of the adjusted minutes was put on the board, from which the time
    for legality review counts (kommunallagen (2017:725) 13 kap.).

    Raises CaseNotReady for a decision that is not appealed so, and for one that is final.
    """
    locked = locked_case(decision.case, permission="case.serve", by=by)
    fits = Decision.objects.filter(
        pk=decision.pk, appeal_way=AppealWay.LEGALITY, final_on=None, decided_at__lte=at
    )
    if not fits.update(posted_on=posted_on):
        raise CaseNotReady([Obstacle.NOT_APPEALABLE])
    record("decision.posted", f"case:{locked}", by=by, at=at, posted_on=posted_on.isoformat())


@transaction.atomic
def seal_final(decision: Decision, *, by: Actor, at: datetime) -> bool:
    """Seal the day the decision became final, once it has; False when it is not, or is sealed."""
    final = final_day(decision, today=localdate(at))
    if final is None:
        return False
    if not Decision.objects.filter(pk=decision.pk, final_on=None).update(final_on=final):
        return False
    record("decision.final", f"case:{decision.case}", by=by, at=at, final_on=final.isoformat())
    return True
