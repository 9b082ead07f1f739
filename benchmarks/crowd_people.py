"""Residents and officers who work at the same time, and what each was told had been done."""

import random
import re
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlencode, urlsplit

import requests

from benchmarks.journey import ANSWERS, fill_in, sign
from benchmarks.people import Browser, CutShort, Files, Stuck, log_in, log_in_officer
from benchmarks.system import System

BYGGLOV = "/e-tjanst/bygglov/"
PARTICULAR = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|[A-Z]{3,4}-\d{4}-\d+|\d+")
TRIES = 30  # with a second between, while a killed process comes back


class HomeTime(Exception):
    """The time is out; nobody begins anything more."""


@dataclass
class Ledger:
    """What everyone was told had been done, how long they waited, and what went wrong."""

    waits: list[tuple[str, float]] = field(default_factory=list)  # page and seconds, per answer
    applied: dict[str, str] = field(default_factory=dict)  # mark in the application: case number
    tried: set[str] = field(default_factory=set)  # marks of what was perhaps sent
    said: dict[str, str] = field(default_factory=dict)  # mark in a message or note: case number
    decided: dict[str, str] = field(default_factory=dict)  # case number: mark in the decision
    done: Counter[str] = field(default_factory=Counter)
    interrupted: int = 0  # answers that never came, asked for again
    faults: list[str] = field(default_factory=list)


@dataclass
class Person(Browser):
    """A browser whose owner presses again when no answer comes, and notes every wait."""

    ledger: Ledger = field(default_factory=Ledger)

    def open(self, path: str) -> Self:
        self.page = self._asked(lambda: self.session.get(self.url + path, timeout=30))
        return self._checked()

    def post(self, path: str, fields: dict[str, str], files: Files | None = None) -> Self:
        data = {"csrfmiddlewaretoken": self.token, **fields}
        self.page = self._asked(
            lambda: self.session.post(self.url + path, data=data, files=files, timeout=30)
        )
        return self._checked()

    def send(self, ending: str, **typed: str) -> Self:
        """Send the page's form whose address ends so, with what it holds and what is typed."""
        forms = self.document.xpath("//form")
        form = next(form for form in forms if str(form.get("action", "")).endswith(ending))
        action = str(form.get("action"))
        fields = {name: value or "" for name, value in form.form_values() if name} | typed
        if form.method == "GET":
            return self.open(f"{action}?{urlencode(fields)}")
        return self.post(action, fields)

    def offers(self, ending: str) -> bool:
        return any(
            str(form.get("action")).endswith(ending) for form in self.document.xpath("//form")
        )

    def _asked(self, ask: Callable[[], requests.Response]) -> requests.Response:
        for _try in range(TRIES):
            try:
                answer = ask()
            except requests.ConnectionError:
                self.ledger.interrupted += 1
                time.sleep(1)
                continue
            self.ledger.waits += [
                (_page(one.request.method, one.url), one.elapsed.total_seconds())
                for one in (*answer.history, answer)
            ]
            return answer
        raise Stuck("no answer")


@dataclass(frozen=True)
class Work:
    """The time there is, and how long people think between two pages."""

    torget: System
    ledger: Ledger
    until: float  # time.monotonic()
    think: float  # seconds on average

    def goes_on(self) -> bool:
        return time.monotonic() < self.until

    def pause(self) -> None:
        """Think; raises HomeTime when the time is out meanwhile."""
        left = self.until - time.monotonic()
        time.sleep(max(0.0, min(random.expovariate(1 / self.think), left)))
        if not self.goes_on():
            raise HomeTime

    def person(self) -> Person:
        return Person(self.torget.url, ledger=self.ledger)


def resident(work: Work, number: str) -> None:
    """Log in, and apply, look and write until the time is out."""
    person = work.person()
    _again_and_again(work, f"resident {number}", lambda: _log_in(work, person, number))
    while work.goes_on():
        _fault_noted(work, f"resident {number}", lambda: _resident_round(work, person, number))


def _log_in(work: Work, person: Person, number: str) -> None:
    person.open("/logga-in/?next=/mina-sidor/")
    log_in(work.torget, person, number)


