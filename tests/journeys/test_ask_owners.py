"""Owners are asked, answer on one page, and are reminded when they do not."""

from datetime import date, timedelta

import pytest

from tests.factories import NOON, an_employee
from torget.foundation.actor import Forbidden
from torget.journeys.ask_owners import ask_owners, remind_at
from torget.rooms.messaging.models import Message
from torget.rooms.systems.actions.campaigns import DueTooSoon
from torget.rooms.systems.models import Campaign, System, SystemRole
from torget.rooms.systems.queries import unanswered

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
DUE = NOON.date() + 21 * DAY
EVA = "eva.strom@solvik.example"


def ask(due_on: date = DUE) -> Campaign:
    return ask_owners(due_on, by=an_employee("astrid.vik@solvik.example"), at=NOON)


def asked() -> list[str]:
    return list(Message.objects.order_by("to").values_list("to", flat=True))


def owners() -> set[str]:
    """Everyone who holds a post that owns a system."""
    held = SystemRole.objects.filter(role="owner", valid_to=None)
    rows = held.values_list("position__holdings__employee__email", flat=True)
    return {row for row in rows if row}


def test_every_owner_is_asked_once_and_told_how_many_but_not_which() -> None:
    System.objects.update(confirmed_at=None, confirmed_by="")
    ask()
    ask()

    assert asked() == sorted(owners())
    letter = Message.objects.get(to=EVA)
    assert "Du äger 5 system" in letter.body
    assert "/office/system/mina/" in letter.body
    assert [name for name in System.objects.values_list("name", flat=True)
            if name != "Torget" and name in letter.body] == []  # fmt: skip


def test_a_vacant_post_has_nobody_to_ask_but_its_systems_wait() -> None:
    System.objects.update(confirmed_at=None, confirmed_by="")
    campaign = ask()
    astrid = an_employee("astrid.vik@solvik.example")

    waiting = unanswered(campaign, actor=astrid, today=NOON.date())
    assert "skolgangen" in {row.key for row in waiting}
    assert len(waiting) == System.objects.count()


def test_only_those_who_have_not_answered_are_reminded() -> None:
    System.objects.update(confirmed_at=None, confirmed_by="")
    ask()
    answered = SystemRole.objects.filter(position__key__in=["bygglovschef", "rektor-forskola"])
    System.objects.filter(roles__in=answered.filter(role="owner")).update(
        confirmed_at=NOON + DAY, confirmed_by="Eva Ström"
    )
    Message.objects.all().delete()

    remind_at(NOON + 10 * DAY)
    assert asked() == []
    for _time in range(2):
        remind_at(NOON + 15 * DAY)
    assert asked() == sorted(owners() - {EVA})
    for day in (22, 23):
        remind_at(NOON + day * DAY)
    assert len(asked()) == 2 * len(owners() - {EVA})


def test_owners_are_given_time_and_only_some_may_ask() -> None:
    with pytest.raises(DueTooSoon):
        ask(NOON.date())
    with pytest.raises(Forbidden):
        ask_owners(DUE, by=an_employee(EVA), at=NOON)
