"""The contact centre: finding people, keeping contacts, and filling in for someone."""

from collections.abc import Callable
from html import unescape
from uuid import UUID

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.test import Client

from tests.contract.simulators import Simulators
from tests.factories import (
    MAJA,
    NOON,
    a_case,
    a_person,
    a_resident,
    a_sensitive_case,
    an_employee,
)
from torget.foundation.actor import Forbidden
from torget.foundation.identity_numbers import IdentityNumber
from torget.journeys.meet_person import meet_person
from torget.rooms.audit.models import Entry
from torget.rooms.cases.actions import finish_contact, register_contact
from torget.rooms.cases.models import Case, Contact
from torget.rooms.cases.queries import (
    ContactCount,
    contacts_since,
    contacts_with,
    person_met,
    waiting_contacts,
)
from torget.rooms.identity.models import Person
from torget.rooms.organisation.queries import unit
from torget.rooms.submissions.models import Draft
from torget.rooms.submissions.terms import Channel

pytestmark = pytest.mark.django_db
Staff = Callable[..., Client]
PER = "per.sandin@solvik.example"
HERE = "/desk/kontaktcenter/"
ONCE = str(UUID(int=3))
PROTECTED = "198310239846"


def by_phone(text: str = "Undrar.", **told: object) -> bool:
    return register_contact(
        text, channel=Channel.PHONE, by=an_employee(PER), at=NOON, **({"once": UUID(int=1)} | told)
    )


def test_a_person_is_found_by_number_and_the_search_is_written(staff: Staff) -> None:
    case, browser = a_case(), staff(PER)
    page = browser.post(f"{HERE}sok/", {"q": "19880320-2384"}, follow=True)

    maja = Person.objects.get(number=MAJA)
    assert page.redirect_chain == [(f"{HERE}{maja.pk}/", 302)]
    text = unescape(page.text)
    said = ("Maja Lindqvist", "880320-2384", case.number, "svar utlovat senast")
    assert [one in text for one in said] == [True] * 4
    written = list(
        Entry.objects.filter(person=maja.pk).order_by("pk").values_list("what", flat=True)
    )
    assert written[-2:] == ["person.looked_for", "person.viewed"]


def test_a_case_is_found_by_name_and_leads_to_the_person(staff: Staff) -> None:
    case, browser = a_case(), staff(PER)
    page = browser.post(f"{HERE}sok/", {"q": "Lindqvist"}, follow=True)

    assert page.redirect_chain == [(HERE, 302)]
    person = case.submission.person_id
    assert [one in unescape(page.text) for one in (case.number, f'href="{HERE}{person}/"')] == [
        True,
        True,
    ]
    assert browser.get(f"{HERE}{person}/").status_code == 200


def test_nobody_else_than_those_met_can_be_opened_by_counting_addresses(staff: Staff) -> None:
    stranger = a_person("198611052393", given_name="Erik")
    assert staff(PER).get(f"{HERE}{stranger.pk}/").status_code == 404
    assert staff("anna.berg@solvik.example").get(HERE).status_code == 403


def test_sensitive_cases_stay_with_those_who_may_read_them(staff: Staff) -> None:
    case = a_sensitive_case()
    page = staff(PER).post(f"{HERE}sok/", {"q": "19880320-2384"}, follow=True)
    assert (page.status_code, case.number in page.text) == (200, False)


def test_a_protected_person_is_shown_only_to_those_allowed(staff: Staff) -> None:
    hidden = a_person(PROTECTED, given_name="Vera", protected_identity=True)
    lacking = an_employee(PER)
    lacking = type(lacking)(
        id=lacking.id, name=lacking.name, employee=lacking.employee,
        grants={key: units for key, units in lacking.grants.items() if "sensitive" not in key},
    )  # fmt: skip
    with pytest.raises(ObjectDoesNotExist):
        person_met(hidden.pk, found=True, actor=lacking)
    assert person_met(hidden.pk, found=True, actor=an_employee(PER)) == hidden


def test_someone_never_met_is_fetched_from_the_register_when_asked(
    staff: Staff, world: Simulators
) -> None:
    browser = staff(PER)
    page = browser.post(f"{HERE}sok/", {"q": MAJA})
    assert ("Hämta namnet från folkbokföringen" in page.text, Person.objects.count()) == (True, 0)

    page = browser.post(f"{HERE}sok/", {"q": MAJA, "fetch": "1"}, follow=True)
    assert "Maja Lindqvist" in page.text
    with pytest.raises(Forbidden):
        meet_person(IdentityNumber(MAJA), by=a_resident(), at=NOON)


def test_a_contact_is_kept_once_and_counted(staff: Staff) -> None:
    case = a_case()
    told = {
        "channel": "phone",
        "text": "När är det klart?",
        "passed_to": "",
        "once": str(UUID(int=3)),
    }
    browser = staff(PER)
    address = f"/desk/arende/{case.number}/kontakt/"
    assert browser.get(address).status_code == 200
    browser.post(address, told)
    browser.post(address, told)

    kept = Contact.objects.get()
    assert (kept.case, kept.person, kept.service, kept.text) == (
        case,
        case.submission.person,
        "bygglov",
        "När är det klart?",
    )
    assert "Telefon: När är det klart?" in unescape(
        browser.get(f"/desk/arende/{case.number}/").text
    )
    assert contacts_since(NOON, actor=an_employee(PER)) == [ContactCount("phone", 1, 1)]
    assert "100 procent löstes direkt." in browser.get(HERE).text


