"""Being away, and who stands in."""

from datetime import date

import pytest

from tests.factories import NOON, an_employee
from torget.foundation.actor import Forbidden
from torget.rooms.organisation.actions import PeriodNotRight, be_absent, take_back_absence
from torget.rooms.organisation.models import Absence, Employee
from torget.rooms.organisation.queries import absences_on, fellow_officers, stood_in_for

pytestmark = pytest.mark.django_db
FIRST, BACK = date(2026, 7, 1), date(2026, 8, 1)


def who(name: str) -> Employee:
    return Employee.objects.get(email=f"{name}@solvik.example")


def anna_is_away(**changes: date) -> Absence:
    period = {"valid_from": FIRST, "valid_to": BACK} | changes
    return be_absent(**period, substitute=who("omar.lind"), by=an_employee(), at=NOON)


@pytest.mark.parametrize(
    ("day", "away"),
    [
        (date(2026, 6, 30), []),
        (FIRST, ["Anna Berg"]),
        (date(2026, 7, 31), ["Anna Berg"]),
        (BACK, []),
    ],
)
def test_the_substitute_stands_in_from_the_first_day_until_the_day_back(
    day: date, away: list[str]
) -> None:
    anna_is_away()
    assert [one.name for one in stood_in_for(who("omar.lind").pk, today=day)] == away
    assert stood_in_for(who("eva.strom").pk, today=day) == []


@pytest.mark.parametrize(
    "period",
    [
        {"valid_from": BACK, "valid_to": FIRST},
        {"valid_from": FIRST, "valid_to": FIRST},
        {"valid_from": date(2026, 7, 31), "valid_to": date(2026, 9, 1)},
    ],
)
def test_one_is_not_away_backwards_or_twice_at_once(period: dict[str, date]) -> None:
    anna_is_away()
    with pytest.raises(PeriodNotRight):
        anna_is_away(**period)
    assert Absence.objects.count() == 1


def test_one_does_not_stand_in_for_oneself() -> None:
    own = be_absent(
        valid_from=FIRST, valid_to=BACK, substitute=who("anna.berg"), by=an_employee(), at=NOON
    )
    assert own.substitute is None


def test_an_absence_is_taken_back_by_the_one_whose_it_is() -> None:
    absence = anna_is_away()
    with pytest.raises(Forbidden):
        take_back_absence(absence, by=an_employee("omar.lind@solvik.example"), at=NOON)
    take_back_absence(absence, by=an_employee(), at=NOON)
    assert not absences_on(FIRST).exists()


def test_those_who_may_stand_in_work_at_the_same_unit() -> None:
    found = fellow_officers(who("anna.berg").pk, today=NOON.date())
    assert [one.name for one in found] == ["Eva Ström", "Omar Lind"]
