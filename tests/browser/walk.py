"""The people who walk through Torget in a browser. Read a test aloud: it is what they do.

Nothing here looks for words on buttons that differ between Swedish and English, so the same walk
serves both languages.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Browser, Locator, Page, Response

from tests.browser.answering import Answers, fill_step
from torget.demo.people import PASSWORD, STAFF
from torget_simulators.authenticator import one_time_code

if TYPE_CHECKING:
    from tests.browser.running import Torget

MAJA, ERIK = "198803202384", "198611052393"  # married, three children
AMINA, JOHAN = "199006022389", "198701172390"  # two children, two homes
SARA, GUNNEL, TOMASZ = "199412019821", "195107082389", "198509752393"
KARIN = "198310239846"  # protected identity
DAVID = "199610102395"  # not in the population register

PHONE, DESK = 375, 1280  # widths in pixels
PATIENCE = 45_000  # milliseconds: others may be using the machine
MOST_STEPS = 40
ONWARD = "main .actions button[name=next]"
# What a browser says on the console about pages that are meant to be refused.
EXPECTED = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")


class Visitor:
    """Someone with a browser of their own. Remembers addresses, and what the console said."""

    width = PHONE

    def __init__(self, torget: Torget, chromium: Browser, **settings: Any) -> None:
        self.torget = torget
        self.language = settings.pop("language", "sv")
        width = settings.pop("width", self.width)
        settings.setdefault("viewport", {"width": width, "height": 800})
        self.context = chromium.new_context(**settings)
        self.context.set_default_timeout(PATIENCE)
        self.addresses: list[str] = []
        self.complaints: list[str] = []
        self.page = self.opens_tab()

    def opens_tab(self) -> Page:
        page = self.context.new_page()
        page.on("request", lambda request: self.addresses.append(request.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda message: self._hears(message.type, message.text))
        return page

    def _hears(self, kind: str, text: str) -> None:
        if kind in ("error", "warning") and not EXPECTED.match(text):
            self.complaints.append(text)

    def leaves(self) -> None:
        self.context.close()

    # --- getting about ------------------------------------------------------------------------

    def address(self, path: str) -> str:
        return f"{self.torget.site}{'/en' if self.language == 'en' else ''}{path}"

    def goes_to(self, path: str) -> Response | None:
        return self.page.goto(self.address(path))

    def follows(self, way: Locator) -> None:
        """Press something that leads to another page, and wait until that page is there."""
        with self.page.expect_navigation():
            way.click()

    def presses(self, words: str) -> None:
        """Press the button or follow the link that bears the words."""
        role = self.page.get_by_role("button", name=words)
        self.follows((role if role.count() else self.page.get_by_role("link", name=words)).first)

    def presses_in(self, form: str) -> None:
        """Send the form whose address ends so, by the last of its buttons that shows."""
        self.follows(self.page.locator(f"form[action$='{form}'] button:visible").last)

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.torget.site).removeprefix("/en")

    @property
    def heading(self) -> str:
        return self.page.locator("h1").inner_text().replace("\xad", "").strip()

    @property
    def text(self) -> str:
        """What the main part of the page says."""
        return self.page.locator("main").inner_text()

    @property
    def notices(self) -> list[str]:
        """What the page answers to what was just done."""
        return [text.strip() for text in self.page.locator(".notice.loud").all_inner_texts()]

    @property
    def problems(self) -> list[str]:
        """The error summary."""
        return self.page.locator(".problems li").all_inner_texts()

    def waits_for(self, path: str | re.Pattern[str]) -> None:
        """Wait until the browser stands on a page of the site whose path matches."""
        wanted = re.compile(path)
        site = self.torget.site
        self.page.wait_for_url(lambda url: url.startswith(site) and bool(wanted.search(url)))

    def reloads_until(self, words: str) -> None:
        """Load the page again, as one does, until it says the words."""
        eventually(lambda: self.page.reload() and words in self.text, f"{words!r} on {self.path}")

    # --- the questions of an e-service ---------------------------------------------------------

    @property
    def step(self) -> str:
        return self.path.partition("/steg/")[2].partition("/")[0]

    @property
    def draft(self) -> str:
        """The key of the draft that is open."""
        return self.path.split("/")[2]

    def goes_on(self) -> None:
        before = self.page.url
        self.follows(self.page.locator(ONWARD))
        if self.page.url == before and self.problems:
            raise AssertionError(f"{self.path}: {self.problems}")

    def answers(
        self, answers: Answers, *, until: str = "", on_arrival: Callable[[], None] = lambda: None
    ) -> Iterator[str]:
        """Answer step by step to the page where all is checked, or to the step `until`.

        Yields each step after it is filled in, before going on; `on_arrival` is called before.
        """
        for _step in range(MOST_STEPS):
            if "/steg/" not in self.path or self.step == until:
                return
            on_arrival()
            fill_step(self.page, answers)
            yield self.step
            self.goes_on()
        raise AssertionError(f"the form never ended: {self.path}")

    def fills_in(self, answers: Answers, *, until: str = "") -> list[str]:
        """Answer step by step; return the steps that were asked."""
        return list(self.answers(answers, until=until))

    def sends(self) -> str:
        """Send what needs no signature; return the number of the case."""
        self.page.locator("main form .actions button").first.click()
        self.waits_for("/kvittens/")
        return self.case_number

    @property
    def case_number(self) -> str:
        return self.page.locator(".receipt .number").inner_text()


def eventually(holds: Callable[[], Any], what: str, within: float = 90.0) -> Any:
    """Wait for something that the worker does; return it, or fail saying what never came."""
    deadline = time.monotonic() + within
    while not (answer := holds()):
        if time.monotonic() > deadline:
            raise AssertionError(f"never came: {what}")
        time.sleep(0.3)
    return answer


class Resident(Visitor):
    """Someone who lives in Solvik and has a phone with BankID."""

    number = ""

    def named(self, number: str) -> Resident:
        self.number = number
        return self

    # --- e-identification ---------------------------------------------------------------------

    def uses_bankid(self, *, other_device: bool = False) -> None:
        """Choose BankID, and approve in the app on this phone or after scanning with another."""
        method = "other_device" if other_device else "same_device"
        self.page.locator(f"main button[value={method}]").click()
        if other_device:
            self.waits_for("/bankid/")
            self.scans_and_approves()
        else:
            self.approves()

    def approves(self) -> None:
        """In the app that has opened: say who I am if asked, and approve."""
        self.page.wait_for_url(f"{self.torget.phone}/**")
        chooser = self.page.locator("select[name=resident]")
        if chooser.count():
            chooser.select_option(self.number)
        self.page.locator("button.primary").click()
        self.waits_for(r"^(?!.*/bankid/)")

    def scans_and_approves(self) -> None:
        """With the phone in the other hand: scan the newest code on the screen, and approve."""
        phone = self.opens_tab()
        phone.goto(self.torget.phone)
        phone.locator(
            "a[href^='/phone/orders/'], [action^='/phone/scan-newest/'] button"
        ).first.click()
        chooser = phone.locator("select[name=resident]")
        if chooser.count():
            chooser.select_option(self.number)
        with phone.expect_navigation():
            phone.locator("button.primary").click()
        phone.close()
        self.waits_for(r"^(?!.*/bankid/)")

    # --- an e-service -------------------------------------------------------------------------

    def logs_in(self) -> None:
        self.goes_to("/mina-sidor/")
        if "/logga-in/" in self.path:
            self.uses_bankid()

    def begins(self, service: str) -> None:
        """From the page of the service to its first step, logging in when asked to."""
        self.goes_to(f"/e-tjanst/{service}/")
        self.presses_in(f"/ansok/{service}/")
        if "/logga-in/" in self.path:
            self.uses_bankid()
        self.waits_for("/steg/")

    def goes_to_sign(self) -> None:
        self.page.locator("main form .actions button").first.click()
        self.waits_for("/skriv-under/")

    def signs(self, *, other_device: bool = False) -> str:
        """From the checked answers to the receipt; return the number of the case."""
        self.goes_to_sign()
        self.uses_bankid(other_device=other_device)
        self.waits_for("/kvittens/")
        return self.case_number

    def opens_case(self, number: str) -> None:
        self.goes_to(f"/mina-sidor/arende/{number}/")

    # --- Mina sidor ---------------------------------------------------------------------------

    def writes(self, text: str) -> None:
        self.page.locator("textarea[name=text]").fill(text)
        self.presses_in("/skriv/")


class Staff(Visitor):
    """Someone who works in Solvik."""

    width = DESK
    name = ""

    def named(self, name: str) -> Staff:
        self.member = next(member for member in STAFF if member.name.startswith(name))
        return self

    def types_password(self, password: str = PASSWORD) -> None:
        self.page.locator("input[name=login]").fill(self.member.email)
        self.page.locator("input[name=password]").fill(password)
        self.follows(self.page.locator("main form:has(input[name=login]) button").first)

    def types_code(self) -> None:
        """Type the code that the app shows, and its next one if the half minute ended meanwhile."""
        self._sends_code()
        if self.page.locator("input[name=code]").count():
            self._sends_code()

    def _sends_code(self) -> None:
        self.page.locator("input[name=code]").fill(self._fresh_code())
        self.follows(self.page.locator("main form:has(input[name=code]) button").first)

    def _fresh_code(self) -> str:
        """The code that the app shows, or the next one when this one has been used."""
        code = one_time_code(self.member.secret, time.time())
        while code in self.torget.used_codes:
            time.sleep(0.5)
            code = one_time_code(self.member.secret, time.time())
        self.torget.used_codes.add(code)
        return code

    def logs_in(self) -> None:
        self.goes_to("/desk/")
        if "/logga-in/" in self.path:
            self.types_password()
            self.types_code()
            self.waits_for("/desk/$")

    def opens_case(self, number: str) -> None:
        self.goes_to(f"/desk/arende/{number}/")

    def takes(self, number: str) -> None:
        self.opens_case(number)
        self.presses_in("/ta/")

    def writes(self, text: str) -> None:
        self.page.locator("textarea[name=text]").fill(text)
        self.presses_in("/skriv/")

    def notes(self, text: str) -> None:
        self.page.locator("textarea[name=note]").fill(text)
        self.presses_in("/anteckna/")

    def asks_for_more(self, number: str, text: str) -> None:
        self.goes_to(f"/desk/arende/{number}/komplettering/")
        self.page.locator("textarea[name=text]").fill(text)
        self.presses_in("/komplettering/")

    def decides(self, number: str, outcome: str) -> None:
        """Choose the outcome, take the proposed text, read it through, decide and serve."""
        self.goes_to(f"/desk/arende/{number}/besluta/")
        self.chooses(outcome)
        reasons = self.page.locator("textarea[name=reasons]")
        reasons.fill(f"{reasons.input_value()}det saknas mark att bygga på.")
        self.presses_in("/besluta/")
        self.presses_in_preview()
        self.presses_in("/expediera/")

    def chooses(self, outcome: str) -> None:
        self.page.locator(f"main input[name=outcome][value={outcome}]").check()
        self.presses_in("/besluta/")

    def presses_in_preview(self) -> None:
        self.follows(self.page.locator("main form[action$='/fatta/'] .actions button").first)

    def table(self, selector: str = "main table tbody tr") -> Locator:
        return self.page.locator(selector)
