"""A browser, the people in it, and what it remembers of them from one test to another."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from tests.browser.running import Torget
from tests.browser.walk import Resident, Staff, Visitor
from torget.foundation.chromium import ARGUMENTS, chromium_program


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser named by TORGET_CHROMIUM, the machine's own, or Playwright's."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_program(), args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


class People:
    """Gives browsers to people. Those who have logged in once are remembered as logged in."""

    def __init__(self, torget: Torget, browser: Browser) -> None:
        self.torget = torget
        self.browser = browser
        self.remembered: dict[str, Any] = {}
        self.here: list[Visitor] = []

    def stranger(self, **settings: Any) -> Resident:
        """Someone nobody knows."""
        resident = Resident(self.torget, self.browser, **settings)
        self.here.append(resident)
        return resident

    def newcomer(self, number: str, **settings: Any) -> Resident:
        """A resident who has not logged in."""
        return self.stranger(**settings).named(number)

    def resident(self, number: str, **settings: Any) -> Resident:
        """A resident who is logged in."""
        if number not in self.remembered:
            once = self.newcomer(number)
            once.logs_in()
            self.remembered[number] = once.context.storage_state()
        return self.newcomer(number, storage_state=self.remembered[number], **settings)

    def stranger_at_desk(self, name: str, **settings: Any) -> Staff:
        """Someone who works here and has not logged in."""
        member = Staff(self.torget, self.browser, **settings).named(name)
        self.here.append(member)
        return member

    def staff(self, name: str, **settings: Any) -> Staff:
        """Someone who works here, logged in with two factors."""
        if name not in self.remembered:
            once = self.stranger_at_desk(name)
            once.logs_in()
            self.remembered[name] = once.context.storage_state()
        return self.stranger_at_desk(name, storage_state=self.remembered[name], **settings)

    def all_leave(self) -> tuple[list[str], list[str]]:
        """Close every browser; return what consoles complained of, and every address visited."""
        complaints = [line for visitor in self.here for line in visitor.complaints]
        addresses = [line for visitor in self.here for line in visitor.addresses]
        for visitor in self.here:
            visitor.leaves()
        self.here.clear()
        return complaints, addresses
