"""Four eyes: what a service demands, who may approve, and that a changed text needs it anew."""

from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

import pytest

from tests.factories import NOON, a_case, a_decision, an_employee
from torget.demo.fill import FILLER
from torget.foundation.actor import Actor
from torget.rooms.audit.models import Entry
from torget.rooms.cases.actions import (
    CaseNotReady,
    approve,
    decide_case,
    declare_disqualified,
    send_back,
    send_for_approval,
)
from torget.rooms.cases.models import Approval, Case, Decision
from torget.rooms.cases.queries import approvals_on_my_day, drafted_in, has_approval
from torget.rooms.cases.terms import Drafted, Obstacle, Outcome
from torget.rooms.eservices.actions import publish_version
from torget.rooms.eservices.queries import library_services
from torget.rooms.eservices.terms import DefinitionErrors, ServiceTexts, read_service
from torget.rooms.organisation.actions import appoint
from torget.rooms.organisation.models import Employee
from torget.rooms.organisation.queries import unit
from torget.rooms.organisation.terms import Role

pytestmark = pytest.mark.django_db
LENA, PER = "lena.holm@solvik.example", "per.sandin@solvik.example"
TEXT = Drafted(
    outcome=Outcome.REFUSED,
    text="Nämnden avslår ansökan.",
    reasons="Planket skymmer sikten.",
    legal_basis="plan- och bygglagen (2010:900) 9 kap.",
    appeal="Du kan överklaga.",
    appeal_way="general",
)


def demanding(demand: str) -> Case:
    """A case of a service that demands approval before its decisions."""
    texts = library_services()["bygglov"]
    source = f"{texts.source}\napprovals: {demand}\n"
    publish_version(replace(texts, source=source), by=FILLER, at=NOON)
    return a_case()


def colleague(email: str = LENA, role: Role = Role.CASE_OFFICER) -> Actor:
    """Someone else at the building permits unit."""
    employee = Employee.objects.get(email=email)
    appoint(employee, role, unit("bygg"), valid_from=NOON.date(), by=FILLER, at=NOON)
    return an_employee(email)


def sent(case: Case, drafted: Drafted = TEXT) -> Approval:
    found = send_for_approval(case, drafted, once=uuid4(), by=an_employee(), at=NOON)
    assert found is not None
    return found


def refused(act: Callable[[], object]) -> list[Obstacle]:
    with pytest.raises(CaseNotReady) as error:
        act()
    return error.value.obstacles


def decide(case: Case, drafted: Drafted = TEXT) -> Decision:
    return decide_case(case, drafted, by=an_employee(), at=NOON)


def test_without_approval_it_is_not_decided_and_with_it_it_is() -> None:
    case, lena = demanding("[{rounds: [colleague]}]"), colleague()
    before = refused(lambda: decide(case))
    approval = sent(case)
    waiting = refused(lambda: decide(case))
    approve(approval, by=lena, at=NOON)

    assert (before, waiting) == ([Obstacle.UNAPPROVED], [Obstacle.UNAPPROVED])
    assert decide(case).text == TEXT.text
    assert list(Entry.objects.filter(what__startswith="approval.").order_by("id").values_list(
        "what", "actor")) == [
        ("approval.sent", f"employee:{an_employee().employee}"), ("approval.given", lena.id),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "changed",
    [{"text": "Nämnden avslår."}, {"reasons": "Annat."}, {"legal_basis": "PBL"}, {"amount": 1},
     {"appeal": ""}],
)  # fmt: skip
def test_a_changed_text_needs_a_new_approval(changed: dict[str, object]) -> None:
    case, lena = demanding("[{rounds: [colleague]}]"), colleague()
    approve(sent(case), by=lena, at=NOON)
    other = replace(TEXT, **changed)  # type: ignore[arg-type]  # the fields of the text
    assert (has_approval(case, TEXT), has_approval(case, other)) == (True, False)
    assert refused(lambda: decide(case, other)) == [Obstacle.UNAPPROVED]


