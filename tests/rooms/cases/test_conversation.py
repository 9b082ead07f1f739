"""Writing to one another, asking for more, and noting."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

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
from torget.foundation.actor import NOBODY, Actor, Forbidden
from torget.rooms.audit.models import Entry
from torget.rooms.cases.actions import (
    CaseNotReady,
    add_note,
    answer_supplement,
    ask_for_supplement,
    close_case,
    read_posts,
    write_as_officer,
    write_as_resident,
)
from torget.rooms.cases.models import Case, Party, SupplementRequest
from torget.rooms.cases.queries import my_open_supplements, open_supplement
from torget.rooms.cases.terms import Obstacle, Status
from torget.rooms.documents.actions import store_own
from torget.rooms.submissions.models import SignatureRequest

pytestmark = pytest.mark.django_db
LENA, PER, JONAS = (f"{name}@solvik.example" for name in ("lena.holm", "per.sandin", "jonas.rask"))
DAY = date(2026, 3, 16)


def once() -> uuid.UUID:
    return uuid.uuid4()


def an_answer(case: Case, by: Actor) -> SupplementRequest | None:
    return answer_supplement(case, "Här är den.", documents=(), by=by, at=NOON)


STAFF_DOINGS: dict[str, Callable[[Case, Actor], object]] = {
    "write": lambda case, by: write_as_officer(case, "Hej", once=once(), by=by, at=NOON),
    "ask": lambda case, by: ask_for_supplement(case, "Karta", answer_by=DAY, by=by, at=NOON),
    "note": lambda case, by: add_note(case, "Ring.", once=once(), by=by, at=NOON),
    "read": lambda case, by: read_posts(case, by=by, at=NOON),
}
PARTY_DOINGS: dict[str, Callable[[Case, Actor], object]] = {
    "write": lambda case, by: write_as_resident(case, "Hej", once=once(), by=by, at=NOON),
    "answer": an_answer,
    "read": lambda case, by: read_posts(case, by=by, at=NOON),
}


@pytest.mark.parametrize("doing", STAFF_DOINGS)
@pytest.mark.parametrize("email", [LENA, JONAS])
def test_staff_of_other_units_do_nothing_in_the_case(doing: str, email: str) -> None:
    with pytest.raises(Forbidden):
        STAFF_DOINGS[doing](a_case(), an_employee(email))


@pytest.mark.parametrize("doing", STAFF_DOINGS)
def test_the_contact_centre_helps_in_ordinary_cases_but_not_in_sensitive_ones(doing: str) -> None:
    per = an_employee(PER)
    STAFF_DOINGS[doing](a_case(), per)

    with pytest.raises(Forbidden):
        STAFF_DOINGS[doing](a_sensitive_case(), per)


@pytest.mark.parametrize("doing", PARTY_DOINGS)
def test_only_a_party_does_what_parties_do(doing: str) -> None:
    case = a_case()
    for stranger in (a_resident(a_person(ERIK)), NOBODY):
        with pytest.raises(Forbidden):
            PARTY_DOINGS[doing](case, stranger)


# --- messages -------------------------------------------------------------------------------


def test_each_side_reads_what_the_other_has_written() -> None:
    case, anna, maja = a_case(), an_employee(), a_resident()
    asked = write_as_officer(case, "När börjar du?", once=once(), by=anna, at=NOON)
    said = write_as_resident(case, "I maj.", once=once(), by=maja, at=NOON)
    assert asked is not None
    assert said is not None

    read_posts(case, by=maja, at=NOON)
    assert list(case.posts.order_by("pk").values_list("author_name", "read_at")) == [
        ("Anna Berg", NOON),
        ("Maja Lindqvist", None),
    ]
    read_posts(case, by=anna, at=NOON + timedelta(hours=1))
    said.refresh_from_db()
    assert said.read_at == NOON + timedelta(hours=1)
    entries = Entry.objects.filter(what="case.written").order_by("id")
    assert list(entries.values_list("actor", "details")) == [
        (anna.id, {"author": "officer"}),
        (maja.id, {"author": "resident"}),
    ]


def test_a_form_sent_twice_is_one_message_and_one_note() -> None:
    case, anna, maja, key = a_case(), an_employee(), a_resident(), once()
    other = once()
    posts = [write_as_officer(case, "Hej", once=key, by=anna, at=NOON) for _ in range(2)]
    posts += [write_as_resident(case, "Hej", once=other, by=maja, at=NOON) for _ in range(2)]
    for _ in range(2):
        add_note(case, "Ring.", once=key, by=anna, at=NOON)

    assert [post is not None for post in posts] == [True, False, True, False]
    assert (case.posts.count(), case.notes.count()) == (2, 1)
    assert Entry.objects.filter(what__in=["case.written", "case.noted"]).count() == 3


def test_files_go_with_a_message() -> None:
    case = a_case()
    file = store_own("karta.pdf", b"%PDF", "application/pdf", by=a_resident(), at=NOON)
    post = write_as_resident(
        case, "Se kartan.", once=once(), documents=[file], by=a_resident(), at=NOON
    )
    assert post is not None
    assert list(post.documents.all()) == [file]


def test_nobody_writes_to_someone_unknown() -> None:
    case = a_case()
    Party.objects.filter(case=case).update(person=None, email="")

    with pytest.raises(CaseNotReady) as error:
        STAFF_DOINGS["write"](case, an_employee())
    assert error.value.obstacles == [Obstacle.NO_APPLICANT]


def test_an_anonymous_reporter_with_an_address_can_be_written_to() -> None:
    case = a_case()
    Party.objects.filter(case=case).update(person=None)
    assert STAFF_DOINGS["write"](case, an_employee()) is not None


def test_the_applicant_does_not_write_in_a_closed_case() -> None:
    case = a_case(kind="notification")
    close_case(case, by=an_employee(), at=NOON)

    with pytest.raises(CaseNotReady) as error:
        PARTY_DOINGS["write"](case, a_resident())
    assert error.value.obstacles == [Obstacle.CLOSED]


# --- supplements ----------------------------------------------------------------------------


def test_a_supplement_is_asked_for_and_answered() -> None:
    case, anna, maja = a_case(), an_employee(), a_resident()
    asked = ask_for_supplement(case, "En karta.", answer_by=DAY, by=anna, at=NOON)
    case.refresh_from_db()
    waiting = (case.status, open_supplement(case), list(my_open_supplements(maja)))
    answered = an_answer(case, maja)

    case.refresh_from_db()
    assert waiting == (Status.AWAITING_SUPPLEMENT, asked, [asked])
    assert (case.status, answered, open_supplement(case)) == (Status.IN_PROGRESS, asked, None)
    assert [(e.what, e.values) for e in case.events.order_by("pk")][1:] == [
        ("supplement_asked", {"answer_by": "2026-03-16"}),
        ("supplement_answered", {}),
    ]
    entries = Entry.objects.filter(what__startswith="supplement.").order_by("id")
    assert list(entries.values_list("what", "actor")) == [
        ("supplement.asked", anna.id),
        ("supplement.answered", maja.id),
    ]


def test_answering_twice_is_once() -> None:
    case = a_case()
    ask_for_supplement(case, "En karta.", answer_by=DAY, by=an_employee(), at=NOON)
    answers = [an_answer(case, a_resident()) for _ in range(2)]

    assert [answer is not None for answer in answers] == [True, False]
    assert case.events.filter(what="supplement_answered").count() == 1


def test_a_case_that_waits_for_a_signature_still_does_after_the_answer() -> None:
    case = a_case(awaiting_signature=True)
    SignatureRequest.objects.create(
        submission=case.submission, person=a_person(ERIK), asked_at=NOON
    )
    ask_for_supplement(case, "En karta.", answer_by=DAY, by=an_employee(), at=NOON)
    an_answer(case, a_resident())

    case.refresh_from_db()
    assert case.status == Status.AWAITING_SIGNATURE


@pytest.mark.parametrize(
    ("before", "obstacle"),
    [
        (lambda case: STAFF_DOINGS["ask"](case, an_employee()), Obstacle.OPEN_SUPPLEMENT),
        (a_decision, Obstacle.ALREADY_DECIDED),
        (
            lambda case: Party.objects.filter(case=case).update(person=None),
            Obstacle.NO_APPLICANT,
        ),
    ],
    ids=["asked already", "decided", "nobody to ask"],
)
def test_when_nothing_more_can_be_asked_for(
    before: Callable[[Case], object], obstacle: Obstacle
) -> None:
    case = a_case()
    before(case)

    with pytest.raises(CaseNotReady) as error:
        STAFF_DOINGS["ask"](case, an_employee())
    assert error.value.obstacles == [obstacle]


def test_the_database_allows_one_open_request() -> None:
    case = a_case()
    facts = {"case": case, "text": "x", "answer_by": DAY, "asked_by": "x", "asked_at": NOON}
    SupplementRequest.objects.create(**facts)
    with pytest.raises(IntegrityError, match="one_open_supplement"), transaction.atomic():
        SupplementRequest.objects.create(**facts)


def test_only_own_supplements_are_told() -> None:
    ask_for_supplement(a_case(), "En karta.", answer_by=DAY, by=an_employee(), at=NOON)

    for actor in (a_resident(a_person(ERIK)), NOBODY, an_employee()):
        assert list(my_open_supplements(actor)) == []
