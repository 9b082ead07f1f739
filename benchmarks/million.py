"""A municipality with a million cases beside one with ten thousand: queue, search, case page."""

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass

import psycopg

from benchmarks.load import Connection, WrongAnswer, request
from benchmarks.pages import alone
from benchmarks.people import Browser, log_in_officer
from benchmarks.system import System

SIZE = "BENCH_CASES"  # how many; without it the whole part is left out
FEW = 10_000
PORT = 8600  # beside the other system, simulators on 8700 … 8703
QUEUE = "/desk/"
ROUNDS = 8
WORDS = (  # one person, a common name, streets, a beginning, an ending, a spelling, nothing
    "Majken Isaksson", "Andersson", "Storgatan", "Storgatan 12", "lind", "bygglovet Ekbacken",
    "Andreson Nora", "Västerlund", "xylofon", "ritning karta", "Olofsson Öberg", "skorsten",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Waits:
    """What one officer waits for, in ms, and the database's memory in MB."""

    queue: float
    case_page: float
    search_p95: float
    memory: float


def wanted() -> int:
    """How many cases are asked for by the environment; 0 leaves the part out."""
    return int(os.environ.get(SIZE, "0"))


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
    officer = log_in_officer(torget)
    number = _newest(torget)
    queue, page = (
        alone(request("GET", path, port=torget.port, cookies=officer.cookies), torget).p50
        for path in (QUEUE, f"/desk/arende/{number}/")
    )
    return Waits(queue, page, _search_p95(torget, officer), torget.memory().total)


def _newest(torget: System) -> str:
    with psycopg.connect(torget.database_url) as connection:
        row = connection.execute(
            "SELECT number FROM cases_case JOIN organisation_unit unit ON unit.id = unit_id"
            " WHERE unit.key = 'bygg' ORDER BY cases_case.id DESC LIMIT 1"
        ).fetchone()
    if row is None:
        raise LookupError("the building permits unit has no case")
    return str(row[0])


def _search_p95(torget: System, officer: Browser) -> float:
    """Ninety-five of a hundred answers come within so many ms, over all the words."""
    times = []
    for words in WORDS:
        officer.open(QUEUE).post("/desk/sok/", {"q": words, "show": "all"})
        octets = request("GET", "/desk/?visa=all", port=torget.port, cookies=officer.cookies)
        connection = Connection(torget.port)
        for _round in range(ROUNDS):
            started = time.perf_counter()
            if connection.send(octets).status != 200:
                raise WrongAnswer(f"a search for {words!r}")
            times.append((time.perf_counter() - started) * 1000)
        connection.close()
    officer.open(QUEUE).post("/desk/sok/", {"clear": "1"})
    return statistics.quantiles(times, n=20)[-1]
