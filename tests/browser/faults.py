"""Looks for faults on a page: axe's rules, and what does not fit on a small screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.browser.walk import DESK

AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
NARROW = 320  # WCAG 2.2, 1.4.10: no scrolling sideways at this width
OPTIONS: dict[str, Any] = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
}
RUN = """async (options) => {
  const found = await axe.run(document, options);
  return found.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")} ${node.any[0]?.message ?? ""}`));
}"""
# What stands outside the right edge of the screen, when that makes the page scroll sideways.
WIDER = """() => document.documentElement.scrollWidth > innerWidth
  ? [...document.querySelectorAll("body *")]
      .filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
      .slice(0, 3).map((e) => `${e.localName}.${e.className} sticks out`)
  : []"""


@dataclass
class Inspector:
    """A camera that remembers faults.

    A page is seen in Swedish on a small light screen and on a large dark one; and what has its
    address in English on a large light one and on a small dark one.
    """

    faults: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)

    def __call__(self, page: Page, name: str) -> None:
        self.seen.append(name)
        size = page.viewport_size or {"width": NARROW, "height": 800}
        self._looks(page, f"{name} sv", (NARROW, "light"), (DESK, "dark"))
        page.set_viewport_size(size)
        page.emulate_media(color_scheme="light")
        self._in_english(page, name)

    def _in_english(self, page: Page, name: str) -> None:
        address = page.locator("header a[lang=en]")
        if address.count() == 0:
            return
        tab = page.context.new_page()
        tab.goto(address.evaluate("link => link.href"))
        self._looks(tab, f"{name} en", (DESK, "light"), (NARROW, "dark"))
        tab.close()

    def _looks(self, page: Page, where: str, *guises: tuple[int, Any]) -> None:
        language = page.evaluate("document.documentElement.lang")
        if not where.endswith(language):
            self.faults.append(f"{where}: is in {language}")
        page.evaluate(AXE.read_text("utf-8"))
        for width, scheme in guises:
            page.set_viewport_size({"width": width, "height": 800})
            # Without motion: colours on their way from light to dark would count as faults.
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found = page.evaluate(RUN, OPTIONS) + page.evaluate(WIDER)
            self.faults += [f"{where} {width} {scheme}: {fault}" for fault in found]
