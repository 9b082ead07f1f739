"""When someone leaves, all that they held ends on one day, and others take over or nobody does."""

from datetime import date, timedelta

import pytest

from tests.factories import NOON, an_employee
from torget.demo.fill import FILLER
from torget.foundation.actor import Forbidden
from torget.rooms.audit.models import Entry
from torget.rooms.organisation.actions import appoint_to, hand_over
from torget.rooms.organisation.models import Employee, Position
from torget.rooms.organisation.queries import held_by, holdings_on, roles_of, vacancies

pytestmark = pytest.mark.django_db
LEAVES = date(2027, 3, 1)
BEFORE = LEAVES - timedelta(days=1)


def named(email: str) -> Employee:
    return Employee.objects.get(email=f"{email}@solvik.example")


def post(key: str) -> Position:
    return Position.objects.get(key=key)


def left(successors: dict[int, Employee] | None = None) -> Employee:
    """Eva, who was head of building permits and of preschools, has left."""
    eva = named("eva.strom")
    hand_over(
        eva,
        successors=successors or {},
        leaves=LEAVES,
        appointed_by="Kommundirektören",
        by=FILLER,
        at=NOON,
    )
    return eva


def test_what_someone_held_is_theirs_until_the_day_and_the_successors_from_it() -> None:
    anna, chief = named("anna.berg"), post("bygglovschef")
    left({chief.pk: anna})

    def holders(day: date) -> list[tuple[str, str]]:
        rows = holdings_on(day).filter(position=chief)
        return [(row.employee.name, row.appointed_by) for row in rows]

    assert holders(BEFORE) == [("Eva Ström", "Förvaltningschefen")]
    assert holders(LEAVES) == [("Anna Berg", "Kommundirektören")]


def test_what_nobody_takes_over_is_vacant_from_the_day() -> None:
    eva = left()

    assert post("rektor-forskola") not in vacancies(BEFORE)
    assert {post("rektor-forskola"), post("bygglovschef")} <= {*vacancies(LEAVES)}
    assert not held_by(eva, on=LEAVES).exists()


def test_roles_end_and_are_not_passed_on() -> None:
    anna = named("anna.berg")
    roles = [(row.role, row.unit_id) for row in roles_of(anna, on=LEAVES)]
    eva = left({post("bygglovschef").pk: anna})

    assert {row.valid_to for row in roles_of(eva, on=BEFORE)} == {LEAVES}
    assert not roles_of(eva, on=LEAVES).exists()
    assert [(row.role, row.unit_id) for row in roles_of(anna, on=LEAVES)] == roles


def test_what_has_not_begun_is_taken_back() -> None:
    eva, later = named("eva.strom"), LEAVES + timedelta(days=30)
    appoint_to(
        post("skolchef"),
        eva,
        valid_from=later,
        appointed_by="Förvaltningschefen",
        by=FILLER,
        at=NOON,
    )
    left()

    assert not post("skolchef").holdings.exists()
    assert Entry.objects.filter(what="position.not_taken").count() == 1


def test_handing_over_twice_is_once() -> None:
    chief = post("bygglovschef")
    for _time in range(2):
        left({chief.pk: named("anna.berg")})

    assert chief.holdings.count() == 2
    assert Entry.objects.filter(what="position.left").count() == 2  # one for each position


def test_only_those_who_appoint_may_hand_over() -> None:
    with pytest.raises(Forbidden):
        hand_over(
            named("eva.strom"),
            successors={},
            leaves=LEAVES,
            appointed_by="Jag",
            by=an_employee(),
            at=NOON,
        )
    assert held_by(named("eva.strom"), on=LEAVES).count() == 2
