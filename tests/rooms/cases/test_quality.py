"""Closed cases are drawn, looked through by someone else, and counted."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from tests.factories import NOON, a_case, an_employee
from torget.demo.fill import FILLER
from torget.foundation.actor import Actor, Forbidden
from torget.rooms.audit.models import Entry
from torget.rooms.cases.actions import CaseNotReady, check_quality, close_case, take_case
from torget.rooms.cases.models import Case, QualityCheck
from torget.rooms.cases.queries import (
    checks_to_do,
    quality_check_of,
    quality_comments,
    quality_results,
)
from torget.rooms.cases.rules import is_drawn, is_sampled
from torget.rooms.cases.terms import CheckPoint, Obstacle, Verdict
from torget.rooms.eservices.actions import publish_version
from torget.rooms.eservices.queries import library_services
from torget.rooms.eservices.terms import DefinitionErrors, read_service

pytestmark = pytest.mark.django_db
EVA = "eva.strom@solvik.example"
ALL_WELL = dict.fromkeys(CheckPoint, Verdict.YES)


def drawing(one_in: int) -> None:
    """The service's cases are looked through from now on, one in so many."""
    texts = library_services()["felanmalan"]
    source = f"{texts.source}\nquality_check: {one_in}\n"
    publish_version(replace(texts, source=source), by=FILLER, at=NOON)


def a_closed_case(by: Actor | None = None) -> Case:
    case, officer = a_case(kind="notification"), by or an_employee()
    take_case(case, by=officer, at=NOON)
    close_case(case, by=officer, at=NOON)
    return case


def a_drawn_case(by: Actor | None = None) -> QualityCheck:
    drawing(1)
    return a_closed_case(by).quality_check


def test_a_case_is_drawn_when_it_is_closed_if_its_service_says_so() -> None:
    a_closed_case()
    assert QualityCheck.objects.count() == 0
    check = a_drawn_case()
    assert (check.drawn_at, check.checked_at) == (NOON, None)
    trail = Entry.objects.filter(what="quality.drawn").values_list("subject", flat=True)
    assert list(trail) == [f"case:{check.case}"]


def test_the_lot_is_fair_the_same_each_time_and_not_the_one_of_tables() -> None:
    numbers = [f"BYGG-2026-{one:04}" for one in range(2000)]
    drawn = {number for number in numbers if is_drawn(number, 20)}
    assert 70 < len(drawn) < 130
    assert drawn == {number for number in numbers if is_drawn(number, 20)}
    assert drawn != {number for number in numbers if is_sampled(number, 20)}
    assert [number for number in numbers if is_drawn(number, 0)] == []


def test_less_than_none_cannot_be_drawn() -> None:
    texts = library_services()["felanmalan"]
    with pytest.raises(DefinitionErrors) as refused:
        read_service(f"{texts.source}\nquality_check: -1\n", dict(texts.blocks))
    assert [one.path for one in refused.value.problems] == [("quality_check",)]


def test_a_manager_looks_through_it_once_and_it_is_written_in_the_trail() -> None:
    check, eva = a_drawn_case(), an_employee(EVA)
    assert list(checks_to_do(eva)) == [check]
    assert check_quality(check, ALL_WELL, "Bra.", by=eva, at=NOON) is True
    unsure = dict.fromkeys(CheckPoint, Verdict.NO)
    assert check_quality(check, unsure, "", by=eva, at=NOON) is False
    check.refresh_from_db()
    assert [getattr(check, point) for point in CheckPoint] == ["yes"] * 4
    assert (check.comment, check.checked_by, check.checked_at) == ("Bra.", "Eva Ström", NOON)
    assert list(checks_to_do(eva)) == []
    assert Entry.objects.filter(what="quality.checked").count() == 1


def test_whoever_handled_the_case_does_not_check_it() -> None:
    eva = an_employee(EVA)
    check = a_drawn_case(by=eva)
    assert list(checks_to_do(eva)) == []
    with pytest.raises(QualityCheck.DoesNotExist):
        quality_check_of(check.case, actor=eva)
    with pytest.raises(CaseNotReady) as refused:
        check_quality(check, ALL_WELL, "", by=eva, at=NOON)
    assert refused.value.obstacles == [Obstacle.OWN_CASE]


def test_officers_and_managers_of_other_units_check_nothing() -> None:
    check = a_drawn_case()
    omar = an_employee("omar.lind@solvik.example")
    assert list(checks_to_do(omar)) == []
    with pytest.raises(Forbidden):
        check_quality(check, ALL_WELL, "", by=omar, at=NOON)
    eva = an_employee(EVA)
    beyond = eva.units_for("case.check") - {check.case.unit_id}
    elsewhere = replace(eva, grants=dict(eva.grants) | {"case.check": beyond})
    assert list(checks_to_do(elsewhere)) == []


def test_a_check_is_kept_whole_or_not_at_all() -> None:
    check = a_drawn_case()
    with pytest.raises(IntegrityError), transaction.atomic():
        QualityCheck.objects.filter(pk=check.pk).update(checked_at=NOON, checked_by="Eva Ström")


@pytest.mark.parametrize("count", [1, 5])
def test_results_are_counted_by_service_and_point_in_one_query(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    eva = an_employee(EVA)
    poor = ALL_WELL | {CheckPoint.REASONS: Verdict.NO, CheckPoint.SERVED: Verdict.NOT_HERE}
    for _each in range(count):
        check_quality(a_drawn_case(), poor, "Otydliga skäl.", by=eva, at=NOON)
    old = a_drawn_case()
    check_quality(old, ALL_WELL, "Förr", by=eva, at=NOON - timedelta(days=400))
    since = NOON - timedelta(days=365)
    with django_assert_num_queries(1):
        [found] = quality_results(eva, since=since)
    assert (found.service, found.checked) == ("felanmalan", count)
    assert {point: list(counts.values()) for point, counts in found.points.items()} == {
        CheckPoint.BASIS: [count, 0, 0],
        CheckPoint.REASONS: [0, count, 0],
        CheckPoint.SERVED: [0, 0, count],
        CheckPoint.DOCUMENTS: [count, 0, 0],
    }
    texts = [one.comment for one in quality_comments(eva, since=since)]
    assert texts == ["Otydliga skäl."] * count
