"""Someone has signed in their e-ID; what they signed goes where it should, once."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import structlog
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils import timezone

from torget.foundation.actor import Actor, the_system
from torget.journeys.decide_automatically import try_the_table
from torget.journeys.submit_application import submit_application
from torget.journeys.tell_signers import tell_signers
from torget.rooms.cases.actions import add_signer, signatures_complete
from torget.rooms.cases.terms import PartyRole
from torget.rooms.identity.actions import collect_order, set_aside
from torget.rooms.identity.queries import abandoned_signatures
from torget.rooms.identity.terms import Stage
from torget.rooms.jobs.ports import pulse
from torget.rooms.submissions.actions import add_signature
from torget.rooms.submissions.queries import draft as draft_by_key
from torget.rooms.submissions.queries import (
    is_custodian_of_chosen,
    is_signed_by_all,
    signature_request,
    signed_digest_of,
)
from torget.rooms.submissions.terms import (
    AlreadySubmitted,
    DraftChanged,
    DraftIncomplete,
    ServiceFull,
    SignatureMissing,
)

if TYPE_CHECKING:
    from torget.rooms.identity.models import Order
    from torget.rooms.submissions.models import SignatureRequest

log = structlog.get_logger(__name__)


def finish_signature(order: Order, *, door: str, at: datetime) -> None:
    """File a completed signature: submit the draft, or add it to what was already sent.

    Doing it again does nothing. Raises DraftIncomplete, DraftChanged or SignatureMissing when
    the draft was changed after it was shown, and ServiceFull.
    """
    assert order.person, "a completed order has a person"
    signer = Actor(
        id=f"person:{order.person_id}",
        name=order.person.name,
        person=order.person_id,
        assurance_level=3,
        door=door,
    )
    kind, _, key = order.subject.partition(":")
    if kind == "draft":
        _finish_draft(key, order, signer, at)
    else:
        _finish_request(key, order, signer, at)


def _finish_draft(key: str, order: Order, signer: Actor, at: datetime) -> None:
    draft = draft_by_key(key, actor=signer)
    if draft.submitted_at:
        return
    shown = signed_digest_of(order)
    try:
        submit_application(draft, shown_digest=shown, order=order, by=signer, at=at)
    except AlreadySubmitted:
        return


@transaction.atomic
def _finish_request(key: str, order: Order, signer: Actor, at: datetime) -> None:
    request = signature_request(key, actor=signer)
    added = add_signature(request, order, by=signer, at=at)
    if added and order.person:
        add_signer(
            request.submission.case, order.person, role=_role_of(request, order), by=signer, at=at
        )
        tell_signers(request.submission, by=signer, at=at)
    if added and is_signed_by_all(request.submission):
        signatures_complete(request.submission.case, by=signer, at=at)
        try_the_table(request.submission.case, by=signer, at=at)


def _role_of(request: SignatureRequest, order: Order) -> PartyRole:
    """A custodian of the child it is about, or one who applies together with the sender."""
    assert order.person, "a completed order has a person"
    is_custodian = is_custodian_of_chosen(request.submission, order.person.number)
    return PartyRole.CUSTODIAN if is_custodian else PartyRole.CO_APPLICANT


@pulse("finish abandoned signatures", seconds=3)
def finish_abandoned_signatures() -> None:
    """What a person signed is sent also when they closed the browser before we had the answer."""
    now = timezone.now()
    for order in abandoned_signatures(now=now):
        current = collect_order(order, by=the_system("worker"), at=now)
        if current.stage == Stage.COMPLETE:
            _finish_abandoned(current, now)


def _finish_abandoned(order: Order, now: datetime) -> None:
    """Try once: what does not fit now never will, since the answers are bound in the signature."""
    try:
        finish_signature(order, door="worker", at=now)
    except (
        DraftIncomplete,
        DraftChanged,
        ServiceFull,
        SignatureMissing,
        ObjectDoesNotExist,
    ) as error:
        log.warning("signature.unfit", order=str(order.key), why=type(error).__name__)
    set_aside(order, by=the_system("worker"), at=now)