def test_what_is_missing_is_said_and_what_was_typed_stays(staff: Staff) -> None:
    page = staff(PER).post(f"{HERE}kontakt/", {"channel": "", "text": "", "passed_to": "bygg"})
    assert page.status_code == 422
    assert '<option value="bygg" selected>' in page.text


def test_what_is_passed_on_waits_at_the_unit_until_somebody_has_done_it(staff: Staff) -> None:
    by_phone("Ring upp Lova.", passed_to=unit("bygg"))
    kept, anna = Contact.objects.get(), an_employee()
    others = an_employee("lena.holm@solvik.example"), an_employee(PER)
    assert [list(waiting_contacts(who)) for who in (anna, *others)] == [[kept], [], []]
    browser = staff()
    assert "1 kontakt väntar på er" in browser.get("/desk/min-dag/").text
    assert "Ring upp Lova." in browser.get("/desk/kontakter/").text
    browser.post(f"/desk/kontakter/{kept.pk}/klar/")
    kept.refresh_from_db()
    assert (kept.done_by, list(waiting_contacts(anna))) == ("Anna Berg", [])


def test_only_the_unit_it_was_passed_to_finishes_a_contact() -> None:
    by_phone(passed_to=unit("bygg"))
    for other in ("lena.holm@solvik.example", PER):
        with pytest.raises(Forbidden):
            finish_contact(Contact.objects.get(), by=an_employee(other), at=NOON)


def test_only_those_who_register_keep_contacts() -> None:
    with pytest.raises(Forbidden):
        register_contact("Hej", channel=Channel.PHONE, once=UUID(int=1), by=a_resident(), at=NOON)


@pytest.mark.parametrize("count", [1, 3])
def test_the_person_page_costs_the_same_for_any_number_of_contacts(
    count: int, django_assert_num_queries: Callable[..., object]
) -> None:
    case, actor = a_case(), an_employee(PER)
    for number in range(count):
        by_phone(case=case, person=case.submission.person, once=UUID(int=number))
    with django_assert_num_queries(1):
        found = list(contacts_with(case.submission.person, actor=actor))  # type: ignore[arg-type]
        assert [(one.case.number, one.taken_by.name) for one in found if one.case] == [
            (case.number, "Per Sandin")
        ] * count


REPORT = {"channel": "phone", "language": "sv"}


def test_an_application_is_filled_in_for_someone_who_then_signs_it(
    staff: Staff, resident: Callable[..., Client], world: Simulators
) -> None:
    browser, maja = staff(PER), a_person()
    browser.post(f"{HERE}sok/", {"q": MAJA})
    listed = browser.get(f"{HERE}{maja.pk}/fyll-i/")
    assert f"{HERE}{maja.pk}/fyll-i/bygglov/" in unescape(listed.text)
    assert browser.get(f"{HERE}{maja.pk}/fyll-i/bygglov/").status_code == 200
    page = browser.post(f"{HERE}{maja.pk}/fyll-i/bygglov/", REPORT, follow=True)

    draft = Draft.objects.get()
    assert (draft.person, draft.employee_id, draft.channel) == (
        maja,
        an_employee(PER).employee,
        "phone",
    )
    assert "Du fyller i åt Maja Lindqvist." in page.text
    assert draft.context["register"]["name"] == "Maja Lindqvist"
    assert f"/utkast/{draft.key}/" in unescape(browser.get(HERE).text)
    assert f"/utkast/{draft.key}/" in unescape(resident(maja).get("/mina-sidor/").text)
    assert resident(a_person("198611052393")).get(f"/utkast/{draft.key}/").status_code == 404


def test_a_report_is_filled_in_for_someone_who_does_not_say_their_name(staff: Staff) -> None:
    browser = staff(PER)
    assert "/fyll-i/felanmalan/" in unescape(browser.get(f"{HERE}fyll-i/").text)
    browser.post(f"{HERE}fyll-i/felanmalan/", REPORT)
    draft = Draft.objects.get()
    draft.answers = {
        "category": "street",
        "place": {"text": "Storgatan 12", "latitude": None, "longitude": None},
        "description": "Ett hål.",
        "wants_reply": False,
    }
    draft.save()
    page = browser.get(f"/utkast/{draft.key}/kontrollera/")
    assert "Läs upp svaren" in page.text
    digest = page.text.split('name="shown_digest" value="')[1].split('"')[0]
    receipt = browser.post(
        f"/utkast/{draft.key}/kontrollera/", {"shown_digest": digest}, follow=True
    )

    case = Case.objects.get()
    assert case.number in receipt.text
    assert (case.applicant_name, case.submission.channel, Contact.objects.get().case) == (
        "",
        "phone",
        case,
    )
    seen = unescape(browser.get(f"/desk/arende/{case.number}/").text)
    assert [one in seen for one in ("Ifyllt av", "Per Sandin", "Ett hål.")] == [True] * 3


def test_a_service_that_asks_who_one_is_cannot_be_filled_in_for_nobody(staff: Staff) -> None:
    assert staff(PER).get(f"{HERE}fyll-i/bygglov/").status_code == 404
