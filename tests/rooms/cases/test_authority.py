"""By what right a case is decided."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tests.factories import NOON, a_case, a_decision, an_employee
from torget.demo.fill import FILLER
from torget.foundation.actor import NOBODY, Forbidden
from torget.rooms.audit.models import Entry
from torget.rooms.cases.actions import CaseNotReady, report_decisions
from torget.rooms.cases.models import Decision
from torget.rooms.cases.queries import unreported_decisions
from torget.rooms.cases.terms import Obstacle, Resolved
from torget.rooms.documents.actions import store_own
from torget.rooms.organisation.actions import end_delegation
from torget.rooms.organisation.models import Delegation
from torget.rooms.organisation.queries import unit

pytestmark = pytest.mark.django_db
EVA = "eva.strom@solvik.example"
MEETING = date(2026, 3, 10)


def without_an_order() -> None:
    for row in Delegation.objects.filter(committee__key="miljo-bygg"):
        end_delegation(row, valid_to=NOON.date(), by=FILLER, at=NOON)


def resolved() -> Resolved:
    extract = store_own("utdrag.pdf", b"%PDF-1.7", "application/pdf", by=NOBODY, at=NOON)
    return Resolved(date(2026, 2, 26), "§ 12", extract.pk)


def test_a_decision_keeps_the_row_it_was_made_by() -> None:
    decision = a_decision(a_case())
    assert decision.delegation is not None
    assert (decision.delegation.number, decision.authority, decision.committee_id) == (
        "2.1",
        "Delegationsordningen 2.1 (Miljö- och byggnämnden 2026-01-20 § 4)",
        unit("bygg").committee_id,
    )


def test_kommunallagen_7_5_without_a_row_no_officer_decides() -> None:
    without_an_order()
    case = a_case()
    with pytest.raises(CaseNotReady) as refused:
        a_decision(case)
    case.refresh_from_db()
    assert refused.value.obstacles == [Obstacle.NO_AUTHORITY]
    assert (case.decided_at, Decision.objects.count()) == (None, 0)


def test_the_committee_decides_without_a_row_in_its_minutes() -> None:
    without_an_order()
    wanted = resolved()
    decision = a_decision(a_case(), resolved=wanted)
    assert (decision.officer_name, decision.officer_title) == ("Miljö- och byggnämnden", "")
    assert (decision.meeting_on, decision.item, decision.extract_id) == (
        wanted.meeting_on, "§ 12", wanted.extract,
    )  # fmt: skip
    assert decision.authority == "Miljö- och byggnämnden 2026-02-26 § 12"
    assert decision.delegation is None


def test_a_committee_s_decision_has_its_item_and_its_extract_or_is_none() -> None:
    decision = a_decision(a_case(), resolved=resolved())
    for missing in ({"item": ""}, {"extract": None}, {"meeting_on": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Decision.objects.filter(pk=decision.pk).update(**missing)


def test_kommunallagen_7_8_decisions_by_delegation_are_reported_once() -> None:
    by_row, later = a_decision(a_case()), a_decision(a_case())
    Decision.objects.filter(pk=later.pk).update(decided_at=NOON.replace(month=4))
    a_decision(a_case(), resolved=resolved())  # the committee knows its own
    eva, committee = an_employee(EVA), unit("bygg").committee
    assert list(unreported_decisions(eva)) == [by_row, later]

    assert report_decisions(committee, meeting_on=MEETING, by=eva, at=NOON) == 1
    assert list(unreported_decisions(eva)) == [later]
    by_row.refresh_from_db()
    assert by_row.reported_on == MEETING
    assert report_decisions(committee, meeting_on=MEETING, by=eva, at=NOON) == 0
    details = list(
        Entry.objects.filter(what="decisions.reported").order_by("id").values_list("details")
    )
    assert details == [
        ({"count": 1, "meeting": "2026-03-10"},),
        ({"count": 0, "meeting": "2026-03-10"},),
    ]


def test_only_those_who_may_report_see_and_report() -> None:
    a_decision(a_case())
    anna, committee = an_employee(), unit("bygg").committee
    assert list(unreported_decisions(anna)) == []
    with pytest.raises(Forbidden):
        report_decisions(committee, meeting_on=MEETING, by=anna, at=NOON)
    elsewhere = replace(anna, grants={"decision.report": frozenset({unit("omsorg").pk})})
    assert list(unreported_decisions(elsewhere)) == []
    with pytest.raises(Forbidden):
        report_decisions(committee, meeting_on=MEETING, by=elsewhere, at=NOON)
