"""The part of the tour where several handle a case: opinions, memoranda and other cases."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.browser.personas import persona
from tests.browser.shortcut import apply_quickly
from tests.browser.tour_contact import ContactTour
from tests.browser.walk import GUNNEL, MAJA, SARA, TOMASZ, Staff, eventually

QUESTION = "Påverkar altanen siktlinjen från fyren?\n\nSvara gärna med en skiss."
MEMORANDUM = {
    "heading": "Bygglov för altan på Strand 1:14",
    "summary": "Byggnaden avviker från detaljplanen med en meter.",
    "background": "Sökanden vill bygga en altan mot gården.",
    "assessment": "Avvikelsen är liten och förenlig med planens syfte.",
}


@dataclass
class TogetherTour(ContactTour):
    """An officer asks others, writes to the committee and says what belongs together."""

    def together(self) -> None:
        deck = persona("bygglov", "Ägare bygger altan")
        first, second = (
            apply_quickly(self.people.resident(who, language=self.language), "bygglov", deck)
            for who in (MAJA, SARA)
        )
        anna = self.people.staff("Anna", language=self.language)
        anna.takes(first)
        self._relating(anna, first, second)
        self._mentioning(anna, first)
        self._asking(anna, first)
        self._answering_for_a_unit(first)
        self._answering_from_outside(anna)
        self._answers_come_in(anna, first)
        self._memorandum(anna, first)
        self._joining()

    def _relating(self, anna: Staff, number: str, other: str) -> None:
        here = f"/desk/arende/{number}/"
        anna.goes_to(f"{here}koppla/")
        self.sees(anna, "desk-relate")
        anna.page.locator("input[name=number]").fill("BYGG-1")
        anna.presses_in("/koppla/")
        self.sees(anna, "desk-relate-problems")
        anna.page.locator("input[name=number]").fill(other)
        anna.presses_in("/koppla/")
        self.sees(anna, "desk-case-related")
        anna.goes_to(f"{here}nytt/")
        self.sees(anna, "desk-begin-from")
        anna.presses_in("/nytt/")
        self.sees(anna, "desk-begin-from-problems")

    def _joining(self) -> None:
        """Two have reported the same lamp; one case answers both."""
        per = self.people.staff("Per", language=self.language)
        first, second = (self._report() for _neighbour in range(2))
        per.takes(second)
        per.goes_to(f"/desk/arende/{second}/sla-ihop/")
        self.sees(per, "desk-join")
        per.page.locator("input[name=number]").fill(second)
        per.presses_in("/sla-ihop/")
        self.sees(per, "desk-join-problems")
        per.page.locator("input[name=number]").fill(first)
        per.presses_in("/sla-ihop/")
        self.sees(per, "desk-case-joined")

    def _report(self) -> str:
        stranger = self.people.stranger(language=self.language)
        stranger.begins("felanmalan")
        stranger.fills_in(persona("felanmalan", "Granne till en trasig"))
        return stranger.sends()

    def _mentioning(self, anna: Staff, number: str) -> None:
        anna.opens_case(number)
        anna.notes("@Omar Lind, vad säger du om avståndet till gränsen?")
        omar = self.people.staff("Omar", language=self.language)
        omar.goes_to("/desk/min-dag/")
        self.sees(omar, "desk-my-day-mentioned")

    def _asking(self, anna: Staff, number: str) -> None:
        """One's own unit, and someone outside; more time; taken back."""
        here = f"/desk/arende/{number}/remiss/"
        anna.goes_to(here)
        self.sees(anna, "desk-refer")
        anna.presses_in("/remiss/")
        self.sees(anna, "desk-refer-problems")
        anna.page.locator("input[name=name]").fill("Hembygdsföreningen")
        anna.page.locator("input[name=email]").fill("hembygd@exempel.example")
        anna.page.locator("textarea[name=question]").fill(QUESTION)
        anna.page.locator("input[name=documents]").first.check()
        anna.presses_in("/remiss/")
        self.sees(anna, "desk-case-referred")
        anna.goes_to(here)
        units = anna.page.locator("select[name=unit] option", has_text=re.compile("Gatu|Streets"))
        chosen = units.get_attribute("value") or ""
        anna.page.locator("select[name=unit]").select_option(chosen)
        anna.page.locator("textarea[name=question]").fill(QUESTION)
        anna.presses_in("/remiss/")
        anna.follows(anna.page.locator("#referrals a[href$='/tid/']").first)
        self.sees(anna, "desk-referral-time")
        anna.page.locator("input[name=answer_by]").fill("2026-01-01")
        anna.presses_in("/tid/")
        self.sees(anna, "desk-referral-time-problems")

    def _answering_for_a_unit(self, number: str) -> None:
        per = self.people.staff("Per", language=self.language)
        per.goes_to("/desk/min-dag/")
        self.sees(per, "desk-my-day-referred")
        per.follows(per.page.locator("main a[href*='/desk/remiss/']").first)
        self.sees(per, "desk-referral")
        per.presses_in("/")
        self.sees(per, "desk-referral-problems")
        per.page.locator("textarea[name=text]").fill("Siktlinjen påverkas inte.")
        per.presses_in("/")

    def _answering_from_outside(self, anna: Staff) -> None:
        path = self._link_mailed_to("hembygd@exempel.example")
        gunnel = self.people.resident(GUNNEL, language=self.language)
        gunnel.goes_to(path)
        self.sees(gunnel, "portal-referral")
        gunnel.presses_in("/")
        self.sees(gunnel, "portal-referral-problems")
        tomasz = self.people.resident(TOMASZ, language=self.language)
        tomasz.goes_to(path)
        self.sees(tomasz, "portal-referral-of-another")
        gunnel.page.locator("textarea[name=text]").fill("Sikten är fri.\n\nVi har inget emot det.")
        gunnel.presses_in("/")
        self.sees(gunnel, "portal-referral-answered")

    def _link_mailed_to(self, address: str) -> str:
        """The path in the newest letter to the address."""

        def arrived() -> str:
            mails = self.people.torget.simulators.tell("mails")
            texts = [mail["text"] for mail in mails if address in mail["recipients"]]
            return str(texts[-1]) if texts else ""

        letter = eventually(arrived, f"a letter to {address}")
        found = re.search(r"/remiss/[^/\s]+/", letter)
        assert found, letter
        return found.group()

    def _answers_come_in(self, anna: Staff, number: str) -> None:
        anna.goes_to("/desk/min-dag/")
        self.sees(anna, "desk-my-day-answered")
        anna.opens_case(number)
        self.sees(anna, "desk-case-opinions")
        anna.follows(anna.page.locator("#referrals a[href*='kommunicera']").first)
        self.sees(anna, "desk-hear-referral")

    def _memorandum(self, anna: Staff, number: str) -> None:
        anna.goes_to(f"/desk/arende/{number}/tjansteskrivelse/")
        self.sees(anna, "desk-memorandum")
        anna.follows(anna.page.locator("main form button").first)
        self.sees(anna, "desk-memorandum-problems")
        for name, text in MEMORANDUM.items():
            anna.page.locator(f"[name={name}]").fill(text)
        anna.follows(anna.page.locator("main form button").first)
        self.sees(anna, "desk-memorandum-saved")
        other = anna.opens_tab()
        other.goto(anna.page.url)
        anna.page.locator("[name=proposal]").fill("Nämnden beviljar bygglov.")
        anna.follows(anna.page.locator("main form button").first)
        with other.expect_navigation():
            other.locator("main form button").first.click()
        self.camera(other, "desk-memorandum-conflict")
        other.close()
        anna.opens_case(number)
        self.sees(anna, "desk-case-drafted")
        anna.goes_to(f"/desk/arende/{number}/besluta/")
        self.sees(anna, "desk-outcome-awaiting")
