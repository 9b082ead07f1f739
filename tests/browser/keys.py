"""Going about without a mouse."""

from __future__ import annotations

from dataclasses import dataclass

from tests.browser.walk import Visitor

MOST = 200  # presses of Tab before one gives up
IS_HERE = "wanted => document.activeElement.matches(wanted)"
IS_SEEN = """() => {
  const seen = (e) => getComputedStyle(e).outlineStyle !== "none"
    || getComputedStyle(e).boxShadow !== "none";
  const here = document.activeElement;
  return seen(here) || seen(here.parentElement);
}"""


@dataclass
class Keys:
    """Hands on a keyboard: Tab until one stands where one wants to be, and see that one does."""

    visitor: Visitor

    def go_to(self, wanted: str) -> None:
        page = self.visitor.page
        for _press in range(MOST):
            page.keyboard.press("Tab")
            if page.evaluate(IS_HERE, wanted):
                assert page.evaluate(IS_SEEN), f"nobody sees where they are: {wanted}"
                return
        raise AssertionError(f"Tab never came to {wanted} on {self.visitor.path}")

    def press(self, wanted: str) -> None:
        """Something that leads to another page."""
        self.go_to(wanted)
        with self.visitor.page.expect_navigation():
            self.visitor.page.keyboard.press("Enter")

    def write(self, wanted: str, text: str) -> None:
        """Into a field, instead of what stood there."""
        self.go_to(wanted)
        self.visitor.page.keyboard.press("Control+A")
        self.visitor.page.keyboard.insert_text(text)

    def choose(self, name: str, value: str) -> None:
        """One of the buttons of a question: Tab to the first, arrows to the right one."""
        self.go_to(f"input[name={name}]")
        self.visitor.page.keyboard.press("Space")
        for _press in range(MOST):
            if self.visitor.page.evaluate(IS_HERE, f"input[name={name}][value={value}]"):
                return
            self.visitor.page.keyboard.press("ArrowDown")

    def hit(self, *keys: str) -> None:
        """Keys one after another that lead to another page."""
        with self.visitor.page.expect_navigation():
            for key in keys:
                self.visitor.page.keyboard.press(key)
