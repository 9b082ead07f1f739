"""The part of the tour where a table decides, a person looks again, and colleagues approve."""

from __future__ import annotations

from dataclasses import dataclass

from tests.browser.garage import KEY, PERSONAS, SERVICE
from tests.browser.shortcut import apply_quickly
from tests.browser.tour_together import TogetherTour
from tests.browser.walk import DESK, ERIK, MAJA, Staff

HERE = f"/studio/{KEY}/"
PLACES = {
    "decisions": "beslut/",
    "process": "vag/",
    "table": "beslutstabell/",
    "facts-decisions": "uppgifter/beslut/",
    "facts-table": "uppgifter/tabell/",
}


@dataclass
class TablesTour(TogetherTour):
    """From the studio, by what residents and the public read, to who looks and who approves."""

    def by_table(self) -> None:
        self._publishing_a_table()
        number = self._deciding_at_once()
        self._looking_again(number)
        self._approving()

    def _publishing_a_table(self) -> None:
        sofia = self.people.staff("Sofia", width=DESK, language=self.language)
        sofia.goes_to("/studio/ny-tjanst/")
        sofia.page.locator("#key").fill(KEY)
        sofia.presses_in("/ny-tjanst/")
        sofia.goes_to(f"{HERE}beslutstabell/")
        self.sees(sofia, "studio-table-faults")
        for which, text in {"source": SERVICE, "personas": PERSONAS}.items():
            self._writes_in(sofia, HERE, text, which)
        for name, path in PLACES.items():
            sofia.goes_to(f"{HERE}{path}")
            self.sees(sofia, f"studio-{name}")
        sofia.goes_to(f"{HERE}beslut/")
        sofia.follows(sofia.page.locator("button[value=own]"))
        self.sees(sofia, "studio-facts-decisions-own")
        sofia.goes_to(f"{HERE}beslut/")
        self.sees(sofia, "studio-decisions-own")
        sofia.follows(sofia.page.locator("button[value=standard]"))
        sofia.goes_to(f"{HERE}kontroll/")
        self.sees(sofia, "studio-gate-table-stopped")
        sofia.follows(sofia.page.locator("[data-inspection] button"))
        self.sees(sofia, "studio-gate-table")
        sofia.page.locator("#what_is_new").fill("Första versionen.")
        sofia.presses_in("/publicera/")

    def _writes_in(self, sofia: Staff, here: str, text: str, which: str) -> None:
        sofia.goes_to(f"{here}?text={which}")
        sofia.page.locator("#text").fill(text)
        sofia.presses_in("/spara/")

    def _deciding_at_once(self) -> str:
        """What the one who applied reads, and how one asks that a person looks."""
        maja = self.people.resident(MAJA, language=self.language)
        number = apply_quickly(maja, KEY, {"places": 2})
        maja.opens_case(number)
        maja.reloads_until("2 platser")
        self.sees(maja, "portal-case-automatic")
        maja.goes_to(f"/mina-sidor/arende/{number}/granska/")
        self.sees(maja, "portal-ask-person")
        maja.page.locator("textarea[name=text]").fill("Vi är tre som behöver plats.")
        maja.presses_in("/granska/")
        self.sees(maja, "portal-case-person-asked")
        stranger = self.people.stranger(language=self.language)
        for name, path in {
            "": "/automatiska-beslut/",
            "-service": f"/automatiska-beslut/{KEY}/",
        }.items():
            stranger.goes_to(path)
            self.sees(stranger, f"website-automatic-live{name}")
        return number

    def _looking_again(self, number: str) -> None:
        anna = self.people.staff("Anna", language=self.language)
        anna.goes_to("/desk/min-dag/")
        self.sees(anna, "desk-my-day-reviews")
        anna.opens_case(number)
        self.sees(anna, "desk-case-automatic")
        anna.follows(anna.page.locator("#automated a[href*='/granska/']").first)
        self.sees(anna, "desk-review")
        anna.follows(anna.page.locator("main form button").first)
        self.sees(anna, "desk-review-problems")
        anna.page.locator("input[name=right][value=yes]").check()
        anna.page.locator("textarea[name=reasons]").fill(
            "Två platser är det vanliga. Sök igen om ni behöver fler."
        )
        anna.follows(anna.page.locator("main form button").first)
        self.sees(anna, "desk-case-reviewed")
        maja = self.people.resident(MAJA, language=self.language)
        maja.opens_case(number)
        self.sees(maja, "portal-case-reviewed")

    def _approving(self) -> None:
        erik = self.people.resident(ERIK, language=self.language)
        number = apply_quickly(erik, KEY, {"places": 12})
        anna = self.people.staff("Anna", language=self.language)
        self._sends(anna, number)
        omar = self.people.staff("Omar", language=self.language)
        omar.goes_to("/desk/min-dag/")
        self.sees(omar, "desk-my-day-to-approve")
        omar.follows(omar.page.locator("main a[href*='/godkannande/']").first)
        here = omar.path
        self.sees(omar, "desk-approval")
        omar.follows(omar.page.locator("main form button[value=back]"))
        self.sees(omar, "desk-approval-problems")
        omar.page.locator("[name=reason]").fill("Vad säger planen?")
        omar.follows(omar.page.locator("main form button[value=back]"))
        anna.opens_case(number)
        self.sees(anna, "desk-case-sent-back")
        anna.goes_to(here.removeprefix("/en"))
        self.sees(anna, "desk-approval-sent-back")
        self._sends(anna, number)
        omar.goes_to("/desk/min-dag/")
        omar.follows(omar.page.locator("main a[href*='/godkannande/']").first)
        here = omar.path
        omar.follows(omar.page.locator("main form button[value=approve]"))
        self.sees(omar, "desk-case-approved-by")
        anna.opens_case(number)
        self.sees(anna, "desk-case-approved")
        anna.goes_to(here)
        self.sees(anna, "desk-approval-approved")

    def _sends(self, anna: Staff, number: str) -> None:
        anna.opens_case(number)
        if anna.page.locator("form[action$='/ta/'] button").count():
            anna.presses_in("/ta/")
        anna.goes_to(f"/desk/arende/{number}/besluta/")
        anna.chooses("granted")
        anna.page.locator("textarea[name=reasons]").fill("Det finns plats i garaget.")
        anna.presses_in("/besluta/")
        self.sees(anna, "desk-preview-to-approve")
        anna.follows(anna.page.locator("main form .actions button").first)
        self.sees(anna, "desk-case-awaiting-approval")
