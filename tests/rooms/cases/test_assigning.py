"""Who a case is given to, and who may not handle it."""

from datetime import date, timedelta

import pytest

from tests.factories import NOON, a_case, a_decision, an_employee
from torget.foundation.actor import Forbidden
from torget.rooms.audit.models import Entry
from torget.rooms.cases.actions import (
    CaseNotReady,
    assign_by_rule,
    close_case,
    declare_disqualified,
    lift_disqualification,
    take_case,
)
from torget.rooms.cases.models import Case
from torget.rooms.cases.queries import disqualifications_of
from torget.rooms.cases.rules import Load, officer_for
from torget.rooms.cases.terms import Obstacle, Status
from torget.rooms.organisation.actions import be_absent
from torget.rooms.organisation.models import Employee

EARLIER, LATER = NOON - timedelta(days=2), NOON - timedelta(days=1)
LOADS = {1: Load(3, EARLIER), 2: Load(1, LATER), 3: Load(1, NOON)}


def who(name: str) -> Employee:
    return Employee.objects.get(email=f"{name}@solvik.example")


@pytest.mark.parametrize(
    ("how", "loads", "unavailable", "officer"),
    [
        ("in_turn", LOADS, (), 1),
        ("in_turn", LOADS, (1,), 2),
        ("in_turn", LOADS | {4: Load()}, (), 4),
        ("by_load", LOADS, (), 2),
        ("by_load", LOADS, (2,), 3),
        ("by_load", {1: Load(), 2: Load()}, (), 1),
        ("by_load", LOADS, (1, 2, 3), None),
        ("by_load", {}, (), None),
        ("by_hand", LOADS, (), None),
    ],
)
def test_a_case_goes_to_the_one_whose_turn_it_is(
    how: str, loads: dict[int, Load], unavailable: tuple[int, ...], officer: int | None
) -> None:
    assert officer_for(how, loads, unavailable=unavailable) == officer


@pytest.mark.django_db
@pytest.mark.parametrize("how", ["in_turn", "by_load"])
def test_cases_are_shared_and_those_away_are_given_none(how: str) -> None:
    omar = an_employee("omar.lind@solvik.example")
    by = an_employee()
    cases = [a_case(at=NOON + timedelta(minutes=n)) for n in range(4)]
    be_absent(
        valid_from=NOON.date(), valid_to=date(2026, 4, 1), substitute=None,
        by=an_employee("eva.strom@solvik.example"), at=NOON,
    )  # fmt: skip
    for case in cases:
        assign_by_rule(case, how, by=by, at=NOON)
    given = [case.officer_id for case in cases]
    assert sorted(given, key=str) == sorted([by.employee, omar.employee] * 2, key=str)
    assert {case.status for case in cases} == {Status.IN_PROGRESS}


@pytest.mark.django_db
def test_a_case_that_somebody_has_or_takes_by_hand_is_left() -> None:
    case = a_case()
    assign_by_rule(case, "by_hand", by=an_employee(), at=NOON)
    assert case.officer_id is None
    take_case(case, by=an_employee(), at=NOON)
    case.refresh_from_db()
    assign_by_rule(case, "by_load", by=an_employee(), at=NOON)
    assert case.officer_id == an_employee().employee


# --- jäv ---------------------------------------------------------------------------------------


@pytest.fixture
def case(db: None) -> Case:
    taken = a_case()
    take_case(taken, by=an_employee(), at=NOON)
    return taken


def test_forvaltningslagen_17_one_who_is_disqualified_does_nothing_more_in_the_case(
    case: Case,
) -> None:
    anna = an_employee()
    declare_disqualified(case, who("anna.berg"), "Sökanden är min bror.", by=anna, at=NOON)
    case.refresh_from_db()
    assert case.officer_id is None
    for attempt in (
        lambda: a_decision(case),
        lambda: take_case(case, by=anna, at=NOON),
        lambda: close_case(case, by=anna, at=NOON),
    ):
        with pytest.raises(CaseNotReady) as refused:
            attempt()
        assert refused.value.obstacles == [Obstacle.DISQUALIFIED]
    omar = an_employee("omar.lind@solvik.example")
    with pytest.raises(CaseNotReady) as refused:
        take_case(case, officer=who("anna.berg"), by=omar, at=NOON)
    assert refused.value.obstacles == [Obstacle.CHOSEN_DISQUALIFIED]
    assign_by_rule(case, "by_load", by=omar, at=NOON)
    assert case.officer_id != anna.employee


def test_jav_is_declared_once_and_recorded_without_the_reason(case: Case) -> None:
    for _time in range(2):
        declare_disqualified(case, who("anna.berg"), "Bror.", by=an_employee(), at=NOON)
    entry = Entry.objects.get(what="case.disqualified")
    assert entry.details == {"employee": an_employee().employee}
    assert [row.reason for row in disqualifications_of(case)] == ["Bror."]


def test_others_are_declared_disqualified_only_by_those_who_assign(case: Case) -> None:
    contact_centre = an_employee("per.sandin@solvik.example")
    with pytest.raises(Forbidden):
        declare_disqualified(case, who("anna.berg"), "Vän.", by=contact_centre, at=NOON)
    eva = an_employee("eva.strom@solvik.example")
    declare_disqualified(case, who("anna.berg"), "Vän.", by=eva, at=NOON)
    assert disqualifications_of(case).count() == 1


def test_jav_is_lifted_by_someone_else_and_then_holds_no_more(case: Case) -> None:
    anna = an_employee()
    row = declare_disqualified(case, who("anna.berg"), "Granne.", by=anna, at=NOON)
    with pytest.raises(Forbidden):
        lift_disqualification(row, by=anna, at=NOON)
    lift_disqualification(row, by=an_employee("eva.strom@solvik.example"), at=NOON)
    take_case(case, by=anna, at=NOON)
    case.refresh_from_db()
    assert case.officer_id == anna.employee
    assert disqualifications_of(case).count() == 0
