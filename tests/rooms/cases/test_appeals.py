"""Each party is served, may appeal, and is answered; then the decision is final."""

import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.factories import (
    ERIK,
    NOON,
    a_case,
    a_decision,
    a_person,
    a_resident,
    an_employee,
)
from torget.foundation.actor import NOBODY, Forbidden, the_system
from torget.rooms.audit.models import Entry
from torget.rooms.cases.actions import (
    CaseNotReady,
    ServingNotRight,
    appeal_decision,
    forward_appeal,
    read_decision,
    record_court_answer,
    record_serving,
    register_appeal,
    review_appeal,
    seal_final,
    serve_decision,
)
from torget.rooms.cases.models import Appeal, Decision
from torget.rooms.cases.queries import (
    appeals_of,
    decisions_not_final,
    due_in,
    final_day,
    proposed_review,
    served_parties,
)
from torget.rooms.cases.terms import (
    Arrival,
    CourtOutcome,
    Due,
    Obstacle,
    Outcome,
    Review,
    ServingFault,
    Way,
)

pytestmark = pytest.mark.django_db
TODAY, LAST = date(2026, 3, 2), date(2026, 3, 23)
LENA = "lena.holm@solvik.example"


@pytest.fixture
def decision(db: None) -> Decision:
    """Refused, sent to Maja in Mina sidor and by letter to a neighbour."""
    case = a_case()
    case.parties.create(name="Grannen", role="reporter")
    return serve_decision(a_decision(case), by=an_employee(), at=NOON)


def an_appeal(decision: Decision, *, at: datetime = NOON, **changes: Any) -> Appeal:
    facts: dict[str, Any] = {"once": uuid.uuid4(), "by": a_resident(), "at": at} | changes
    appeal = appeal_decision(decision, "Ändra beslutet.", **facts)
    assert appeal is not None
    return appeal


def noted(decision: Decision, way: Way, at: datetime = NOON, **days: date | None) -> None:
    neighbour = decision.case.parties.get(person=None)
    facts: dict[str, Any] = {"sent_on": TODAY, "second_sent_on": None, "confirmed_on": None}
    record_serving(decision, neighbour, way, **(facts | days), by=an_employee(), at=at)


# --- serving --------------------------------------------------------------------------------


def test_each_party_is_served_by_a_way_and_a_day_of_their_own(decision: Decision) -> None:
    read_decision(decision, by=a_resident(), at=NOON + timedelta(days=1))
    noted(decision, Way.ORDINARY, NOON + timedelta(days=9), confirmed_on=date(2026, 3, 9))

    found = [
        (one.serving and one.serving.way, one.served_on, one.last_day)
        for one in served_parties(decision)
    ]
    assert found == [
        (Way.MY_PAGES, date(2026, 3, 3), date(2026, 3, 24)),
        (Way.ORDINARY, date(2026, 3, 9), date(2026, 3, 30)),
    ]


def test_delgivningslagen_22_26_the_second_letter_is_noted_on_the_same_attempt(
    decision: Decision,
) -> None:
    noted(decision, Way.SIMPLIFIED)
    noted(decision, Way.SIMPLIFIED, NOON + timedelta(days=1), second_sent_on=date(2026, 3, 3))

    neighbour = served_parties(decision)[1]
    attempts = neighbour.party.servings.order_by("pk").values_list("way", "effective_on")
    assert list(attempts) == [("ordinary", None), ("simplified", date(2026, 3, 17))]
    assert (neighbour.served_on, neighbour.last_day) == (date(2026, 3, 17), date(2026, 4, 7))


def test_a_serving_that_cannot_be_so_is_not_noted(decision: Decision) -> None:
    with pytest.raises(ServingNotRight) as error:
        noted(decision, Way.IN_PERSON, confirmed_on=date(2026, 3, 3))
    assert error.value.faults == {"confirmed_on": ServingFault.FUTURE}


def test_nothing_is_noted_before_the_decision_is_sent() -> None:
    case = a_case()
    decision = a_decision(case)
    with pytest.raises(CaseNotReady) as error:
        record_serving(
            decision, case.parties.get(), Way.ORDINARY, sent_on=TODAY, second_sent_on=None,
            confirmed_on=None, by=an_employee(), at=NOON,
        )  # fmt: skip
    assert error.value.obstacles == [Obstacle.NOT_SERVED]


# --- appeals --------------------------------------------------------------------------------


def test_an_appeal_comes_in_is_reviewed_handed_over_and_answered(decision: Decision) -> None:
    anna, case = an_employee(), decision.case
    read_decision(decision, by=a_resident(), at=NOON)
    appeal = an_appeal(decision)
    due = [(one.kind, one.due_on) for one in due_in(case)]
    review_appeal(appeal, proposed_review(appeal), "", by=anna, at=NOON)
    forward_appeal(appeal, by=anna, at=NOON)
    left = due_in(case)
    record_court_answer(
        appeal, CourtOutcome.UPHELD, decided_on=date(2026, 6, 1), final=True, by=anna, at=NOON
    )

    appeal.refresh_from_db()
    assert (due, left) == ([(Due.APPEAL, date(2026, 3, 9))], [])
    assert (appeal.review, appeal.court_outcome) == (Review.IN_TIME, CourtOutcome.UPHELD)
    written = Entry.objects.filter(what__startswith="appeal.").order_by("id")
    assert [entry.what.removeprefix("appeal.") for entry in written] == [
        "received", "reviewed", "forwarded", "answered",
    ]  # fmt: skip


