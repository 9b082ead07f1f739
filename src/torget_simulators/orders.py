"""BankID orders and what can happen to them, from being opened to the result being fetched."""

import hashlib
import hmac
import itertools
import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from torget_simulators.clock import Clock
from torget_simulators.people import Resident

START_WITHIN = 30.0  # no app has taken the order: startFailed
FINISH_WITHIN = 180.0  # an app has taken it, but nobody approves: expiredTransaction
KEPT_FOR = 300.0  # how long a result waits to be fetched
# The contract asks for two seconds between calls. What the real service does to a hasty caller
# is not known; here a call after less than one second is refused, and the order goes on.
PACE = 1.0
QR_TOLERANCE = 1  # a code may be one second old, or young


class Rejected(Exception):
    """The service says no: HTTP status, error code, details."""

    def __init__(self, status: int, code: str, details: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.details = details


@dataclass
class Order:
    number: int
    kind: str  # auth or sign
    asked: dict[str, Any]  # the request's fields, decoded
    opened_at: float
    reference: str = field(default_factory=lambda: str(uuid.uuid4()))
    auto_start_token: str = field(default_factory=lambda: str(uuid.uuid4()))
    qr_start_token: str = field(default_factory=lambda: str(uuid.uuid4()))
    qr_start_secret: str = field(default_factory=lambda: str(uuid.uuid4()))
    status: str = "pending"
    hint: str = "outstandingTransaction"
    same_device: bool = False
    connected_at: float | None = None
    closed_at: float | None = None
    collected_at: float | None = None
    resident: Resident | None = None
    completion: dict[str, Any] = field(default_factory=dict)

    @property
    def locked_to(self) -> str:
        number: str = self.asked.get("requirement", {}).get("personalNumber", "")
        return number

    @property
    def is_pending(self) -> bool:
        return self.status == "pending"

    @property
    def visible_text(self) -> str:
        text: str = self.asked.get("visibleText", "")
        return text

    @property
    def return_url(self) -> str:
        address: str = self.asked.get("returnUrl", "")
        return address

    def close(self, status: str, hint: str, at: float) -> None:
        self.status, self.hint, self.closed_at = status, hint, at

    def qr_text(self, seconds: int) -> str:
        code = hmac.new(self.qr_start_secret.encode(), str(seconds).encode(), hashlib.sha256)
        return f"bankid.{self.qr_start_token}.{seconds}.{code.hexdigest()}"


class Orders:
    """Every order of the process. `complete` makes the completion data of an approved one."""

    def __init__(self, clock: Clock, complete: Callable[[Order], dict[str, Any]]) -> None:
        self._clock = clock
        self._complete = complete
        self._lock = threading.RLock()
        self._numbers = itertools.count(1)
        self.reset()

    def reset(self) -> None:
        with self._lock:
            self._orders: list[Order] = []
            self.pace = PACE

    def open(self, kind: str, asked: dict[str, Any]) -> Order:
        """A new order. One more for a person who has one ends both, as the real service does."""
        with self._lock:
            order = Order(next(self._numbers), kind, asked, self._clock.seconds())
            if order.locked_to:
                earlier = [
                    other
                    for other in self.pending()
                    if order.locked_to in {other.locked_to, _number_of(other)}
                ]
                for other in earlier:
                    other.close("failed", "cancelled", self._clock.seconds())
                if earlier:
                    raise Rejected(400, "alreadyInProgress", "Order already in progress for pno")
            self._orders.append(order)
            return order

    def collect(self, reference: str) -> Order:
        """The order as it stands. A final answer is given once, and then the order is gone."""
        with self._lock:
            order = self._by_reference(reference)
            now = self._clock.seconds()
            hasty = order.collected_at is not None and now - order.collected_at < self.pace
            if hasty and order.is_pending:
                raise Rejected(400, "invalidParameters", "Collect was called too soon")
            order.collected_at = now
            if not order.is_pending:
                self._orders.remove(order)
            return order

    def cancel(self, reference: str) -> None:
        with self._lock:
            order = self._by_reference(reference)
            self._orders.remove(order)

    def pending(self) -> list[Order]:
        """Orders that wait for someone, newest first."""
        with self._lock:
            self._grow_older()
            return [order for order in reversed(self._orders) if order.is_pending]

    def waiting_for_app(self) -> list[Order]:
        return [order for order in self.pending() if order.connected_at is None]

    def by_number(self, number: int) -> Order | None:
        with self._lock:
            self._grow_older()
            return next((order for order in self._orders if order.number == number), None)

    def start_on_this_device(self, token: str) -> Order | None:
        """What happens when the app is opened by a launch address."""
        for order in self.waiting_for_app():
            if hmac.compare_digest(order.auto_start_token.encode(), token.encode()):
                order.same_device = True
                return self._connect(order)
        return None

    def scan(self, text: str) -> Order | None:
        """What happens when the app reads a code: nothing, unless it is fresh and genuine."""
        for order in self.waiting_for_app():
            elapsed = int(self._clock.seconds() - order.opened_at)
            fresh = range(max(0, elapsed - QR_TOLERANCE), elapsed + QR_TOLERANCE + 1)
            if any(hmac.compare_digest(text.encode(), order.qr_text(t).encode()) for t in fresh):
                return self._connect(order)
        return None

    def scan_newest(self, order: Order) -> Order:
        """Scan the code on show without pasting it: a convenience that no real phone has."""
        return self._connect(order)

    def take(self, order: Order, resident: Resident) -> None:
        """The person reads the order in the app. Another order they had open is cancelled."""
        with self._lock:
            for other in self.pending():
                if other is not order and _number_of(other) == resident.number:
                    other.close("failed", "cancelled", self._clock.seconds())
            self._connect(order)
            order.resident = resident
            order.hint = "userSign"

    def approve(self, order: Order, resident: Resident) -> bool:
        """Whether the approval counts: the order waits, and for this person or for anyone."""
        with self._lock:
            if order not in self.pending() or order.locked_to not in {"", resident.number}:
                return False
            self.take(order, resident)
            order.completion = self._complete(order)
            order.close("complete", "", self._clock.seconds())
            return True

    def end(self, order: Order, hint: str) -> None:
        with self._lock:
            if order.is_pending:
                order.close("failed", hint, self._clock.seconds())

    def _connect(self, order: Order) -> Order:
        if order.connected_at is None:
            order.connected_at = self._clock.seconds()
            order.hint = "started"
        return order

    def _by_reference(self, reference: str) -> Order:
        self._grow_older()
        for order in self._orders:
            if order.reference == reference:
                return order
        raise Rejected(400, "invalidParameters", "No such order")

    def _grow_older(self) -> None:
        now = self._clock.seconds()
        for order in list(self._orders):
            if not order.is_pending:
                if order.closed_at is not None and now - order.closed_at > KEPT_FOR:
                    self._orders.remove(order)
            elif order.connected_at is None:
                if now - order.opened_at > START_WITHIN:
                    order.close("failed", "startFailed", now)
            elif now - order.connected_at > FINISH_WITHIN:
                order.close("failed", "expiredTransaction", now)


def _number_of(order: Order) -> str:
    return order.resident.number if order.resident else ""
