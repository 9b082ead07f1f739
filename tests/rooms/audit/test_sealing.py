"""Sealing while others write, and after a restore."""

import threading
import time

import pytest
from django.db import connection

from tests.committed import another_connection, behind_the_guards
from tests.factories import NOON
from tests.rooms.audit.sealing import seal_all, unsealed, write
from torget.journeys.seal_trail import SEALER
from torget.rooms.audit.actions import seal_batch
from torget.rooms.audit.models import Entry
from torget.rooms.audit.queries import verify_chain

pytestmark = pytest.mark.usefixtures("committed")

INSERT = (
    "INSERT INTO audit_entry (what, subject, actor, actor_name, door, at, details)"
    " VALUES ('case.opened', 'case:LATE', 'employee:1', 'Anna', 'desk', now(), '{}')"
)


def test_what_commits_late_is_sealed_when_it_is_there_and_nothing_is_missed() -> None:
    with another_connection() as slow:
        slow.execute(INSERT)  # begun first, committed last
        write("case.viewed")
        for _ in range(3):
            seal_batch(by=SEALER, at=NOON)
        waiting = unsealed()
        slow.commit()
    seal_all()

    report = verify_chain()
    assert (waiting, report.holds, report.entries, report.unsealed) == (1, True, 2, 0)


def test_the_sealer_never_waits_for_a_writer_nor_a_writer_for_the_sealer() -> None:
    with another_connection() as writer, another_connection() as sealer:
        writer.execute(INSERT)
        began = time.monotonic()
        seal_batch(by=SEALER, at=NOON)
        sealer.execute("SELECT pg_advisory_xact_lock(hashtext('torget.audit.seal'))")
        write()  # while someone is sealing

        assert time.monotonic() - began < 1
    seal_all()
    assert verify_chain().holds


def test_two_sealers_at_once_make_one_chain() -> None:
    for _ in range(5):
        write()
    threads = [threading.Thread(target=_seal_in_a_thread) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seal_all()

    report = verify_chain()
    assert (report.holds, report.entries) == (True, 5)


def _seal_in_a_thread() -> None:
    seal_batch(by=SEALER, at=NOON)
    connection.close()


def restored_from_a_backup() -> None:
    """A server whose transactions are numbered from the start again, with an old trail."""
    behind_the_guards("UPDATE audit_epoch SET shift = 0")


@pytest.fixture
def old_trail(committed: None) -> None:
    behind_the_guards("UPDATE audit_epoch SET shift = 1000000000")
    write()
    seal_all()
    restored_from_a_backup()


def test_after_a_restore_the_trail_goes_on_as_before(old_trail: None) -> None:
    write("first.after")
    write("second.after")
    seal_all()
    write("third.after")
    seal_all()

    report = verify_chain()
    assert (report.faults, report.entries, report.unsealed) == ((), 4, 0)
    numbers = Entry.objects.order_by("id").values_list("transaction", flat=True)
    assert list(numbers) == sorted(numbers)


def test_after_a_restore_nothing_is_missed_of_those_who_write_at_once(old_trail: None) -> None:
    """The one that began first writes when others have already moved the numbers on."""
    with (
        another_connection() as first,
        another_connection() as second,
        another_connection() as last,
    ):
        first.execute("SELECT pg_current_xact_id()")
        second.execute(INSERT)
        second.commit()
        last.execute(INSERT)
        first.execute(INSERT)
        first.commit()
        for _ in range(3):
            seal_batch(by=SEALER, at=NOON)
        last.commit()
    seal_all()

    report = verify_chain()
    assert (report.faults, report.entries, report.unsealed) == ((), 4, 0)


def test_after_a_restore_with_nothing_written_there_is_nothing_to_seal(old_trail: None) -> None:
    assert (seal_batch(by=SEALER, at=NOON), verify_chain().holds) == (None, True)
