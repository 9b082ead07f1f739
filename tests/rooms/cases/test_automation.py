"""What decision tables say of cases: proposals beside what people decide."""

from typing import Any

import pytest

from tests.factories import NOON, a_decision, a_draft, a_person, a_resident, an_employee
from tests.small_services import RACKS, publish
from torget.journeys.submit_application import submit_application
from torget.rooms.cases.models import Case, TableProposal
from torget.rooms.cases.queries import (
    Agreement,
    agreement_by_service,
    disagreements,
    proposal_for,
)
from torget.rooms.cases.terms import Outcome
from torget.rooms.eservices.queries import published_service
from torget.rooms.submissions.queries import what_is_shown

LENA = "lena.holm@solvik.example"
pytestmark = pytest.mark.django_db
WHOLE = {"where": "school", "racks": 2, "parts": [{"price": 300}, {"price": 500}]}
REGISTER = {"register": {"name": "Maja", "address": {"city": "Solvik"}}}


def sent(source: str = RACKS, **changes: Any) -> Case:
    """A wish of Maja's, sent in to the service."""
    publish(source, "cykelstall")
    return another(**changes)


def another(**changes: Any) -> Case:
    """One more, to the service as it is published."""
    maja = a_person()
    answers = {key: value for key, value in (WHOLE | changes).items() if value is not None}
    draft = a_draft("cykelstall", person=maja, **answers)
    draft.context = REGISTER
    draft.save(update_fields=["context"])
    digest, by = what_is_shown(draft, "sv").digest, a_resident(maja)
    return submit_application(draft, shown_digest=digest, order=None, by=by, at=NOON)


def test_a_table_on_trial_proposes_and_is_kept_beside_what_the_officer_decides() -> None:
    case = sent()
    proposed = proposal_for(case, at=NOON)
    assert proposed is not None
    assert proposed.weighed.grants

    a_decision(case, Outcome.GRANTED)
    kept = TableProposal.objects.get(decision__case=case)
    table = published_service("cykelstall").compiled.table
    assert table is not None
    assert (kept.table, kept.version, kept.service, kept.row, kept.why, kept.agreed) == (
        table.hash, 1, "cykelstall", "small", "row", True,
    )  # fmt: skip
    assert [(one["key"], one["source"], one["value"]) for one in kept.inputs] == [
        ("where", "answer", "school"), ("racks", "answer", 2), ("cost", "answer", 800),
        ("town", "register", "Solvik"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("answers", "outcome", "agreed"),
    [
        ({}, Outcome.REFUSED, False),
        ({}, Outcome.DISMISSED, False),
        ({}, Outcome.WRITTEN_OFF, None),
        ({"racks": None}, Outcome.GRANTED, None),
        ({"racks": 9}, Outcome.REFUSED, None),
    ],
)
def test_agreement_is_counted_only_where_the_table_proposed_something(
    answers: dict[str, Any], outcome: Outcome, agreed: bool | None
) -> None:
    case = sent(**answers)
    a_decision(case, outcome)
    assert TableProposal.objects.get(decision__case=case).agreed is agreed


@pytest.mark.parametrize("mode", ["idle", "live"])
def test_a_table_that_is_not_on_trial_proposes_nothing(mode: str) -> None:
    case = sent(RACKS.replace("mode: shadow", f"mode: {mode}", 1))
    assert proposal_for(case, at=NOON) is None
    a_decision(case, Outcome.GRANTED)
    assert TableProposal.objects.count() == 0


def test_agreement_is_told_by_service_and_disagreements_by_number_to_those_who_may_read() -> None:
    first = sent()
    second, third = another(), another(racks=9)
    a_decision(first, Outcome.GRANTED)
    a_decision(second, Outcome.REFUSED)
    a_decision(third, Outcome.REFUSED)

    assert agreement_by_service() == {
        "cykelstall": Agreement(weighed=3, proposed=2, agreed=1, disagreed=1)
    }
    assert disagreements("cykelstall", actor=an_employee()) == [second.number]
    assert disagreements("cykelstall", actor=an_employee(LENA)) == []
