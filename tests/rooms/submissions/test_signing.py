"""Signatures: of exactly these answers, by exactly this person, to be verified years later."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from tests.contract.simulators import Simulators
from tests.factories import ERIK, MAJA, a_person, a_resident, an_application
from tests.rooms.submissions.signing import draft_order, order_to_sign, sent, signed
from torget.foundation.actor import NOBODY
from torget.rooms.identity.models import Order
from torget.rooms.identity.terms import EvidenceBroken
from torget.rooms.submissions.actions import save_answers, submit, verify_signature
from torget.rooms.submissions.models import Draft, Signature, Submission
from torget.rooms.submissions.queries import what_is_shown
from torget.rooms.submissions.terms import DraftChanged, SignatureMissing

pytestmark = pytest.mark.django_db


def try_to_send(draft: Draft, order: Order) -> None:
    digest = what_is_shown(draft, "sv").digest
    submit(draft, shown_digest=digest, order=order, by=a_resident(), at=timezone.now())


def test_a_signed_application_is_sent_with_its_evidence(world: Simulators) -> None:
    draft = an_application(at=timezone.now())
    submission = sent(world, draft)

    [signature] = submission.signatures.all()
    assert (signature.person.number, signature.name, signature.method, signature.text) == (
        MAJA,
        "Maja Lovisa Lindqvist",
        "bankid",
        submission.text,
    )
    assert signature.signed_at == signature.order.collected_at
    assert signature.order.used_at is not None
    verify_signature(signature, by=NOBODY, at=timezone.now())


def test_the_phone_shows_the_text_that_is_kept(world: Simulators) -> None:
    draft = an_application(at=timezone.now())
    order = draft_order(draft)

    assert world.tell("connect", number=MAJA)["text"] == what_is_shown(draft, "sv").text
    assert "SOLVIK STRAND 1:14" in order.visible_text


def test_a_waiting_order_is_no_signature(world: Simulators) -> None:
    draft = an_application(at=timezone.now())
    with pytest.raises(SignatureMissing):
        try_to_send(draft, draft_order(draft))


def test_someone_else_s_signature_does_not_count(world: Simulators) -> None:
    draft = an_application(at=timezone.now())
    of_erik = signed(world, draft_order(draft, ERIK), ERIK)

    with pytest.raises(SignatureMissing):
        try_to_send(draft, of_erik)
    assert Submission.objects.count() == 0


def test_answers_changed_after_they_were_signed_are_not_sent(world: Simulators) -> None:
    draft = an_application(at=timezone.now())
    order = signed(world, draft_order(draft))
    shown_before = what_is_shown(draft, "sv").digest
    save_answers(draft, {"facade_colour": "Svart"}, by=a_resident(), at=timezone.now())
    draft.refresh_from_db()

    with pytest.raises(SignatureMissing):
        try_to_send(draft, order)
    with pytest.raises(DraftChanged):
        submit(draft, shown_digest=shown_before, order=order, by=a_resident(), at=timezone.now())


def test_a_signature_of_another_draft_with_the_same_answers_does_not_count(
    world: Simulators,
) -> None:
    first, second = (an_application(at=timezone.now()) for _ in range(2))
    order = signed(world, draft_order(first))

    with pytest.raises(SignatureMissing):
        try_to_send(second, order)


def test_a_signature_of_other_words_than_those_shown_does_not_count(world: Simulators) -> None:
    draft = an_application(at=timezone.now())
    digest = what_is_shown(draft, "sv").digest
    order = signed(world, order_to_sign("Jag vill ha glass.", digest, str(draft)))

    with pytest.raises(SignatureMissing):
        try_to_send(draft, order)


def test_a_used_order_is_not_used_again(world: Simulators) -> None:
    draft = an_application(at=timezone.now())
    order = signed(world, draft_order(draft))
    Order.objects.filter(pk=order.pk).update(used_at=timezone.now())

    with pytest.raises(SignatureMissing):
        try_to_send(draft, order)


def test_the_database_refuses_changes_to_a_signature(world: Simulators) -> None:
    sent(world, an_application(at=timezone.now()))

    with pytest.raises(DatabaseError, match="What was sent is not changed"), transaction.atomic():
        Signature.objects.update(name="Någon Annan")


def _with(column: str, changed: Callable[[bytes], bytes]) -> Signature:
    """The stored row, changed by someone who got past the guards."""
    row = Signature.objects.get()
    value = getattr(row, column)
    as_bytes = bytes(value) if not isinstance(value, str) else value.encode()
    new = changed(as_bytes)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            f"UPDATE submissions_signature SET {column} = %s",
            [new if not isinstance(value, str) else new.decode()],
        )
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    return Signature.objects.get()


@pytest.mark.parametrize("column", ["text", "hidden_data", "signature", "ocsp"])
def test_a_stored_signature_is_broken_by_one_changed_byte(world: Simulators, column: str) -> None:
    sent(world, an_application(at=timezone.now()))
    whole = Signature.objects.get()
    verify_signature(whole, by=NOBODY, at=timezone.now())

    def flip(octets: bytes) -> bytes:
        middle = len(octets) // 2
        other = b"B" if octets[middle : middle + 1] == b"A" else b"A"
        return octets[:middle] + other + octets[middle + 1 :]

    with pytest.raises(EvidenceBroken):
        verify_signature(_with(column, flip), by=NOBODY, at=timezone.now())


def test_a_signature_moved_to_another_person_is_broken(world: Simulators) -> None:
    sent(world, an_application(at=timezone.now()))
    signature = Signature.objects.get()
    signature.person = a_person(ERIK)

    with pytest.raises(EvidenceBroken, match="en annan person"):
        verify_signature(signature, by=NOBODY, at=timezone.now())
