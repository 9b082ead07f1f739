"""Roles by period and unit, and what they allow."""

from datetime import date

import pytest
from django.db import IntegrityError

from tests.factories import NOON, an_employee
from torget.demo.fill import FILLER
from torget.foundation.actor import Actor, Forbidden
from torget.rooms.audit.models import Entry
from torget.rooms.organisation.actions import (
    appoint,
    employ,
    found_committee,
    found_unit,
    set_up_municipality,
)
from torget.rooms.organisation.models import Assignment, Employee, Municipality, Unit
from torget.rooms.organisation.queries import (
    actor_for_employee,
    colleagues,
    the_municipality,
    unit,
)
from torget.rooms.organisation.terms import CommitteeKind, MunicipalityFacts, Role

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


def someone() -> Employee:
    return employ(
        "ny@solvik.example", name="Nils Ny", title="Handläggare", phone="", by=FILLER, at=NOON
    )


def grants(employee: Employee, today: date = TODAY) -> dict[str, frozenset[int]]:
    return dict(actor_for_employee(employee, today=today, door="desk").grants)


@pytest.mark.parametrize(
    ("today", "holds"),
    [
        (date(2026, 3, 1), False),
        (date(2026, 3, 2), True),
        (date(2026, 5, 31), True),
        (date(2026, 6, 1), False),  # the end is the first day without it
    ],
)
def test_a_role_holds_in_its_period_only(today: date, holds: bool) -> None:
    employee, bygg = someone(), unit("bygg")
    appoint(
        employee, Role.CASE_OFFICER, bygg, valid_from=date(2026, 3, 2), valid_to=date(2026, 6, 1),
        by=FILLER, at=NOON,
    )  # fmt: skip

    assert ("case.read" in grants(employee, today)) is holds
    assert (employee in colleagues(bygg.pk, today=today)) is holds


def test_a_role_holds_for_the_units_directly_below_and_not_beside() -> None:
    employee, gata = someone(), unit("gata")
    below = Unit.objects.create(
        key="vinter", name={"sv": "Vintern"}, committee=gata.committee, parent=gata, email="v@s.se"
    )
    appoint(employee, Role.CASE_OFFICER, gata, valid_from=TODAY, by=FILLER, at=NOON)

    assert grants(employee)["case.read"] == {gata.pk, below.pk}
    assert employee in colleagues(below.pk, today=TODAY)
    assert employee not in colleagues(unit("va").pk, today=TODAY)


def test_roles_at_several_units_add_up() -> None:
    employee, bygg, gata = someone(), unit("bygg"), unit("gata")
    appoint(employee, Role.CONTACT_CENTRE, bygg, valid_from=TODAY, by=FILLER, at=NOON)
    appoint(employee, Role.CASE_OFFICER, gata, valid_from=TODAY, by=FILLER, at=NOON)

    held = grants(employee)
    assert (held["case.read"], held["case.decide"]) == ({bygg.pk, gata.pk}, {gata.pk})


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.CASE_OFFICER, ["case.decide", "case.read", "case.read.sensitive"]),
        (Role.CONTACT_CENTRE, ["case.read"]),
        (Role.MANAGER, ["audit.read", "case.decide", "case.read", "case.read.sensitive"]),
        (Role.ADMINISTRATOR, ["jobs.retry"]),
    ],
)
def test_what_each_role_may(role: Role, may: list[str]) -> None:
    employee = someone()
    appoint(employee, role, unit("bygg"), valid_from=TODAY, by=FILLER, at=NOON)
    asked = {"audit.read", "case.decide", "case.read", "case.read.sensitive", "jobs.retry"}

    assert sorted(asked & grants(employee).keys()) == may


def test_only_officers_and_managers_are_given_cases() -> None:
    names = [employee.name for employee in colleagues(unit("bygg").pk, today=TODAY)]
    assert names == ["Anna Berg", "Eva Ström", "Omar Lind"]


def test_appointing_twice_is_once_and_is_recorded_once() -> None:
    employee = someone()
    for _ in range(2):
        appoint(employee, Role.MANAGER, unit("bygg"), valid_from=TODAY, by=FILLER, at=NOON)

    entries = Entry.objects.filter(subject=f"employee:{employee.pk}", what="assignment.made")
    assert (employee.assignments.count(), [entry.details for entry in entries]) == (
        1,
        [{"role": "manager", "unit": "bygg"}],
    )


def test_a_period_that_ends_before_it_begins_is_refused_by_the_database() -> None:
    with pytest.raises(IntegrityError, match="assignment_period"):
        Assignment.objects.create(
            employee=someone(), role=Role.MANAGER, unit=unit("bygg"), valid_from=TODAY,
            valid_to=TODAY,
        )  # fmt: skip


def test_a_colour_that_is_none_is_refused_by_the_database() -> None:
    with pytest.raises(IntegrityError, match="municipality_colour"):
        Municipality.objects.update(colour="teal")


def _set_up(by: Actor) -> None:
    facts = MunicipalityFacts(
        key="solvik", name="Annat namn", organisation_number="", email="", phone="",
        data_protection_email="", visiting_address="", postal_address="", opening_hours={},
    )  # fmt: skip
    set_up_municipality(facts, by=by, at=NOON)


def test_setting_up_again_changes_nothing() -> None:
    _set_up(FILLER)
    committee = found_committee(
        "ks", CommitteeKind.COMMITTEE, name={"sv": "Annat"}, email="x@s.se", by=FILLER, at=NOON
    )
    same = found_unit(
        "bygg", committee, name={"sv": "Annat"}, email="", phone="", by=FILLER, at=NOON
    )

    assert (the_municipality().name, committee.name["sv"], same.name_in("en")) == (
        "Solviks kommun",
        "Kommunstyrelsen",
        "Building Permits Unit",
    )


def test_what_is_founded_is_recorded_once() -> None:
    for _ in range(2):
        committee = found_committee(
            "ny", CommitteeKind.COMMITTEE, name={"sv": "Ny"}, email="ny@s.se", by=FILLER, at=NOON
        )
        found_unit("ny", committee, name={"sv": "Ny"}, email="", phone="", by=FILLER, at=NOON)

    entries = Entry.objects.filter(at=NOON).order_by("pk")
    assert [(entry.what, entry.subject) for entry in entries] == [
        ("committee.founded", "committee:ny"),
        ("unit.founded", "unit:ny"),
    ]


def test_only_those_who_may_appoint_change_the_organisation() -> None:
    eva, bygg = an_employee("eva.strom@solvik.example"), unit("bygg")
    employee = Employee.objects.get(name="Anna Berg")
    name = {"sv": "Ny"}

    with pytest.raises(Forbidden):
        _set_up(eva)
    with pytest.raises(Forbidden):
        found_committee("ny", CommitteeKind.COMMITTEE, name=name, email="", by=eva, at=NOON)
    with pytest.raises(Forbidden):
        found_unit("ny", bygg.committee, name=name, email="", phone="", by=eva, at=NOON)
    with pytest.raises(Forbidden):
        employ("ny@solvik.example", name="Ny", title="", phone="", by=eva, at=NOON)
    with pytest.raises(Forbidden):
        appoint(employee, Role.MANAGER, bygg, valid_from=TODAY, by=eva, at=NOON)
