"""The pages that are measured beside the floor, and how."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.floor_server import Floor
from benchmarks.load import Rate, request, run
from benchmarks.report import Compared
from benchmarks.system import System

ROUND = 3.0  # seconds
ROUNDS = 3
CONNECTIONS = 4
JOURNEY, EMPTY = "/journey", "/empty"  # on the floor


@dataclass(frozen=True, slots=True)
class Page:
    """One page as several people ask for it at once, and its counterpart on the floor."""

    name: str
    requests: Sequence[bytes]
    on_floor: Sequence[bytes]
    status: int = 200


def compare(page: Page, torget: System, floor: Floor) -> Compared:
    """The round with the middle ratio, of several taken in turns so that noise hits both."""
    rounds = [
        Compared(page.name, of_torget(page, torget), _of_floor(page, floor))
        for _round in range(ROUNDS)
    ]
    return sorted(rounds, key=lambda one: one.cpu_ratio)[ROUNDS // 2]


def of_torget(page: Page, torget: System) -> Rate:
    return run(torget.port, page.requests, seconds=ROUND, status=page.status, cpu_ms=torget.cpu_ms)


def _of_floor(page: Page, floor: Floor) -> Rate:
    return run(floor.port, page.on_floor, seconds=ROUND, status=page.status, cpu_ms=floor.cpu_ms)


def journey_on_floor(floor: Floor, requests: int) -> float:
    """CPU in ms of a journey's SQL in one request, and of as many empty pages as it has more."""
    cost = {
        path: statistics.median(
            run(floor.port, [octets], seconds=ROUND, status=200, cpu_ms=floor.cpu_ms).cpu
            for _round in range(ROUNDS)
        )
        for path in (JOURNEY, EMPTY)
        for octets in [request("GET", path, port=floor.port)]
    }
    return cost[JOURNEY] + (requests - 1) * cost[EMPTY]


def alone(octets: bytes, torget: System) -> Rate:
    """How long one person waits when nobody else asks; the middle of several rounds."""
    rounds = [
        run(torget.port, [octets], seconds=ROUND, status=200, cpu_ms=torget.cpu_ms)
        for _round in range(ROUNDS)
    ]
    return Rate(
        *(
            statistics.median(getattr(one, name) for one in rounds)
            for name in ("per_second", "p50", "p95", "cpu")
        )
    )
