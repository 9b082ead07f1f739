"""Who may change a system, and its key."""

from datetime import datetime

from django.utils import timezone

from torget.foundation.actor import Actor, Forbidden
from torget.rooms.information.terms import plain_key
from torget.rooms.systems.models import System
from torget.rooms.systems.queries.catalogue import may_edit


def locked(system: System, *, by: Actor, at: datetime) -> System:
    """The row, held for this transaction; Forbidden unless the actor may change it."""
    if not may_edit(system, actor=by, today=timezone.localdate(at)):
        raise Forbidden("systems.edit")
    return System.objects.select_for_update(of=("self",)).get(pk=system.pk)


# Words that addresses beside the things themselves have: no thing has one of them for a key.
NO_KEYS = frozenset({"ny", "nytt", "karta", "liknar", "importera", "mina", "fraga"})


def free_key(name: str, taken: set[str]) -> str:
    """A key of the name that none of those taken has: lokalbokning, lokalbokning-2."""
    plain = plain_key(name).replace("_", "-") or "namnlos"
    key, number = plain, 1
    while key in taken or key in NO_KEYS:
        number += 1
        key = f"{plain}-{number}"
    return key
