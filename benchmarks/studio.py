"""Writing a service of 150 questions and 60 rules in the studio, as the editor's script does it."""

import statistics
import time
from dataclasses import dataclass

from lxml import html

from benchmarks.language import large_definition
from benchmarks.people import Browser, Stuck, log_in_officer
from benchmarks.system import System

BUILDER = "sofia.lund@solvik.example"
KEY = "large"
HERE = f"/studio/{KEY}/"
QUESTION = f"{HERE}fragor/29/4/"
STEP = "step29"  # the last one, where something is changed and which the frame shows
ROUNDS = 15
LABEL = "label: {sv: Fråga, en: Question}"


@dataclass(frozen=True, slots=True)
class Waits:
    """Medians in ms. `edit`: saved, what stands beside the text, and the step shown anew, while
    one writes. `form`: the same from a question's form, where the text is written out again.
    `save`: saved by the button, and the whole page that it leads to."""

    edit: float
    form: float
    save: float


def waits(torget: System) -> Waits:
    """What the builder waits for, each time with a text that nobody has seen before."""
    browser = log_in_officer(torget, BUILDER)
    browser.open("/studio/ny-tjanst/")
    browser.post("/studio/ny-tjanst/", {"key": KEY, "source": "", "unit": "kundcenter"})
    text = large_definition()
    _saved(browser, text)
    texts = [_changed(text, f"Fråga {turn}") for turn in range(ROUNDS)]
    edits = [_edited(browser, HERE, {"which": "source", "text": one}) for one in texts]
    saves = [_saved(browser, _changed(text, f"Annan {turn}")) for turn in range(ROUNDS)]
    labels = [{"label.sv": f"Ny {turn}", "label.en": "New"} for turn in range(ROUNDS)]
    forms = [_edited(browser, QUESTION, typed) for typed in labels]
    return Waits(*(statistics.median(times) for times in (edits, forms, saves)))


def _changed(text: str, label: str) -> str:
    """The text with the last question asked in other words."""
    before, found, after = text.rpartition(LABEL)
    return f"{before}{found.replace('Fråga', label)}{after}"


def _fields(browser: Browser, page: str, typed: dict[str, str]) -> dict[str, str]:
    """What the page's form sends with what is typed."""
    on = browser.open(page).document.xpath("//form[@data-autosave]//input[@name='on']/@value")
    return {"csrfmiddlewaretoken": browser.token, "on": str(on[0]), **typed}


def _saved(browser: Browser, text: str) -> float:
    fields = _fields(browser, HERE, {"which": "source", "text": text})
    began = time.perf_counter()
    browser.post(f"{HERE}spara/", fields)
    return (time.perf_counter() - began) * 1000


def _edited(browser: Browser, page: str, typed: dict[str, str]) -> float:
    """What is typed saved quietly, then the frame's own form asking for its step once more."""
    session, frame = browser.session, f"{browser.url}{HERE}visa/?steg={STEP}"
    shown = html.fromstring(session.get(frame).content)
    carried = {
        str(field.get("name")): str(field.get("value", ""))
        for field in shown.xpath("//form//input[@name]")
    }
    fields = _fields(browser, page, typed)
    address = f"{browser.url}{HERE}spara/" if page == HERE else f"{browser.url}{page}"
    began = time.perf_counter()
    saved = session.post(address, data=fields, headers={"X-Quiet": "1"})
    again = session.post(frame, data={**carried, "show": "1"})
    waited = (time.perf_counter() - began) * 1000
    if "X-Revision" not in saved.headers or again.status_code != 200:
        raise Stuck(f"{saved.status_code} {again.status_code} in the studio")
    return waited
