"""Opening, taking and closing cases."""

import pytest

from tests.factories import NOON, a_case, an_employee
from torget.foundation.actor import Forbidden
from torget.rooms.audit.models import Entry
from torget.rooms.cases.actions import CaseNotReady, close_case, take_case
from torget.rooms.cases.terms import Obstacle, Status

pytestmark = pytest.mark.django_db


def test_cases_of_a_series_and_year_are_numbered_without_gaps() -> None:
    numbers = [a_case().number, a_case().number, a_case(series="FSK").number, a_case().number]

    assert numbers == ["BYGG-2026-0001", "BYGG-2026-0002", "FSK-2026-0001", "BYGG-2026-0003"]


def test_taking_a_case_makes_it_mine_and_starts_the_handling() -> None:
    case, anna = a_case(), an_employee()

    take_case(case, by=anna, at=NOON)

    case.refresh_from_db()
    assert (case.officer_id, case.status) == (anna.employee, Status.IN_PROGRESS)
    assert [event.what for event in case.events.order_by("pk")] == ["received", "started"]


def test_an_officer_of_another_unit_may_not_take_the_case() -> None:
    case = a_case()

    with pytest.raises(Forbidden):
        take_case(case, by=an_employee("lena.holm@solvik.example"), at=NOON)

    case.refresh_from_db()
    assert case.officer_id is None


def test_an_undecided_application_stays_open() -> None:
    case = a_case()

    with pytest.raises(CaseNotReady) as error:
        close_case(case, by=an_employee(), at=NOON)

    case.refresh_from_db()
    assert (error.value.obstacles, case.status) == ([Obstacle.UNDECIDED], Status.RECEIVED)


def test_a_notification_is_closed_without_a_decision_and_that_is_recorded() -> None:
    case, anna = a_case(kind="notification"), an_employee()

    close_case(case, by=anna, at=NOON)

    case.refresh_from_db()
    assert (case.status, case.closed_at) == (Status.CLOSED, NOON)
    entries = Entry.objects.filter(subject=f"case:{case}", what="case.closed")
    assert list(entries.values_list("actor", "door")) == [(anna.id, "desk")]
