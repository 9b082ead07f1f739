"""Who may decide on a committee's behalf."""

from dataclasses import replace
from datetime import date

import pytest

from tests.factories import NOON, an_employee
from torget.demo.fill import FILLER
from torget.foundation.actor import NOBODY, Forbidden
from torget.rooms.audit.models import Entry
from torget.rooms.organisation.actions import WiderThanAbove, delegate, end_delegation
from torget.rooms.organisation.models import Delegation, Employee
from torget.rooms.organisation.queries import (
    amount_matters,
    authority_of,
    delegation_order,
    right_to_decide,
    unit,
)
from torget.rooms.organisation.rules import covers, widens
from torget.rooms.organisation.terms import DelegationFacts, Matter, Right, Role

TODAY = NOON.date()
SOCIAL = frozenset({"ekonomisktbistand"})
CAPPED = Right(services=SOCIAL, amount_most=30_000)


@pytest.mark.parametrize(
    ("right", "matter", "covered"),
    [
        (Right(), Matter(service="bygglov", outcome="refused"), True),
        (Right(services=SOCIAL), Matter(service="bygglov", outcome="refused"), False),
        (Right(outcomes=frozenset({"granted"})), Matter(service="x", outcome="refused"), False),
        (CAPPED, Matter(service="ekonomisktbistand", outcome="granted", amount=30_000), True),
        (CAPPED, Matter(service="ekonomisktbistand", outcome="granted", amount=30_001), False),
        (CAPPED, Matter(service="ekonomisktbistand", outcome="granted"), False),
    ],
)
def test_kommunallagen_7_5_a_right_covers_what_it_names(
    right: Right, matter: Matter, covered: bool
) -> None:
    assert covers(right, matter) is covered


@pytest.mark.parametrize(
    ("right", "wider"),
    [
        (CAPPED, False),
        (replace(CAPPED, amount_most=10), False),
        (replace(CAPPED, amount_most=30_001), True),
        (replace(CAPPED, amount_most=None), True),
        (replace(CAPPED, services=frozenset()), True),
        (replace(CAPPED, services=SOCIAL | {"bygglov"}), True),
        (replace(CAPPED, outcomes=frozenset({"granted"})), False),
    ],
)
def test_kommunallagen_7_6_a_right_is_not_passed_on_wider_than_it_was_given(
    right: Right, wider: bool
) -> None:
    assert widens(right, CAPPED) is wider


def row(
    number: str, right: Right = CAPPED, roles: tuple[Role, ...] = (Role.CASE_OFFICER,)
) -> DelegationFacts:
    return DelegationFacts(
        number=number, title="Bistånd", right=right, roles=roles,
        resolution="Omsorgsnämnden 2026-01-20 § 9", valid_from=date(2026, 1, 1),
    )  # fmt: skip


@pytest.mark.django_db
def test_kommunallagen_7_6_a_right_is_passed_on_once() -> None:
    committee = unit("omsorg").committee
    above = delegate(committee, row("9.1", roles=(Role.MANAGER,)), by=FILLER, at=NOON)
    below = delegate(committee, row("9.2"), parent=above, by=FILLER, at=NOON)
    with pytest.raises(WiderThanAbove):
        delegate(committee, row("9.3"), parent=below, by=FILLER, at=NOON)
    with pytest.raises(WiderThanAbove):
        delegate(committee, row("9.4", Right()), parent=above, by=FILLER, at=NOON)
    with pytest.raises(WiderThanAbove):
        delegate(unit("bygg").committee, row("9.5"), parent=above, by=FILLER, at=NOON)
    assert Delegation.objects.filter(number__startswith="9.").count() == 2


@pytest.mark.django_db
def test_a_row_that_ends_takes_with_it_what_was_passed_on() -> None:
    committee = unit("omsorg").committee
    above = delegate(committee, row("9.1"), by=FILLER, at=NOON)
    delegate(committee, row("9.2"), parent=above, by=FILLER, at=NOON)
    end_delegation(above, valid_to=date(2026, 4, 1), by=FILLER, at=NOON)

    def valid(day: date) -> list[str]:
        rows = delegation_order(committee.pk, today=day).filter(number__startswith="9.")
        return list(rows.values_list("number", flat=True))

    assert (valid(date(2026, 3, 31)), valid(date(2026, 4, 1))) == (["9.1", "9.2"], [])
    entry = Entry.objects.get(what="delegation.ended")
    assert (entry.subject, entry.details) == ("committee:omsorg", {"number": "9.1"})


@pytest.mark.django_db
def test_only_those_who_appoint_give_rights_to_decide() -> None:
    with pytest.raises(Forbidden):
        delegate(unit("omsorg").committee, row("9.1"), by=NOBODY, at=NOON)
    with pytest.raises(Forbidden):
        end_delegation(Delegation.objects.all()[0], valid_to=TODAY, by=an_employee(), at=NOON)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("email", "at", "service", "outcome", "number"),
    [
        ("anna.berg", "bygg", "bygglov", "refused", "2.1"),
        ("anna.berg", "miljo", "serveringstillstand", "granted", None),
        ("nils.hed", "miljo", "serveringstillstand", "granted", "3.1"),
        ("nils.hed", "miljo", "serveringstillstand", "refused", None),
        ("sofia.lund", "kundcenter", "behorighet", "granted", None),
    ],
)
def test_the_row_is_found_by_role_unit_and_matter(
    email: str, at: str, service: str, outcome: str, number: str | None
) -> None:
    employee = Employee.objects.get(email=f"{email}@solvik.example")
    matter = Matter(service=service, outcome=outcome)
    found = right_to_decide(employee.pk, matter, unit=unit(at), today=TODAY)
    assert (found and found.number) == number


@pytest.mark.django_db
@pytest.mark.parametrize(("amount", "number"), [(30_000, "4.2"), (30_001, None), (None, None)])
def test_an_amount_above_the_ceiling_is_for_those_further_up(
    amount: int | None, number: str | None
) -> None:
    ingrid = Employee.objects.get(email="ingrid.wall@solvik.example")
    matter = Matter(service="ekonomisktbistand", outcome="granted", amount=amount)
    found = right_to_decide(ingrid.pk, matter, unit=unit("omsorg"), today=TODAY)
    assert (found and found.number) == number


@pytest.mark.django_db
def test_a_decision_says_the_row_and_the_resolution_in_words() -> None:
    found = delegation_order(unit("bygg").committee_id, today=TODAY)[0]
    assert authority_of(found) == (
        "Delegationsordningen 2.1 (Miljö- och byggnämnden 2026-01-20 § 4)"
    )


@pytest.mark.django_db
def test_an_amount_is_asked_for_only_where_it_decides_who_may() -> None:
    omsorg = unit("omsorg").committee_id
    assert amount_matters("ekonomisktbistand", committee=omsorg, today=TODAY)
    assert not amount_matters("fardtjanst", committee=omsorg, today=TODAY)
