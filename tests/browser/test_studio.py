"""Someone responsible for a service makes it, and changes it while people are using it."""

from __future__ import annotations

from tests.browser.faults import Inspector
from tests.browser.people import People
from tests.browser.walk import DESK, Staff, eventually
from tests.rooms.eservices.texts import PERSONAS, SOURCE

HERE = "/studio/cykelstall/"


def _writes_text(sofia: Staff, text: str, until: str) -> None:
    """Write in the large field and wait, pressing nothing: it saves itself."""
    sofia.page.locator("#text").fill(text)
    state = sofia.page.locator("[data-state]")
    eventually(lambda: until in state.inner_text(), f"{until!r} beside the text")


def _publishes(sofia: Staff, news: str) -> None:
    sofia.goes_to(f"{HERE}kontroll/")
    sofia.presses("Granska sidorna")
    assert sofia.notices == ["Sidorna är granskade. Se vad som hittades nedan."]
    sofia.page.locator("#what_is_new").fill(news)
    sofia.presses_in("/publicera/")


def _makes(sofia: Staff, inspect: Inspector) -> None:
    """From nothing to a text without faults, whose test persons get through."""
    sofia.goes_to("/studio/")
    inspect(sofia.page, "studio-services")
    sofia.presses("Ny e-tjänst")
    sofia.page.locator("#key").fill("cykelstall")
    sofia.page.locator("#title").fill("Önska ett cykelställ")
    inspect(sofia.page, "studio-begin")
    sofia.presses("Börja")
    assert sofia.page.locator(".studio-faults li").count() == 3
    _writes_text(sofia, SOURCE.replace("unit: gata", "unti: gata"), "Menade du ”unit”?")
    sofia.page.locator("[data-line]").last.click()
    caret = "area => area.value.slice(0, area.selectionStart).split('\\n').length"
    assert sofia.page.locator("#text").evaluate(caret) == 8
    inspect(sofia.page, "studio-editor-faults")
    _writes_text(sofia, SOURCE, "Inga fel i texten.")
    frame = sofia.page.frame_locator("iframe")
    assert frame.locator("legend").inner_text() == "Var behövs det?"
    sofia.presses("Testpersoner som text")
    _writes_text(sofia, PERSONAS, "Granne till en park")
    assert sofia.page.locator(".studio-tests .tag.good").count() == 2
    inspect(sofia.page, "studio-editor")


def _changes(sofia: Staff, inspect: Inspector) -> None:
    """Other words for a question, by its form."""
    sofia.goes_to(f"{HERE}fragor/")
    inspect(sofia.page, "studio-structure")
    sofia.goes_to(f"{HERE}fragor/1/0/")
    inspect(sofia.page, "studio-question")
    sofia.page.locator("#f-label").fill("Berätta om platsen")
    sofia.presses("Spara")


def test_a_service_is_made_tested_published_used_changed_and_published_again(
    people: People,
) -> None:
    sofia, inspect = people.staff("Sofia", width=DESK), Inspector()
    _makes(sofia, inspect)
    sofia.goes_to(f"{HERE}kontroll/")
    inspect(sofia.page, "studio-gate")
    _publishes(sofia, "Första versionen.")
    assert sofia.notices == ["Version 1 är publicerad."]

    anyone, slow = people.stranger(), people.stranger()
    anyone.begins("cykelstall")
    assert anyone.fills_in({"where": "school"}) == ["place"]
    assert anyone.sends().startswith("CYK-")
    slow.begins("cykelstall")
    slow.fills_in({"where": "elsewhere"}, until="description")

    _changes(sofia, inspect)
    _publishes(sofia, "Tydligare fråga.")
    sofia.goes_to(f"{HERE}versioner/")
    inspect(sofia.page, "studio-versions")
    assert "1 av 1 öppna utkast passar." in sofia.text
    slow.page.reload()
    assert "Beskriv platsen" in slow.text
    sofia.presses("Flytta dem som passar")
    assert sofia.notices == ["1 utkast flyttades."]

    slow.page.reload()
    assert slow.notices == [
        "E-tjänsten har fått en ny version sedan du var här. Dina svar finns kvar."
    ]
    assert "Berätta om platsen" in slow.text
    slow.fills_in({"description": "Vid dammen."})
    assert slow.sends().startswith("CYK-")
    assert "\n".join(inspect.faults) == ""


def test_without_javascript_a_service_is_written_with_buttons_alone(people: People) -> None:
    sofia = people.staff("Sofia", width=DESK, java_script_enabled=False)
    sofia.goes_to("/studio/ny-tjanst/")
    sofia.page.locator("#key").fill("lekplats")
    sofia.presses("Börja")
    sofia.page.locator("#text").fill(SOURCE.replace("cykelstall", "lekplats"))
    sofia.presses("Spara och visa")
    assert "Inga fel i texten." in sofia.text
    assert sofia.page.frame_locator("iframe").locator("legend").inner_text() == "Var behövs det?"
    sofia.presses("Ångra")
    assert sofia.page.locator(".studio-faults li").count() == 3
    sofia.presses("Gör om")
    assert "Inga fel i texten." in sofia.text
    sofia.page.locator("main details summary").click()
    sofia.presses_in("/lagg-ner/")
    assert sofia.path == "/studio/"
