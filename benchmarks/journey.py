"""A resident applies for a building permit: from the service's page to a receipt and an e-mail."""

import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

import requests

from benchmarks.people import (
    NUMBERS,
    Browser,
    Files,
    Stuck,
    approve,
    log_in,
    wait_for_order,
)
from benchmarks.system import System

DRAWING = b"%PDF-1.7\n" + b"0 0 m 100 100 l S\n" * 16_000  # some 290 kB
ANSWERS = {
    "property": "Solvik Strand 1:14",
    "role": "owner",
    "kind": "extension",
    "building_type": "dwelling",
    "area": "24",
    "height": "5,5",
    "boundary_distance": "12",
    "description": "Vi bygger ut köket mot trädgården.",
    "start_on.day": "1",
    "start_on.month": "5",
    "start_on.year": "2027",
    "has_supervisor": "no",
    "name": "Maja Lindqvist",
    "address.street": "Strandvägen 14",
    "address.postal_code": "98910",
    "address.city": "Solvik",
    "email": "maja@exempel.example",
    "phone": "070-174 06 05",
    "invoice_to_me": "yes",
    "assurance": "yes",
}
MOST_STEPS = 30
AT_ONCE = 2  # people: while one waits for the e-ID another goes on


def start_draft(browser: Browser) -> str:
    """Begin a permit application; return the path of its first step."""
    browser.open("/e-tjanst/bygglov/").post("/ansok/bygglov/", {})
    return browser.path


def fill_in(
    browser: Browser,
    *,
    until: str = "kontrollera",
    answers: Mapping[str, str] = ANSWERS,
    pause: Callable[[], None] = lambda: None,
) -> str:
    """Answer step after step until the step (or page) so named; return its path."""
    for _step in range(MOST_STEPS):
        if f"/{until}/" in browser.path:
            return browser.path
        names, files = browser.names, None
        if "drawings" in names:
            files = {"drawings": ("ritning.pdf", DRAWING, "application/pdf")}
        pause()
        _answer(browser, {name: answers[name] for name in names & answers.keys()}, files)
    raise Stuck(f"never came to {until}, but to {browser.path}")


def _answer(browser: Browser, fields: dict[str, str], files: Files | None) -> None:
    before = browser.path
    browser.post(before, {**fields, "next": "1"}, files)
    if browser.path == before:
        raise Stuck(f"{before}: {browser.document.text_content()[:500]}")


def sign(torget: System, browser: Browser, number: str) -> str:
    """From the page where answers are checked to the receipt; return the receipt's path."""
    browser.post(browser.path, {"shown_digest": ""})
    browser.post(browser.path, {"method": "same_device"})
    approve(torget, number)
    wait_for_order(browser)
    if "/kvittens/" not in browser.path:
        raise Stuck(f"no receipt, but {browser.path}")
    return browser.path


def whole_journey(torget: System, number: str, browser: Browser | None = None) -> None:
    """From the service's page through log-in, steps, a file and a signature to the receipt."""
    browser = browser or Browser(torget.url)
    browser.open("/e-tjanst/bygglov/").post("/ansok/bygglov/", {})
    log_in(torget, browser, number)
    fill_in(browser)
    sign(torget, browser, number)


def journeys_cpu_ms(torget: System, rounds: int) -> float:
    """CPU of website, worker and database for one journey, receipt and e-mail included.

    What the system spends idling meanwhile is measured first and taken away.
    """
    idle = _idle_cpu_per_second(torget)
    mails = _mails(torget)
    cpu, began = torget.cpu_ms(), time.monotonic()
    for _round in range(rounds):
        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(lambda number: whole_journey(torget, number), NUMBERS))
    count = rounds * len(NUMBERS)
    while _mails(torget) < mails + count:
        time.sleep(0.1)
    passed = time.monotonic() - began
    return (torget.cpu_ms() - cpu - idle * passed) / count


def _idle_cpu_per_second(torget: System, seconds: float = 6.0) -> float:
    before = torget.cpu_ms()
    time.sleep(seconds)
    return (torget.cpu_ms() - before) / seconds


def _mails(torget: System) -> int:
    return len(requests.post(f"{torget.simulators}/control/mails", json={}, timeout=10).json())
