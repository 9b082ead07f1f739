"""The part of the tour that goes past the desk, and the whole tour in order."""

from __future__ import annotations

from dataclasses import dataclass

from tests.browser.tour_tables import TablesTour
from tests.browser.walk import Staff
from torget.demo.people import PASSWORD

SECURITY_PAGES = {
    "security": "/desk/konto/faktor/",
    "totp-off": "/desk/konto/faktor/totp/deactivate/",
    "recovery-make": "/desk/konto/faktor/recovery-codes/generate/",
    "key-add": "/desk/konto/faktor/webauthn/add/",
    "keys": "/desk/konto/faktor/webauthn/",
}


OFFICE_PAGES = {
    "start": "/office/",
    "rules": "/office/regler/",
    "rule": "/office/regler/15/",
    "chart": "/office/organisation/",
    "positions": "/office/organisation/befattningar/",
    "position": "/office/organisation/befattningar/miljochef/",
    "roles": "/office/organisation/roller/",
    "delegations": "/office/organisation/delegationsordning/",
    "types": "/office/information/?sok=namn&sortera=-confidentiality",
    "types-none": "/office/information/?sok=finns-inte",
    "type": "/office/information/person.name/",
    "classes": "/office/klassningar/",
    "past": "/office/information/?dag=2026-01-01",
    "systems": "/office/system/",
    "system": "/office/system/lovflode/",
    "system-doubtful": "/office/system/elevhalsans-journal/",
    "system-change": "/office/system/lovflode/andra/",
    "system-move": "/office/system/samtalsstodet/lage/",
    "system-role": "/office/system/lovflode/roll/",
    "campaigns": "/office/system/fraga/",
    "imports": "/office/system/importera/ny/",
    "impact": "/office/system/knattekon/stannar/",
    "map": "/office/system/karta/?fran=system:lovflode&djup=1",
    "overlap": "/office/system/liknar/",
    "supplier": "/office/leverantorer/tallhojden-serverhall-ab/",
    "contracts": "/office/avtal/?nar=snart",
    "contract-add": "/office/avtal/nytt/",
}


