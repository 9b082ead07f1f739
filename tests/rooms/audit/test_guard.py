"""The database itself refuses to change the trail."""

import pytest
from django.db import DatabaseError, connection, transaction

from tests.factories import NOON, an_employee
from torget.foundation.actor import Actor, Forbidden, the_system
from torget.rooms.audit.actions import record, record_view, seal_batch
from torget.rooms.audit.models import Entry, Seal
from torget.rooms.audit.queries import (
    history_of,
    history_of_person,
    trail_is_guarded,
    views_of_person,
)
from torget.rooms.organisation.queries import unit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("table", ["audit_entry", "audit_seal"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET at = now()", "DELETE FROM {}", "TRUNCATE {}"])
def test_nothing_in_the_trail_is_changed_or_removed(table: str, verb: str) -> None:
    record("case.opened", "case:X", by=the_system("test"), at=NOON)
    Seal.objects.create(first=0, until=1, count=0, digest="a", previous="b", at=NOON)

    with (
        pytest.raises(DatabaseError, match="The trail is only added to"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(verb.format(table))


def test_the_room_notices_when_someone_has_switched_a_guard_off() -> None:
    before = trail_is_guarded()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_only_added")

    assert (before, trail_is_guarded()) == (True, False)


def test_an_entry_says_who_did_what_to_whom_from_where() -> None:
    record("case.opened", "case:X", by=an_employee(), at=NOON, person=7, unit="bygg")

    entry = Entry.objects.get(subject="case:X")
    assert (entry.what, entry.actor_name, entry.door, entry.at, entry.person, entry.details) == (
        "case.opened",
        "Anna Berg",
        "desk",
        NOON,
        7,
        {"unit": "bygg"},
    )


def test_only_those_with_the_permission_read_the_history() -> None:
    eva = an_employee("eva.strom@solvik.example")
    record("case.opened", "case:X", by=an_employee(), at=NOON, person=7)

    found = history_of("case:X", actor=eva, unit=unit("bygg").pk)
    assert [entry.what for entry in found] == ["case.opened"]
    assert [entry.subject for entry in history_of_person(7, actor=eva)] == ["case:X"]
    with pytest.raises(Forbidden):
        history_of("case:X", actor=eva, unit=unit("gata").pk)
    with pytest.raises(Forbidden):
        history_of("case:X", actor=an_employee(), unit=unit("bygg").pk)
    with pytest.raises(Forbidden):
        history_of_person(7, actor=an_employee())


def test_residents_see_who_has_looked_at_them_and_nothing_else() -> None:
    anna = an_employee()
    maja = Actor(id="person:7", name="Maja", person=7)
    record_view("case:X", what="case.viewed", by=anna, at=NOON, person=7)
    record_view("case:X", what="case.viewed", by=maja, at=NOON, person=7)
    record_view("case:Y", what="case.viewed", by=anna, at=NOON, person=8)
    record("case.decided", "case:X", by=anna, at=NOON, person=7)

    seen = [(entry.subject, entry.actor_name) for entry in views_of_person(actor=maja)]
    assert seen == [("case:X", "Anna Berg")]
    assert list(views_of_person(actor=anna)) == []


def test_not_everyone_may_seal() -> None:
    with pytest.raises(Forbidden):
        seal_batch(by=an_employee(), at=NOON)
