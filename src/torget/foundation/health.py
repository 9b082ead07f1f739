"""What each part says of itself to `torget doctor` and to administrators."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    WORKS = "works"
    MISSING = "missing"  # not configured; the system runs, with less
    BROKEN = "broken"  # configured, but does not answer as it should


@dataclass(frozen=True, slots=True)
class Finding:
    """A plain sentence about one part and what to do about it, in the reader's language."""

    part: str
    state: State
    says: str
    remedy: str = ""


checks: list[Callable[[], Finding]] = []


def check(function: Callable[[], Finding]) -> Callable[[], Finding]:
    """Register a check: `@check def bankid() -> Finding`. Takes seconds at most, never raises."""
    checks.append(function)
    return function


def findings() -> list[Finding]:
    """What every part says of itself now, in the order they were registered."""
    return [ask() for ask in checks]
