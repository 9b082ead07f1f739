"""Signing as people do, with the simulated BankID. Real time: the evidence carries it."""

from datetime import timedelta

from django.utils import timezone

from tests.contract.simulators import Simulators
from tests.factories import MAJA, a_resident
from tests.rooms.identity.orders import an_order, to_sign
from torget.foundation.actor import NOBODY
from torget.rooms.identity.actions import collect_order
from torget.rooms.identity.models import Order
from torget.rooms.submissions.actions import submit
from torget.rooms.submissions.models import Draft, SignatureRequest, Submission
from torget.rooms.submissions.queries import signed_digest, what_is_shown


def order_to_sign(text: str, digest: str, subject: str, number: str = MAJA) -> Order:
    """An order just begun: the simulator asks for nothing but patience between questions."""
    request = to_sign(text, signed_digest(digest, subject), number)
    return an_order(request, subject=subject, at=timezone.now() - timedelta(seconds=3))


def signed(world: Simulators, order: Order, number: str = MAJA) -> Order:
    world.tell("approve", number=number)
    return collect_order(order, by=NOBODY, at=timezone.now())


def draft_order(draft: Draft, number: str = MAJA) -> Order:
    """An order to sign what the draft shows now."""
    shown = what_is_shown(draft, "sv")
    return order_to_sign(shown.text, shown.digest, str(draft), number)


def sent(world: Simulators, draft: Draft) -> Submission:
    """The draft, signed and submitted by Maja."""
    order = signed(world, draft_order(draft))
    digest = what_is_shown(draft, "sv").digest
    assert draft.person is not None
    by = a_resident(draft.person)
    return submit(draft, shown_digest=digest, order=order, by=by, at=timezone.now())


def request_order(request: SignatureRequest) -> Order:
    """An order to the one who was asked to sign the same text."""
    submission = request.submission
    subject = f"request:{request.key}"
    return order_to_sign(submission.text, submission.digest, subject, request.person.number)
