"""A resident with a phone applies for a building permit."""

from __future__ import annotations

from tests.browser.people import People
from tests.browser.personas import persona
from tests.browser.walk import MAJA

ALTAN = persona("bygglov", "Ägare bygger altan")


def test_a_resident_applies_by_phone_and_gets_a_receipt(people: People) -> None:
    maja = people.newcomer(MAJA)
    maja.begins("bygglov")
    steps = maja.fills_in(ALTAN)
    number = maja.signs()
    assert steps == [
        "place",
        "role",
        "kind",
        "deck_or_wall",
        "description",
        "drawings",
        "start",
        "contact",
        "invoice",
        "assurance",
    ]
    assert number.startswith("BYGG-")
