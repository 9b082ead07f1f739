"""Pictures for docs/: small, light, and of the guide's own example."""

from __future__ import annotations

from pathlib import Path

from tests.browser.people import People
from tests.browser.personas import persona
from tests.browser.shortcut import apply_quickly
from tests.browser.walk import DESK, ERIK, MAJA, SARA, Staff
from tests.rooms.eservices.worked_example import EXAMPLE

HERE = "/studio/staddag/"
DECK = persona("bygglov", "Ägare bygger altan")


def photograph_doors(people: People, folder: Path) -> None:
    """The start page at desk width, and a step at phone width."""
    stranger = people.stranger(width=DESK)
    stranger.goes_to("/")
    stranger.page.screenshot(path=folder / "start.png", animations="disabled")
    maja = people.resident(MAJA)
    maja.begins("bygglov")
    maja.page.screenshot(path=folder / "steg.png", animations="disabled")


def photograph_studio(people: People, folder: Path) -> None:
    """Writing the guide's example, and what is looked at before it is published."""
    sofia = people.staff("Sofia", width=DESK)
    sofia.goes_to("/studio/ny-tjanst/")
    sofia.page.locator("#key").fill("staddag")
    sofia.presses_in("/ny-tjanst/")
    _writes(sofia, "source", EXAMPLE.source)
    _writes(sofia, "personas", EXAMPLE.personas)
    sofia.goes_to(f"{HERE}fragor/1/")
    sofia.page.locator("iframe").first.content_frame.locator("h1").wait_for()
    sofia.page.screenshot(path=folder / "studio-skriv.png", animations="disabled")
    sofia.goes_to(f"{HERE}kontroll/")
    sofia.page.screenshot(path=folder / "studio-kontroll.png", animations="disabled")


def photograph_desk(people: People, folder: Path) -> None:
    """An officer's list, one case, and the decision as the officer writes it."""
    numbers = [apply_quickly(people.resident(who), "bygglov", DECK) for who in (MAJA, SARA, ERIK)]
    anna = people.staff("Anna", width=DESK)
    anna.goes_to("/desk/")
    anna.page.screenshot(path=folder / "handlaggning-lista.png", animations="disabled")
    anna.takes(numbers[0])
    anna.writes("Hej! Jag har läst din ansökan och återkommer.")
    anna.notes("Detaljplanen tillåter altan mot gården.")
    anna.opens_case(numbers[0])
    anna.page.screenshot(path=folder / "handlaggning-arende.png", animations="disabled")
    anna.goes_to(f"/desk/arende/{numbers[0]}/besluta/")
    anna.chooses("granted")
    anna.page.screenshot(path=folder / "handlaggning-beslut.png", animations="disabled")


def _writes(sofia: Staff, which: str, text: str) -> None:
    sofia.goes_to(f"{HERE}?text={which}")
    sofia.page.locator("#text").fill(text)
    sofia.presses_in("/spara/")
