"""What someone has signed goes where it should, also when they closed the browser."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.contract.simulators import Simulators
from tests.factories import ERIK, MAJA, a_person, a_resident, an_application
from tests.rooms.submissions.signing import draft_order, request_order, signed
from torget.journeys.decline_signature import decline_to_sign
from torget.journeys.finish_signature import finish_abandoned_signatures, finish_signature
from torget.rooms.cases.models import Case
from torget.rooms.cases.terms import Status
from torget.rooms.identity.models import Order
from torget.rooms.submissions.actions import remove_draft, save_answers
from torget.rooms.submissions.models import Draft, SignatureRequest, Submission
from torget.rooms.submissions.terms import DraftChanged

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(world: Simulators) -> Draft:
    return an_application(at=timezone.now())


def abandoned(draft: Draft) -> Order:
    """An order that no browser has asked about for a while."""
    order = draft_order(draft)
    a_while_ago(order)
    return order


def a_while_ago(order: Order) -> None:
    long_ago = timezone.now() - timedelta(seconds=30)
    Order.objects.filter(pk=order.pk).update(collected_at=long_ago, started_at=long_ago)


def finish(order: Order) -> None:
    finish_signature(order, door="portal", at=timezone.now())


def test_finishing_twice_sends_once(world: Simulators, draft: Draft) -> None:
    order = signed(world, draft_order(draft))
    finish(order)
    finish(order)

    case = Case.objects.get()
    assert (case.submission.draft, case.submission.signatures.count()) == (draft, 1)


def test_what_was_changed_after_the_signature_is_not_sent(world: Simulators, draft: Draft) -> None:
    order = signed(world, draft_order(draft))
    save_answers(draft, {"facade_colour": "Svart"}, by=a_resident(), at=timezone.now())

    with pytest.raises(DraftChanged):
        finish(order)


def test_an_abandoned_signature_is_fetched_and_sent(world: Simulators, draft: Draft) -> None:
    order = abandoned(draft)
    world.tell("approve", number=MAJA)
    for _ in range(2):
        finish_abandoned_signatures()

    order.refresh_from_db()
    assert Case.objects.get().submission.draft == draft
    assert order.used_at is not None


def test_a_signature_that_was_fetched_but_never_filed_is_sent(
    world: Simulators, draft: Draft
) -> None:
    order = signed(world, draft_order(draft))
    a_while_ago(order)
    finish_abandoned_signatures()

    assert Case.objects.get().submission.draft == draft


def test_while_the_person_has_not_signed_nothing_is_sent(world: Simulators, draft: Draft) -> None:
    abandoned(draft)
    finish_abandoned_signatures()

    assert (Case.objects.count(), Order.objects.get().used_at) == (0, None)


def test_a_signature_that_fits_nothing_any_more_is_tried_once_and_stops_no_other(
    world: Simulators, draft: Draft
) -> None:
    changed = an_application(at=timezone.now())
    gone = an_application(at=timezone.now())
    orders = [signed(world, draft_order(each)) for each in (changed, gone, draft)]
    save_answers(changed, {"facade_colour": "Svart"}, by=a_resident(), at=timezone.now())
    remove_draft(gone, by=a_resident(), at=timezone.now())
    for order in orders:
        a_while_ago(order)
    finish_abandoned_signatures()

    assert list(Submission.objects.values_list("draft", flat=True)) == [draft.pk]
    assert Order.objects.filter(used_at=None).count() == 0


# --- the other custodian --------------------------------------------------------------------


@pytest.fixture
def asked(world: Simulators) -> SignatureRequest:
    """Erik is asked to sign what Maja has sent about Siri."""
    finish(signed(world, draft_order(an_application("forskola", at=timezone.now()))))
    return SignatureRequest.objects.get()


def test_the_last_signature_moves_the_case_on(world: Simulators, asked: SignatureRequest) -> None:
    before = Case.objects.get().status
    order = signed(world, request_order(asked), ERIK)
    finish(order)
    finish(order)

    case = Case.objects.get()
    assert (before, case.status) == (Status.AWAITING_SIGNATURE, Status.RECEIVED)
    assert [event.what for event in case.events.order_by("pk")] == ["received", "all_signed"]


def test_an_abandoned_co_signature_is_filed_too(world: Simulators, asked: SignatureRequest) -> None:
    order = request_order(asked)
    a_while_ago(order)
    world.tell("approve", number=ERIK)
    finish_abandoned_signatures()

    assert Case.objects.get().status == Status.RECEIVED


def test_a_no_moves_the_case_on_to_an_officer(asked: SignatureRequest) -> None:
    erik = a_resident(a_person(ERIK))
    answers = [decline_to_sign(asked, by=erik, at=timezone.now()) for _ in range(2)]

    case = Case.objects.get()
    assert (answers, case.status) == ([True, False], Status.RECEIVED)
    assert [event.what for event in case.events.order_by("pk")] == [
        "received",
        "signature_withheld",
    ]