def test_the_drafter_does_not_approve_and_neither_does_someone_disqualified() -> None:
    case, lena = demanding("[{rounds: [colleague]}]"), colleague()
    approval = sent(case)
    own = refused(lambda: approve(approval, by=an_employee(), at=NOON))
    someone = Employee.objects.get(email=LENA)
    declare_disqualified(case, someone, "Granne.", by=an_employee(), at=NOON)
    assert own == [Obstacle.OWN_DRAFT]
    assert refused(lambda: approve(approval, by=lena, at=NOON)) == [Obstacle.DISQUALIFIED]


def test_rounds_are_given_in_order_by_different_people() -> None:
    case = demanding("[{rounds: [colleague, manager]}]")
    lena, per = colleague(), colleague(PER, Role.MANAGER)
    approval = sent(case)
    approve(approval, by=lena, at=NOON)
    again = refused(lambda: approve(approval, by=lena, at=NOON))
    half = has_approval(case, TEXT)
    approve(approval, by=per, at=NOON)

    assert again == [Obstacle.APPROVED_BEFORE, Obstacle.NEEDS_MANAGER]
    assert (half, has_approval(case, TEXT)) == (False, True)


def test_what_is_sent_back_has_its_reason_and_waits_no_more() -> None:
    case, lena = demanding("[{rounds: [colleague]}]"), colleague()
    approval = send_back(sent(case), "Skriv varför.", by=lena, at=NOON)
    assert (approval.reason, approval.sent_back_by) == ("Skriv varför.", lena.name)
    assert refused(lambda: approve(approval, by=lena, at=NOON)) == [Obstacle.NOT_WAITING]
    assert has_approval(case, TEXT) is False


def test_a_new_text_takes_the_place_of_the_one_that_waits() -> None:
    case, lena = demanding("[{rounds: [colleague]}]"), colleague()
    first = sent(case)
    second = sent(case, replace(TEXT, reasons="Bättre skäl."))
    assert refused(lambda: approve(first, by=lena, at=NOON)) == [Obstacle.NOT_WAITING]
    assert drafted_in(approve(second, by=lena, at=NOON)).reasons == "Bättre skäl."


def test_a_demand_may_be_for_one_outcome() -> None:
    case = demanding("[{rounds: [colleague], outcome: granted}]")
    assert refused(lambda: sent(case)) == [Obstacle.NO_APPROVAL_NEEDED]
    assert has_approval(case, replace(TEXT, outcome=Outcome.GRANTED)) is False
    assert decide(case).outcome == Outcome.REFUSED


def test_a_service_that_demands_nothing_is_decided_alone() -> None:
    assert a_decision(a_case()).outcome == Outcome.REFUSED


def test_colleagues_and_the_drafter_see_it_on_their_day_until_it_is_decided() -> None:
    case, lena, anna = demanding("[{rounds: [colleague]}]"), colleague(), an_employee()
    approval = sent(case)
    waits = [list(approvals_on_my_day(one)) for one in (anna, lena)]
    approve(approval, by=lena, at=NOON)
    given = [list(approvals_on_my_day(one)) for one in (anna, lena)]
    decide(case)
    decided = [list(approvals_on_my_day(one)) for one in (anna, lena)]
    assert (waits, given, decided) == (
        [[], [approval]], [[approval], []], [[], []],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("demand", "said"),
    [
        ("[{rounds: []}]", "Här måste det finnas minst en"),
        ("[{rounds: [colleague]}, {rounds: [manager]}]",
         "Det står redan vem som godkänner det här utfallet"),
    ],
)  # fmt: skip
def test_a_demand_that_says_nothing_or_says_it_twice_is_a_fault(demand: str, said: str) -> None:
    texts: ServiceTexts = library_services()["bygglov"]
    with pytest.raises(DefinitionErrors) as error:
        read_service(f"{texts.source}\napprovals: {demand}\n", dict(texts.blocks))
    assert [one.message for one in error.value.problems] == [said]
