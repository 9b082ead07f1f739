"""A walk past every page of the site, for cameras and for those who look for faults."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.browser.answering import a_file
from tests.browser.people import People
from tests.browser.personas import BY_HAND, persona
from tests.browser.walk import AMINA, JOHAN, KARIN, MAJA, ONWARD, Resident, Visitor

Camera = Callable[[Page, str], None]  # looks at the page; the name is like "portal-receipt"

NOWHERE = "00000000-0000-4000-8000-000000000000"
OPEN_PAGES = {
    "home": "/",
    "search": "/sok/?q=bygg",
    "search-nothing": "/sok/?q=zebra",
    "life-event": "/livshandelse/bygga-och-andra/",
    "topic": "/amne/bygga-och-bo/",
    "bygglov": "/e-tjanst/bygglov/",
    "forskola": "/e-tjanst/forskola/",
    "felanmalan": "/e-tjanst/felanmalan/",
    "service-privacy": "/e-tjanst/forskola/personuppgifter/",
    "privacy": "/personuppgifter/",
    "automatic": "/automatiska-beslut/",
    "automatic-service": "/automatiska-beslut/foreningsbidrag/",
    "accessibility": "/tillganglighet/",
    "contact": "/kontakt/",
    "demo": "/demo",
    "not-found": "/finns-inte/",
    "expired": f"/utkast/{NOWHERE}/",
    "login": "/logga-in/?next=/ansok/bygglov/",
}
ASKED_WRONGLY = {"kind", "deck_or_wall", "drawings", "assurance"}  # steps sent empty first


@dataclass
class Tour:
    """Who walks, in which language, and what looks on."""

    people: People
    camera: Camera
    language: str = "sv"

    def sees(self, visitor: Visitor, name: str) -> None:
        self.camera(visitor.page, name)

    # --- the open site ------------------------------------------------------------------------

    def open_site(self) -> None:
        stranger = self.people.stranger(language=self.language)
        for name, path in OPEN_PAGES.items():
            stranger.goes_to(path)
            self.sees(stranger, f"website-{name}")
        stranger.goes_to("/kontakt/")
        stranger.context.clear_cookies()
        form = "document.body.innerHTML += '<form method=post action=/logga-ut/ id=f></form>'"
        stranger.page.evaluate(f"{form}; document.getElementById('f').submit()")
        stranger.page.wait_for_url("**/logga-ut/")
        self.sees(stranger, "website-forged")

    # --- an application -----------------------------------------------------------------------

    def applying(self) -> str:
        """A building permit from log-in to receipt; the number of the case."""
        maja = self.people.newcomer(MAJA, language=self.language)
        self._logging_in(maja)
        answers = persona("bygglov", "Ägare bygger altan")
        for step in maja.answers(answers, until="kind"):
            self.sees(maja, f"portal-bygglov-{step}")
        draft = maja.draft
        here = maja.page.url
        maja.goes_to(f"/utkast/{draft}/kontrollera/")
        self.sees(maja, "portal-check-missing")
        maja.page.goto(here)
        self._steps(maja, "bygglov", answers)
        self.sees(maja, "portal-check")
        maja.goes_to_sign()
        self.sees(maja, "portal-sign")
        maja.page.locator("main button[value=other_device]").click()
        maja.waits_for("/bankid/")
        self.sees(maja, "portal-bankid-sign")
        maja.scans_and_approves()
        self.sees(maja, "portal-receipt")
        return maja.case_number

    def _logging_in(self, maja: Resident) -> None:
        maja.goes_to("/e-tjanst/bygglov/")
        maja.presses_in("/ansok/bygglov/")
        maja.page.locator("main button[value=other_device]").click()
        maja.waits_for("/bankid/")
        self.sees(maja, "portal-bankid-other")
        maja.torget.simulators.tell("refuse", number=MAJA)
        maja.page.locator("form[action$='/bankid/igen/']").wait_for()
        self.sees(maja, "portal-bankid-failed")
        maja.presses_in("/bankid/igen/")
        maja.scans_and_approves()
        maja.waits_for("/steg/")

    def _steps(self, resident: Resident, service: str, answers: dict[str, object]) -> None:
        """See every step filled in, and some of them sent empty."""

        def sends_empty() -> None:
            if resident.step in ASKED_WRONGLY:
                resident.follows(resident.page.locator(ONWARD))
                self.sees(resident, f"portal-{service}-{resident.step}-problems")

        for step in resident.answers(answers, on_arrival=sends_empty):
            self.sees(resident, f"portal-{service}-{step}")

    def reporting(self) -> None:
        """A report from someone who does not say who they are."""
        stranger = self.people.stranger(language=self.language)
        stranger.begins("felanmalan")
        self._steps(stranger, "felanmalan", persona("felanmalan", "Granne till en trasig"))
        self.sees(stranger, "portal-felanmalan-check")
        stranger.sends()
        self.sees(stranger, "portal-felanmalan-receipt")

    def protected(self) -> None:
        """One for whom nothing is fetched sees the steps where all is written by hand."""
        karin = self.people.resident(KARIN, language=self.language)
        karin.begins("bygglov")
        for step in karin.answers(persona("bygglov", "Ägare bygger altan") | BY_HAND):
            if step in {"place", "contact"}:
                self.sees(karin, f"portal-bygglov-{step}-by-hand")

    # --- two who sign -------------------------------------------------------------------------

    def two_custodians(self) -> str:
        """A place in preschool, signed by both; the number of the case."""
        child = {"number": "202304252386"}
        answers = persona("forskola", "Sambor söker", child=child, live_together=False)
        amina = self.people.resident(AMINA, language=self.language)
        amina.begins("forskola")
        self._steps(amina, "forskola", answers)
        self.sees(amina, "portal-forskola-check")
        number = amina.signs()
        self.sees(amina, "portal-forskola-receipt")
        johan = self.people.resident(JOHAN, language=self.language)
        johan.goes_to("/mina-sidor/")
        self.sees(johan, "portal-my-pages-to-sign")
        johan.follows(johan.page.locator(".todo a").first)
        johan.waits_for("/underskrift/")
        self.sees(johan, "portal-co-sign")
        johan.follows(johan.page.locator("main form").first.locator("button"))
        johan.page.locator("main button[value=same_device]").wait_for()
        self.sees(johan, "portal-co-sign-text")
        johan.uses_bankid()
        johan.waits_for("/mina-sidor/")
        self.sees(johan, "portal-my-pages-signed")
        return number

    # --- Mina sidor ---------------------------------------------------------------------------

    def my_pages(self, number: str) -> None:
        """Before anything has been done with the case."""
        maja = self.people.resident(MAJA, language=self.language)
        maja.begins("bygglov")
        maja.follows(maja.page.locator("main button[name=save]"))
        maja.waits_for("/mina-sidor/")
        self.sees(maja, "portal-my-pages")
        maja.follows(maja.page.locator("main a[href$='/ta-bort/']").first)
        self.sees(maja, "portal-draft-remove")
        maja.presses_in("/ta-bort/")
        self.sees(maja, "portal-draft-removed")
        maja.goes_to("/mina-sidor/kontakt/")
        self.sees(maja, "portal-contact")
        maja.page.locator("input[name=email]").fill("maja")
        maja.page.locator("input[name=phone]").fill("ring mig")
        maja.presses_in("/kontakt/")
        self.sees(maja, "portal-contact-problems")
        maja.opens_case(number)
        self.sees(maja, "portal-case")
        maja.goes_to(f"/mina-sidor/arende/{number}/lasta/")
        self.sees(maja, "portal-who-looked-nobody")

    def answering(self, number: str) -> None:
        """The officer has asked for more."""
        maja = self.people.resident(MAJA, language=self.language)
        maja.goes_to("/mina-sidor/")
        self.sees(maja, "portal-my-pages-to-answer")
        maja.opens_case(number)
        self.sees(maja, "portal-case-asked")
        maja.presses_in("/komplettera/")
        self.sees(maja, "portal-case-asked-problems")
        maja.page.locator("textarea[name=answer]").fill("Här är situationsplanen.")
        maja.page.locator("input[name=files]").set_input_files([a_file("situationsplan.pdf")])
        maja.presses_in("/komplettera/")
        self.sees(maja, "portal-case-answered")
        maja.page.locator("textarea[name=text]").fill("När kommer beslutet?\n\nMvh Maja")
        maja.presses_in("/skriv/")
        self.sees(maja, "portal-case-written")

    def deciding_read(self, number: str) -> None:
        """The decision has been served."""
        maja = self.people.resident(MAJA, language=self.language)
        maja.goes_to("/mina-sidor/")
        self.sees(maja, "portal-my-pages-decided")
        maja.opens_case(number)
        self.sees(maja, "portal-case-decided")
        maja.goes_to(f"/mina-sidor/arende/{number}/lasta/")
        self.sees(maja, "portal-who-looked")
