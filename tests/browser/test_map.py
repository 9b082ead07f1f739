"""A place is put out on a map, by pressing it and by the keyboard alone."""

from __future__ import annotations

from tests.browser.people import People
from tests.browser.personas import persona
from tests.browser.walk import Resident

REPORT = persona("felanmalan", "Anonym anmälare")


def _at_the_map(people: People) -> Resident:
    stranger = people.stranger()
    stranger.begins("felanmalan")
    stranger.fills_in(REPORT, until="place")
    stranger.page.locator("[data-map-open]").press("Enter")
    stranger.page.locator(".map-canvas:focus .leaflet-tile-loaded").first.wait_for()
    return stranger


def _put_out(stranger: Resident) -> tuple[float, float]:
    latitude, longitude = (
        float(stranger.page.locator(f"[name='place.{part}']").input_value())
        for part in ("latitude", "longitude")
    )
    return latitude, longitude


def test_the_keyboard_moves_the_map_and_puts_out_the_point(people: People) -> None:
    stranger = _at_the_map(people)
    page = stranger.page
    page.keyboard.press("Enter")
    there = _put_out(stranger)
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(600)  # the map glides
    page.keyboard.press("Enter")
    latitude, longitude = _put_out(stranger)

    assert (round(there[0], 3), round(there[1], 3), round(latitude, 3)) == (65.0, 23.2, 65.0)
    assert longitude > there[1]
    said = page.locator("[data-map] [role=status]").inner_text()
    assert said == f"Punkt 1 är satt: {latitude}, {longitude}"
    assert page.locator(".map-point").count() == 1

    with page.expect_navigation():
        page.locator("main .actions button[name=next]").press("Enter")
    stranger.goes_to(f"/utkast/{stranger.draft}/steg/place/")
    assert _put_out(stranger) == (latitude, longitude)


def test_a_press_puts_out_the_point_and_it_can_be_taken_away(people: People) -> None:
    stranger = _at_the_map(people)
    stranger.page.locator(".map-canvas").click(position={"x": 60, "y": 60})
    latitude, longitude = _put_out(stranger)

    assert (latitude > 65.0, longitude < 23.2) == (True, True)

    stranger.page.locator("[data-map-undo]").click()
    assert stranger.page.locator("[name='place.latitude']").input_value() == ""
    assert stranger.page.locator(".map-point").count() == 0
