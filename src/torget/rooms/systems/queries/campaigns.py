"""Who has not yet said whether what stands about their systems is true."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from torget.foundation.actor import Actor
from torget.rooms.organisation.queries import holdings_on
from torget.rooms.systems.models import Campaign, System, SystemRole
from torget.rooms.systems.queries.catalogue import catalogue, my_systems
from torget.rooms.systems.rules import CONFIRMED_FOR, asks_again
from torget.rooms.systems.terms import Lifecycle, RoleKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Someone who owns systems that have not answered."""

    employee: int
    email: str
    systems: int


def campaigns(actor: Actor) -> QuerySet[Campaign]:
    """The times that owners were asked, newest first; needs `office.read` somewhere."""
    actor.must_anywhere("office.read")
    return Campaign.objects.order_by("-pk")


def unanswered(campaign: Campaign, *, actor: Actor, today: date) -> QuerySet[System]:
    """The systems nobody has confirmed since the campaign began; needs `office.read`."""
    rows = catalogue(actor, today=today).exclude(lifecycle=Lifecycle.RETIRED)
    return rows.filter(_unconfirmed(campaign))


def _unconfirmed(campaign: Campaign) -> Q:
    return Q(confirmed_at=None) | Q(confirmed_at__lt=campaign.started_at)


def to_confirm(actor: Actor, *, today: date) -> QuerySet[System]:
    """The actor's own systems that wait to be confirmed: nobody has since the last campaign, or
    for a year.
    """
    mine = my_systems(actor, today=today).exclude(lifecycle=Lifecycle.RETIRED)
    broken = Q(confirmed_at=None) | Q(confirmed_at__date__lt=today - CONFIRMED_FOR)
    latest = Campaign.objects.order_by("-pk").first()
    return mine.filter(broken | _unconfirmed(latest) if latest else broken)


def to_ask(campaign: Campaign, *, today: date) -> list[Asked]:
    """Who is to be asked or reminded: each holder of a post that owns what has not answered."""
    owns = SystemRole.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=today),
        role=RoleKey.OWNER,
        valid_from__lte=today,
        system__in=System.objects.exclude(lifecycle=Lifecycle.RETIRED).filter(
            _unconfirmed(campaign)
        ),
    )
    owned: dict[int, int] = {}
    for position in owns.values_list("position", flat=True):
        owned[position] = owned.get(position, 0) + 1
    counts: dict[int, int] = {}
    emails: dict[int, str] = {}
    for held in holdings_on(today).filter(position__in=owned):
        counts[held.employee_id] = counts.get(held.employee_id, 0) + owned[held.position_id]
        emails[held.employee_id] = held.employee.email
    return [Asked(employee=key, email=emails[key], systems=counts[key]) for key in sorted(counts)]


def campaigns_to_remind(today: date) -> list[Campaign]:
    """Those whose owners are reminded today: a week before the day, and the day after it."""
    return [
        one
        for one in Campaign.objects.order_by("pk")
        if asks_again(one.due_on, one.reminded_on, today=today)
    ]