def _resident_round(work: Work, person: Person, number: str) -> None:
    ledger, mark = work.ledger, _mark()
    person.open("/").open("/sok/?q=bygga+ut")
    work.pause()
    person.open(BYGGLOV).post("/ansok/bygglov/", {})
    fill_in(person, answers=ANSWERS | {"description": mark}, pause=work.pause)
    ledger.tried.add(mark)
    sign(work.torget, person, number)
    case = str(person.document.xpath("//*[@class='number']")[0].text_content()).strip()
    ledger.applied[mark] = case
    ledger.done["applications"] += 1
    work.pause()
    person.open("/mina-sidor/")
    page = f"/mina-sidor/arende/{case}/"
    person.open(page)
    work.pause()
    mark = _mark()
    person.send("/skriv/", text=mark)
    ledger.said[mark] = case
    ledger.done["messages from residents"] += 1


def officer(work: Work, email: str) -> None:
    """Log in, and take, note, write and decide until the time is out."""
    person = work.person()
    _again_and_again(work, email, lambda: _log_in_officer(work, person, email))
    while work.goes_on():
        _fault_noted(work, email, lambda: _officer_round(work, person))


def _log_in_officer(work: Work, person: Person, email: str) -> None:
    known = log_in_officer(work.torget, email)
    person.session, person.page = known.session, known.page


def _officer_round(work: Work, person: Person) -> None:
    """One of the first cases in the queue, the same for many officers at once."""
    person.open("/desk/?visa=open")
    work.pause()
    paths = person.document.xpath("//main//tbody//a[contains(@href, '/desk/arende/')]/@href")
    if not paths:
        return
    path = str(random.choice(paths[:10]))
    case = path.rstrip("/").rpartition("/")[2]
    person.open(path)
    work.pause()
    if person.offers("/ta/"):
        person.send("/ta/")
        work.ledger.done["cases taken"] += 1
    for ending, name in (("/anteckna/", "note"), ("/skriv/", "text")):
        mark = _mark()
        if person.offers(ending):
            person.send(ending, **{name: mark})
            work.ledger.said[mark] = case
            work.ledger.done["messages and notes from officers"] += 1
            work.pause()
    _decide(work, person, case)


def _decide(work: Work, person: Person, case: str) -> None:
    """Decide and serve, unless a colleague was first: then the page says so."""
    mark = _mark()
    person.open(f"/desk/arende/{case}/besluta/")
    if not person.offers("/besluta/"):
        return
    person.send("/besluta/", outcome="granted")
    if "reasons" not in person.names:
        return
    work.pause()
    person.send("/besluta/", reasons=f"Åtgärden följer planen. {mark}")
    if not person.offers("/fatta/"):
        return
    person.send("/fatta/")
    if person.path.endswith("/expediera/"):
        work.ledger.decided[case] = mark
        work.ledger.done["decisions"] += 1
        person.send("/expediera/")


def _again_and_again(work: Work, who: str, act: Callable[[], None]) -> None:
    """What a person has to get done first: where no answer came, they wait and try once more."""
    while work.goes_on():
        try:
            act()
            return
        except (requests.ConnectionError, CutShort):
            work.ledger.interrupted += 1
        except Stuck as error:
            work.ledger.faults.append(f"{who}: {error}")
        # A one-time code is good for once, also when no answer came to it: a new one is awaited.
        time.sleep(30)


def _fault_noted(work: Work, who: str, act: Callable[[], None]) -> None:
    """What does not go well is kept, and the person begins anew."""
    try:
        act()
    except HomeTime:
        pass
    except (Stuck, requests.RequestException, LookupError, StopIteration) as error:
        work.ledger.faults.append(f"{who}: {type(error).__name__} {error}"[:300])
        time.sleep(1)


def _page(method: str | None, url: str) -> str:
    """The kind of page: its address without what tells one case or draft from another."""
    path = urlsplit(url).path
    return f"{method} {PARTICULAR.sub('…', path)}"


def _mark() -> str:
    """A text found nowhere else."""
    return f"Märke {uuid.uuid4().hex}"


def at_work(acts: Sequence[Callable[[], None]], over: float) -> None:
    """Everyone at once, the first minute's arrivals spread over so many seconds."""
    threads = [threading.Thread(target=act, daemon=True) for act in acts]
    for thread in threads:
        thread.start()
        time.sleep(over / len(threads))
    for thread in threads:
        thread.join()
