"""The part of the tour that meets people: the contact centre, and filling in for someone."""

from __future__ import annotations

from dataclasses import dataclass

from tests.browser.personas import persona
from tests.browser.shortcut import apply_quickly
from tests.browser.tour_studio import StudioTour
from tests.browser.walk import DAVID, MAJA, Staff

CENTRE = "/desk/kontaktcenter/"


@dataclass
class ContactTour(StudioTour):
    """Someone who answers the telephone, past every page of the contact centre."""

    def meeting(self) -> None:
        maja = self.people.resident(MAJA, language=self.language)
        deck = persona("bygglov", "Ägare bygger altan")
        number = apply_quickly(maja, "bygglov", deck)
        per = self.people.staff("Per", language=self.language)
        self._finding(per)
        self._contacts(per, number)
        self._helping(per)

    def _looks_for(self, per: Staff, text: str) -> None:
        per.goes_to(CENTRE)
        per.page.locator("main input[name=q]").fill(text)
        per.presses_in("/sok/")

    def _finding(self, per: Staff) -> None:
        per.goes_to(CENTRE)
        self.sees(per, "desk-contact-centre")
        self._looks_for(per, "zebra")
        self.sees(per, "desk-contact-centre-nothing")
        self._looks_for(per, DAVID)
        self.sees(per, "desk-contact-centre-unknown")
        self._looks_for(per, "Lindqvist")
        self.sees(per, "desk-contact-centre-found")

    def _contacts(self, per: Staff, number: str) -> None:
        """Kept at the person's page, passed on, and taken care of by the unit."""
        self._looks_for(per, MAJA)
        self.sees(per, "desk-person")
        per.follows(per.page.locator("main .case-head a[href$='/kontakt/']"))
        self.sees(per, "desk-contact")
        per.presses_in("/kontakt/")
        self.sees(per, "desk-contact-problems")
        per.page.locator("textarea[name=text]").fill(
            "Undrar när beslutet kommer. Ring 070-1740605."
        )
        per.page.locator("select[name=passed_to]").select_option("bygg")
        per.presses_in("/kontakt/")
        self.sees(per, "desk-person-contacted")
        per.goes_to(f"/desk/arende/{number}/kontakt/")
        self.sees(per, "desk-contact-of-case")
        per.page.locator("textarea[name=text]").fill("Ville veta vem som handlägger.")
        per.presses_in("/kontakt/")
        self.sees(per, "desk-case-contacted")
        per.goes_to(CENTRE)
        self.sees(per, "desk-contact-centre-figures")
        anna = self.people.staff("Anna", language=self.language)
        anna.goes_to("/desk/kontakter/")
        self.sees(anna, "desk-contacts")
        for _contact in range(anna.page.locator("main .card").count()):
            anna.follows(anna.page.locator("main form[action$='/klar/'] button").first)
        self.sees(anna, "desk-contacts-none")

    def _helping(self, per: Staff) -> None:
        per.goes_to(f"{CENTRE}fyll-i/")
        self.sees(per, "desk-help-anyone")
        self._looks_for(per, MAJA)
        per.follows(per.page.locator("main .case-head a[href$='/fyll-i/']"))
        self.sees(per, "desk-help")
        per.follows(per.page.locator("main a[href$='/fyll-i/bygglov/']"))
        self.sees(per, "desk-help-with")
        per.presses_in("/bygglov/")
        per.waits_for("/steg/")
        self.sees(per, "desk-help-step")
        per.goes_to(CENTRE)
        self.sees(per, "desk-contact-centre-begun")
        per.page.go_back()
        per.fills_in(persona("bygglov", "Ägare bygger altan"))
        self.sees(per, "desk-help-check-to-sign")
        per.follows(per.page.locator("main form .actions button").first)
        self.sees(per, "desk-help-sent")
        maja = self.people.resident(MAJA, language=self.language)
        maja.goes_to("/mina-sidor/")
        self.sees(maja, "portal-my-pages-helped")
        maja.follows(maja.page.locator(".todo a").first)
        self.sees(maja, "portal-helped-sign")
        per.goes_to(f"{CENTRE}fyll-i/felanmalan/")
        per.presses_in("/felanmalan/")
        per.waits_for("/steg/")
        per.fills_in(persona("felanmalan", "Granne till en trasig"))
        self.sees(per, "desk-help-check")
        per.sends()
        self.sees(per, "desk-help-receipt")
