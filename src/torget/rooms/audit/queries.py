"""Reading the trail, and walking its chain."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime

from django.db import connection, transaction
from django.db.models import Q, QuerySet, Sum
from psycopg import sql

from torget.foundation.actor import Actor
from torget.rooms.audit.models import Entry, Seal, Version
from torget.rooms.audit.rules import GENESIS, batch_digest
from torget.rooms.audit.terms import ChainReport, Change, Fault, TrailState

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


def changes_of(parts: Mapping[str, tuple[str, int]], *, actor: Actor) -> list[Change]:
    """Every change of a thing that is kept in several tables, newest first; needs `office.read`.

    `parts`: table → the column and value that make its rows the thing's, as
    {"systems_system": ("id", 7), "systems_contract": ("system_id", 7)}. Three queries.
    """
    actor.must_anywhere("office.read")
    ours = Q()
    for table, (column, value) in parts.items():
        ours |= Q(table=table, state__contains={column: value})
    rows = set(Version.objects.filter(ours).values_list("table", "row"))
    named = Q(table__in={table for table, _ in rows}, row__in={row for _, row in rows})
    versions = [
        version
        for version in Version.objects.filter(named).order_by("id")
        if (version.table, version.row) in rows
    ]
    told = {
        entry.transaction: entry
        for entry in Entry.objects.filter(
            transaction__in={version.transaction for version in versions}
        ).order_by("-id")
    }
    last: dict[tuple[str, int], Version] = {}
    changes = []
    for version in versions:
        before = last.get((version.table, version.row))
        changes.append(_change(before, version, told.get(version.transaction)))
        last[version.table, version.row] = version
    return changes[::-1]


def _change(before: Version | None, version: Version, entry: Entry | None) -> Change:
    return Change(
        table=version.table,
        row=version.row,
        at=version.at,
        by=entry.actor_name if entry else "",
        what=entry.what if entry else "",
        before=before.state if before and not before.gone else None,
        after=None if version.gone else version.state,
    )


FOLLOWED = """
SELECT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
WHERE tgname = 'keeps_history' AND relpersistence = 'p' ORDER BY relname
"""
# A temporary table hides the one it is named after, so every query finds it instead.
PAST = """
CREATE TEMPORARY TABLE {table} ON COMMIT DROP AS SELECT kept.* FROM (
    SELECT DISTINCT ON ("row") state, gone FROM audit_version
    WHERE "table" = {name} AND at <= {moment} ORDER BY "row", id DESC
) AS latest, jsonb_populate_record(NULL::{table}, latest.state) AS kept
WHERE NOT latest.gone
"""
KEYS = r"""
SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0
AND NOT attisdropped AND (attname = 'id' OR attname LIKE '%%\_id')
"""


def followed_tables() -> list[str]:
    """The tables whose every version is kept."""
    with connection.cursor() as cursor:
        cursor.execute(FOLLOWED)
        return [table for (table,) in cursor.fetchall()]


@contextmanager
def as_of(moment: datetime) -> Iterator[None]:
    """Within, every query reads the followed tables as they were then. Tables that are not
    followed are as they are now. Nothing that is written is kept; most of it is refused.
    """
    tables = followed_tables()
    with transaction.atomic(), connection.cursor() as cursor:
        for table in tables:
            name = sql.Identifier(table)
            cursor.execute(
                sql.SQL(PAST).format(
                    table=name, name=sql.Literal(table), moment=sql.Literal(moment)
                )
            )
            cursor.execute(KEYS, [f"pg_temp.{table}"])
            for (column,) in cursor.fetchall():
                cursor.execute(
                    sql.SQL("CREATE INDEX ON {} ({})").format(name, sql.Identifier(column))
                )
            cursor.execute(sql.SQL("ANALYZE {}").format(name))
        cursor.execute("SET TRANSACTION READ ONLY")
        try:
            yield
        finally:
            transaction.set_rollback(True)


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
        return bool(cursor.fetchone()[0] == 6)


def _what_differs(sealed: int, found: int) -> str:
    if found < sealed:
        return f"{sealed - found} post(er) är borttagna efter att spåret förseglades."
    if found > sealed:
        return f"{found - sealed} post(er) är inskjutna efter att spåret förseglades."
    return "Minst en post är ändrad efter att spåret förseglades."


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
