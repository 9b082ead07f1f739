"""The municipality's own rules: each is checked, and says what breaks it and where to mend it."""

import json
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client

from tests.factories import NOON, an_employee
from tests.rooms.eservices.texts import RACK
from tests.small_services import publish
from torget.doors.office.compliance import RULES, checks
from torget.foundation.actor import Actor, Forbidden
from torget.rooms.identity.ports import login_methods
from torget.rooms.information.models import Classification, InformationType
from torget.rooms.organisation.models import Assignment, Unit
from torget.rooms.organisation.terms import Role
from torget.rooms.systems.models import System

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]
ASTRID = "astrid.vik@solvik.example"
TODAY = NOON.date()
GOVERNED = {1, 2, 4, 5, 8, 15, 17, 19, 20, 28, 30, 31, 32}


@pytest.fixture
def astrid(db: None) -> Actor:
    return an_employee(ASTRID)


def broken(number: int, actor: Actor) -> list[tuple[str, str]]:
    """What breaks the rule: key, and why in words."""
    rows = checks(actor, today=TODAY)[number].rows
    return [(row.key, row.why.format(**row.values)) for row in rows]


def test_each_rule_stands_once_and_is_checked_or_says_why_not(astrid: Actor) -> None:
    assert [one.number for one in RULES] == sorted(GOVERNED)
    assert {one.number for one in RULES if one.waits} == GOVERNED - checks(
        astrid, today=TODAY
    ).keys()


def test_a_type_without_an_owner_breaks_rule_4(astrid: Actor) -> None:
    vacant = {"Miljöchef är vakant.", "Skolchef är vakant."}
    assert {why for _key, why in broken(4, astrid)} == vacant
    InformationType.objects.filter(key="person.name").update(owner=None)
    assert ("person.name", "Ingen äger informationen.") in broken(4, astrid)


def test_a_class_without_a_reason_breaks_rule_5(astrid: Actor) -> None:
    assert broken(5, astrid) == []
    InformationType.objects.filter(key="person.name").update(integrity_why=" ")
    assert broken(5, astrid) == [("person.name", "Skäl saknas för riktighet.")]


def test_cases_copied_by_hand_break_rule_8(astrid: Actor) -> None:
    by_hand = "delivery: {handled_in: system, system: Byggis}\nsteps:"
    assert broken(8, astrid) == []
    publish(RACK.source.replace("steps:", by_hand, 1), "cykelstall")
    assert broken(8, astrid) == [("cykelstall", "Ärendena skrivs av till Byggis för hand.")]


def test_a_service_that_demands_a_computer_breaks_rule_17(astrid: Actor) -> None:
    assert broken(17, astrid) == []
    publish(RACK.source.replace("channel: phone", "channel: email"), "cykelstall")
    assert broken(17, astrid) == [("cykelstall", "Alla vägar kräver en dator.")]


def test_a_question_that_another_authority_can_answer_breaks_rule_19(astrid: Actor) -> None:
    assert "cykelstall" not in {key for key, _why in broken(19, astrid)}
    asked = RACK.source.replace("information: report.place", "information: person.name")
    publish(asked, "cykelstall")
    assert (
        "cykelstall",
        "Frågan ”description”: Skatteverket (folkbokföringen) har redan uppgiften.",
    ) in (broken(19, astrid))


def test_a_part_of_the_municipality_without_its_two_breaks_rule_15(astrid: Actor) -> None:
    tops = Unit.objects.filter(parent=None)
    Assignment.objects.filter(role__in=[Role.IT_COORDINATOR, Role.SERVICE_OWNER]).delete()
    whole = broken(15, astrid)
    assert len(whole) == 2 * tops.count()

    Assignment.objects.create(
        employee_id=astrid.employee, role=Role.IT_COORDINATOR, unit=tops[0], valid_from=TODAY
    )
    key = tops[0].key
    assert [row for row in broken(15, astrid) if row[0] == key] == [
        (key, "Ingen är e-tjänstansvarig.")
    ]


def test_a_role_held_below_counts_for_the_part_it_belongs_to(astrid: Actor) -> None:
    Assignment.objects.filter(role=Role.IT_COORDINATOR).delete()
    top = Unit.objects.filter(parent=None)[0]
    below = Unit.objects.create(
        key="under", name={"sv": "Under"}, committee=top.committee, parent=top
    )
    Assignment.objects.create(
        employee_id=astrid.employee, role=Role.IT_COORDINATOR, unit=below, valid_from=TODAY
    )
    assert (top.key, "Ingen är it-samordnare.") not in broken(15, astrid)


def test_a_log_in_that_is_not_approved_breaks_rule_20(
    astrid: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert broken(20, astrid) == []
    monkeypatch.setitem(login_methods._parts, "password", login_methods["bankid"])
    assert broken(20, astrid) == [("password", "Den är inte godkänd.")]


def test_the_rules_are_for_those_who_may_read_them(staff: Browser) -> None:
    with pytest.raises(Forbidden):
        checks(an_employee(), today=TODAY)
    assert staff().get("/office/regler/").status_code == 403
    assert staff(ASTRID).get("/office/regler/99/").status_code == 404


def test_the_page_counts_what_breaks_each_rule_and_leads_to_it(staff: Browser) -> None:
    System.objects.all().delete()
    Classification.objects.all().delete()
    InformationType.objects.exclude(key__in=["person.name", "person.identity_number"]).delete()
    InformationType.objects.update(owner=None)
    browser = staff(ASTRID)

    page = unescape(browser.get("/office/regler/").content.decode())
    rule = unescape(browser.get("/office/regler/4/").content.decode())
    file = json.loads(browser.get("/office/regler/4/?som=json").content)

    assert ">2 avviker</span>" in page
    assert 'href="/office/information/person.name/"' in rule
    assert [row["key"] for row in file] == ["person.name", "person.identity_number"]


@pytest.mark.parametrize("number", sorted(GOVERNED))
def test_every_rule_has_its_page(number: int, staff: Browser) -> None:
    assert staff(ASTRID).get(f"/office/regler/{number}/").status_code == 200
