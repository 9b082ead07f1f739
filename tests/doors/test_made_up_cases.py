"""`torget demo --cases`: many cases with everything a case has."""

import pytest
from django.db.models import F

from tests.factories import an_employee
from torget.demo.many import fill_many
from torget.rooms.audit.models import Entry
from torget.rooms.cases.models import Case, SearchRow
from torget.rooms.cases.queries import found_cases
from torget.rooms.cases.terms import Status


@pytest.mark.usefixtures("committed")
def test_made_up_cases_are_whole_and_found() -> None:
    told: list[int] = []
    fill_many(300, told.append)
    fill_many(20, told.append)
    undecided = Case.objects.filter(status=Status.DECIDED, decision=None)
    named = Case.objects.filter(unit__key="bygg").exclude(parties=None).first()
    assert named is not None
    found = found_cases(named.applicant_name, actor=an_employee())

    assert (told, Case.objects.count(), SearchRow.objects.count()) == ([300, 20], 320, 320)
    assert list(undecided) == []
    assert named.pk in found.cases
    assert set(Case.objects.filter(pk__in=found.cases).values_list("unit__key", flat=True)) == {
        "bygg"
    }
    assert not Case.objects.exclude(parties__name=F("applicant_name")).exists()
    assert Entry.objects.filter(what="cases.made_up").count() == 2
