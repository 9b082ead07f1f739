"""What rooms and journeys leave for the worker to do."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ParamSpec

P = ParamSpec("P")


def clock() -> datetime:
    """The time for work that no actor started just now; a task has nobody to hand it over."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Task:
    """Work that the queue runs: at least once, so it must bear being run twice."""

    name: str
    run: Callable[..., None]
    attempts: int  # in all, before it counts as failed
    first_wait: int  # seconds; doubles for each attempt, to half an hour at most


@dataclass(frozen=True, slots=True)
class Pulse:
    """Something every worker does every few seconds; must bear that two do it at once."""

    name: str
    seconds: float
    run: Callable[[], None]


tasks: dict[str, Task] = {}
pulses: dict[str, Pulse] = {}


def task(
    name: str, *, attempts: int = 10, first_wait: int = 5
) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """Let the function be enqueued by name. Arguments are JSON and hold no personal data.

    With the defaults the last attempt comes about 40 minutes after the first.
    """

    def register(function: Callable[P, None]) -> Callable[P, None]:
        if name in tasks:
            raise ValueError(f"Two tasks share the name {name!r}")
        tasks[name] = Task(name, function, attempts, first_wait)
        return function

    return register


def pulse(name: str, *, seconds: float) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Let workers call the function at this interval."""

    def register(function: Callable[[], None]) -> Callable[[], None]:
        if name in pulses:
            raise ValueError(f"Two pulses share the name {name!r}")
        pulses[name] = Pulse(name, seconds, function)
        return function

    return register
