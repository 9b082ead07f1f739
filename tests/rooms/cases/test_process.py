"""Cases move as the process of their service says, and only so."""

import pytest

from tests.factories import (
    NOON,
    a_case,
    a_decision,
    a_person,
    a_resident,
    a_submission,
    an_employee,
)
from tests.small_services import STALL, publish
from torget.foundation.actor import Forbidden
from torget.rooms.audit.models import Entry
from torget.rooms.cases.actions import (
    CaseNotReady,
    advance_case,
    answer_supplement,
    ask_for_supplement,
    close_case,
    serve_decision,
    take_case,
)
from torget.rooms.cases.models import Case
from torget.rooms.cases.queries import (
    allows,
    buttons_for,
    comes_before,
    counted_from,
    starts_clock_by_hand,
)
from torget.rooms.cases.terms import Obstacle, Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    """A wish for a bicycle stand, just come in."""
    publish(STALL, "cykelstall")
    return a_case(submission=a_submission(service="cykelstall"))


def stands(case: Case) -> tuple[str, str, str]:
    case.refresh_from_db()
    return case.step, case.status, case.status_in("sv")


def labels(case: Case) -> list[str]:
    case.refresh_from_db()
    return [one.label.sv for one in buttons_for(case, actor=an_employee(), at=NOON) if one.label]


def test_a_case_goes_the_way_of_its_process_to_the_end_in_words_of_its_own(case: Case) -> None:
    anna = an_employee()
    assert stands(case) == ("new", Status.RECEIVED, "Nytt önskemål")
    take_case(case, by=anna, at=NOON)
    assert stands(case) == ("looked_at", Status.IN_PROGRESS, "Vi tittar på platsen")
    assert case.now_in("en") == "Someone cycles there."
    ask_for_supplement(case, "Var?", answer_by=NOON.date(), by=anna, at=NOON)
    assert stands(case) == ("asked", Status.AWAITING_SUPPLEMENT, "Du behöver svara")
    answer_supplement(case, "Där.", documents=(), by=a_resident(), at=NOON)
    assert stands(case)[0] == "looked_at"
    advance_case(case, "weigh", by=anna, at=NOON)
    assert (*stands(case), case.now_in("sv")) == (
        "weighed", Status.IN_PROGRESS, "Vägs mot andra", "",
    )  # fmt: skip
    decision = a_decision(case)
    assert stands(case) == ("settled", Status.DECIDED, "Bestämt")
    serve_decision(decision, by=anna, at=NOON)
    assert stands(case) == ("told", Status.DECIDED, "Meddelat")
    close_case(case, by=anna, at=NOON)
    assert stands(case) == ("over", Status.CLOSED, "Klart")

    moves = Entry.objects.filter(subject=f"case:{case}", what="case.moved").order_by("pk")
    by_hand = [("looked_at", "weighed")]  # the acts have entries of their own
    assert [(move.details["before"], move.details["after"]) for move in moves] == by_hand


def test_what_an_officer_chooses_is_refused_where_the_process_has_no_way(case: Case) -> None:
    assert (allows(case, "decided"), allows(case, "supplement_asked")) == (False, False)
    with pytest.raises(CaseNotReady) as refused:
        a_decision(case)
    assert refused.value.obstacles == [Obstacle.NOT_FROM_HERE]
    with pytest.raises(CaseNotReady) as refused:
        ask_for_supplement(case, "Var?", answer_by=NOON.date(), by=an_employee(), at=NOON)
    assert refused.value.obstacles == [Obstacle.NOT_FROM_HERE]
    assert stands(case)[0] == "new"
    assert (case.decided_at, case.supplements.count()) == (None, 0)


def test_a_button_is_there_when_its_condition_holds_and_for_those_who_may(case: Case) -> None:
    assert labels(case) == []
    take_case(case, by=an_employee(), at=NOON)
    assert labels(case) == ["Väg mot andra"]
    assert buttons_for(case, actor=a_resident(), at=NOON) == ()
    with pytest.raises(Forbidden):
        advance_case(case, "weigh", by=a_resident(), at=NOON)
    with pytest.raises(CaseNotReady):
        advance_case(case, "settle", by=an_employee(), at=NOON)
    advance_case(case, "weigh", by=an_employee(), at=NOON)
    assert stands(case)[0] == "weighed"


def test_a_button_that_is_pressed_twice_is_pressed_once(case: Case) -> None:
    take_case(case, by=an_employee(), at=NOON)
    for _press in range(2):
        advance_case(case, "weigh", by=an_employee(), at=NOON)

    assert (stands(case)[0], case.posts.count()) == ("weighed", 1)
    assert case.events.filter(what="moved").count() == 1


def test_a_transition_with_a_message_writes_it_to_the_applicant_once(case: Case) -> None:
    take_case(case, by=an_employee(), at=NOON)
    advance_case(case, "weigh", by=an_employee(), at=NOON)

    written = [(post.author_name, post.text) for post in case.posts.all()]
    assert written == [(case.unit.name_in("sv"), "Nu jämför vi önskemålen.")]
    assert [event.what for event in case.events.order_by("pk")] == ["received", "started", "moved"]


def test_what_others_do_is_never_refused_and_leaves_the_case_where_no_way_goes(case: Case) -> None:
    take_case(case, by=an_employee(), at=NOON)
    advance_case(case, "weigh", by=an_employee(), at=NOON)
    take_case(case, by=an_employee("omar.lind@solvik.example"), at=NOON)
    assert stands(case)[0] == "weighed"


def test_a_case_from_before_there_were_processes_stands_where_its_status_says(case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(step="", step_words=None, status=Status.IN_PROGRESS)
    case.refresh_from_db()
    assert (case.status_in("sv"), case.now_in("sv")) == ("Handläggs", "")

    ask_for_supplement(case, "Var?", answer_by=NOON.date(), by=an_employee(), at=NOON)
    assert stands(case)[0] == "asked"


def test_a_case_of_a_service_without_a_process_goes_the_standard_way() -> None:
    case = a_case(a_person(), kind="notification")
    assert stands(case) == ("received", Status.RECEIVED, "Mottaget")
    assert case.status_in("en") == "Received"


def test_the_order_of_a_process_says_what_is_the_obvious_thing_to_do() -> None:
    case, anna = a_case(), an_employee()  # a building permit
    take_case(case, by=anna, at=NOON)
    case.refresh_from_db()
    assert (comes_before(case, "complete", "decided"), comes_before(case, "hear", "decided")) == (
        True,
        False,
    )


def test_a_button_that_says_complete_starts_the_time_by_law() -> None:
    case, anna = a_case(), an_employee()
    take_case(case, by=anna, at=NOON)
    case.refresh_from_db()
    assert starts_clock_by_hand(case)

    advance_case(case, "complete", by=anna, at=NOON)

    case.refresh_from_db()
    assert (case.step, counted_from(case), starts_clock_by_hand(case)) == (
        "assessment", NOON.date(), False,
    )  # fmt: skip
