"""An officer's day without a mouse: by Tab alone, and by the keys that are shortcuts."""

from __future__ import annotations

import pytest

from tests.browser.keys import IS_HERE, Keys
from tests.browser.people import People
from tests.browser.test_handling import an_application
from tests.browser.walk import MAJA
from torget.doors.ui.shortcuts import SHORTCUTS

WHERE = {"g d": "/desk/min-dag/", "g a": "/desk/", "g t": "/desk/tavla/", "g k": "/desk/kalender/",
         "?": "/desk/kortkommandon/"}  # fmt: skip


def is_at(keys: Keys, wanted: str) -> bool:
    return bool(keys.visitor.page.evaluate(IS_HERE, wanted))


def test_a_day_at_the_desk_from_the_queue_to_a_served_decision_by_keyboard_alone(
    people: People,
) -> None:
    number = an_application(people)
    anna = people.staff("Anna")
    keys = Keys(anna)
    anna.goes_to("/desk/min-dag/")
    keys.press("a[href$='?visa=unassigned']")
    keys.press(f"a[href$='/{number}/']")
    keys.press("form[action$='/ta/'] button")
    assert anna.notices == ["Ärendet är ditt."]
    keys.write("#text", "Hej! Jag läser din ansökan.")
    keys.press("form[action$='/skriv/'] .actions button")
    keys.write("#note", "Ringt grannen.")
    keys.press("form[action$='/anteckna/'] .actions button")
    assert anna.notices == ["Anteckningen är sparad."]
    keys.press("a[href$='/besluta/']")
    keys.choose("outcome", "granted")
    keys.press("main form .actions button")
    keys.press("main form[action$='/besluta/'] .actions button")
    keys.press("form[action$='/fatta/'] .actions button")
    keys.press("form[action$='/expediera/'] .actions button")
    assert anna.notices == ["Beslutet är expedierat. Sökanden ser det nu."]
    maja = people.resident(MAJA)
    maja.opens_case(number)
    assert maja.page.locator("#decision .tag").inner_text() == "Bifall"


@pytest.mark.parametrize("keys_hit", sorted(WHERE))
def test_a_shortcut_leads_where_it_says(people: People, keys_hit: str) -> None:
    keys = Keys(people.staff("Anna"))
    keys.visitor.goes_to("/desk/franvaro/")
    keys.hit(*keys_hit.split())
    assert keys.visitor.path == WHERE[keys_hit]


def test_cases_in_the_list_and_places_in_a_case_are_reached_by_one_key(people: People) -> None:
    first = an_application(people)
    an_application(people)
    keys = Keys(people.staff("Anna"))
    board, anna = keys.visitor.page.keyboard, keys.visitor
    anna.goes_to("/desk/?visa=unassigned")
    board.press("/")
    assert is_at(keys, "#f-q")
    board.type("jk?")
    assert anna.page.locator("#f-q").input_value() == "jk?"
    anna.goes_to("/desk/?visa=unassigned")
    links = anna.page.locator("table.queue th a")
    wanted = [str(links.nth(row).get_attribute("href")) for row in (0, 1)]
    board.press("j")
    board.press("j")
    assert is_at(keys, f"a[href='{wanted[1]}']")
    board.press("k")
    board.press("x")
    assert is_at(keys, f"a[href='{wanted[0]}']")
    ticked = anna.page.locator("table.queue tr:has(input:checked) th a")
    assert ticked.get_attribute("href") == wanted[0]
    anna.opens_case(first)
    for key, place in (("m", "#text"), ("n", "#note"), ("h", "#documents")):
        anna.page.locator("h1").click()
        board.press(key)
        assert is_at(keys, place), key
    keys.hit("b")
    assert anna.notices == ["Ärendet är ditt."]


def test_shortcuts_are_turned_off_and_on_again(people: People) -> None:
    anna = people.staff("Anna")
    anna.goes_to("/desk/kortkommandon/")
    rows = anna.page.locator("main tbody tr")
    assert rows.count() == len(SHORTCUTS)
    anna.follows(anna.page.locator("main form button"))
    assert anna.notices == ["Kortkommandona är avstängda i den här webbläsaren."]
    assert anna.page.locator("script[src*='desk']").count() == 0
    anna.follows(anna.page.locator("main form button"))
    assert anna.page.locator("body[data-shortcuts]").count() == 1
