"""Figures of cases that were written out here, with the right answers beside them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.factories import NOON, a_case, a_draft, a_person, an_employee
from tests.rooms.statistics.counted import TODAY, a_counted_case, a_manager, moment
from torget.foundation.actor import NOBODY, Forbidden
from torget.journeys.measure_days import MEASURER
from torget.rooms.cases.actions import take_case
from torget.rooms.cases.models import Case, Deadline, Passage
from torget.rooms.organisation.queries import unit
from torget.rooms.statistics.actions import measure_days
from torget.rooms.statistics.models import MeasuredDay, Observation
from torget.rooms.statistics.queries import days_to_measure, drop_off, figures
from torget.rooms.statistics.terms import Choice, Figures, LeftAt, Row, Spent, period_of
from torget.rooms.submissions.models import Draft, Submission
from torget.rooms.submissions.terms import Channel

pytestmark = pytest.mark.django_db
YESTERDAY = TODAY - timedelta(days=1)


def measure(first: date = date(2027, 12, 31), last: date = YESTERDAY) -> None:
    measure_days(first, last, by=MEASURER, at=NOON)


def asked(period: str, *, service: str = "", at_unit: int | None = None) -> Figures:
    known = period_of(period)
    assert known
    choice = Choice(period=known, service=service, unit=at_unit)
    return figures(choice, actor=a_manager(), today=TODAY)


@pytest.fixture
def _four_cases() -> None:
    """Over a year's end and a leap day; the last is decided today, which is not measured."""
    a_counted_case("2027-12-31T23:30", "2028-02-29T09:00", promised=date(2028, 2, 28))
    a_counted_case("2028-01-01T00:30", "2028-01-11T09:00", promised=date(2028, 1, 11))
    a_counted_case("2028-02-29T12:00", "2028-03-01T08:00", promised=date(2028, 4, 1))
    a_counted_case("2028-02-10T12:00")
    measure()


@pytest.mark.usefixtures("_four_cases")
def test_a_year_by_month_with_today_as_it_is_now() -> None:
    none = {"received": 0, "decided": 0, "closed": 0}
    january = Row(
        first=date(2028, 1, 1), **none | {"received": 1, "decided": 1}, waiting=1,
        median=10, p90=10, promised=100, digital=100, automated=0,
    )  # fmt: skip
    february = Row(
        first=date(2028, 2, 1), **none | {"received": 2, "decided": 1}, waiting=2,
        median=60, p90=60, promised=0, digital=100, automated=0,
    )  # fmt: skip
    march = Row(
        first=date(2028, 3, 1), **none | {"decided": 1}, waiting=1,
        median=1, p90=1, promised=100, automated=0,
    )  # fmt: skip
    whole = Row(
        first=date(2028, 1, 1), received=3, decided=3, closed=0, waiting=1,
        median=10, p90=60, promised=67, digital=100, automated=0,
    )  # fmt: skip

    found = asked("2028")

    assert found.rows == [january, february, march]
    assert found.total == whole
    assert found.ages == {0: 1, 31: 0, 91: 0, 181: 0}  # 20 days over the leap day
    assert (found.exact, found.measured_to) == (True, YESTERDAY)


@pytest.mark.usefixtures("_four_cases")
def test_what_came_half_an_hour_before_midnight_in_sweden_is_last_years() -> None:
    assert [(row.first, row.received, row.waiting) for row in asked("").rows] == [
        (date(2027, 1, 1), 1, 1),
        (date(2028, 1, 1), 3, 1),
    ]


@pytest.mark.usefixtures("_four_cases")
def test_the_leap_day_is_a_day_of_its_own() -> None:
    days = asked("2028-02").rows

    assert len(days) == 29
    assert (days[28].first, days[28].received, days[28].decided) == (date(2028, 2, 29), 1, 1)


@pytest.mark.usefixtures("_four_cases")
def test_measuring_again_changes_nothing() -> None:
    before = sorted(Observation.objects.values_list("series__what", "day", "value", "count"))

    measure()

    after = sorted(Observation.objects.values_list("series__what", "day", "value", "count"))
    assert (after, MeasuredDay.objects.count()) == (before, 61)
    assert len(before) > 60


@pytest.mark.usefixtures("_four_cases")
def test_what_is_registered_afterwards_is_counted_on_its_day() -> None:
    a_counted_case("2028-02-10T15:00")

    measure(date(2028, 2, 10), YESTERDAY)

    assert [row.received for row in asked("2028").rows] == [1, 3, 0]


@pytest.mark.usefixtures("_four_cases")
def test_a_service_and_a_unit_have_figures_of_their_own() -> None:
    assert asked("2028", service="bygglov").total.received == 3
    assert asked("2028", service="forskola").total.received == 0
    assert asked("2028", at_unit=unit("bygg").pk).total.received == 3
    assert asked("2028", at_unit=unit("forskola").pk).total.received == 0


def test_what_came_by_the_service_is_digital_and_what_came_by_post_is_not() -> None:
    a_counted_case("2028-01-01T12:00")
    draft = a_draft("bygglov", person=a_person())
    sent = Submission.objects.create(
        draft=draft, version_id=draft.version_id, person=a_person(), answers={}, context={},
        text="", digest="", language="sv", channel=Channel.POST, submitted_at=NOON,
    )  # fmt: skip
    paper = a_case(submission=sent)
    Case.objects.filter(pk=paper.pk).update(received_at=moment("2028-01-02T12:00"))
    measure()

    total = asked("2028").total

    assert (total.received, total.digital) == (2, 50)


