"""The whole way from an idea to a changed service and back, without a mouse."""

from __future__ import annotations

from dataclasses import dataclass

from tests.browser.people import People
from tests.browser.walk import DESK, Visitor, eventually
from tests.rooms.eservices.texts import PERSONAS, SOURCE

HERE = "/studio/gunga/"
SERVICE = SOURCE.replace("cykelstall", "gunga").replace("CYK", "GUN")
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


def _makes(keys: Keys) -> None:
    keys.visitor.goes_to("/studio/")
    keys.press("a[href$='/ny-tjanst/']")
    keys.write("#key", "gunga")
    keys.write("#title", "Önska en gunga")
    keys.press("main form .actions button")
    keys.write("#text", SERVICE)
    state = keys.visitor.page.locator("[data-state]")
    eventually(lambda: "Inga fel i texten." in state.inner_text(), "a text without faults")
    keys.press("a[href$='text=personas']")
    keys.write("#text", PERSONAS)
    keys.press(".studio-text .actions button")  # Tab leads out of the text again


def _publishes(keys: Keys, news: str, version: int) -> None:
    keys.press("a[href$='/kontroll/']")
    keys.press("[data-inspection] button")
    assert keys.visitor.notices == ["Sidorna är granskade. Se vad som hittades nedan."]
    keys.write("#what_is_new", news)
    keys.press("form[action$='/publicera/'] button")
    assert keys.visitor.notices == [f"Version {version} är publicerad."]


def _applies(keys: Keys, where: str) -> None:
    """From the service's page to the step after the first."""
    keys.visitor.goes_to("/e-tjanst/gunga/")
    keys.press("form[action$='/ansok/gunga/'] button")
    keys.choose("where", where)
    keys.press("main button[name=next]")


def _changes(keys: Keys) -> None:
    keys.visitor.goes_to(f"{HERE}fragor/")
    keys.press("a[href$='/fragor/1/0/']")
    keys.write("#f-label", "Berätta om platsen")
    keys.press("main form .actions button")


def test_a_service_is_made_published_used_changed_and_published_again_by_keyboard_alone(
    people: People,
) -> None:
    sofia = Keys(people.staff("Sofia", width=DESK))
    _makes(sofia)
    _publishes(sofia, "Första versionen.", 1)

    anyone, slow = Keys(people.stranger()), Keys(people.stranger())
    _applies(anyone, "school")
    anyone.press("main form .actions button")
    assert anyone.visitor.page.locator(".receipt .number").inner_text().startswith("GUN-")
    _applies(slow, "elsewhere")

    _changes(sofia)
    sofia.visitor.goes_to(HERE)
    _publishes(sofia, "Tydligare fråga.", 2)

    slow.visitor.page.reload()
    assert "Beskriv platsen" in slow.visitor.text  # the draft stays on the version it began with
    slow.write("textarea[name=description]", "Vid dammen.")
    slow.press("main button[name=next]")
    slow.press("main form .actions button")
    assert slow.visitor.page.locator(".receipt .number").inner_text().startswith("GUN-")
