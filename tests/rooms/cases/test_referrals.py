"""Opinions from outside the case: who may read the question, answers, time, and reminders."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

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
from torget.foundation.actor import Actor, Forbidden
from torget.rooms.audit.models import Entry
from torget.rooms.cases.actions import (
    CaseNotReady,
    answer_referral,
    extend_referral,
    note_reminder,
    open_referral,
    send_referral,
    withdraw_referral,
)
from torget.rooms.cases.models import Case, Referral
from torget.rooms.cases.queries import (
    documents_of,
    my_referrals,
    referral_by_link,
    referral_to_unit,
    referrals_to_remind,
    referrals_to_units,
    word_of,
)
from torget.rooms.cases.terms import Asked, Obstacle
from torget.rooms.documents.actions import store_own
from torget.rooms.documents.models import Document
from torget.rooms.organisation.queries import unit

pytestmark = pytest.mark.django_db
BY = date(2026, 3, 23)
PER = "per.sandin@solvik.example"  # handles cases elsewhere in the house


def a_file(name: str = "ritning.pdf") -> Document:
    return store_own(name, name.encode(), "application/pdf", by=an_employee(), at=NOON)


def a_referral(case: Case | None = None, **changes: Any) -> Referral:
    """To the police, from Anna."""
    documents = changes.pop("documents", ())
    asked = {"name": "Polisen", "email": "polisen@exempel.example", "question": "Hur är platsen?"}
    sent = send_referral(
        case or a_case(), Asked(**{**asked, "answer_by": BY, **changes}), documents=documents,
        once=uuid4(), by=an_employee(), at=NOON,
    )  # fmt: skip
    assert sent is not None
    return sent


def erik() -> Actor:
    return a_resident(a_person(ERIK))


def refused(act: Callable[[], object]) -> list[Obstacle]:
    with pytest.raises(CaseNotReady) as error:
        act()
    return error.value.obstacles


def recorded() -> list[tuple[str, str]]:
    entries = Entry.objects.filter(what__startswith="referral.").order_by("id")
    return list(entries.values_list("what", "actor"))


# --- the link -------------------------------------------------------------------------------


def test_a_link_leads_to_its_referral_and_is_kept_only_as_a_digest() -> None:
    referral = a_referral()
    word = word_of(referral)
    assert (len(word), referral_by_link(word)) == (64, referral)
    assert word not in {str(value) for value in Referral.objects.values().get().values()}
    with pytest.raises(Referral.DoesNotExist):
        referral_by_link(referral.digest)


def test_the_first_to_log_in_is_bound_to_the_link_and_others_are_refused() -> None:
    referral, first = a_referral(), erik()
    open_referral(referral, by=first, at=NOON)
    open_referral(referral, by=first, at=NOON)

    with pytest.raises(Forbidden):
        open_referral(referral, by=a_resident(), at=NOON)
    referral.refresh_from_db()
    assert (referral.person_id, referral.bound_at) == (first.person, NOON)


def test_nobody_opens_it_without_logging_in_and_staff_do_not_through_the_link() -> None:
    referral = a_referral()
    for actor in (an_employee(), an_employee(PER)):
        with pytest.raises(Forbidden):
            open_referral(referral, by=actor, at=NOON)


def test_every_view_is_recorded() -> None:
    referral, first = a_referral(), erik()
    open_referral(referral, by=first, at=NOON)
    open_referral(referral, by=first, at=NOON)
    assert recorded() == [
        ("referral.sent", f"employee:{an_employee().employee}"),
        ("referral.bound", first.id),
        ("referral.viewed", first.id),
        ("referral.viewed", first.id),
    ]


# --- answering ------------------------------------------------------------------------------


def test_an_answer_lands_in_the_case_with_its_own_day_once() -> None:
    case, later = a_case(), NOON + timedelta(days=9)
    referral, first = a_referral(case), erik()
    answer_referral(referral, "Inget att invända.", documents=[a_file()], by=first, at=later)
    again = answer_referral(referral, "Nej.", by=first, at=later + timedelta(days=1))

    referral.refresh_from_db()
    assert (referral.answer, referral.answered_by, referral.answered_at) == (
        "Inget att invända.", first.name, later,
    )  # fmt: skip
    assert again is None
    assert list(case.events.values_list("what", "at"))[-1] == ("referral_answered", later)


def test_answers_and_what_was_sent_are_read_by_staff_and_not_by_the_applicant_until_heard() -> None:
    case, sent, came = a_case(), a_file("karta.pdf"), a_file("svar.pdf")
    referral = a_referral(case, documents=[sent])
    answer_referral(referral, "Ja.", documents=[came], by=erik(), at=NOON)

    assert set(documents_of(case, actor=an_employee())) == {sent, came}
    assert set(documents_of(case, actor=a_resident())) == set()


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda one: withdraw_referral(one, by=an_employee(), at=NOON), Obstacle.WITHDRAWN),
        (lambda one: a_decision(one.case), Obstacle.TOO_LATE),
    ],
)
def test_what_is_withdrawn_or_decided_is_closed(
    make: Callable[[Referral], object], expected: Obstacle
) -> None:
    referral = a_referral()
    make(referral)
    assert refused(lambda: answer_referral(referral, "Ja.", by=erik(), at=NOON)) == [expected]


def test_a_link_lasts_sixty_days_past_its_day() -> None:
    referral, first = a_referral(), erik()
    last, after = (datetime(2026, 5, day, 8, tzinfo=UTC) for day in (22, 23))
    open_referral(referral, by=first, at=last)
    assert refused(lambda: open_referral(referral, by=first, at=after)) == [Obstacle.TOO_LATE]


def test_more_time_is_given_and_reminded_of_anew() -> None:
    referral, worker = a_referral(), an_employee()
    assert note_reminder(referral, by=worker, at=NOON)
    extend_referral(referral, date(2026, 4, 20), by=an_employee(), at=NOON)
    referral.refresh_from_db()
    assert (referral.answer_by, referral.reminded_on) == (date(2026, 4, 20), None)


def test_what_is_answered_is_neither_withdrawn_nor_given_more_time() -> None:
    referral = a_referral()
    answer_referral(referral, "Ja.", by=erik(), at=NOON)
    closed = [Obstacle.REFERRAL_CLOSED]
    assert refused(lambda: withdraw_referral(referral, by=an_employee(), at=NOON)) == closed
    assert refused(lambda: extend_referral(referral, BY, by=an_employee(), at=NOON)) == closed


def test_a_form_sent_twice_asks_once_and_a_decided_case_asks_nobody() -> None:
    case, once = a_case(), uuid4()
    asked = Asked(name="Polisen", email="p@exempel.example", question="Hur?", answer_by=BY)
    sent = [send_referral(case, asked, once=once, by=an_employee(), at=NOON) for _ in range(2)]
    a_decision(case)

    again = [Obstacle.ALREADY_DECIDED]
    assert sent[1] is None
    assert Referral.objects.count() == 1
    assert refused(
        lambda: send_referral(case, asked, once=uuid4(), by=an_employee(), at=NOON)
    ) == again  # fmt: skip


# --- own units ------------------------------------------------------------------------------


def test_an_own_unit_is_asked_by_staff_log_in_and_sees_only_what_it_is_asked() -> None:
    per = an_employee(PER)
    theirs = next(iter(per.units_for("case.write")))
    referral = a_referral(unit=theirs)
    assert list(referrals_to_units(per)) == [referral]
    assert referral_to_unit(referral.pk, actor=per) == referral

    answer_referral(referral, "Vi har inget emot det.", by=per, at=NOON)
    assert list(referrals_to_units(per)) == []


def test_a_unit_that_is_not_asked_does_not_see_it() -> None:
    referral = a_referral(unit=unit("miljo").pk)
    outsider = an_employee(PER)
    asked_there = unit("miljo").pk in outsider.units_for("case.write")
    assert asked_there is False
    with pytest.raises(Referral.DoesNotExist):
        referral_to_unit(referral.pk, actor=outsider)
    with pytest.raises(Forbidden):
        open_referral(referral, by=outsider, at=NOON)


# --- the officer's day ----------------------------------------------------------------------


def test_late_and_answered_ones_stand_on_the_officer_s_day_until_the_decision() -> None:
    case, anna = a_case(), an_employee()
    case.officer_id = anna.employee
    case.save()
    waiting, answered = a_referral(case), a_referral(case)
    answer_referral(answered, "Ja.", by=erik(), at=NOON)

    assert list(my_referrals(anna, today=BY)) == [answered]
    assert list(my_referrals(anna, today=BY + timedelta(days=1))) == [waiting, answered]
    a_decision(case)
    assert list(my_referrals(anna, today=BY + timedelta(days=1))) == []


@pytest.mark.parametrize(("day", "due"), [(19, False), (20, True), (23, True), (24, False)])
def test_a_reminder_is_due_three_days_before(day: int, due: bool) -> None:
    referral = a_referral()
    found = list(referrals_to_remind(today=date(2026, 3, day)))
    assert found == ([referral] if due else [])


def test_two_workers_remind_once() -> None:
    referral, worker = a_referral(), an_employee()
    assert [note_reminder(referral, by=worker, at=NOON) for _ in range(2)] == [True, False]
