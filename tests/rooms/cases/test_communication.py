"""Parties see and answer what a decision may rest on."""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from tests.factories import ERIK, NOON, a_case, a_decision, a_person, a_resident, an_employee
from torget.foundation.actor import Forbidden
from torget.rooms.audit.models import Entry
from torget.rooms.cases.actions import CaseNotReady, communicate, make_statement
from torget.rooms.cases.models import Case, Communication, Decision, Statement
from torget.rooms.cases.queries import documents_of, my_open_communications, open_communication
from torget.rooms.cases.terms import Obstacle, Outcome
from torget.rooms.documents.actions import store_own

pytestmark = pytest.mark.django_db
TWO_WEEKS = NOON.date() + timedelta(weeks=2)


def shown(case: Case, **changes: Any) -> Communication:
    facts = {"answer_by": TWO_WEEKS, "once": uuid.uuid4(), "by": an_employee(), "at": NOON}
    communicate(case, "Grannen skriver att huset skymmer.", **(facts | changes))
    return Communication.objects.get()


def test_forvaltningslagen_25_the_party_sees_it_and_answers_once() -> None:
    case, maja = a_case(), a_resident()
    sent = shown(case)
    assert open_communication(case, actor=maja) == sent
    assert make_statement(sent, "Det skymmer inte.", by=maja, at=NOON) is not None
    assert make_statement(sent, "Och igen.", by=maja, at=NOON) is None
    assert [said.text for said in Statement.objects.all()] == ["Det skymmer inte."]
    assert list(my_open_communications(maja)) == []
    assert [event.what for event in case.events.order_by("pk")] == [
        "received", "communicated", "statement_made",
    ]  # fmt: skip
    assert Entry.objects.filter(what__in=["communication.sent", "statement.made"]).count() == 2


def test_forvaltningslagen_25_no_refusal_while_the_party_may_still_answer() -> None:
    case = a_case()
    sent = shown(case)
    with pytest.raises(CaseNotReady) as refused:
        a_decision(case, Outcome.REFUSED)
    assert refused.value.obstacles == [Obstacle.UNHEARD]
    make_statement(sent, "Det skymmer inte.", by=a_resident(), at=NOON)
    assert a_decision(case, Outcome.REFUSED).outcome == Outcome.REFUSED


@pytest.mark.parametrize(
    ("outcome", "later"), [(Outcome.REFUSED, timedelta(days=15)), (Outcome.GRANTED, timedelta())]
)
def test_a_decision_waits_neither_past_the_day_nor_when_it_goes_the_party_s_way(
    outcome: Outcome, later: timedelta
) -> None:
    case = a_case()
    shown(case)
    assert a_decision(case, outcome, at=NOON + later).outcome == outcome


def test_what_comes_late_is_taken_in_until_the_case_is_decided() -> None:
    case = a_case()
    sent = shown(case)
    late = NOON + timedelta(days=20)
    assert make_statement(sent, "Sent, men här.", by=a_resident(), at=late) is not None

    other = a_case()
    second = communicate(
        other, "Mer.", answer_by=TWO_WEEKS, once=uuid.uuid4(), by=an_employee(), at=NOON
    )
    assert second is not None
    a_decision(other, at=late)
    second.refresh_from_db()
    with pytest.raises(CaseNotReady) as refused:
        make_statement(second, "För sent.", by=a_resident(), at=late)
    assert refused.value.obstacles == [Obstacle.ALREADY_DECIDED]


def test_others_neither_see_nor_answer_it() -> None:
    case, erik = a_case(), a_resident(a_person(ERIK, given_name="Erik"))
    sent = shown(case)
    assert open_communication(case, actor=erik) is None
    with pytest.raises(Forbidden):
        make_statement(sent, "Jag är inte part.", by=erik, at=NOON)
    with pytest.raises(Forbidden):
        shown(case, by=an_employee("lena.holm@solvik.example"))


def test_its_files_are_read_by_the_party_and_a_form_sent_twice_is_one() -> None:
    case, once, maja = a_case(), uuid.uuid4(), a_resident()
    letter = store_own("yttrande.pdf", b"%PDF-1.7", "application/pdf", by=an_employee(), at=NOON)
    sent = shown(case, once=once, documents=[letter])
    again = communicate(case, "x", answer_by=TWO_WEEKS, once=once, by=an_employee(), at=NOON)
    assert (again, Communication.objects.get()) == (None, sent)
    assert list(documents_of(case, actor=maja)) == [letter]


def test_nobody_known_to_hear_and_nothing_left_to_decide_are_told() -> None:
    decided = a_case()
    a_decision(decided, Outcome.GRANTED)
    with pytest.raises(CaseNotReady) as refused:
        shown(decided)
    assert refused.value.obstacles == [Obstacle.ALREADY_DECIDED]
    alone = a_case()
    alone.parties.update(person=None)
    with pytest.raises(CaseNotReady) as refused:
        shown(alone)
    assert refused.value.obstacles == [Obstacle.NO_APPLICANT]
    assert Decision.objects.count() == 1
