"""Measure everything once: `make bench`, some four minutes on a quiet two-core machine."""

import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from rich.console import Console

from benchmarks import language, many_cases, million, office, report, studio, weight
from benchmarks.floor_server import PORT as FLOOR_PORT
from benchmarks.floor_server import Floor
from benchmarks.journey import ANSWERS, fill_in, journeys_cpu_ms, start_draft
from benchmarks.load import request
from benchmarks.pages import (
    CONNECTIONS,
    EMPTY,
    JOURNEY,
    Page,
    alone,
    compare,
    journey_on_floor,
)
from benchmarks.people import NUMBERS, Browser, log_in_officer, log_in_resident
from benchmarks.report import Compared, Figure
from benchmarks.statements import Recorder
from benchmarks.system import System

FEW, MANY = 1_000, 100_000  # cases in one unit's queue
STEP, NEXT_STEP = "building", "description"  # a choice and three numbers; a long text
QUEUE = "/desk/"
JOURNEYS = 3  # rounds, each with everyone in NUMBERS

console = Console(stderr=True)


@dataclass
class Bench:
    """One whole Torget being measured."""

    torget: System
    recorder: Recorder
    floor_pages: dict[str, dict[str, object]] = field(default_factory=dict)
    figures: list[Figure] = field(default_factory=list)
    journey_requests: int = 0

    def add(self, name: str, value: float, unit: str, ratio: float | None = None) -> None:
        self.figures.append(Figure(name, value, unit, ratio))

    def step_pages(self) -> tuple[Page, Page]:
        """The same step shown and answered, by as many residents as there are connections."""
        people = [at_step(self.torget, number) for number in NUMBERS[:CONNECTIONS]]
        bodies = [_body(browser) for browser in people]
        paths = [browser.path for browser in people]
        shown = self._page("form_step_get", people, paths, [b""] * CONNECTIONS)
        return shown, self._page("form_step_post", people, paths, bodies)

    def page(self, name: str, browser: Browser, path: str) -> Page:
        """A page that one person has open in several tabs."""
        return self._page(name, [browser] * CONNECTIONS, [path] * CONNECTIONS, [b""] * CONNECTIONS)

    def _page(
        self, name: str, people: list[Browser], paths: list[str], bodies: list[bytes]
    ) -> Page:
        ours, floors, status = [], [], 200
        for index, (browser, path, body) in enumerate(zip(people, paths, bodies, strict=True)):
            method, cookies = "POST" if body else "GET", browser.cookies
            on_floor = f"/{name}/{index}"
            recorded = self.recorder.page(path, cookies=cookies, body=body, method=method)
            self.floor_pages[on_floor] = recorded
            status = int(recorded["status"].split()[0])
            ours.append(request(method, path, port=self.torget.port, cookies=cookies, body=body))
            floors.append(request(method, on_floor, port=FLOOR_PORT, cookies=cookies, body=body))
        return Page(name, ours, floors, status)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="torget-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # the database's account has to get there
        console.print("A first start, with an empty data folder")
        with System(folder) as torget:
            first = torget.start_seconds
        console.print("A second start")
        with System(folder) as torget:
            bench = Bench(torget, Recorder(torget))
            journey = measure_journeys(bench)
            memory = torget.memory()
            compared = measure_pages(bench, journey)
            measure_weight(bench)
            measure_language(bench)
            measure_studio(bench)
            bench.add("memory_mb", memory.total, "MB")
            bench.add("first_start_s", first, "s")
            bench.add("second_start_s", torget.start_seconds, "s")
        console.print("Registers of a large municipality")
        bench.figures += office.measure(folder / "office")
        measure_million(bench, folder / "million")
    report.write(bench.figures)
    report.show(compared, bench.figures, memory)


