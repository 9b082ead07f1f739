"""A municipality with a million cases beside one with ten thousand: queue, choices, search, case.

`make bench` with BENCH_CASES=1000000, or this part alone: `python -m benchmarks.million 1000000`.
"""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg

from benchmarks.people import Browser, log_in_officer
from benchmarks.report import Figure
from benchmarks.system import System
from benchmarks.waits import asked, p95

SIZE = "BENCH_CASES"  # how many; without it the whole part is left out
FEW = 10_000
PORT = 8600  # beside the other system, simulators on 8700 … 8703
QUEUE = "/desk/"
CHOICES = (  # what an officer narrows the queue to
    "?visa=late", "?visa=unassigned", "?visa=closed", "?visa=all", "?visa=soon",
    "?visa=open&tjanst=bygglov", "?visa=open&status=awaiting_supplement",
)  # fmt: skip
ROUNDS = 8
PAGE_ROUNDS = 60
WORDS = (  # one person, a common name, streets, a beginning, an ending, a spelling, nothing
    "Majken Isaksson", "Andersson", "Storgatan", "Storgatan 12", "lind", "bygglovet Ekbacken",
    "Andreson Nora", "Västerlund", "xylofon", "ritning karta", "Olofsson Öberg", "skorsten",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Waits:
    """What one officer waits for at most ninety-five times of a hundred, in ms; memory in MB."""

    queue: float
    choices: float
    search: float
    case_page: float
    memory: float


def wanted() -> int:
    """How many cases are asked for by the environment; 0 leaves the part out."""
    return int(os.environ.get(SIZE, "0"))


def measure(folder: Path, count: int) -> list[Figure]:
    """Make the few, measure, make the rest, measure again."""
    with System(folder, PORT) as torget:
        grow(torget, FEW)
        few = waits(torget)
        seconds = grow(torget, count - FEW)
        many = waits(torget)
    return [
        Figure("desk_queue_1m_over_10k", many.queue / few.queue, "ratio"),
        Figure("desk_choices_1m_over_10k", many.choices / few.choices, "ratio"),
        Figure("desk_search_1m_over_10k", many.search / few.search, "ratio"),
        Figure("case_page_1m_over_10k", many.case_page / few.case_page, "ratio"),
        Figure("desk_queue_1m_p95_ms", many.queue, "ms"),
        Figure("desk_choices_1m_p95_ms", many.choices, "ms"),
        Figure("desk_search_1m_p95_ms", many.search, "ms"),
        Figure("case_page_1m_p95_ms", many.case_page, "ms"),
        Figure("memory_1m_over_10k", many.memory / few.memory, "ratio"),
        Figure("making_a_million_s", seconds, "s"),
    ]


def grow(torget: System, count: int) -> float:
    """Let `torget demo` add so many; how many seconds that took."""
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "torget.config.main", "demo", "--cases", str(count)],
        env=os.environ | torget.variables,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return time.perf_counter() - started


def waits(torget: System) -> Waits:
    """Each page in turn, asked for by one officer when nobody else asks."""
    officer = log_in_officer(torget)
    case = f"/desk/arende/{_newest(torget)}/"
    choices = [
        seconds for path in CHOICES for seconds in asked(torget, officer, QUEUE + path, ROUNDS)
    ]
    return Waits(
        queue=p95(asked(torget, officer, QUEUE, PAGE_ROUNDS)),
        choices=p95(choices),
        search=p95(_searched(torget, officer)),
        case_page=p95(asked(torget, officer, case, PAGE_ROUNDS)),
        memory=torget.memory().total,
    )


def _newest(torget: System) -> str:
    with psycopg.connect(torget.database_url) as connection:
        row = connection.execute(
            "SELECT number FROM cases_case JOIN organisation_unit unit ON unit.id = unit_id"
            " WHERE unit.key = 'bygg' ORDER BY cases_case.id DESC LIMIT 1"
        ).fetchone()
    if row is None:
        raise LookupError("the building permits unit has no case")
    return str(row[0])


def _searched(torget: System, officer: Browser) -> list[float]:
    """Over all the words."""
    times: list[float] = []
    for words in WORDS:
        officer.open(QUEUE).post("/desk/sok/", {"q": words, "show": "all"})
        times += asked(torget, officer, QUEUE + "?visa=all", ROUNDS)
    officer.open(QUEUE).post("/desk/sok/", {"clear": "1"})
    return times


def main() -> None:
    """This part alone, for as many cases as the first word says."""
    with tempfile.TemporaryDirectory(prefix="torget-million-") as name:
        Path(name).chmod(0o755)  # the database's account has to get there
        for figure in measure(Path(name) / "million", int(sys.argv[1])):
            print(f"{figure.name:28} {figure.value:8.2f} {figure.unit}")


if __name__ == "__main__":
    main()
