"""What people do to a site, by mistake or on purpose."""

from __future__ import annotations

import pytest

from tests.browser.people import People
from tests.browser.personas import persona
from tests.browser.running import Torget
from tests.browser.shortcut import apply_quickly
from tests.browser.walk import AMINA, MAJA, ONWARD, Resident

DECK = persona("bygglov", "Ägare bygger altan")
REPORT = persona("felanmalan", "Anonym anmälare")


def _posts(resident: Resident, path: str, **fields: str) -> int:
    """Send a form that no page offered; the status of the answer."""
    token = resident.page.locator("[name=csrfmiddlewaretoken]").first.get_attribute("value")
    answer = resident.page.request.post(
        resident.address(path),
        form={"csrfmiddlewaretoken": token or "", "next": "1", **fields},
        headers={"Origin": resident.torget.site, "Referer": resident.page.url},
    )
    return answer.status


def test_two_tabs_of_one_draft_end_in_one_case(people: People) -> None:
    maja = people.resident(MAJA)
    maja.begins("bygglov")
    maja.fills_in(DECK)
    first, second = maja.page, maja.opens_tab()
    second.goto(first.url)
    number = maja.signs()
    with second.expect_navigation():
        second.locator("main form .actions button").first.click()
    assert second.url == first.url
    assert second.locator(".receipt .number").inner_text() == number
    second.goto(first.url.replace("/kvittens/", "/steg/description/"))
    assert second.url == first.url


def test_a_changed_answer_in_another_tab_is_read_again_before_it_is_signed(
    people: People, torget: Torget
) -> None:
    maja = people.resident(MAJA)
    maja.begins("bygglov")
    maja.fills_in(DECK)
    check = maja.page.url
    maja.goes_to_sign()
    maja.follows(maja.page.locator("main button[value=other_device]"))
    other = maja.opens_tab()
    other.goto(check.replace("/kontrollera/", "/steg/description/"))
    other.locator("[name=description]").fill("Något helt annat.")
    with other.expect_navigation():
        other.locator(ONWARD).click()
    torget.simulators.tell("approve", number=MAJA)
    maja.waits_for("/kontrollera/")
    assert maja.notices == ["Svaren ändrades efter att du läste texten. Läs igen och skriv under."]


@pytest.mark.parametrize("javascript", [True, False])
def test_pressing_send_twice_makes_one_case(people: People, javascript: bool) -> None:
    stranger = people.stranger(java_script_enabled=javascript)
    stranger.begins("felanmalan")
    stranger.fills_in(REPORT)
    per = people.staff("Per")
    per.goes_to("/desk/?visa=open")
    before = per.page.locator("[aria-current=true] strong").inner_text()
    stranger.page.locator("main form .actions button").first.dblclick()
    stranger.waits_for("/kvittens/")
    per.page.reload()
    after = per.page.locator("[aria-current=true] strong").inner_text()
    assert int(after) - int(before) == 1


def test_what_was_typed_when_the_login_ran_out_is_there_after_logging_in(people: People) -> None:
    maja = people.newcomer(MAJA)
    maja.begins("bygglov")
    maja.fills_in(DECK, until="description")
    here = maja.path
    maja.page.locator("[name=description]").fill("Skrivet\njust innan jag loggades ut.")
    maja.context.clear_cookies(name="session")
    maja.follows(maja.page.locator(ONWARD))
    assert maja.heading == "Du har loggats ut"
    maja.follows(maja.page.locator("main .actions a"))
    maja.uses_bankid()
    maja.waits_for("/steg/")
    assert maja.path == here
    typed = maja.page.locator("[name=description]").input_value()
    assert typed == "Skrivet\njust innan jag loggades ut."
    assert maja.notices == ["Det du hade skrivit finns kvar. Kontrollera det och fortsätt."]


def test_a_sign_link_used_again_leads_to_the_receipt(people: People) -> None:
    maja = people.resident(MAJA)
    number = apply_quickly(maja, "bygglov", DECK)
    receipt = maja.path
    maja.goes_to(receipt.replace("/kvittens/", "/skriv-under/"))
    assert (maja.path, maja.case_number) == (receipt, number)
    maja.goes_to("/bankid/klar/")
    assert maja.path == receipt


def test_what_belongs_to_someone_else_is_not_there(people: People, torget: Torget) -> None:
    maja, amina = people.resident(MAJA), people.resident(AMINA)
    number = apply_quickly(maja, "bygglov", DECK)
    draft = maja.draft
    maja.opens_case(number)
    file = maja.page.locator("#documents a[href*='/fil/']").first.get_attribute("href")
    paths = [
        f"/utkast/{draft}/kvittens/",
        f"/utkast/{draft}/kvittens.pdf",
        f"/utkast/{draft}/steg/description/",
        f"/mina-sidor/arende/{number}/",
        f"/mina-sidor/arende/{number}/lasta/",
        file,
    ]
    own = [maja.page.request.get(f"{torget.site}{path}").status for path in paths]
    others = [amina.page.request.get(f"{torget.site}{path}").status for path in paths]
    assert (own, others) == ([200] * 6, [404] * 6)


def test_answers_that_no_page_offered_are_not_taken(people: People) -> None:
    maja = people.resident(MAJA)
    maja.begins("bygglov")
    draft = maja.draft
    step = f"/utkast/{draft}/steg"
    assert _posts(maja, f"{step}/role/", role="king") == 422
    assert _posts(maja, f"{step}/role/", role="owner", kind="facade") == 200
    contact = {"address.street": "Gatan 1", "address.postal_code": "98910",
               "address.city": "Solvik", "email": "m@exempel.example"}  # fmt: skip
    _posts(maja, f"{step}/contact/", name="Kung Karl", identity_number="199006022389", **contact)
    maja.goes_to(f"{step}/kind/")
    assert maja.page.locator("[name=kind]:checked").count() == 0
    maja.goes_to(f"{step}/contact/")
    assert maja.page.locator("[name=name]").input_value() == "Maja Lindqvist"
    assert maja.page.locator("[name=identity_number]").input_value() == "19880320-2384"
    maja.goes_to(f"{step}/building/")
    assert maja.step != "building"


def test_a_form_larger_than_any_answer_is_refused_plainly(people: People) -> None:
    stranger = people.stranger()
    stranger.begins("felanmalan")
    draft = stranger.draft
    stranger.goes_to(f"/utkast/{draft}/steg/description/")
    stranger.page.locator("[name=description]").evaluate("e => e.value = 'a'.repeat(3e6)")
    stranger.follows(stranger.page.locator(ONWARD))
    assert stranger.heading == "Det var för mycket på en gång"
    stranger.goes_to(f"/utkast/{draft}/steg/description/")
    assert stranger.page.locator("[name=description]").input_value() == ""
