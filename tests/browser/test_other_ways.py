"""The same journey by the keyboard alone, and in a browser without JavaScript."""

from __future__ import annotations

from tests.browser.answering import Keyboard
from tests.browser.people import People
from tests.browser.personas import persona
from tests.browser.running import Torget
from tests.browser.walk import GUNNEL, SARA, Resident, eventually

DECK = persona("bygglov", "Ägare bygger altan")


def _approves_by_keyboard(resident: Resident, keys: Keyboard) -> None:
    """Choose oneself in the app that opened, if it asks, and approve."""
    resident.page.wait_for_url(f"{resident.torget.phone}/**")
    if resident.page.locator("select[name=resident]").count():
        keys.goes_to("select[name=resident]")
        resident.page.keyboard.type("Gunnel")
    keys.presses("button.primary")
    resident.waits_for(r"^(?!.*/bankid/)")


def test_a_resident_applies_and_signs_by_the_keyboard_alone(people: People) -> None:
    gunnel = people.newcomer(GUNNEL)
    keys = Keyboard(gunnel.page)
    gunnel.goes_to("/e-tjanst/bygglov/")
    keys.presses("a.skip")
    with gunnel.page.expect_navigation():
        keys.presses("form[action$='/ansok/bygglov/'] button")
    keys.presses("main button[value=same_device]")
    _approves_by_keyboard(gunnel, keys)
    while "/steg/" in gunnel.path:
        keys.fills_step(DECK)
        assert gunnel.problems == []
    keys.goes_to("main .actions button")
    keys.goes_to("main a[href*='/steg/assurance/']", back=True)
    with gunnel.page.expect_navigation():
        keys.presses("main form .actions button", "Space")
    keys.presses("main button[value=same_device]")
    _approves_by_keyboard(gunnel, keys)
    gunnel.waits_for("/kvittens/")
    assert gunnel.case_number.startswith("BYGG-")


def test_what_is_wrong_is_reached_from_the_summary_by_the_keyboard(people: People) -> None:
    gunnel = people.stranger()
    gunnel.begins("felanmalan")
    keys = Keyboard(gunnel.page)
    with gunnel.page.expect_navigation():
        keys.presses("main .actions button[name=next]")
    assert gunnel.page.locator(".problems:focus").count() == 1
    keys.presses(".problems a")
    assert gunnel.page.locator(":focus").get_attribute("name") == "category"


def test_a_resident_applies_and_signs_without_javascript(people: People, torget: Torget) -> None:
    sara = people.newcomer(SARA, java_script_enabled=False)
    sara.goes_to("/e-tjanst/bygglov/")
    sara.presses_in("/ansok/bygglov/")
    sara.follows(sara.page.locator("main button[value=other_device]"))
    sara.scans_and_approves()  # the page loads itself again until BankID has answered
    sara.waits_for("/steg/")
    address = "sara.utan@exempel.example"
    sara.fills_in(DECK | {"email": address})
    sara.goes_to_sign()
    sara.follows(sara.page.locator("main button[value=same_device]"))
    sara.page.locator("main .bankid a.ds-button").click()
    sara.approves()
    sara.waits_for("/kvittens/")
    subject = f"Vi har tagit emot ditt ärende {sara.case_number}"
    eventually(lambda: torget.mails_to(address) == [subject], "the receipt by mail")
