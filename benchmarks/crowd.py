"""Many at once: `make crowd`, or `make crowd KILL=20` while processes are killed.

Twenty officers and two hundred residents work for five minutes. What everyone was told had been
done is then looked for, and has to be there once. Ends with status 1 when anything went wrong or
one answer of twenty took more than half a second.
"""

import argparse
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from functools import partial
from pathlib import Path

import requests
from rich.console import Console

from benchmarks.crowd_check import faults_of
from benchmarks.crowd_people import Ledger, Work, at_work, officer, resident
from benchmarks.system import System

PORT = 9300  # simulators on 9400 … 9403
SLOWEST = 0.5  # seconds, for nineteen answers of twenty
ARRIVING = 60.0  # seconds until everyone is there
THINKING = 10.0  # seconds on average between two pages
SHOWN = 20  # faults written out
WEB = {"TORGET_WORKERS": "2", "TORGET_THREADS": "4"}

console = Console(stderr=True)


def main() -> None:
    wanted = _wanted()
    with tempfile.TemporaryDirectory(prefix="torget-crowd-") as name:
        Path(name).chmod(0o755)  # the database's account has to get there
        with System(Path(name), PORT, WEB) as torget:
            ledger, faults = _work(torget, wanted)
            console.print("Looking for what everyone was told had been done")
            faults += faults_of(torget, ledger)
    _report(ledger, faults, killing=wanted.kill > 0)


def _wanted() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.crowd")
    parser.add_argument("--officers", type=int, default=20)
    parser.add_argument("--residents", type=int, default=200)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--kill", type=float, default=0, help="seconds between kills; 0: none")
    return parser.parse_args()


def _work(torget: System, wanted: argparse.Namespace) -> tuple[Ledger, list[str]]:
    numbers = _move_in(torget, wanted.residents)
    _hire(torget, wanted.officers)
    ledger = Ledger()
    seconds = wanted.minutes * 60
    work = Work(torget, ledger, time.monotonic() + seconds, THINKING)
    officers = [f"handlaggare.{order + 1}@solvik.example" for order in range(wanted.officers)]
    acts: list[partial[None]] = [partial(resident, work, number) for number in numbers]
    acts += [partial(officer, work, email) for email in officers]
    random.shuffle(acts)
    console.print(f"{len(numbers)} residents and {len(officers)} officers, {seconds:.0f} s")
    if wanted.kill:
        threading.Thread(target=_kill, args=(torget, work, wanted.kill), daemon=True).start()
    ours, theirs = torget.cpu_ms(), time.process_time()
    at_work(acts, over=min(ARRIVING, seconds / 4))
    ours, theirs = torget.cpu_ms() - ours, time.process_time() - theirs
    console.print(f"{ours / 1000:.0f} s of CPU for Torget, {theirs:.0f} s for the crowd itself")
    return ledger, list(ledger.faults)


def _move_in(torget: System, count: int) -> list[str]:
    answer = requests.post(
        f"{torget.simulators}/control/move_in", json={"count": count}, timeout=10
    )
    answer.raise_for_status()
    return [str(number) for number in answer.json()]


def _hire(torget: System, count: int) -> None:
    subprocess.run(
        [sys.executable, "-m", "torget.config.main", "demo", "--officers", str(count)],
        env=os.environ | torget.variables,
        stdout=subprocess.DEVNULL,
        check=True,
    )


def _kill(torget: System, work: Work, every: float) -> None:
    """End the worker and one of the web processes without warning, again and again."""
    while work.goes_on():
        time.sleep(every)
        for pid in (random.choice(torget.web_processes()), torget.worker()):
            os.kill(pid, signal.SIGKILL)


def _p95(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=20, method="inclusive")[-1]


def _slowest(ledger: Ledger) -> None:
    """The pages that are waited for the longest."""
    pages: dict[str, list[float]] = {}
    for page, took in ledger.waits:
        pages.setdefault(page, []).append(took)
    known = [(_p95(took), page, len(took)) for page, took in pages.items() if len(took) > SHOWN]
    for p95, page, count in sorted(known, reverse=True)[:SHOWN]:
        console.print(f"{p95 * 1000:8.0f} ms p95 of {count} {page}", markup=False)


def _report(ledger: Ledger, faults: list[str], *, killing: bool) -> None:
    seconds = [took for _page, took in ledger.waits]
    median, p95 = statistics.median(seconds), _p95(seconds)
    _slowest(ledger)
    for name, count in sorted(ledger.done.items()):
        console.print(f"{count:8} {name}")
    console.print(f"{len(ledger.waits):8} answers, {ledger.interrupted} interrupted")
    console.print(f"{median * 1000:8.0f} ms for half of them, p95 {p95 * 1000:.0f} ms")
    if not killing:
        faults += [f"{ledger.interrupted} answers never came"] if ledger.interrupted else []
        faults += [f"p95 {p95 * 1000:.0f} ms"] if p95 > SLOWEST else []
    for fault in faults[:SHOWN]:
        console.print(fault, style="red", markup=False)
    console.print("All is there, once." if not faults else f"{len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
