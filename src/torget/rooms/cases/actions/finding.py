"""Finding people's cases, and keeping what the search looks in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from torget.foundation.actor import Actor
from torget.foundation.identity_numbers import IdentityNumber
from torget.rooms.audit.actions import record
from torget.rooms.cases.models import Case, Party, SearchWord
from torget.rooms.cases.search_rows import digest_of, keep_findable

AT_A_TIME = 200  # cases in one transaction


@transaction.atomic
def look_for_person(number: IdentityNumber, *, by: Actor, at: datetime) -> str:
    """What to ask `cases_of_person` for; needs `case.find.person` and is written in the trail.

    The trail says whom, when it is someone in a case; never the number.
    """
    by.must_anywhere("case.find.person")
    known = Party.objects.filter(person__number=str(number)).values_list("person", flat=True)
    person = known.first()
    subject = f"person:{person}" if person else "person"
    record("person.looked_for", subject, by=by, at=at, person=person)
    return digest_of(str(number))


def make_findable(*, by: Actor, at: datetime) -> Iterator[int]:
    """Write every search row anew, oldest case first; gives how many are done, now and then.

    The words that no case has any longer are forgotten. Safe to run while people work.
    """
    by.must_anywhere("system.reindex")
    with transaction.atomic():
        SearchWord.objects.all().delete()
        record("cases.reindexed", "cases", by=by, at=at)
    done, last = 0, 0
    while cases := list(
        Case.objects.filter(pk__gt=last).select_related("submission").order_by("pk")[:AT_A_TIME]
    ):
        with transaction.atomic():
            for case in cases:
                keep_findable(case)
        last, done = cases[-1].pk, done + len(cases)
        yield done
