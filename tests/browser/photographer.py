"""Pictures of every page, for people to look at. `tools/screenshots.py` is the way in."""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.people import People, chromium
from tests.browser.running import running_torget
from tests.browser.tour_desk import WholeTour
from tests.browser.tour_docs import photograph_desk, photograph_doors, photograph_studio
from tests.browser.walk import DESK, MAJA, PHONE

ROOT = Path(__file__).resolve().parents[2]
SHOTS = ROOT / "build/screenshots"
PICTURES = ROOT / "docs/bilder"
TOO_LARGE = 150_000  # bytes of a picture in docs/


class Photographer:
    """A camera that takes every page at two widths. Saves as <door>-<page>-<width>.png."""

    def __init__(self, folder: Path, *, ending: str = "") -> None:
        self.folder = folder
        self.ending = ending
        self.taken = 0

    def __call__(self, page: Page, name: str) -> None:
        was = page.viewport_size or {"width": PHONE, "height": 800}
        for width in (PHONE, DESK):
            page.set_viewport_size({"width": width, "height": 800})
            path = self.folder / f"{name}-{width}{self.ending}.png"
            page.screenshot(path=path, full_page=True, animations="disabled")
        page.set_viewport_size(was)
        self.taken += 1
        print(f"{self.taken:4}  {name}{self.ending}", flush=True)


def photograph_everything() -> None:
    """Every page at two widths to build/screenshots/, and some in English and in the dark."""
    shutil.rmtree(SHOTS, ignore_errors=True)
    SHOTS.mkdir(parents=True)
    with running_torget() as torget, chromium() as browser:
        people = People(torget, browser)
        WholeTour(people, Photographer(SHOTS)).everything()
        _some(people, "en", "light")
        _some(people, "sv", "dark")


def _some(people: People, language: str, scheme: str) -> None:
    """The start page and one step, in another language or in the dark."""
    ending = "-en" if language == "en" else f"-{scheme}"
    camera = Photographer(SHOTS, ending=ending)
    maja = people.resident(MAJA, language=language, color_scheme=scheme)
    maja.goes_to("/")
    camera(maja.page, "website-home")
    maja.begins("bygglov")
    camera(maja.page, "portal-bygglov-place")


def photograph_for_docs() -> bool:
    """What the README and the guides show, to docs/bilder/.

    Whether all are small enough for a repository.
    """
    PICTURES.mkdir(parents=True, exist_ok=True)
    with running_torget() as torget, chromium() as browser:
        people = People(torget, browser)
        photograph_doors(people, PICTURES)
        photograph_studio(people, PICTURES)
        photograph_desk(people, PICTURES)
    return all(path.stat().st_size <= TOO_LARGE for path in PICTURES.glob("*.png"))