def measure_journeys(bench: Bench) -> float:
    """CPU of one journey in ms; its SQL is kept for the floor."""
    console.print("Whole journeys")
    cpu = journeys_cpu_ms(bench.torget, JOURNEYS)
    sql, bench.journey_requests = bench.recorder.journey(NUMBERS[0])
    bench.floor_pages[JOURNEY] = sql
    bench.floor_pages[EMPTY] = {"statements": [], "status": "200 OK", "size": 5000}
    return cpu


def measure_pages(bench: Bench, journey: float) -> list[Compared]:
    """The queue as it grows; then every page, and the journey, beside the floor."""
    torget = bench.torget
    number = many_cases.template_number(torget.database_url)
    officer = log_in_officer(torget)
    asked = request("GET", QUEUE, port=torget.port, cookies=officer.cookies)
    console.print(f"The queue with {FEW} cases")
    many_cases.fill(torget.database_url, first=1, last=FEW)
    few = alone(asked, torget)
    console.print(f"The queue with {MANY} cases")
    many_cases.fill(torget.database_url, first=FEW + 1, last=MANY)
    many = alone(asked, torget)
    console.print("Pages beside the floor")
    pages = [
        *bench.step_pages(),
        bench.page("desk_queue", officer, QUEUE),
        bench.page("case_page", officer, f"/desk/arende/{number}/"),
    ]
    with Floor(torget, bench.floor_pages) as floor:
        compared = [compare(page, torget, floor) for page in pages]
        floor_journey = journey_on_floor(floor, bench.journey_requests)
    for one in compared:
        bench.add(one.name, one.page.per_second, "requests/s", one.rate_ratio)
        bench.add(f"{one.name}_cpu_ms", one.page.cpu, "ms", one.cpu_ratio)
    bench.add("desk_queue_100k_over_1k", many.p50 / few.p50, "ratio")
    bench.add("desk_queue_100k_p95_ms", many.p95, "ms")
    bench.add("journey", 1000 / journey, "per CPU second", floor_journey / journey)
    bench.add("journey_cpu_ms", journey, "ms", journey / floor_journey)
    return compared


def measure_weight(bench: Bench) -> None:
    """What a browser fetches for a first page, and for the page after it."""
    browser = at_step(bench.torget, NUMBERS[0])
    port, path = bench.torget.port, browser.path
    bench.add("page_first_kb", weight.first_visit_kb(port, path, browser.cookies), "kB")
    following = fill_in(browser, until=NEXT_STEP)
    bench.add("page_next_kb", weight.next_page_kb(port, following, browser.cookies), "kB")


def measure_language(bench: Bench) -> None:
    """What a large service costs in itself, without pages and database."""
    console.print("A service of 150 questions")
    bench.add("language_change_ms", language.change_ms(), "ms")
    bench.add("language_version_kb", language.version_kb(), "kB")


def measure_studio(bench: Bench) -> None:
    """What the builder of that large service waits for."""
    console.print("The same service in the studio")
    waits = studio.waits(bench.torget)
    bench.add("studio_edit_ms", waits.edit, "ms")
    bench.add("studio_form_ms", waits.form, "ms")
    bench.add("studio_save_ms", waits.save, "ms")


def measure_million(bench: Bench, folder: Path) -> None:
    """Ten thousand cases over all units, then as many as are asked for."""
    count = million.wanted()
    if count <= million.FEW:
        console.print(
            f"A million cases: left out. {million.SIZE}=1000000 make bench measures them."
        )
        return
    console.print(f"{million.FEW} cases over all units, then {count}")
    bench.figures += million.measure(folder, count)


def at_step(torget: System, number: str) -> Browser:
    """A browser where the resident has come to the measured step of a new draft."""
    browser = log_in_resident(torget, number)
    start_draft(browser)
    fill_in(browser, until=STEP)
    return browser


def _body(browser: Browser) -> bytes:
    names = browser.names
    fields = {name: text for name, text in ANSWERS.items() if name in names}
    return urlencode({"csrfmiddlewaretoken": browser.token, **fields, "next": "1"}).encode()


if __name__ == "__main__":
    main()
