"""The morning's message: to whom, when, how often, and of how little."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings
from pytest_django import DjangoAssertNumQueries

from tests.factories import NOON, a_case, an_employee
from torget.journeys.remind_officers import remind_at
from torget.rooms.audit.models import Entry
from torget.rooms.cases.actions import add_task, choose_reminders, close_case, take_case
from torget.rooms.cases.models import Case, Referral
from torget.rooms.cases.queries import Waiting, wants_reminders, what_waits
from torget.rooms.messaging.models import Message
from torget.rooms.organisation.actions import be_absent
from torget.rooms.organisation.models import Employee

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)  # half past seven in Sweden
TODAY = MONDAY.date()
DAY = timedelta(days=1)
ANNA = "anna.berg@solvik.example"


def a_case_due(day: date, *, kind: str = "application") -> Case:
    """One of Anna's."""
    case = a_case(kind=kind)
    take_case(case, by=an_employee(), at=NOON)
    Case.objects.filter(pk=case.pk).update(due_on=day)
    case.refresh_from_db()
    return case


def to_do(case: Case, day: date | None, *, follows_up: bool = False) -> None:
    add_task(case, "Mät tomten", due_on=day, officer=None, follows_up=follows_up,
             once=uuid.uuid4(), by=an_employee(), at=NOON)  # fmt: skip


def mails() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("to", flat=True))


def test_the_message_says_how_many_and_nothing_of_whom_or_what() -> None:
    late, near = a_case_due(TODAY - DAY), a_case_due(TODAY + 2 * DAY)
    to_do(near, TODAY)
    to_do(late, TODAY)
    remind_at(MONDAY)
    message = Message.objects.get()
    assert (message.to, message.subject) == (ANNA, "Det här väntar på dig i dag")
    said = message.body.split("\n\n")[1:4]
    assert said == [
        "1 ärende är försenat.\n1 ärende ska vara klart inom två arbetsdagar.\n"
        "2 uppgifter ska vara gjorda.",
        f"Allt står på Min dag:\n{settings.ENVIRONMENT.site_url}/desk/min-dag/",
        "Vill du inte bli påmind? Välj Påminnelser på Min dag.",
    ]
    hidden = (late.number, near.number, "Maja", "tomten", late.title["sv"])
    assert [text for text in hidden if text in message.body] == []


def test_once_a_day_however_often_the_worker_looks_and_again_the_next() -> None:
    a_case_due(TODAY - DAY)
    remind_at(MONDAY)
    remind_at(MONDAY + timedelta(hours=2))
    assert mails() == [ANNA]
    remind_at(MONDAY + DAY)
    assert mails() == [ANNA, ANNA]
    assert Entry.objects.filter(what="officer.reminded").count() == 2


def test_whoever_has_nothing_that_waits_gets_nothing() -> None:
    to_do(a_case_due(TODAY + 10 * DAY), TODAY + 3 * DAY)
    remind_at(MONDAY)
    assert mails() == []


@pytest.mark.parametrize(
    "at",
    [
        MONDAY - DAY,  # Sunday
        datetime(2026, 4, 6, 6, 30, tzinfo=UTC),  # Easter Monday
        MONDAY - timedelta(hours=3),  # in the night
        MONDAY + timedelta(hours=5),  # past noon
    ],
)
def test_nobody_is_reminded_except_in_the_morning_of_a_working_day(at: datetime) -> None:
    a_case_due(TODAY - 5 * DAY)
    remind_at(at)
    assert mails() == []


def test_whoever_has_said_no_gets_nothing_until_they_say_yes() -> None:
    a_case_due(TODAY - DAY)
    choose_reminders(wanted=False, by=an_employee(), at=MONDAY)
    assert wants_reminders(an_employee()) is False
    remind_at(MONDAY)
    assert mails() == []
    choose_reminders(wanted=True, by=an_employee(), at=MONDAY)
    remind_at(MONDAY)
    assert mails() == [ANNA]


def test_whoever_is_away_or_no_longer_handles_cases_gets_nothing() -> None:
    a_case_due(TODAY - DAY)
    be_absent(valid_from=TODAY, valid_to=TODAY + DAY, substitute=None, by=an_employee(), at=MONDAY)
    remind_at(MONDAY)
    assert mails() == []
    anna = Employee.objects.get(email=ANNA)
    anna.assignments.update(valid_to=TODAY + DAY)
    remind_at(MONDAY + DAY)
    assert mails() == []


def test_what_follows_up_is_told_of_on_its_day_though_the_case_is_closed() -> None:
    case = a_case_due(TODAY + 30 * DAY, kind="notification")
    to_do(case, TODAY + DAY, follows_up=True)
    close_case(case, by=an_employee(), at=MONDAY)
    assert what_waits(an_employee(), today=TODAY) == Waiting(late=0, near=0, tasks=0, referrals=0)
    remind_at(MONDAY + DAY)
    assert "1 uppgift ska vara gjord." in Message.objects.get().body


def test_near_is_two_working_days_so_a_friday_looks_to_tuesday() -> None:
    friday = date(2026, 3, 6)
    for days in range(6):
        a_case_due(friday + days * DAY)
    assert what_waits(an_employee(), today=friday).near == 5


def test_an_own_referral_that_is_late_and_one_that_we_are_to_answer_are_counted() -> None:
    case = a_case_due(TODAY + 30 * DAY)
    anna = Employee.objects.get(email=ANNA)
    facts = {"case": case, "question": "?", "asked_by": anna, "sent_at": NOON}
    Referral.objects.create(to_name="P", to_email="p@exempel.example", digest=uuid.uuid4().hex,
                            answer_by=TODAY - DAY, **facts)  # fmt: skip
    Referral.objects.create(to_name="Q", to_email="q@exempel.example", digest=uuid.uuid4().hex,
                            answer_by=TODAY + DAY, **facts)  # fmt: skip
    Referral.objects.create(to_name="Bygg", to_email="b@exempel.example", digest=uuid.uuid4().hex,
                            unit=case.unit, answer_by=TODAY + DAY, **facts)  # fmt: skip
    assert what_waits(an_employee(), today=TODAY).referrals == 2


@pytest.mark.parametrize("count", [1, 6])
def test_counting_costs_the_same_for_few_and_many(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _each in range(count):
        to_do(a_case_due(TODAY - DAY), TODAY)
    anna = an_employee()
    with django_assert_num_queries(4):
        assert what_waits(anna, today=TODAY).late == count
