"""Every version of a register's row is kept, and the registers can be read as they were."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import InternalError, ProgrammingError

from tests.factories import NOON
from torget.foundation.actor import Actor, Forbidden
from torget.rooms.audit.actions import record
from torget.rooms.audit.queries import as_of, changes_of, followed_tables
from torget.rooms.audit.terms import Change, keeping_history

ANNA = Actor(id="employee:1", name="Anna Berg", grants={"office.read": frozenset({1})})
DAY = timedelta(days=1)
TABLES = """
CREATE TABLE a_thing (id bigserial PRIMARY KEY, name text NOT NULL);
CREATE TABLE a_part (id bigserial PRIMARY KEY, thing_id bigint NOT NULL, name text NOT NULL);
"""


@pytest.fixture
def followed(committed: None) -> Iterator[None]:
    """Two registers of their own, committed to."""
    starts, stops = zip(*(keeping_history(table) for table in ("a_thing", "a_part")), strict=True)
    _run(TABLES, *starts)
    yield
    _run(*stops, "DROP TABLE a_part", "DROP TABLE a_thing")


def test_who_when_and_why_come_from_the_entry_of_the_same_transaction(followed: None) -> None:
    _did("thing.added", NOON, "INSERT INTO a_thing (name) VALUES ('Karta')")
    _did("thing.changed", NOON + DAY, "UPDATE a_thing SET name = 'Kartan'")
    _did("thing.removed", NOON + 2 * DAY, "DELETE FROM a_thing")

    told = [(one.what, one.by, one.at, one.columns) for one in _changes()]
    assert told == [
        ("thing.removed", "Anna Berg", NOON + 2 * DAY, ["name"]),
        ("thing.changed", "Anna Berg", NOON + DAY, ["name"]),
        ("thing.added", "Anna Berg", NOON, ["name"]),
    ]
    removed, changed, added = _changes()
    assert (removed.after, added.before) == (None, None)
    assert (changed.before, changed.after) == (
        {"id": 1, "name": "Karta"},
        {"id": 1, "name": "Kartan"},
    )


def test_what_belongs_to_the_thing_is_told_with_it_also_when_it_is_gone(followed: None) -> None:
    _did("thing.added", NOON, "INSERT INTO a_thing (name) VALUES ('Karta'), ('Diarium')")
    _did("part.added", NOON, "INSERT INTO a_part (thing_id, name) VALUES (1, 'x'), (2, 'y')")
    _did("part.removed", NOON + DAY, "DELETE FROM a_part")

    assert [(one.table, one.what) for one in _changes()] == [
        ("a_part", "part.removed"),
        ("a_part", "part.added"),
        ("a_thing", "thing.added"),
    ]


def test_a_change_that_changes_nothing_is_not_a_version(followed: None) -> None:
    _did("thing.added", NOON, "INSERT INTO a_thing (name) VALUES ('Karta')")
    _did("thing.changed", NOON, "UPDATE a_thing SET name = name")

    assert [one.what for one in _changes()] == ["thing.added"]


def test_what_is_taken_back_leaves_no_version(followed: None) -> None:
    with transaction.atomic():
        _run("INSERT INTO a_thing (name) VALUES ('Karta')")
        transaction.set_rollback(True)

    assert _changes() == []


def test_a_change_that_no_entry_tells_of_is_kept_without_a_name(followed: None) -> None:
    _run("INSERT INTO a_thing (name) VALUES ('Karta')")

    assert [(one.by, one.what) for one in _changes()] == [("", "")]


def test_rows_that_were_there_before_are_kept_from_the_day_they_are_followed(
    committed: None,
) -> None:
    start, stop = keeping_history("a_thing")
    _run(TABLES, "INSERT INTO a_thing (name) VALUES ('Karta')", start)
    try:
        assert [one.after for one in _changes()] == [{"id": 1, "name": "Karta"}]
    finally:
        _run(stop, "DROP TABLE a_part", "DROP TABLE a_thing")


def test_the_registers_are_read_as_they_were_and_nothing_can_be_written(followed: None) -> None:
    _did("thing.added", NOON, "INSERT INTO a_thing (name) VALUES ('Karta'), ('Diarium')")
    _did("part.added", NOON, "INSERT INTO a_part (thing_id, name) VALUES (2, 'y')")
    _did("thing.changed", NOON + DAY, "UPDATE a_thing SET name = 'Kartan' WHERE id = 1")
    _did("thing.removed", NOON + 2 * DAY, "DELETE FROM a_thing WHERE id = 2")

    seen = {}
    for days in (-1, 0, 1, 2):
        with as_of(NOON + days * DAY):
            seen[days] = _names()
    assert seen == {
        -1: [], 0: ["Diarium", "Karta"], 1: ["Diarium", "Kartan"], 2: ["Kartan"],
    }  # fmt: skip
    assert _names() == ["Kartan"]
    with as_of(NOON):
        _run("INSERT INTO a_thing (name) VALUES ('Nytt')")
    assert _names() == ["Kartan"]
    with as_of(NOON), pytest.raises(InternalError, match="read-only"):
        record("thing.seen", "thing:1", by=ANNA, at=NOON)


def test_a_column_that_came_later_is_empty_in_the_past(followed: None) -> None:
    _did("thing.added", NOON, "INSERT INTO a_thing (name) VALUES ('Karta')")
    _run("ALTER TABLE a_thing ADD COLUMN vital boolean NOT NULL DEFAULT true")

    with as_of(NOON), connection.cursor() as cursor:
        cursor.execute("SELECT name, vital FROM a_thing")
        assert cursor.fetchall() == [("Karta", None)]


def test_history_is_only_added_to(followed: None) -> None:
    _did("thing.added", NOON, "INSERT INTO a_thing (name) VALUES ('Karta')")

    for statement in ("UPDATE audit_version SET gone = true", "DELETE FROM audit_version"):
        with pytest.raises(ProgrammingError, match="only added to"), transaction.atomic():
            _run(statement)


def test_only_those_who_see_the_registers_see_their_history(followed: None) -> None:
    assert {"a_thing", "a_part"} <= set(followed_tables())
    with pytest.raises(Forbidden):
        changes_of({"a_thing": ("id", 1)}, actor=Actor(id="employee:2", name="Per"))


def _did(what: str, at: datetime, statement: str) -> None:
    with transaction.atomic():
        _run(statement)
        record(what, "thing:1", by=ANNA, at=at)


def _changes() -> list[Change]:
    return changes_of({"a_thing": ("id", 1), "a_part": ("thing_id", 1)}, actor=ANNA)


def _names() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM a_thing ORDER BY name")
        return [name for (name,) in cursor.fetchall()]


def _run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