@dataclass
class WholeTour(TablesTour):
    """Everyone's pages, in six parts that need nothing of each other."""

    def everything(self) -> None:
        self.many_doors()
        self.one_case()
        self.in_studio()
        self.meeting()
        self.together()
        self.by_table()

    def many_doors(self) -> None:
        """The open site, logging in at the desk, and applications of other kinds."""
        self.open_site()
        self.logging_in()
        self.reporting()
        self.protected()
        self.two_custodians()
        self.governing()

    def governing(self) -> None:
        """What those who answer for information see of the municipality's registers."""
        astrid = self.people.staff("Astrid", language=self.language)
        for name, path in OFFICE_PAGES.items():
            astrid.goes_to(path)
            self.sees(astrid, f"office-{name}")
        tove = self.people.staff("Tove", language=self.language)
        tove.goes_to("/office/information/person.name/klassa/")
        self.sees(tove, "office-classify")

    def one_case(self) -> None:
        """A building permit, from the application to the trail it leaves."""
        number = self.applying()
        self.my_pages(number)
        self.overviews()
        self.handling(number)
        self.answering(number)
        self.deciding(number)
        self.deciding_read(number)
        self.following_up(number)

    def _anna(self) -> Staff:
        return self.people.staff("Anna", language=self.language)

    def logging_in(self) -> None:
        anna = self.people.stranger_at_desk("Lena", language=self.language)
        anna.goes_to("/desk/")
        self.sees(anna, "accounts-login")
        anna.types_password("fel-lösenord")
        self.sees(anna, "accounts-login-problems")
        anna.types_password()
        self.sees(anna, "accounts-code")
        anna.page.locator("input[name=code]").fill("000000")
        anna.follows(anna.page.locator("main form:has(input[name=code]) button").first)
        self.sees(anna, "accounts-code-problems")
        anna.types_code()
        anna.waits_for("/desk/$")
        anna.goes_to(SECURITY_PAGES["key-add"])
        self.sees(anna, "accounts-confirm")
        anna.page.locator("input[name=password]").fill(PASSWORD)
        anna.follows(anna.page.locator("main form:has(input[name=password]) button").first)
        for name, path in SECURITY_PAGES.items():
            anna.goes_to(path)
            self.sees(anna, f"accounts-{name}")
        anna.goes_to(SECURITY_PAGES["recovery-make"])
        anna.follows(anna.page.locator("main form button").first)
        self.sees(anna, "accounts-recovery-codes")
        anna.goes_to("/desk/konto/logga-ut/")
        self.sees(anna, "accounts-logout")

    def overviews(self) -> None:
        """The queue in other ways, and the same done to many cases, as far as the preview."""
        anna = self._anna()
        views = {
            "min-dag": "my-day",
            "paminnelser": "reminders",
            "tavla": "board",
            "kalender": "calendar",
        }
        for address, name in views.items():
            anna.goes_to(f"/desk/{address}/")
            self.sees(anna, f"desk-{name}")
        anna.goes_to("/desk/")
        anna.follows(anna.page.locator("button[name=all]"))
        self.sees(anna, "desk-many")
        anna.follows(anna.page.locator("form.panel button").first)
        self.sees(anna, "desk-many-problems")
        anna.page.locator("input[name=act][value=close]").check()
        anna.follows(anna.page.locator("form.panel button").first)
        self.sees(anna, "desk-many-preview")

    def handling(self, number: str) -> None:
        """From the queue to asking the applicant for more."""
        anna = self._anna()
        anna.goes_to("/desk/")
        self.sees(anna, "desk-queue")
        anna.goes_to("/desk/?visa=late")
        self.sees(anna, "desk-queue-empty")
        anna.opens_case(number)
        self.sees(anna, "desk-case-new")
        anna.takes(number)
        self.sees(anna, "desk-case-taken")
        anna.writes("Hej! Tack för din ansökan.\n\nJag återkommer inom tre veckor.")
        anna.notes("Ringt grannen, som inte har något emot altanen.")
        self.sees(anna, "desk-case-written")
        for form, name in {"skriv": "message", "anteckna": "note", "uppgift": "task"}.items():
            anna.goes_to(f"/desk/arende/{number}/{form}/")
            self.sees(anna, f"desk-{name}")
            anna.presses_in(f"/{form}/")
            self.sees(anna, f"desk-{name}-problems")
        anna.goes_to(f"/desk/arende/{number}/komplettering/")
        self.sees(anna, "desk-supplement")
        anna.presses_in("/komplettering/")
        self.sees(anna, "desk-supplement-problems")
        anna.asks_for_more(number, "Vi behöver en situationsplan i skala 1:500.")
        omar = self.people.staff("Omar", language=self.language)
        omar.opens_case(number)
        self.sees(omar, "desk-case-colleague")

    def deciding(self, number: str) -> None:
        """From the choice of outcome to the closed case, with a message that never arrives."""
        anna = self._anna()
        anna.opens_case(number)
        self.sees(anna, "desk-case-answered")
        anna.goes_to(f"/desk/arende/{number}/besluta/")
        self.sees(anna, "desk-outcome")
        anna.presses_in("/besluta/")
        self.sees(anna, "desk-outcome-problems")
        anna.chooses("refused")
        self.sees(anna, "desk-decide")
        anna.page.locator("textarea[name=reasons]").fill("")
        anna.presses_in("/besluta/")
        self.sees(anna, "desk-decide-problems")
        anna.page.locator("textarea[name=reasons]").fill("Altanen strider mot detaljplanen.")
        anna.presses_in("/besluta/")
        self.sees(anna, "desk-preview")
        anna.presses_in_preview()
        self.sees(anna, "desk-serve")
        simulators = self.people.torget.simulators
        simulators.tell("refused", addresses=["alva.strand@exempel.example"])
        anna.presses_in("/expediera/")
        self.sees(anna, "desk-case-decided")
        anna.goes_to("/desk/ej-framkomna/")
        anna.reloads_until("alva.strand@exempel.example")
        self.sees(anna, "desk-undelivered")
        simulators.tell("refused", addresses=[])
        anna.follows(anna.page.locator("main table form button").first)
        self.sees(anna, "desk-undelivered-none")

    def following_up(self, number: str) -> None:
        """What managers, administrators and the curious see."""
        anna = self._anna()
        anna.opens_case(number)
        anna.presses_in("/avsluta/")
        self.sees(anna, "desk-queue-closed")
        anna.goes_to(f"/desk/arende/{number}/uppgift/")
        self.sees(anna, "desk-follow-up")
        anna.page.locator("#title").fill("Slutsyn")
        anna.page.locator("#due_on").fill("2026-01-15")
        anna.presses_in("/uppgift/")
        self.sees(anna, "desk-case-followed-up")
        anna.goes_to("/desk/systemet/")
        self.sees(anna, "desk-forbidden")
        eva = self.people.staff("Eva", language=self.language)
        eva.goes_to("/desk/statistik/")
        self.sees(eva, "desk-statistics")
        eva.goes_to("/desk/kvalitet/")
        self.sees(eva, "desk-quality-none")
        eva.goes_to("/desk/logg/")
        self.sees(eva, "desk-trail-empty")
        eva.goes_to(f"/desk/logg/?q={number}")
        self.sees(eva, "desk-trail")
        eva.follows(eva.page.locator("main a[href*='/logg/person/']").first)
        self.sees(eva, "desk-trail-person")
        jonas = self.people.staff("Jonas", language=self.language)
        jonas.goes_to("/desk/systemet/")
        self.sees(jonas, "desk-status")
        per = self.people.staff("Per", language=self.language)
        per.goes_to("/desk/")
        self.sees(per, "desk-queue-contact-centre")