def test_on_time_is_against_the_first_promise_and_the_last_time_by_law() -> None:
    case = a_counted_case("2028-01-01T12:00", "2028-02-29T12:00", promised=date(2028, 2, 1))
    for kind, ended, due_on in (
        ("promise", "moved", date(2028, 2, 1)),
        ("promise", "", date(2028, 3, 1)),
        ("statutory", "moved", date(2028, 2, 1)),
        ("statutory", "", date(2028, 2, 29)),
    ):
        Deadline.objects.create(
            case=case, kind=kind, due_on=due_on, set_at=NOON, ended=ended,
            ended_at=NOON if ended else None,
        )  # fmt: skip
    measure()

    total = asked("2028").total

    assert (total.promised, total.statutory) == (0, 100)


def test_time_in_a_phase_is_all_of_it_until_the_answer() -> None:
    case = a_counted_case("2028-01-01T12:00", "2028-01-21T12:00")
    Passage.objects.filter(case=case).delete()
    for step, phase, entered, left in (
        ("received", "review", "2028-01-01T12:00", "2028-01-03T12:00"),
        ("in_progress", "investigation", "2028-01-03T12:00", "2028-01-08T12:00"),
        ("awaiting", "review", "2028-01-08T12:00", "2028-01-10T12:00"),
        ("again", "investigation", "2028-01-10T12:00", "2028-01-25T12:00"),
        ("decided", "serving", "2028-01-25T12:00", "2028-01-26T12:00"),
    ):
        Passage.objects.create(
            case=case, step=step, phase=phase, entered_at=moment(entered), left_at=moment(left)
        )
    measure()

    assert asked("2028").phases == {
        "investigation": Spent(median=16, p90=16, count=1),
        "review": Spent(median=4, p90=4, count=1),
    }


def test_a_case_that_moves_leaves_a_passage_and_enters_one() -> None:
    case = a_counted_case("2028-01-01T12:00")
    anna = an_employee()

    take_case(case, by=anna, at=moment("2028-01-02T12:00"))

    rows = Passage.objects.filter(case=case).order_by("pk").values_list("step", "left_at")
    case.refresh_from_db()
    assert list(rows) == [("received", moment("2028-01-02T12:00")), (case.step, None)]


def test_those_who_may_not_read_the_cases_see_no_few() -> None:
    for _ in range(4):
        a_counted_case("2028-01-01T12:00", "2028-01-03T12:00")
    measure()
    year = period_of("2028")
    assert year

    found = figures(Choice(period=year), actor=NOBODY, today=TODAY)

    hidden = ("received", "decided", "median", "p90", "promised", "digital", "automated")
    assert found.exact is False
    assert found.rows[0] == Row(first=date(2028, 1, 1), closed=0, waiting=0, hidden=hidden)


def test_of_many_they_see_fives() -> None:
    for _ in range(8):
        a_counted_case("2028-01-01T12:00", "2028-01-03T12:00")
    measure()
    year = period_of("2028")
    assert year

    row = figures(Choice(period=year), actor=NOBODY, today=TODAY).rows[0]

    assert (row.received, row.median, row.digital, row.hidden) == (10, 2, 100, ())


def test_a_manager_sees_own_units_exactly_and_others_coarsely() -> None:
    a_counted_case("2028-01-01T12:00")
    measure()
    year = period_of("2028")
    assert year
    here, there = unit("bygg").pk, unit("forskola").pk
    rights = frozenset({here})
    boss = replace(NOBODY, grants={"statistics.read": rights, "case.read": rights})

    seen = [figures(Choice(period=year, unit=pk), actor=boss, today=TODAY).exact
            for pk in (here, there, None)]  # fmt: skip

    assert seen == [True, False, False]


def test_only_the_worker_measures() -> None:
    with pytest.raises(Forbidden):
        measure_days(TODAY, TODAY, by=a_manager(), at=NOON)


def test_the_night_measures_what_is_left_and_a_month_again() -> None:
    assert days_to_measure(TODAY) is None
    a_counted_case("2028-01-15T12:00")

    assert days_to_measure(TODAY) == (date(2028, 1, 15), YESTERDAY)
    measure(date(2028, 1, 15))
    assert days_to_measure(TODAY) is None
    assert days_to_measure(date(2028, 3, 10)) == (date(2028, 1, 29), date(2028, 3, 9))


def test_builders_see_at_which_question_drafts_were_left() -> None:
    for _ in range(6):
        left = a_draft()
        Draft.objects.filter(pk=left.pk).update(
            step="place", answers={"category": "street"}, changed_at=moment("2028-02-29T10:00")
        )
    few = a_draft()
    Draft.objects.filter(pk=few.pk).update(step="contact", changed_at=moment("2028-02-29T10:00"))
    number = few.version.number
    measure(YESTERDAY)
    builder = replace(NOBODY, grants={"service.edit": frozenset({1})})

    rows = drop_off("felanmalan", number, actor=builder, today=TODAY)

    assert rows == [
        LeftAt(step="", question="", count=0),
        LeftAt(step="place", question="place", count=5),
        LeftAt(step="contact", question="", count=None),
    ]
    with pytest.raises(Forbidden):
        drop_off("felanmalan", number, actor=NOBODY, today=TODAY)


@pytest.mark.parametrize("count", [1, 6])
def test_figures_cost_the_same_for_one_case_and_many(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        a_counted_case("2028-01-01T12:00", "2028-01-03T12:00")
    measure()
    manager = a_manager()
    year = period_of("2028")
    assert year

    with django_assert_num_queries(12):
        found = figures(Choice(period=year), actor=manager, today=TODAY)

    assert (found.total.received, Case.objects.count()) == (count, count)
