"""Looks for faults on a page: axe's rules, and what does not fit on a small screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.browser.walk import DESK

AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
NARROW = 320  # WCAG 2.2, 1.4.10: no scrolling sideways at this width
RULES: dict[str, Any] = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
# The rules whose outcome depends on colours and room: the rest is the same in every guise.
SIGHT: dict[str, Any] = {
    "runOnly": {
        "type": "rule",
        "values": [
            "color-contrast",
            "link-in-text-block",
            "scrollable-region-focusable",
            "target-size",
        ],
    }
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
# The page without its words and without repeated rows. Pages alike in this are alike to axe.
SKELETON = """() => {
  const of = (e) => {
    const own = [...e.attributes].filter((a) => !/^(id|for|value|href|src|name|data-|title|alt|d$)/
      .test(a.name) && !/^(ids?ref|q-)/.test(a.value)).map((a) => `${a.name}=${
        /^aria-(describedby|labelledby|label)$/.test(a.name) ? "" : a.value}`);
    const inner = new Set([...e.children].map(of));
    return `${e.localName}[${own.sort()}](${[...inner]})`;
  };
  return of(document.body);
}"""


@dataclass
class Inspector:
    """A camera that remembers faults.

    A page is seen in Swedish on a small light screen and on a large dark one; and what has its
    address in English on a large light one and on a small dark one.
    """

    faults: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    known: set[str] = field(default_factory=set)

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

    def _looks(
        self, page: Page, where: str, first: tuple[int, Any], other: tuple[int, Any]
    ) -> None:
        language = page.evaluate("document.documentElement.lang")
        if not where.endswith(language):
            self.faults.append(f"{where}: is in {language}")
        skeleton = f"{language} {page.evaluate(SKELETON)}"
        is_new = skeleton not in self.known
        self.known.add(skeleton)
        if is_new:
            page.evaluate(AXE.read_text("utf-8"))
        for (width, scheme), rules in ((first, RULES), (other, SIGHT)):
            page.set_viewport_size({"width": width, "height": 800})
            # Without motion: colours on their way from light to dark would count as faults.
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found = page.evaluate(RUN, rules) if is_new else []
            found += page.evaluate(WIDER)
            self.faults += [f"{where} {width} {scheme}: {fault}" for fault in found]
