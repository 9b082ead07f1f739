"""The part of the tour that goes past the studio, where services are written."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import FilePayload

from tests.browser.tour import Tour
from tests.browser.walk import DESK, Staff
from tests.rooms.eservices.language.test_blocks import REPLY, using
from tests.rooms.eservices.texts import PERSONAS, SOURCE

HERE, BLOCK = "/studio/cykelbana/", "/studio/egna-block/svar/"
SERVICE = SOURCE.replace("cykelstall", "cykelbana").replace("CYK", "BAN")
PEOPLE = PERSONAS.replace("Vid dammen.", "Vid dammen., wanted: false")
PAGES = {
    "facts": f"{HERE}uppgifter/om/",
    "structure": f"{HERE}fragor/",
    "step": f"{HERE}fragor/1/",
    "question": f"{HERE}fragor/0/0/",
    "personas": f"{HERE}testpersoner/",
    "service-blocks": f"{HERE}block/",
    "blocks": "/studio/egna-block/",
    "lists": "/studio/egna-listor/",
    "list-new": "/studio/egna-listor/ny/",
    "shelves": "/studio/delade/",
}


@dataclass
class StudioTour(Tour):
    """Someone responsible for a service, past every page of the studio."""

    def in_studio(self) -> None:
        sofia = self.people.staff("Sofia", width=DESK, language=self.language)
        self._beginning(sofia)
        self._block(sofia)
        for name, path in PAGES.items():
            sofia.goes_to(path)
            self.sees(sofia, f"studio-{name}")
        self._walking(sofia)
        self._publishing(sofia)
        self._taking_in(sofia)

    def _writes(self, sofia: Staff, text: str, which: str = "source") -> None:
        sofia.goes_to(f"{HERE}?text={which}")
        sofia.page.locator("#text").fill(text)
        sofia.presses_in("/spara/")

    def _beginning(self, sofia: Staff) -> None:
        sofia.goes_to("/studio/")
        self.sees(sofia, "studio-services")
        sofia.goes_to("/studio/?q=zebra")
        self.sees(sofia, "studio-services-none")
        sofia.goes_to("/studio/ny-tjanst/")
        self.sees(sofia, "studio-begin")
        sofia.presses_in("/ny-tjanst/")
        self.sees(sofia, "studio-begin-problems")
        sofia.page.locator("#key").fill("cykelbana")
        sofia.presses_in("/ny-tjanst/")
        self.sees(sofia, "studio-editor-faults")
        other = sofia.opens_tab()
        other.goto(sofia.page.url)
        self._writes(sofia, SERVICE)
        self._writes(sofia, PEOPLE, "personas")
        self.sees(sofia, "studio-editor-personas")
        other.locator("#text").fill("key: cykelbana")
        with other.expect_navigation():
            other.locator("form[action$='/spara/'] button").last.click()
        self.camera(other, "studio-conflict")
        other.close()
        sofia.goes_to(HERE)
        self.sees(sofia, "studio-editor")

    def _block(self, sofia: Staff) -> None:
        """A block that the service uses, with a newer version on the way."""
        sofia.goes_to("/studio/egna-block/")
        sofia.page.locator("#key").fill("svar")
        sofia.presses_in("/egna-block/nytt/")
        self.sees(sofia, "studio-block-new")
        self._writes_block(sofia, REPLY.replace("show_when: wanted", "show_when: wnted"))
        self.sees(sofia, "studio-block-faults")
        self._writes_block(sofia, REPLY)
        sofia.presses_in("/publicera/")
        text = using("use: svar@1").replace("cykelstall", "cykelbana").replace("CYK", "BAN")
        self._writes(sofia, text)
        sofia.goes_to(BLOCK)
        self._writes_block(sofia, REPLY.replace("sv: E-post", "sv: E-postadress"))
        self._opens_all(sofia)
        self.sees(sofia, "studio-block-changed")
        sofia.presses_in("/publicera/")
        self._opens_all(sofia)
        self.sees(sofia, "studio-block-used")

    def _writes_block(self, sofia: Staff, text: str) -> None:
        sofia.page.locator("#text").fill(text)
        sofia.presses_in("/spara/")

    def _opens_all(self, sofia: Staff) -> None:
        everything = "document.querySelectorAll('main details').forEach(one => one.open = true)"
        sofia.page.evaluate(everything)

    def _walking(self, sofia: Staff) -> None:
        """Each kind of page that stands in the preview's frame."""
        for name, query in {"step": "steg=place", "hidden": "steg=description"}.items():
            sofia.goes_to(f"{HERE}visa/?{query}")
            self.sees(sofia, f"studio-preview-{name}")

    def _publishing(self, sofia: Staff) -> None:
        sofia.goes_to(f"{HERE}kontroll/")
        self.sees(sofia, "studio-gate-stopped")
        sofia.follows(sofia.page.locator("[data-inspection] button"))
        self.sees(sofia, "studio-gate")
        sofia.page.locator("#what_is_new").fill("Första versionen.")
        sofia.presses_in("/publicera/")
        self.sees(sofia, "studio-services-published")
        self._writes(sofia, SERVICE)
        sofia.goes_to(f"{HERE}versioner/")
        self.sees(sofia, "studio-versions")

    def _taking_in(self, sofia: Staff) -> None:
        sofia.goes_to("/studio/ta-in/")
        self.sees(sofia, "studio-take-in")
        wrong: FilePayload = {"name": "a.zip", "mimeType": "application/zip", "buffer": b"x"}
        sofia.page.locator("input[type=file]").set_input_files(wrong)
        sofia.presses_in("/ta-in/")
        self.sees(sofia, "studio-take-in-problems")
        shared = sofia.page.request.get(sofia.address("/studio/felanmalan/dela/1/"))
        right: FilePayload = {**wrong, "buffer": shared.body()}
        sofia.page.locator("input[type=file]").set_input_files(right)
        sofia.presses_in("/ta-in/")
        self.sees(sofia, "studio-take-in-compare")
