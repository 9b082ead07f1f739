"""The other custodian signs, or does not."""

import pytest
from django.utils import timezone

from tests.contract.simulators import Simulators
from tests.factories import ERIK, MAJA, a_person, a_resident, an_application
from tests.rooms.submissions.signing import draft_order, request_order, sent, signed
from torget.foundation.actor import NOBODY
from torget.rooms.audit.models import Entry
from torget.rooms.submissions.actions import (
    add_signature,
    decline_signature,
    verify_signature,
)
from torget.rooms.submissions.models import SignatureRequest
from torget.rooms.submissions.queries import (
    is_signed_by_all,
    signature_request,
    signature_requests_to,
    signatures_of,
    waiting_requests,
)
from torget.rooms.submissions.terms import SignatureMissing, SignatureState

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(world: Simulators) -> SignatureRequest:
    """Erik is asked to sign what Maja has sent about Siri."""
    submission = sent(world, an_application("forskola", at=timezone.now()))
    return submission.requests.get()


def test_the_other_custodian_is_asked_and_the_first_is_not(asked: SignatureRequest) -> None:
    erik = a_person(ERIK)

    assert (asked.person, asked.state) == (erik, SignatureState.WAITING)
    assert not is_signed_by_all(asked.submission)
    assert list(signature_requests_to(a_resident(erik))) == [asked]
    assert list(signature_requests_to(a_resident(a_person(MAJA)))) == []
    assert list(signature_requests_to(NOBODY)) == []
    [entry] = Entry.objects.filter(what="signature.asked")
    assert entry.person == erik.pk


def test_a_request_is_for_the_one_who_was_asked(asked: SignatureRequest) -> None:
    assert signature_request(asked.key, actor=a_resident(a_person(ERIK))) == asked
    for actor in (a_resident(a_person(MAJA)), NOBODY):
        with pytest.raises(SignatureRequest.DoesNotExist):
            signature_request(asked.key, actor=actor)


def test_both_signatures_are_kept_and_verified(world: Simulators, asked: SignatureRequest) -> None:
    order = signed(world, request_order(asked), ERIK)
    erik = a_resident(a_person(ERIK))
    first = add_signature(asked, order, by=erik, at=timezone.now())
    again = add_signature(asked, order, by=erik, at=timezone.now())

    asked.refresh_from_db()
    both = list(signatures_of(asked.submission))
    assert [signature.person.number for signature in both] == [MAJA, ERIK]
    assert (both[1], again, asked.state) == (first, None, SignatureState.SIGNED)
    assert is_signed_by_all(asked.submission)
    for signature in both:
        verify_signature(signature, by=NOBODY, at=timezone.now())


def test_the_first_one_s_signature_does_not_count_for_the_other(
    world: Simulators, asked: SignatureRequest
) -> None:
    mine = signed(world, draft_order(asked.submission.draft))
    with pytest.raises(SignatureMissing):
        add_signature(asked, mine, by=a_resident(), at=timezone.now())


def test_a_signature_of_something_else_does_not_count(
    world: Simulators, asked: SignatureRequest
) -> None:
    other = signed(world, draft_order(asked.submission.draft, ERIK), ERIK)
    with pytest.raises(SignatureMissing):
        add_signature(asked, other, by=a_resident(a_person(ERIK)), at=timezone.now())


def test_a_no_is_kept_and_is_not_a_signature(asked: SignatureRequest) -> None:
    erik = a_resident(a_person(ERIK))
    by_maja = decline_signature(asked, by=a_resident(), at=timezone.now())
    by_erik = [decline_signature(asked, by=erik, at=timezone.now()) for _ in range(2)]

    asked.refresh_from_db()
    assert (by_maja, by_erik, asked.state) == (False, [True, False], SignatureState.DECLINED)
    assert list(waiting_requests(asked.submission)) == []
    assert not is_signed_by_all(asked.submission)
    assert Entry.objects.filter(what="signature.declined").count() == 1


def test_a_no_can_still_become_a_yes(world: Simulators, asked: SignatureRequest) -> None:
    erik = a_resident(a_person(ERIK))
    decline_signature(asked, by=erik, at=timezone.now())
    order = signed(world, request_order(asked), ERIK)
    add_signature(asked, order, by=erik, at=timezone.now())

    assert is_signed_by_all(asked.submission)


def test_someone_who_is_asked_counts_as_protected_until_we_know(asked: SignatureRequest) -> None:
    assert asked.person.protected_identity
