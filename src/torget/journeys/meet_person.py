"""Someone who has never been here is met at the contact centre."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from torget.foundation.actor import Actor
from torget.foundation.identity_numbers import IdentityNumber
from torget.rooms.identity.actions import look_up_person, named_person

if TYPE_CHECKING:
    from torget.rooms.identity.models import Person

PURPOSE = "kontaktcenter"


@transaction.atomic
def meet_person(number: IdentityNumber, *, by: Actor, at: datetime) -> Person:
    """The person as the population register says now; needs `case.find.person`."""
    by.must_anywhere("case.find.person")
    return look_up_person(
        named_person(number, name="", by=by, at=at), purpose=PURPOSE, by=by, at=at
    )
