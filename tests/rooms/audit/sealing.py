"""Writing and sealing as the product does it, for the tests of the trail."""

import time

from tests.factories import NOON
from torget.foundation.actor import the_system
from torget.journeys.seal_trail import SEALER
from torget.rooms.audit.actions import record, seal_batch
from torget.rooms.audit.models import Entry
from torget.rooms.audit.queries import last_seal

PATIENCE = 20  # seconds


def write(what: str = "case.opened") -> Entry:
    record(what, "case:BYGG-2026-0001", by=the_system("test"), at=NOON, note="åäö")
    return Entry.objects.latest("id")


def unsealed() -> int:
    seal = last_seal()
    return Entry.objects.filter(transaction__gte=seal.until if seal else 0).count()


def seal_all() -> None:
    """Seal until all is sealed: transactions of other tests on the same server hold it back."""
    deadline = time.monotonic() + PATIENCE
    while unsealed() and time.monotonic() < deadline:
        if seal_batch(by=SEALER, at=NOON) is None:
            time.sleep(0.01)
    assert unsealed() == 0