def test_forvaltningslagen_45_a_late_appeal_is_dismissed_and_goes_no_further(
    decision: Decision,
) -> None:
    anna = an_employee()
    read_decision(decision, by=a_resident(), at=NOON)
    appeal = an_appeal(decision, at=NOON + timedelta(days=22))
    review = proposed_review(appeal)
    review_appeal(appeal, review, "Kom den 24 mars.", by=anna, at=NOON)

    with pytest.raises(CaseNotReady) as error:
        forward_appeal(appeal, by=anna, at=NOON)
    assert (review, error.value.obstacles) == (Review.LATE, [Obstacle.NOT_REVIEWED])
    assert due_in(decision.case) == []


def test_forvaltningslagen_22_an_appeal_by_post_came_in_the_working_day_before(
    decision: Decision,
) -> None:
    appeal = register_appeal(
        decision, "Nej.", party=None, appellant="Grannen", reached_on=date(2026, 3, 9),
        arrival=Arrival.POST, once=uuid.uuid4(), by=an_employee(), at=NOON,
    )  # fmt: skip
    assert appeal is not None
    assert (appeal.received_on, list(appeals_of(decision.case))) == (date(2026, 3, 6), [appeal])


def test_an_appeal_sent_twice_is_one(decision: Decision) -> None:
    key = uuid.uuid4()
    an_appeal(decision, once=key)
    again = appeal_decision(decision, "Ändra.", once=key, by=a_resident(), at=NOON)
    assert (again, Appeal.objects.count()) == (None, 1)


def test_each_step_is_taken_once_and_in_order(decision: Decision) -> None:
    anna, appeal = an_employee(), an_appeal(decision)

    steps: dict[str, Callable[[], object]] = {
        "review": lambda: review_appeal(appeal, Review.IN_TIME, "", by=anna, at=NOON),
        "forward": lambda: forward_appeal(appeal, by=anna, at=NOON),
        "answer": lambda: record_court_answer(
            appeal, CourtOutcome.CHANGED, decided_on=TODAY, final=True, by=anna, at=NOON
        ),
    }

    def refused(what: str) -> list[Obstacle]:
        with pytest.raises(CaseNotReady) as error:
            steps[what]()
        return error.value.obstacles

    early = [refused("forward"), refused("answer")]
    for step in steps.values():
        step()
    assert early == [[Obstacle.NOT_REVIEWED], [Obstacle.NOT_FORWARDED]]
    assert [refused(what) for what in steps] == [
        [Obstacle.ALREADY_REVIEWED],
        [Obstacle.ALREADY_FORWARDED],
        [Obstacle.ALREADY_ANSWERED],
    ]


def test_only_a_party_appeals_here_and_only_the_unit_handles_it(decision: Decision) -> None:
    appeal = an_appeal(decision)
    for stranger in (a_resident(a_person(ERIK)), an_employee(), NOBODY):
        with pytest.raises(Forbidden):
            appeal_decision(decision, "Nej.", once=uuid.uuid4(), by=stranger, at=NOON)
    for stranger in (an_employee(LENA), a_resident()):
        with pytest.raises(Forbidden):
            review_appeal(appeal, Review.IN_TIME, "", by=stranger, at=NOON)
        with pytest.raises(Forbidden):
            record_serving(
                decision, decision.case.parties.get(person=None), Way.ORDINARY, sent_on=TODAY,
                second_sent_on=None, confirmed_on=None, by=stranger, at=NOON,
            )  # fmt: skip


# --- final ----------------------------------------------------------------------------------


def test_forvaltningslagen_44_it_is_final_when_the_last_party_can_no_longer_appeal(
    decision: Decision,
) -> None:
    read_decision(decision, by=a_resident(), at=NOON)
    one_unserved = final_day(decision, today=date(2027, 1, 1))
    noted(decision, Way.ORDINARY, NOON + timedelta(days=9), confirmed_on=date(2026, 3, 9))

    days = [final_day(decision, today=date(2026, 3, day)) for day in (30, 31)]
    assert (one_unserved, days) == (None, [None, date(2026, 3, 31)])


def test_an_appealed_decision_is_final_by_the_court(decision: Decision) -> None:
    anna = an_employee()
    read_decision(decision, by=a_resident(), at=NOON)
    noted(decision, Way.ORDINARY, confirmed_on=TODAY)
    appeal = an_appeal(decision)
    review_appeal(appeal, Review.IN_TIME, "", by=anna, at=NOON)
    forward_appeal(appeal, by=anna, at=NOON)
    waiting = final_day(decision, today=date(2026, 8, 1))
    record_court_answer(
        appeal, CourtOutcome.UPHELD, decided_on=date(2026, 6, 1), final=True, by=anna, at=NOON
    )
    assert (waiting, final_day(decision, today=date(2026, 8, 1))) == (None, date(2026, 6, 1))


def test_what_has_become_final_is_found_and_sealed_once(decision: Decision) -> None:
    granted = serve_decision(a_decision(a_case(), Outcome.GRANTED), by=an_employee(), at=NOON)
    read_decision(decision, by=a_resident(), at=NOON)
    noted(decision, Way.ORDINARY, confirmed_on=TODAY)
    an_april_day = datetime(2026, 4, 1, 8, tzinfo=UTC)
    worker = the_system("worker")

    before = list(decisions_not_final(today=date(2026, 3, 10)))
    found = list(decisions_not_final(today=an_april_day.date()))
    sealed = [seal_final(one, by=worker, at=an_april_day) for one in (*found, *found)]
    decision.refresh_from_db()
    granted.refresh_from_db()
    assert (before, found) == ([granted], [decision, granted])
    assert sealed == [True, True, False, False]
    assert (decision.final_on, granted.final_on) == (date(2026, 3, 24), TODAY)
    assert list(decisions_not_final(today=an_april_day.date())) == []
