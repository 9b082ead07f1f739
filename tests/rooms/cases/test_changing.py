"""A slip is put right beside the decision; a wrong decision is replaced by a new one."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError

from tests.factories import ERIK, NOON, a_case, a_decision, a_person, a_resident, an_employee
from torget.foundation.actor import Forbidden
from torget.rooms.audit.models import Entry
from torget.rooms.cases.actions import (
    CaseNotReady,
    appeal_decision,
    change_decision,
    close_case,
    correct_decision,
    forward_appeal,
    read_decision,
    record_court_answer,
    review_appeal,
    serve_decision,
)
from torget.rooms.cases.models import Case, Correction, Decision
from torget.rooms.cases.queries import (
    appeals_of,
    corrections_of,
    documents_of,
    earlier_decisions,
    final_day,
    get_case,
    next_action_for,
    served_decision,
)
from torget.rooms.cases.terms import (
    CourtOutcome,
    Drafted,
    Grounds,
    NextAction,
    Obstacle,
    Outcome,
    Review,
    Slip,
)
from torget.rooms.documents.actions import store_own

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(days=3)
BETTER = Grounds(worse_for_party=False)
GRANTED = Drafted(
    outcome=Outcome.GRANTED,
    text="Miljö- och byggnämnden ändrar sitt beslut och beviljar ansökan.",
    reasons="Planket står längre från korsningen än vi såg på kartan.",
    legal_basis="plan- och bygglagen (2010:900) 9 kap.",
    appeal="",
)


def served(outcome: Outcome = Outcome.REFUSED, **changes: Any) -> Decision:
    return serve_decision(a_decision(a_case(), outcome, **changes), by=an_employee(), at=NOON)


def changed(decision: Decision, drafted: Drafted = GRANTED, grounds: Grounds = BETTER) -> Decision:
    return change_decision(decision, drafted, grounds, by=an_employee(), at=LATER)


def corrected(decision: Decision, **changes: Any) -> Correction | None:
    facts = {"wrong": "Planket", "right": "Staketet", "slip": Slip.WRITING, "obvious": True}
    facts |= {"once": uuid.uuid4(), "by": an_employee(), "at": LATER}
    return correct_decision(decision, **(facts | changes))


def appealed(decision: Decision) -> Any:
    maja = a_resident()
    read_decision(decision, by=maja, at=NOON)
    return appeal_decision(decision, "Jag vill ändå.", once=uuid.uuid4(), by=maja, at=NOON)


def hindered(decision: Decision, grounds: Grounds = BETTER) -> list[Obstacle]:
    with pytest.raises(CaseNotReady) as error:
        changed(decision, grounds=grounds)
    return error.value.obstacles


def test_a_changed_decision_is_a_new_one_and_the_old_stands_as_it_was() -> None:
    old = served()
    new = changed(old)
    case = Case.objects.get(pk=old.case_id)
    kept = Decision.objects.get(pk=old.pk)
    assert (case.decision, new.replaces, new.in_force) == (new, old, case)
    assert (kept.in_force, kept.text, kept.served_at) == (None, old.text, NOON)
    assert new.authority.startswith("Delegationsordningen 2.1")


def test_a_case_has_one_decision_in_force_and_it_is_its_own() -> None:
    old = served()
    changed(old)
    with pytest.raises(IntegrityError):
        Decision.objects.filter(pk=old.pk).update(in_force=old.case_id)


def test_the_applicant_sees_the_old_decision_until_the_new_one_is_served() -> None:
    old = served()
    new = changed(old)
    shown = get_case(old.case.number, actor=a_resident())
    assert (served_decision(shown), earlier_decisions(shown)) == (old, [])
    serve_decision(new, by=an_employee(), at=LATER)
    shown = get_case(old.case.number, actor=a_resident())
    assert (served_decision(shown), earlier_decisions(shown)) == (new, [old])


def test_a_changed_decision_of_a_closed_case_has_to_be_served() -> None:
    old = served(Outcome.GRANTED)
    close_case(old.case, by=an_employee(), at=NOON)
    changed(old)
    case = Case.objects.get(pk=old.case_id)
    assert next_action_for(case) == NextAction.SERVE
    serve_decision(case.decision, by=an_employee(), at=LATER)
    assert next_action_for(Case.objects.get(pk=case.pk)) == NextAction.NOTHING


def test_a_new_time_to_appeal_begins_with_the_change() -> None:
    refused = Drafted(
        outcome=Outcome.REFUSED,
        text="Avslag.",
        reasons="Det skymmer sikten.",
        legal_basis="9 kap.",
        appeal="Du kan överklaga.",
    )
    old = served()
    new = serve_decision(changed(old, refused), by=an_employee(), at=LATER)
    read_decision(new, by=a_resident(), at=LATER)
    assert final_day(new, today=date(2026, 3, 26)) is None
    assert final_day(new, today=date(2026, 3, 27)) == date(2026, 3, 27)


def test_forvaltningslagen_37_a_grant_is_not_taken_back_without_grounds() -> None:
    old = served(Outcome.GRANTED)
    assert hindered(old, Grounds(worse_for_party=True)) == [Obstacle.FAVOURABLE]
    assert Case.objects.get(pk=old.case_id).decision == old


def test_forvaltningslagen_39_an_appealed_decision_is_changed_only_where_it_must_be() -> None:
    old = served()
    appealed(old)
    assert hindered(old) == [Obstacle.APPEALED]
    plain = Grounds(worse_for_party=False, plainly_wrong=True, quick_and_simple=True)
    assert changed(old, grounds=plain).replaces == old


def test_forvaltningslagen_46_an_open_appeal_covers_the_new_decision() -> None:
    old = served()
    appeal = appealed(old)
    plain = Grounds(worse_for_party=False, plainly_wrong=True, quick_and_simple=True)
    new = changed(old, grounds=plain)
    assert [one.decision for one in appeals_of(old.case)] == [new]
    assert appeals_of(new.case).get() == appeal


def test_once_the_appeal_is_with_the_court_we_change_nothing() -> None:
    old = served()
    appeal = appealed(old)
    review_appeal(appeal, Review.IN_TIME, "", by=an_employee(), at=NOON)
    forward_appeal(appeal, by=an_employee(), at=NOON)
    plain = Grounds(worse_for_party=False, plainly_wrong=True, quick_and_simple=True)
    assert hindered(old, plain) == [Obstacle.WITH_THE_COURT]


def test_a_case_that_the_court_sends_back_is_decided_anew() -> None:
    old = served()
    appeal = appealed(old)
    review_appeal(appeal, Review.IN_TIME, "", by=an_employee(), at=NOON)
    forward_appeal(appeal, by=an_employee(), at=NOON)
    record_court_answer(appeal, CourtOutcome.REMITTED, decided_on=LATER.date(), final=False,
                        by=an_employee(), at=LATER)  # fmt: skip
    assert changed(old, grounds=Grounds(worse_for_party=True)).replaces == old


def test_a_replaced_decision_is_neither_changed_nor_corrected() -> None:
    old = served()
    changed(old)
    assert hindered(old) == [Obstacle.REPLACED]
    with pytest.raises(CaseNotReady) as error:
        corrected(old)
    assert error.value.obstacles == [Obstacle.REPLACED]


def test_what_has_not_been_served_is_not_changed() -> None:
    assert hindered(a_decision(a_case())) == [Obstacle.NOT_SERVED]


def test_forvaltningslagen_36_a_slip_is_put_right_beside_the_decision() -> None:
    decision = served()
    correction = corrected(decision)
    assert corrections_of(Case.objects.get(pk=decision.case_id)) == [correction]
    assert Decision.objects.get(pk=decision.pk).text == decision.text
    assert Entry.objects.filter(what="decision.corrected").count() == 1


def test_forvaltningslagen_36_what_is_not_obvious_is_no_slip() -> None:
    with pytest.raises(CaseNotReady) as error:
        corrected(served(), obvious=False)
    assert error.value.obstacles == [Obstacle.NO_SLIP]


def test_a_correction_sent_twice_is_one() -> None:
    decision, once = served(), uuid.uuid4()
    assert corrected(decision, once=once) is not None
    assert corrected(decision, once=once) is None
    assert Correction.objects.count() == 1


def test_only_those_who_decide_change_and_correct() -> None:
    decision, resident = served(), a_resident()
    with pytest.raises(Forbidden):
        corrected(decision, by=resident)
    with pytest.raises(Forbidden):
        change_decision(decision, GRANTED, BETTER, by=resident, at=LATER)


def test_the_applicant_reads_the_documents_of_served_decisions_and_corrections_alone() -> None:
    old = served()
    new = changed(old)
    papers = {
        name: store_own(f"{name}.pdf", b"%PDF-1.7 " + name.encode(), "application/pdf",
                        by=an_employee(), at=NOON)
        for name in ("old", "new")
    }  # fmt: skip
    Decision.objects.filter(pk=old.pk).update(document=papers["old"])
    Decision.objects.filter(pk=new.pk).update(document=papers["new"])

    def read_by(actor: Any) -> set[str]:
        case = get_case(old.case.number, actor=actor)
        return {one.name for one in documents_of(case, actor=actor)}

    assert read_by(a_resident()) == {"old.pdf"}
    assert read_by(an_employee()) == {"old.pdf", "new.pdf"}
    serve_decision(new, by=an_employee(), at=LATER)
    assert read_by(a_resident()) == {"old.pdf", "new.pdf"}


def test_others_neither_see_the_case_nor_its_decisions() -> None:
    old = served()
    with pytest.raises(Case.DoesNotExist):
        get_case(old.case.number, actor=a_resident(a_person(ERIK)))
