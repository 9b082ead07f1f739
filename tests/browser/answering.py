"""Filling in a step as a person does: by pressing and writing, or by the keyboard alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from playwright.sync_api import FilePayload, Locator, Page

Answers = Mapping[str, Any]
OTHER = "other"
BEGINNINGS = {
    "pdf": b"%PDF-1.7\n",
    "png": b"\x89PNG\r\n\x1a\n",
    "jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00",
    "dwg": b"AC1032\x00\x00",
    "exe": b"MZ\x90\x00\x03\x00\x00\x00",
}
KINDS = {"pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg"}
MOST_STOPS = 90  # places to press Tab past, on the way through one page


def a_file(name: str, size: int = 2_000) -> FilePayload:
    """A file that begins as its ending promises."""
    ending = name.rpartition(".")[2]
    kind = KINDS.get(ending, "application/octet-stream")
    return {"name": name, "mimeType": kind, "buffer": BEGINNINGS[ending].ljust(size, b".")}


def fill_step(page: Page, answers: Answers) -> None:
    """Answer every question on the page that may be answered; leave what is locked."""
    for key, answer in answers.items():
        if is_files(answer):
            add_files(page, key, *[a_file(file["name"]) for file in answer])
        else:
            _answer(page, key, answer)


def add_files(page: Page, key: str, *files: FilePayload) -> None:
    """Pick files, and wait until the page shows them as saved."""
    picker = page.locator(f"main input[type=file][name='{key}']")
    if picker.count() == 0 or page.get_by_text(files[0]["name"], exact=True).count():
        return
    picker.set_input_files(list(files))
    manual = page.locator(f"main button[name=upload][value='{key}']")
    if manual.is_visible():  # without JavaScript
        manual.click()
    page.locator("main button[name=remove]").nth(len(files) - 1).wait_for()


def _answer(page: Page, key: str, answer: Any) -> None:
    for name, text in fields_of(key, answer):
        for field in page.locator(f"main [name='{name}']").all():
            match field.get_attribute("type") or field.evaluate("e => e.localName"):
                case "radio" | "checkbox":
                    if field.get_attribute("value") == text:
                        field.check()
                case "select":
                    field.select_option(text)
                case _ if field.get_attribute("readonly") is None and field.is_visible():
                    field.fill(text)


def fields_of(key: str, answer: Any) -> list[tuple[str, str]]:
    """The fields an answer is written in, as (name, text); a list gives a field several times."""
    match answer:
        case bool():
            return [(key, "yes" if answer else "no")]
        case int() | float():
            return [(key, str(answer).replace(".", ","))]
        case {"other": text}:
            return [(key, OTHER), (f"{key}.{OTHER}", text)]
        case {"number": number} if "name" not in answer or "born_on" in answer:
            return [(key, number)]  # one of one's children
        case {"from": first, "to": last}:
            return [*fields_of(f"{key}.from", first), *fields_of(f"{key}.to", last)]
        case dict():
            return [(f"{key}.{part}", _text(value)) for part, value in answer.items()]
        case [{**row}, *_] if "other" not in row:  # a table
            return [
                field
                for number, row in enumerate(answer)
                for inner, value in row.items()
                for field in fields_of(f"{key}.{number}.{inner}", value)
            ]
        case list():
            return [field for item in answer for field in fields_of(key, item)]
        case str() if _day(answer):
            day = date.fromisoformat(answer)
            parts = {"day": day.day, "month": day.month, "year": day.year}
            return [(f"{key}.{part}", str(number)) for part, number in parts.items()]
    return [(key, _text(answer))]


def _text(value: Any) -> str:
    return "" if value is None else str(value).replace(".", ",") if _is_number(value) else value


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float)


def _day(text: str) -> bool:
    return len(text) == 10 and text[4] == text[7] == "-"


def is_files(answer: Any) -> bool:
    """Whether the answer is a list of files, as personas describe them."""
    return isinstance(answer, list) and bool(answer) and "sha256" in answer[0]


# --- by the keyboard alone ------------------------------------------------------------------


class Keyboard:
    """A person who only has Tab, Shift-Tab, Space, the arrows and Enter, and who can read."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def goes_to(self, selector: str, *, back: bool = False) -> Locator:
        """Press Tab until the focus is on what the selector names; fail if it never comes."""
        for _stop in range(MOST_STOPS):
            if self.page.locator(f"{selector}:focus").count():
                return self.page.locator(f"{selector}:focus")
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
        raise AssertionError(f"the keyboard never reaches {selector} on {self.page.url}")

    def presses(self, selector: str, key: str = "Enter") -> None:
        self.goes_to(selector)
        self.page.keyboard.press(key)

    def fills_step(self, answers: Answers) -> None:
        """Answer what is on the page in the order the page has it, and go on."""
        wanted: dict[str, list[str]] = {}
        for key, answer in answers.items():
            for name, text in [] if is_files(answer) else fields_of(key, answer):
                wanted.setdefault(name, []).append(text)
        files = {key: answer for key, answer in answers.items() if is_files(answer)}
        for key in files:
            if self.page.locator(f"main input[type=file][name='{key}']").count():
                self._adds(key, files[key])
        onward = "main .actions button[name=next]"
        for _stop in range(MOST_STOPS):
            if self.page.locator(f"{onward}:focus").count():
                with self.page.expect_navigation():
                    self.page.keyboard.press("Enter")
                return
            self._writes(wanted)
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard never reaches the way on at {self.page.url}")

    def _writes(self, wanted: dict[str, list[str]]) -> None:
        """Answer the field that has the focus, if an answer is known."""
        field = self.page.locator("main [name]:focus")
        if field.count() == 0 or field.get_attribute("readonly") is not None:
            return
        texts = wanted.get(field.get_attribute("name") or "", [])
        match field.get_attribute("type") or field.evaluate("e => e.localName"):
            case _ if not texts:
                return
            case "radio":
                self._chooses(texts[0])
            case "checkbox":
                if not field.is_checked() and field.get_attribute("value") in texts:
                    self.page.keyboard.press("Space")
            case "select":
                self.page.keyboard.type(field.locator(f"[value='{texts[0]}']").inner_text())
            case _:
                self.page.keyboard.press("Control+a")
                self.page.keyboard.type(texts[0])

    def _chooses(self, value: str) -> None:
        """Move within a group of radio buttons: Space takes the first, arrows the next."""
        self.page.keyboard.press("Space")
        for _option in range(MOST_STOPS):
            if self.page.locator("main :focus").get_attribute("value") == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"there is no {value} to choose on {self.page.url}")

    def _adds(self, key: str, files: list[dict[str, Any]]) -> None:
        with self.page.expect_file_chooser() as chooser:
            self.presses(f"main input[type=file][name='{key}']")
        chooser.value.set_files([a_file(file["name"]) for file in files])
        self.page.locator("main button[name=remove]").nth(len(files) - 1).wait_for()
