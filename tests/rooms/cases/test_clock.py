"""What is due in a case, what is told late, and what the applicant may ask for."""

import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.factories import (
    ERIK,
    NOON,
    a_case,
    a_decision,
    a_person,
    a_resident,
    a_submission,
    an_employee,
)
from torget.foundation.actor import NOBODY, Forbidden
from torget.rooms.audit.models import Entry
from torget.rooms.cases.actions import (
    CaseNotReady,
    ask_to_conclude,
    close_case,
    extend_time,
    mark_complete,
    refuse_to_conclude,
    tell_of_delay,
)
from torget.rooms.cases.models import Case
from torget.rooms.cases.queries import (
    DueNow,
    delay_request_of,
    due_in,
    is_delay_untold,
    may_ask_to_conclude,
)
from torget.rooms.cases.terms import Due, Ended, Obstacle

pytestmark = pytest.mark.django_db
PROMISED, NEW_DAY = date(2026, 5, 11), date(2026, 6, 15)
AFTER_SIX_MONTHS = datetime(2026, 9, 3, 8, tzinfo=UTC)
ANSWER_BY = date(2026, 10, 1)
LENA = "lena.holm@solvik.example"


def told(case: Case, key: uuid.UUID | None = None) -> bool:
    return tell_of_delay(
        case, "Många söker nu.", new_day=NEW_DAY, once=key or uuid.uuid4(), by=an_employee(),
        at=NOON,
    )  # fmt: skip


def rows(case: Case) -> list[tuple[str, date, str]]:
    return list(case.deadlines.order_by("pk").values_list("kind", "due_on", "ended"))


def test_a_new_case_has_only_its_promise_and_no_rows() -> None:
    case = a_case()
    assert (due_in(case), rows(case)) == ([DueNow(Due.PROMISE, PROMISED, PROMISED)], [])


def test_forvaltningslagen_11_the_applicant_is_told_why_and_until_when() -> None:
    case = a_case()
    late = is_delay_untold(case, due_in(case), today=PROMISED + timedelta(days=1))
    told(case)

    case.refresh_from_db()
    assert (late, is_delay_untold(case, due_in(case), today=PROMISED + timedelta(days=1))) == (
        True,
        False,
    )
    assert (case.due_on, due_in(case)) == (NEW_DAY, [DueNow(Due.PROMISE, NEW_DAY, PROMISED)])
    assert rows(case) == [("promise", PROMISED, "moved"), ("promise", NEW_DAY, "")]
    assert [post.text for post in case.posts.all()] == ["Många söker nu."]
    entry = Entry.objects.get(what="case.delayed")
    assert (entry.actor, entry.details) == (an_employee().id, {"new_day": "2026-06-15"})


def test_forvaltningslagen_11_the_form_sent_twice_tells_once() -> None:
    case, key = a_case(), uuid.uuid4()
    assert ([told(case, key), told(case, key)], len(rows(case))) == ([True, False], 2)


def test_forvaltningslagen_12_the_applicant_asks_once_and_the_queue_shows_when_it_is_due() -> None:
    case, maja = a_case(), a_resident()
    Case.objects.filter(pk=case.pk).update(due_on=date(2026, 12, 1))
    case.refresh_from_db()
    may = may_ask_to_conclude(case, today=date(2026, 9, 3))
    asked = ask_to_conclude(case, "Jag vill ha besked.", by=maja, at=AFTER_SIX_MONTHS)

    with pytest.raises(CaseNotReady) as error:
        ask_to_conclude(case, "Igen.", by=maja, at=AFTER_SIX_MONTHS)
    case.refresh_from_db()
    assert (asked.answer_by, case.due_on, delay_request_of(case)) == (ANSWER_BY, ANSWER_BY, asked)
    assert error.value.obstacles == [Obstacle.ALREADY_ASKED]
    assert (may, may_ask_to_conclude(case, today=date(2026, 9, 3))) == (True, False)


@pytest.mark.parametrize(
    ("make", "at", "obstacle"),
    [
        (a_case, datetime(2026, 9, 2, 8, tzinfo=UTC), Obstacle.TOO_EARLY),
        (lambda: a_case(kind="notification"), AFTER_SIX_MONTHS, Obstacle.NOT_BEGUN_BY_PARTY),
        (lambda: a_decision(a_case()).case, AFTER_SIX_MONTHS, Obstacle.ALREADY_DECIDED),
    ],
)
def test_forvaltningslagen_12_nothing_is_asked_too_early_or_of_what_is_decided(
    make: Callable[[], Case], at: datetime, obstacle: Obstacle
) -> None:
    case = make()
    with pytest.raises(CaseNotReady) as error:
        ask_to_conclude(case, "", by=a_resident(), at=at)
    assert error.value.obstacles == [obstacle]
    assert may_ask_to_conclude(case, today=at.date()) is False


