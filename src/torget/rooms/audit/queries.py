"""Reading the trail, and walking its chain."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from django.db import connection
from django.db.models import QuerySet, Sum

from torget.foundation.actor import Actor
from torget.rooms.audit.models import Entry, Seal
from torget.rooms.audit.rules import GENESIS, batch_digest
from torget.rooms.audit.terms import ChainReport, Fault, TrailState

FIELDS = (
    "id", "what", "subject", "person", "actor", "actor_name", "door", "at", "details",
    "transaction",
)  # fmt: skip


def history_of(*subjects: str, actor: Actor, unit: int) -> QuerySet[Entry]:
    """All that happened to the subjects, oldest first; needs `audit.read` at the unit."""
    actor.must("audit.read", unit=unit)
    return Entry.objects.filter(subject__in=subjects).order_by("id")


def history_of_person(person: int, *, actor: Actor) -> QuerySet[Entry]:
    """All that concerns a person, newest first; needs `audit.read` somewhere."""
    actor.must_anywhere("audit.read")
    return Entry.objects.filter(person=person).order_by("-id")


def views_of_person(*, actor: Actor) -> QuerySet[Entry]:
    """Who has looked at the acting resident's own data, newest first; others get nothing."""
    if actor.person is None:
        return Entry.objects.none()
    return (
        Entry.objects.filter(person=actor.person, what__endswith=".viewed")
        .exclude(actor=actor.id)
        .order_by("-id")
    )


def last_seal() -> Seal | None:
    return Seal.objects.order_by("until").last()


def entries_between(first: int, until: int) -> Iterator[dict[str, object]]:
    """Entries of the transactions [first, until) in the order that seals use."""
    rows = (
        Entry.objects.filter(transaction__gte=first, transaction__lt=until)
        .order_by("transaction", "id")
        .values(*FIELDS)
    )
    for row in rows.iterator(chunk_size=2000):
        yield {**row, "at": _iso(row["at"])}


def verify_chain(progress: Callable[[int], None] = lambda done: None) -> ChainReport:
    """Compute every seal again; `progress` is called with the number of entries checked."""
    faults: list[Fault] = []
    expected, until, checked, seals = GENESIS, 0, 0, 0
    for seal in Seal.objects.order_by("until").iterator():
        entries = list(entries_between(seal.first, seal.until))
        checked += len(entries)
        seals += 1
        if seal.previous != expected or seal.first != until:
            faults.append(Fault(seal.pk, seal.at, "Ett sigill före detta saknas eller är ändrat."))
        if batch_digest(seal.previous, entries) != seal.digest:
            faults.append(Fault(seal.pk, seal.at, _what_differs(seal.count, len(entries))))
        expected, until = seal.digest, seal.until
        progress(checked)
    unsealed = Entry.objects.filter(transaction__gte=until).count()
    return ChainReport(seals, checked, unsealed, expected, tuple(faults))


def trail_state() -> TrailState:
    """Whether the trail is guarded, and how much of it is sealed."""
    sealed = Seal.objects.aggregate(sealed=Sum("count"))["sealed"] or 0
    return TrailState(is_guarded=trail_is_guarded(), sealed=sealed)


def seal_age(now: datetime) -> float | None:
    """Seconds since the oldest unsealed entry was written; None when all are sealed."""
    seal = last_seal()
    oldest = Entry.objects.filter(transaction__gte=seal.until if seal else 0).order_by("at").first()
    return (now - oldest.at).total_seconds() if oldest else None


def trail_is_guarded() -> bool:
    """Whether the database itself refuses changes to the trail."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'audit_%%_only_added'"
            " AND tgenabled <> 'D'"
        )
        return bool(cursor.fetchone()[0] == 4)


def _what_differs(sealed: int, found: int) -> str:
    if found < sealed:
        return f"{sealed - found} post(er) är borttagna efter att spåret förseglades."
    if found > sealed:
        return f"{found - sealed} post(er) är inskjutna efter att spåret förseglades."
    return "Minst en post är ändrad efter att spåret förseglades."


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
