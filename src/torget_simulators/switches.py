"""What a tester has chosen to break: each simulator can be off, slow or faulty."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

SIMULATORS = {"bankid": "BankID", "navet": "Folkbokföringen", "smtp": "E-post"}
DEFAULT_DELAY = 8.0


class Mode(StrEnum):
    ON = "on"
    OFF = "off"  # connections are closed without an answer
    SLOW = "slow"  # every answer is late
    FAULT = "fault"  # every answer is the protocol's own technical error


@dataclass(frozen=True, slots=True)
class Planned:
    """An answer that a test has decided in advance."""

    status: int
    body: bytes
    content_type: str


@dataclass
class Switch:
    mode: Mode = Mode.ON
    delay: float = DEFAULT_DELAY
    planned: list[Planned] = field(default_factory=list)


class Switches:
    """Shared by all servers and the pages; safe to use from several threads."""

    def __init__(self, wait: Callable[[float], object]) -> None:
        """`wait`: sleeps, but not longer than the process is to live."""
        self._wait = wait
        self._lock = threading.Lock()
        self._resets = 0
        self.reset()

    def reset(self) -> None:
        self._resets += 1
        self._switches = {name: Switch() for name in SIMULATORS}
        self.refused_addresses: set[str] = set()

    def turn(self, name: str, mode: Mode, delay: float = DEFAULT_DELAY) -> None:
        with self._lock:
            self._switches[name].mode = mode
            self._switches[name].delay = delay

    def plan(self, name: str, answer: Planned, times: int = 1) -> None:
        """Give this answer to the next calls, whatever they ask."""
        with self._lock:
            self._switches[name].planned.extend([answer] * times)

    def mode(self, name: str) -> Mode:
        return self._switches[name].mode

    def delay(self, name: str) -> float:
        """Seconds to wait before answering."""
        switch = self._switches[name]
        return switch.delay if switch.mode == Mode.SLOW else 0.0

    def let_pass(self, name: str) -> bool:
        """Whether to answer, after the wait that has been chosen.

        Not when all is off, nor when a reset came meanwhile: the late question belongs to a
        test that is over, and would leave an order behind for the next.
        """
        resets = self._resets
        if delay := self.delay(name):
            self._wait(delay)
        return self.mode(name) != Mode.OFF and resets == self._resets

    def next_planned(self, name: str) -> Planned | None:
        with self._lock:
            planned = self._switches[name].planned
            return planned.pop(0) if planned else None