def test_forvaltningslagen_12_a_request_is_refused_by_a_decision_with_reasons() -> None:
    case, anna = a_case(), an_employee()
    with pytest.raises(CaseNotReady) as error:
        refuse_to_conclude(case, "Utredning pågår.", by=anna, at=AFTER_SIX_MONTHS)
    asked = ask_to_conclude(case, "", by=a_resident(), at=AFTER_SIX_MONTHS)
    refuse_to_conclude(case, "Utredning pågår.", by=anna, at=AFTER_SIX_MONTHS)

    asked.refresh_from_db()
    assert error.value.obstacles == [Obstacle.NOT_ASKED]
    assert (asked.refused_at, asked.reasons) == (AFTER_SIX_MONTHS, "Utredning pågår.")
    assert rows(case) == [("promise", PROMISED, ""), ("conclude", ANSWER_BY, Ended.MET)]


def test_a_decision_ends_what_was_due_until_then() -> None:
    case = a_case()
    ask_to_conclude(case, "", by=a_resident(), at=AFTER_SIX_MONTHS)
    a_decision(case)

    case.refresh_from_db()
    assert (due_in(case), {ended for *_, ended in rows(case)}) == ([], {"met"})


def test_what_is_dealt_with_and_closed_has_nothing_due() -> None:
    case = a_case(kind="notification")
    told(case)
    close_case(case, by=an_employee(), at=NOON)

    case.refresh_from_db()
    assert (due_in(case), [ended for *_, ended in rows(case)]) == ([], ["moved", "met"])


def test_only_a_party_asks_and_only_the_unit_s_officers_answer() -> None:
    case = a_case()
    for stranger in (a_resident(a_person(ERIK)), an_employee(), NOBODY):
        with pytest.raises(Forbidden):
            ask_to_conclude(case, "", by=stranger, at=AFTER_SIX_MONTHS)
    for stranger in (an_employee(LENA), a_resident()):
        with pytest.raises(Forbidden):
            refuse_to_conclude(case, "Nej.", by=stranger, at=AFTER_SIX_MONTHS)
        with pytest.raises(Forbidden):
            tell_of_delay(case, "Sen.", new_day=NEW_DAY, once=uuid.uuid4(), by=stranger, at=NOON)


def longer(case: Case, at: datetime = NOON, key: uuid.UUID | None = None) -> date | None:
    return extend_time(
        case, "Grannar ska höras.", once=key or uuid.uuid4(), by=an_employee(), at=at
    )


def test_plan_och_bygglagen_9_ten_weeks_run_from_the_complete_application_and_ten_more() -> None:
    case = a_case()
    due_on = mark_complete(case, date(2026, 3, 9), by=an_employee(), at=NOON)
    case.refresh_from_db()
    before = case.due_on
    extended = longer(case)

    case.refresh_from_db()
    assert (due_on, before, extended) == (date(2026, 5, 18), PROMISED, date(2026, 7, 27))
    assert case.due_on == extended
    assert rows(case) == [
        ("promise", PROMISED, "moved"),
        ("statutory", date(2026, 5, 18), "moved"),
        ("statutory", date(2026, 7, 27), ""),
        ("promise", date(2026, 7, 27), ""),
    ]
    assert [post.text for post in case.posts.all()] == ["Grannar ska höras."]


def test_plan_och_bygglagen_9_the_time_is_extended_once_and_not_when_it_has_run_out() -> None:
    late, case, key = a_case(), a_case(), uuid.uuid4()
    for one in (late, case):
        mark_complete(one, date(2026, 3, 2), by=an_employee(), at=NOON)
    longer(case, key=key)

    for one, at in ((case, NOON), (late, datetime(2026, 5, 12, 8, tzinfo=UTC)), (a_case(), NOON)):
        with pytest.raises(CaseNotReady) as error:
            longer(one, at)
        assert error.value.obstacles == [Obstacle.NOT_EXTENDABLE]


def test_a_service_without_a_time_by_law_counts_none() -> None:
    case = a_case(submission=a_submission(service="forskola"))
    with pytest.raises(CaseNotReady) as error:
        mark_complete(case, date(2026, 3, 2), by=an_employee(), at=NOON)
    assert error.value.obstacles == [Obstacle.NO_STATUTORY_TIME]
