"""Someone is asked, answers and is reminded: who is told, and of how little."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.contract.simulators import Simulators
from tests.factories import ERIK, NOON, a_case, a_person, a_resident, an_employee
from torget.journeys.refer import give_more_time, refer, remind_of_referrals, take_in_answer
from torget.rooms.cases.models import Case, Referral
from torget.rooms.cases.queries import referral_by_link, word_of
from torget.rooms.cases.terms import Asked
from torget.rooms.messaging.jobs import deliver_message
from torget.rooms.messaging.models import Message
from torget.rooms.messaging.terms import State
from torget.rooms.organisation.queries import unit

pytestmark = pytest.mark.django_db
BY = date(2026, 3, 23)


def a_sent_referral(case: Case | None = None, of: str = "", answer_by: date = BY) -> Referral:
    email = unit(of).email if of else "polisen@exempel.example"
    asked = Asked(name="Polisen", email=email, question="Hemlig fråga?",
                  answer_by=answer_by, unit=unit(of).pk if of else None)  # fmt: skip
    refer(case or a_case(), asked, documents=(), once=uuid4(), by=an_employee(), at=NOON)
    sent = Referral.objects.order_by("pk").last()
    assert sent is not None
    return sent


def test_the_letter_has_a_link_and_a_day_and_nothing_of_the_case() -> None:
    referral = a_sent_referral()
    message = Message.objects.get()
    word = word_of(referral)
    assert (message.to, message.holds_link) == ("polisen@exempel.example", True)
    assert f"/remiss/{word}/" in message.body
    assert [text in message.body for text in ("23 mars 2026", "Hemlig", "Maja", "bygglov")] == [
        True, False, False, False,
    ]  # fmt: skip
    assert referral_by_link(word) == referral


def test_the_link_is_forgotten_once_the_letter_is_sent(world: Simulators) -> None:
    referral = a_sent_referral()
    message = Message.objects.get()
    deliver_message(message.pk)
    message.refresh_from_db()
    [mail] = world.tell("mails")
    assert (message.state, message.body) == (State.SENT, "")
    assert f"/remiss/{word_of(referral)}/" in mail["text"]


def test_an_own_unit_is_led_to_the_desk() -> None:
    referral = a_sent_referral(of="forskola")
    message = Message.objects.get()
    assert (message.to, message.holds_link) == (unit("forskola").email, False)
    assert f"/desk/remiss/{referral.pk}/" in message.body


def test_the_officer_is_told_of_an_answer_and_not_what_it_says() -> None:
    case = a_case()
    case.officer_id = an_employee().employee
    case.save()
    referral = a_sent_referral(case)
    by = a_resident(a_person(ERIK))
    take_in_answer(referral, "Olämplig plats.", documents=(), by=by, at=NOON)
    take_in_answer(referral, "Igen.", documents=(), by=by, at=NOON)

    letters = Message.objects.order_by("pk").values_list("to", flat=True)
    assert list(letters) == ["polisen@exempel.example", "anna.berg@solvik.example"]
    assert "Olämplig" not in Message.objects.order_by("pk")[1].body


def test_more_time_is_told() -> None:
    referral = a_sent_referral()
    give_more_time(referral, date(2026, 4, 20), by=an_employee(), at=NOON)
    assert "20 april 2026" in Message.objects.order_by("pk")[1].body


def test_one_reminder_is_sent_before_the_day() -> None:
    near, far = (timezone.localdate() + timedelta(days=days) for days in (2, 9))
    a_sent_referral(answer_by=near)
    a_sent_referral(answer_by=far)
    for _ in range(2):
        remind_of_referrals()
    subjects = Message.objects.order_by("pk").values_list("subject", flat=True)
    assert [subject.partition(" ")[0] for subject in subjects] == ["Du", "Du", "Påminnelse"]
