"""Positions answer for things; people hold them from a day to a day, or nobody does."""

from datetime import date, timedelta

import pytest

from tests.factories import NOON, an_employee
from torget.demo.fill import FILLER
from torget.foundation.actor import Forbidden
from torget.rooms.audit.models import Entry
from torget.rooms.organisation.actions import (
    PeriodNotRight,
    acknowledge,
    appoint_to,
    end_holding,
    found_position,
)
from torget.rooms.organisation.models import Employee, Holding, Position
from torget.rooms.organisation.queries import (
    holdings_on,
    positions_held,
    positions_on,
    unit,
    vacancies,
)
from torget.rooms.organisation.rules import Period, may_hold

OMAR = "omar.lind@solvik.example"
pytestmark = pytest.mark.django_db
START, DAY = date(2026, 1, 1), timedelta(days=1)
YEAR = Period(START, date(2027, 1, 1))
MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)


def a_position(key: str = "stadsarkitekt") -> Position:
    name = {"sv": "Stadsarkitekt", "en": "City architect"}
    return found_position(key, name=name, unit=unit("bygg"), valid_from=START, by=FILLER, at=NOON)


def given(position: Position, valid_from: date, valid_to: date | None = None) -> Holding:
    anna = Employee.objects.get(email="anna.berg@solvik.example")
    return appoint_to(
        position,
        anna,
        valid_from=valid_from,
        valid_to=valid_to,
        appointed_by="Förvaltningschefen",
        by=FILLER,
        at=NOON,
    )


def test_a_position_that_nobody_holds_is_vacant_on_that_day() -> None:
    position = a_position()
    given(position, MAY, JUNE)

    assert position in vacancies(MAY - DAY)
    assert position not in vacancies(MAY)
    assert position not in vacancies(JUNE - DAY)
    assert position in vacancies(JUNE)
    assert position not in positions_on(START - DAY)


def test_who_held_what_on_a_day_is_known() -> None:
    position = a_position()
    held = given(position, MAY, JUNE)

    assert list(holdings_on(MAY).filter(position=position)) == [held]
    assert list(holdings_on(JUNE).filter(position=position)) == []
    assert positions_held(held.employee_id, today=MAY) == {position.pk}
    assert positions_held(held.employee_id, today=JUNE) == frozenset()


def test_appointing_twice_is_once_and_is_in_the_trail() -> None:
    position = a_position()

    assert given(position, MAY) == given(position, MAY)
    assert a_position() == position
    told = Entry.objects.filter(subject="position:stadsarkitekt").values_list("what", flat=True)
    assert list(told.order_by("id")) == ["position.founded", "position.given"]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (START - DAY, None),  # before there was a position
        (JULY, JULY),  # no day at all
        (JUNE, MAY),  # backwards
        (MAY + DAY, None),  # held already
    ],
)
def test_a_period_that_cannot_be_is_refused(start: date, end: date | None) -> None:
    position = a_position()
    given(position, MAY, JULY)

    with pytest.raises(PeriodNotRight):
        given(position, start, end)
    assert position.holdings.count() == 1


def test_a_holding_is_ended_and_never_made_longer() -> None:
    holding = given(a_position(), MAY)
    for day in (JULY, JUNE, JULY):
        end_holding(holding, valid_to=day, by=FILLER, at=NOON)
    holding.refresh_from_db()
    assert holding.valid_to == JUNE

    with pytest.raises(PeriodNotRight):
        end_holding(holding, valid_to=MAY, by=FILLER, at=NOON)


def test_only_the_holder_says_that_they_know_and_once() -> None:
    holding = given(a_position(), MAY)
    holder = an_employee()
    with pytest.raises(Forbidden):
        acknowledge(holding, by=an_employee(OMAR), at=NOON)
    acknowledge(holding, by=holder, at=NOON)
    acknowledge(holding, by=holder, at=NOON + DAY)

    holding.refresh_from_db()
    assert holding.acknowledged_at == NOON


def test_only_those_who_appoint_appoint() -> None:
    position, anna = a_position(), an_employee()
    holding = given(position, MAY)
    employee = holding.employee
    with pytest.raises(Forbidden):
        found_position("x", name={"sv": "X"}, unit=unit("bygg"), valid_from=MAY, by=anna, at=NOON)
    with pytest.raises(Forbidden):
        appoint_to(position, employee, valid_from=MAY, appointed_by="X", by=anna, at=NOON)
    with pytest.raises(Forbidden):
        end_holding(holding, valid_to=JULY, by=anna, at=NOON)


@pytest.mark.parametrize(
    ("wanted", "besides", "expected"),
    [
        (Period(MAY, JUNE), [], True),
        (Period(START, date(2027, 1, 1)), [], True),
        (Period(START, date(2027, 1, 2)), [], False),
        (Period(MAY), [], False),  # without end, in a position that ends
        (Period(JUNE, JULY), [Period(MAY, JUNE)], True),
        (Period(JUNE, JULY), [Period(MAY, JUNE + DAY)], False),
        (Period(MAY, JUNE), [Period(JUNE)], True),
        (Period(MAY, JUNE + DAY), [Period(JUNE)], False),
    ],
)
def test_periods_meet_but_do_not_overlap(
    wanted: Period, besides: list[Period], expected: bool
) -> None:
    assert may_hold(wanted, within=YEAR, besides=besides) is expected
