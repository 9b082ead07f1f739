"""How long one person waits for a page when nobody else asks."""

import statistics
import time
from collections.abc import Sequence

from benchmarks.load import Connection, WrongAnswer, request
from benchmarks.people import Browser
from benchmarks.system import System


def asked(torget: System, officer: Browser, path: str, rounds: int) -> list[float]:
    """How long each answer took, in seconds; the first, which warms up, is not counted."""
    octets = request("GET", path, port=torget.port, cookies=officer.cookies)
    connection, times = Connection(torget.port), []
    for _round in range(rounds + 1):
        started = time.perf_counter()
        if connection.send(octets).status != 200:
            raise WrongAnswer(path)
        times.append(time.perf_counter() - started)
    connection.close()
    return times[1:]


def p95(seconds: Sequence[float]) -> float:
    """What ninety-five times of a hundred are under, in ms."""
    return statistics.quantiles(seconds, n=20, method="inclusive")[-1] * 1000
