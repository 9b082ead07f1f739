"""The whole way from an idea to a changed service and back, without a mouse."""

from __future__ import annotations

from tests.browser.keys import Keys
from tests.browser.people import People
from tests.browser.walk import DESK, eventually
from tests.rooms.eservices.texts import PERSONAS, SOURCE

HERE = "/studio/gunga/"
SERVICE = SOURCE.replace("cykelstall", "gunga").replace("CYK", "GUN")


def _makes(keys: Keys) -> None:
    keys.visitor.goes_to("/studio/")
    keys.press("a[href$='/ny-tjanst/']")
    keys.write("#key", "gunga")
    keys.write("#title", "Önska en gunga")
    keys.press("main form .actions button")
    keys.write("#text", SERVICE)
    state = keys.visitor.page.locator("[data-state]")
    eventually(lambda: "Inga fel i texten." in state.inner_text(), "a text without faults")
    keys.press("a[href$='text=personas']")
    keys.write("#text", PERSONAS)
    keys.press(".studio-text .actions button")  # Tab leads out of the text again


def _publishes(keys: Keys, news: str, version: int) -> None:
    keys.press("a[href$='/kontroll/']")
    keys.press("[data-inspection] button")
    assert keys.visitor.notices == ["Sidorna är granskade. Se vad som hittades nedan."]
    keys.write("#what_is_new", news)
    keys.press("form[action$='/publicera/'] button")
    assert keys.visitor.notices == [f"Version {version} är publicerad."]


def _applies(keys: Keys, where: str) -> None:
    """From the service's page to the step after the first."""
    keys.visitor.goes_to("/e-tjanst/gunga/")
    keys.press("form[action$='/ansok/gunga/'] button")
    keys.choose("where", where)
    keys.press("main button[name=next]")


def _changes(keys: Keys) -> None:
    keys.visitor.goes_to(f"{HERE}fragor/")
    keys.press("a[href$='/fragor/1/0/']")
    keys.write("#f-label", "Berätta om platsen")
    keys.press("main form .actions button")


def test_a_service_is_made_published_used_changed_and_published_again_by_keyboard_alone(
    people: People,
) -> None:
    sofia = Keys(people.staff("Sofia", width=DESK))
    _makes(sofia)
    _publishes(sofia, "Första versionen.", 1)

    anyone, slow = Keys(people.stranger()), Keys(people.stranger())
    _applies(anyone, "school")
    anyone.press("main form .actions button")
    assert anyone.visitor.page.locator(".receipt .number").inner_text().startswith("GUN-")
    _applies(slow, "elsewhere")

    _changes(sofia)
    sofia.visitor.goes_to(HERE)
    _publishes(sofia, "Tydligare fråga.", 2)

    slow.visitor.page.reload()
    assert "Beskriv platsen" in slow.visitor.text  # the draft stays on the version it began with
    slow.write("textarea[name=description]", "Vid dammen.")
    slow.press("main button[name=next]")
    slow.press("main form .actions button")
    assert slow.visitor.page.locator(".receipt .number").inner_text().startswith("GUN-")
