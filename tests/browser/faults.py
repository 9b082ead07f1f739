"""Looks for faults on a page: axe's rules, and what does not fit on a small screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.walk import DESK

AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
NARROW = 320  # WCAG 2.2, 1.4.10: no scrolling sideways at this width
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = """async (options) => {
  const found = await axe.run(document, options);
  return found.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")} ${node.any[0]?.message ?? ""}`));
}"""
# Anything that sticks out to the right, unless it stands in a box that scrolls by itself.
WIDER = """() => document.documentElement.scrollWidth > innerWidth
  ? [...document.querySelectorAll("body *")]
      .filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
      .slice(0, 3).map((e) => `${e.localName}.${e.className}`)
  : []"""


@dataclass
class Inspector:
    """A camera that remembers faults. Each page is seen narrow and wide, light and dark."""

    language: str
    faults: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)

    def __call__(self, page: Page, name: str) -> None:
        self.seen.append(name)
        if page.evaluate("document.documentElement.lang") != self.language:
            self.faults.append(f"{name}: not in {self.language}")
        page.evaluate(AXE.read_text("utf-8"))
        was = page.viewport_size or {"width": NARROW, "height": 800}
        for width, scheme in ((NARROW, "light"), (DESK, "dark")):
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            self._note(f"{name} {width} {scheme}", page.evaluate(RUN, {"runOnly": RULES}))
            self._note(f"{name} {width} sticks out", page.evaluate(WIDER))
        self._colours(page, name)
        page.set_viewport_size(was)
        page.emulate_media(color_scheme="light")

    def _colours(self, page: Page, name: str) -> None:
        """The two ways of seeing that are left: only colours can differ in them."""
        colours = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
        for width, scheme in ((DESK, "light"), (NARROW, "dark")):
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            self._note(f"{name} {width} {scheme}", page.evaluate(RUN, colours))

    def _note(self, where: str, faults: list[str]) -> None:
        self.faults += [f"{where}: {fault}" for fault in faults]
