"""Someone who was asked to sign answers no."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from torget.foundation.actor import Actor
from torget.rooms.cases.actions import signature_withheld
from torget.rooms.submissions.actions import decline_signature
from torget.rooms.submissions.queries import waiting_requests

if TYPE_CHECKING:
    from torget.rooms.submissions.models import SignatureRequest


@transaction.atomic
def decline_to_sign(request: SignatureRequest, *, by: Actor, at: datetime) -> bool:
    """Keep the answer and let an officer go on with the case; False when already answered."""
    if not decline_signature(request, by=by, at=at):
        return False
    if not waiting_requests(request.submission).exists():
        signature_withheld(request.submission.case, by=by, at=at)
    return True
