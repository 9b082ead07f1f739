"""Saying that cases belong together."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from torget.foundation.actor import Actor
from torget.rooms.audit.actions import record
from torget.rooms.cases.actions.access import CaseNotReady, locked_case, must_read
from torget.rooms.cases.actions.saying import say_from_unit
from torget.rooms.cases.models import Case, Party, Relation
from torget.rooms.cases.search_rows import keep_findable
from torget.rooms.cases.terms import Bond, Obstacle


@transaction.atomic
def relate_cases(
    case: Case, other: Case, *, bond: Bond = Bond.RELATED, by: Actor, at: datetime
) -> bool:
    """Say that the two belong together; False when it is said already, whichever way.

    Needs to write in the first and to read the other. Raises CaseNotReady for a case and itself.
    """
    must_read(other, by)
    locked = locked_case(case, permission="case.write", by=by)
    return _relate(locked, other, bond, by=by, at=at)


@transaction.atomic
def begin_from(case: Case, source: Case, *, splits: bool, by: Actor, at: datetime) -> None:
    """Say that a case just opened was begun from the source, and give it the same parties.

    When it `splits` off something that the source was about, the source's parties are told there.
    Needs to read the source, and to have written in it as for any of its changes.
    """
    locked = locked_case(source, permission="case.write", by=by)
    there = set(case.parties.values_list("person", flat=True))
    copied = [
        Party(
            case=case,
            person_id=party.person_id,
            role=party.role,
            name=party.name,
            email=party.email,
            phone=party.phone,
            language=party.language,
        )
        for party in locked.parties.order_by("pk")
        if party.person_id and party.person_id not in there
    ]
    Party.objects.bulk_create(copied)
    for party in copied:
        record("party.added", f"case:{case}", by=by, at=at, person=party.person_id)
    if locked.protected and not case.protected:
        case.protected = True
        case.save(update_fields=["protected"])
    keep_findable(case)
    _relate(case, locked, Bond.SPLIT_OFF if splits else Bond.BEGUN_FROM, by=by, at=at)
    if splits:
        say_from_unit(locked, partial(_is_split, case), by=by, at=at)


def _is_split(case: Case, language: str) -> str:
    with override(language):
        return _(
            "Vi har delat ditt ärende, för att pröva en del för sig. Den delen har nummer {number}."
        ).format(number=case.number)


def _relate(case: Case, other: Case, bond: Bond, *, by: Actor, at: datetime) -> bool:
    if case.pk == other.pk:
        raise CaseNotReady([Obstacle.SAME_CASE])
    either = Q(case=case, other=other) | Q(case=other, other=case)
    if Relation.objects.filter(either).exists():
        return False
    Relation.objects.create(case=case, other=other, bond=bond, made_by=by.name, made_at=at)
    for one, its_other in ((case, other), (other, case)):
        record("case.related", f"case:{one}", by=by, at=at, other=its_other.number)
    return True


def tell_joined(case: Case, *, by: Actor, at: datetime) -> None:
    """The case is closed: write so in those that were joined into it."""
    joined = Relation.objects.filter(other=case, bond=Bond.JOINED).select_related("case__unit")
    for one in joined.order_by("pk"):
        say_from_unit(one.case, _is_done, by=by, at=at)


def _is_done(language: str) -> str:
    with override(language):
        return _("Nu är ärendet som ditt slogs ihop med klart. Tack för att du hörde av dig.")
