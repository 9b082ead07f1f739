"""The seals tell when the trail has been tampered with."""

import pytest

from tests.committed import behind_the_guards
from tests.factories import NOON
from tests.rooms.audit.sealing import seal_all, write
from torget.journeys.seal_trail import SEALER
from torget.rooms.audit.actions import seal_batch
from torget.rooms.audit.models import Seal
from torget.rooms.audit.queries import seal_age, trail_state, verify_chain
from torget.rooms.audit.rules import GENESIS

pytestmark = pytest.mark.usefixtures("committed")

SEAL_MISSING = "Ett sigill före detta saknas eller är ändrat."
CHANGED = "Minst en post är ändrad efter att spåret förseglades."
REMOVED = "1 post(er) är borttagna efter att spåret förseglades."
INSERTED = "1 post(er) är inskjutna efter att spåret förseglades."


@pytest.fixture
def sealed(committed: None) -> list[int]:
    """Three seals over one, two and one entries; the entries' ids."""
    ids = []
    for entries in (1, 2, 1):
        ids += [write().pk for _ in range(entries)]
        seal_all()
    return ids


def faults() -> list[str]:
    return [fault.says for fault in verify_chain().faults]


def test_seals_chain_and_cover_everything(sealed: list[int]) -> None:
    report = verify_chain()
    seals = list(Seal.objects.order_by("until"))

    assert (report.holds, report.entries, report.unsealed) == (True, 4, 0)
    assert sum(seal.count for seal in seals) == 4
    assert [seal.previous for seal in seals] == [GENESIS, *(seal.digest for seal in seals[:-1])]
    assert [seal.first for seal in seals] == [0, *(seal.until for seal in seals[:-1])]
    assert report.last_digest == seals[-1].digest
    assert (trail_state().is_guarded, trail_state().sealed) == (True, 4)


def test_with_nothing_new_there_is_nothing_to_seal(sealed: list[int]) -> None:
    assert (seal_batch(by=SEALER, at=NOON), seal_age(NOON)) == (None, None)


def test_the_age_of_what_is_unsealed_is_told(committed: None) -> None:
    write()
    assert seal_age(NOON.replace(minute=2)) == 120.0


@pytest.mark.parametrize(
    "change",
    [
        "what = 'case.closed'",
        "actor_name = 'Någon annan'",
        "at = at + interval '1 microsecond'",
        "person = 8",
        "details = '{}'",
    ],
)
def test_a_changed_entry_is_found(sealed: list[int], change: str) -> None:
    behind_the_guards(f"UPDATE audit_entry SET {change} WHERE id = {sealed[1]}")
    assert faults() == [CHANGED]


def test_a_removed_entry_is_found(sealed: list[int]) -> None:
    behind_the_guards(f"DELETE FROM audit_entry WHERE id = {sealed[1]}")
    assert faults() == [REMOVED]


def test_an_inserted_entry_is_found(sealed: list[int]) -> None:
    columns = "what, subject, person, actor, actor_name, door, at, details, transaction"
    behind_the_guards(
        f"INSERT INTO audit_entry ({columns}) SELECT {columns} FROM audit_entry"
        f" WHERE id = {sealed[2]}"
    )
    assert faults() == [INSERTED]


def test_a_removed_seal_is_found(sealed: list[int]) -> None:
    removed, after = Seal.objects.order_by("until")[0:2]
    behind_the_guards(f"DELETE FROM audit_seal WHERE id = {removed.pk}")

    assert [(fault.seal, fault.says) for fault in verify_chain().faults] == [
        (after.pk, SEAL_MISSING)
    ]


def test_a_seal_made_anew_over_changed_entries_breaks_the_chain(sealed: list[int]) -> None:
    first = Seal.objects.order_by("until")[0]
    behind_the_guards(f"UPDATE audit_seal SET digest = '{'a' * 64}' WHERE id = {first.pk}")

    assert faults() == [CHANGED, SEAL_MISSING]


def test_progress_is_told_along_the_way(sealed: list[int]) -> None:
    told: list[int] = []
    verify_chain(told.append)
    assert (told[-1], told == sorted(told)) == (4, True)
