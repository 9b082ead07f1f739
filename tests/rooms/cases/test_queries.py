"""Who sees which cases, and how the queue is searched."""

import uuid
from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.factories import (
    ERIK,
    NOON,
    a_case,
    a_decision,
    a_person,
    a_resident,
    a_sensitive_case,
    an_employee,
)
from torget.foundation.actor import NOBODY, the_system
from torget.rooms.cases.actions import close_case, read_posts, take_case, write_as_resident
from torget.rooms.cases.models import Case
from torget.rooms.cases.queries import (
    QueueCounts,
    QueueFilter,
    case_of_submission,
    cases_for,
    decision_by_pk,
    documents_of,
    get_case,
    has_cases,
    queue,
    queue_counts,
    urgency_of,
)
from torget.rooms.cases.terms import Urgency
from torget.rooms.documents.actions import store_own
from torget.rooms.organisation.queries import unit

pytestmark = pytest.mark.django_db
TODAY = NOON.date()
ANNA, LENA, PER, EVA, JONAS = (
    f"{name}@solvik.example"
    for name in ("anna.berg", "lena.holm", "per.sandin", "eva.strom", "jonas.rask")
)


def found(by: str = ANNA, **wanted: object) -> list[Case]:
    return list(queue(an_employee(by), QueueFilter(**wanted), today=TODAY))  # type: ignore[arg-type]


# --- who sees what --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("email", "sees"),
    [
        (ANNA, ["bygg"]),
        (LENA, ["forskola", "sensitive"]),
        (PER, ["bygg", "forskola", "gata"]),  # contact centre, and officer for streets
        (EVA, ["bygg", "forskola", "sensitive"]),
        (JONAS, []),
    ],
)
def test_staff_see_cases_by_unit_and_sensitivity(email: str, sees: list[str]) -> None:
    cases = {
        "bygg": a_case(),
        "forskola": a_case(unit=unit("forskola")),
        "gata": a_case(unit=unit("gata")),
        "sensitive": a_sensitive_case(),
    }
    actor = an_employee(email)

    assert sorted(name for name, case in cases.items() if case in cases_for(actor)) == sees
    for name, case in cases.items():
        if name in sees:
            assert get_case(case.number, actor=actor) == case
        else:
            with pytest.raises(Case.DoesNotExist):
                get_case(case.number, actor=actor)


def test_residents_see_their_own_cases_alone_also_the_sensitive() -> None:
    maja, erik = a_person(), a_person(ERIK)
    own, sensitive, other = a_case(maja), a_sensitive_case(maja), a_case(erik)

    assert set(cases_for(a_resident(maja))) == {own, sensitive}
    with pytest.raises(Case.DoesNotExist):
        get_case(other.number, actor=a_resident(maja))


@pytest.mark.parametrize("actor", [NOBODY, the_system("worker")])
def test_without_log_in_nothing_is_seen(actor: object) -> None:
    a_case()
    assert list(cases_for(actor)) == []  # type: ignore[arg-type]


def test_files_of_other_cases_are_never_among_a_case_s_files() -> None:
    maja, erik = a_person(), a_person(ERIK)
    own, other = a_case(maja), a_case(erik)
    mine, theirs = (
        store_own(name, name.encode(), "application/pdf", by=NOBODY, at=NOON)
        for name in ("min.pdf", "din.pdf")
    )
    for case, person, file in ((own, maja, mine), (other, erik, theirs)):
        write_as_resident(
            case, "Se filen.", once=uuid.uuid4(), documents=[file], by=a_resident(person), at=NOON
        )

    assert list(documents_of(own, actor=a_resident(maja))) == [mine]
    assert list(documents_of(own, actor=an_employee())) == [mine]


# --- the queue ------------------------------------------------------------------------------


def test_the_most_urgent_comes_first() -> None:
    later, sooner = a_case(promised_days=70), a_case(promised_days=10)
    assert found() == [sooner, later]


def test_the_queue_is_narrowed_by_what_one_wants_to_see() -> None:
    anna = an_employee()
    late, mine, unassigned = a_case(at=NOON - timedelta(days=100)), a_case(), a_case()
    closed, decided = a_case(kind="notification"), a_case(at=NOON - timedelta(days=100))
    for case in (late, mine):
        take_case(case, by=an_employee("omar.lind@solvik.example"), at=NOON)
    take_case(mine, by=anna, at=NOON)
    close_case(closed, by=anna, at=NOON)
    a_decision(decided)

    assert found() == [late, decided, mine, unassigned]
    assert found(show="mine") == [decided, mine]
    assert found(show="unassigned") == [unassigned]
    assert found(show="late") == [late]
    assert found(show="closed") == [closed]
    assert queue_counts(anna, today=TODAY) == QueueCounts(open=4, mine=2, unassigned=1, late=1)


def test_the_queue_is_narrowed_by_unit() -> None:
    bygg, gata = a_case(), a_case(unit=unit("gata"))

    assert found(PER) == [bygg, gata]
    assert found(PER, unit=unit("gata").pk) == [gata]
    assert found(ANNA, unit=unit("gata").pk) == []


@pytest.mark.parametrize(
    ("search", "hits"),
    [
        ("BYGG-2026-0001", ["maja"]),
        ("bygg-2026", ["maja", "erik"]),
        (" lindqvist ", ["maja", "erik"]),
        ("Erik", ["erik"]),
        ("0001", []),  # numbers are searched from the beginning
        ("%", []),
        ("'; DROP TABLE", []),
    ],
)
def test_the_queue_is_searched_by_number_and_name(search: str, hits: list[str]) -> None:
    cases = {"maja": a_case(), "erik": a_case(a_person(ERIK, given_name="Erik"))}
    assert found(search=search) == [cases[hit] for hit in hits]


def test_unread_messages_are_marked() -> None:
    case, anna = a_case(), an_employee()
    a_case()
    write_as_resident(case, "Hej", once=uuid.uuid4(), by=a_resident(), at=NOON)
    before = [row.has_unread for row in queue(anna, QueueFilter(), today=TODAY)]
    read_posts(case, by=anna, at=NOON)
    after = [row.has_unread for row in queue(anna, QueueFilter(), today=TODAY)]

    assert (before, after) == ([True, False], [False, False])


@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_costs_one_query(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    anna = an_employee()
    for _ in range(count):
        take_case(a_case(), by=anna, at=NOON)

    with django_assert_num_queries(1):
        names = [
            case.officer and case.officer.name for case in queue(anna, QueueFilter(), today=TODAY)
        ]
    assert names == ["Anna Berg"] * count


def test_residents_see_their_cases_only_once() -> None:
    maja = a_person()
    case = a_case(maja)
    case.parties.create(person=a_person(ERIK), role="custodian")

    assert list(cases_for(a_resident(maja))) == [case]
    assert list(cases_for(a_resident(a_person(ERIK)))) == [case]


# --- the rest -------------------------------------------------------------------------------


def test_a_case_is_found_by_what_it_came_from() -> None:
    before = has_cases()
    case = a_case()
    decision = a_decision(case)

    assert (before, has_cases(), case_of_submission(case.submission.key)) == (False, True, case)
    assert decision_by_pk(decision.pk) == decision


@pytest.mark.parametrize(
    ("days", "decided", "expected"),
    [(0, False, Urgency.IN_TIME), (71, False, Urgency.LATE), (71, True, Urgency.DONE)],
)
def test_urgency_is_that_of_the_promised_day(days: int, decided: bool, expected: Urgency) -> None:
    case = a_case()
    if decided:
        a_decision(case)
        case.refresh_from_db()
    assert urgency_of(case, today=TODAY + timedelta(days=days)) == expected
