"""The time that the simulators live by: real, unless a test moves it forward."""

import time
from datetime import UTC, datetime, timedelta


class Clock:
    def __init__(self) -> None:
        self._ahead = 0.0

    def seconds(self) -> float:
        """Seconds that only ever grow, for measuring how long something has waited."""
        return time.monotonic() + self._ahead

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self._ahead)

    def forward(self, seconds: float) -> None:
        """Let time pass at once, so that a test need not wait for an order to expire."""
        self._ahead += seconds

    def reset(self) -> None:
        self._ahead = 0.0
