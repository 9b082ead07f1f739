"""Cases are found by what stands in them, by those who may read them."""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.factories import (
    ERIK,
    MAJA,
    NOON,
    a_case,
    a_person,
    a_resident,
    a_sensitive_case,
    a_submission,
    an_employee,
)
from torget.foundation.actor import Forbidden, the_system
from torget.foundation.identity_numbers import IdentityNumber
from torget.rooms.audit.models import Entry
from torget.rooms.cases.actions import add_signer, look_for_person, make_findable, write_as_resident
from torget.rooms.cases.models import Case, SearchRow, SearchWord
from torget.rooms.cases.queries import cases_of_person, found_cases, where_found
from torget.rooms.cases.terms import PartyRole
from torget.rooms.documents.actions import store_own

pytestmark = pytest.mark.django_db
LENA, PER = "lena.holm@solvik.example", "per.sandin@solvik.example"


def found(text: str, by: str = "anna.berg@solvik.example") -> list[int]:
    return list(found_cases(text, actor=an_employee(by)).cases)


def number(digits: str) -> IdentityNumber:
    return IdentityNumber.read(digits, today=NOON.date())


@pytest.mark.parametrize(
    "text",
    ["Maja Lindqvist", "lindqvist", "LINDQ", "maja strand", "bygglovet", "maja@exempel.example"],
)
def test_a_case_is_found_by_its_words_their_endings_and_beginnings(text: str) -> None:
    case = a_case()
    assert found(text) == [case.pk]


@pytest.mark.parametrize(
    "text", ["", "  ", "%", "och", "'; DROP TABLE", "kolmården & !", ":*", "Åström"]
)
def test_what_stands_in_no_case_finds_none(text: str) -> None:
    a_case(a_person(ERIK, given_name="Erik"))
    assert found(text) == []


def test_every_word_has_to_be_there() -> None:
    a_case()
    assert found("maja lindqvist kolmården") == []


@pytest.mark.parametrize("text", ["Lindkvist", "Lindqist", "Lindqvsit"])
def test_a_name_spelled_otherwise_is_found_and_said_to_be_alike(text: str) -> None:
    case = a_case()
    answer = found_cases(text, actor=an_employee())

    assert (list(answer.cases), answer.is_spelled_alike) == ([case.pk], True)


def test_only_those_who_may_read_a_case_find_it() -> None:
    case = a_sensitive_case()

    assert found("lindqvist", LENA) == [case.pk]
    assert found("lindqvist", PER) == []  # the contact centre, without the sensitive ones
    assert found("lindqvist") == []  # of another unit
    assert found_cases("lindqvist", actor=the_system("worker")).cases == ()


def test_a_protected_identity_is_found_only_with_the_permission_for_sensitive_ones() -> None:
    case = a_case(a_person(protected_identity=True))

    assert found("lindqvist") == [case.pk]
    assert found("lindqvist", PER) == []


def test_a_new_party_and_a_new_file_are_found_at_once() -> None:
    case, maja = a_case(), a_person()
    erik = a_person(ERIK, given_name="Torvald", surname="Ekelund")
    file = store_own("situationsplan.pdf", b"%PDF", "application/pdf", by=a_resident(), at=NOON)
    before = found("ekelund"), found("situationsplan")
    add_signer(case, erik, role=PartyRole.CUSTODIAN, by=a_resident(erik), at=NOON)
    write_as_resident(
        case, "Se filen.", once=uuid.uuid4(), documents=[file], by=a_resident(maja), at=NOON
    )

    assert (before, found("ekelund"), found("situationsplan")) == (([], []), [case.pk], [case.pk])


def test_it_is_said_where_the_words_stand() -> None:
    case = a_case()
    answer = found_cases("lindq strand", actor=an_employee())
    hits = where_found(Case.objects.filter(pk=case.pk), answer.question)[case.pk]

    assert [(hit.where, [text for text, is_hit in hit.pieces if is_hit]) for hit in hits] == [
        ("case", ["Strand"]),
        ("applicant", ["Lindqvist"]),
    ]


# --- identity numbers -----------------------------------------------------------------------


@pytest.mark.parametrize("written", ["19880320-2384", "880320-2384", "198803202384", "880320+2384"])
def test_identity_numbers_are_never_among_the_words(written: str) -> None:
    submission = a_submission()
    submission.text = f"# Ansökan\nPersonnummer: {written}"
    a_case(submission=submission)
    row = SearchRow.objects.get()

    assert not [part for part in ("2384", "880320", "8803") if part in f"{row.text} {row.vector}"]
    assert found(written) == []


def test_a_person_is_found_by_the_whole_number_and_that_is_written_in_the_trail() -> None:
    case, anna = a_case(), an_employee()
    a_case(a_person(ERIK))
    digest = look_for_person(number(MAJA), by=anna, at=NOON)
    entry = Entry.objects.get(what="person.looked_for")

    assert list(cases_of_person(digest, actor=anna)) == [case]
    assert (entry.person, entry.subject) == (a_person().pk, f"person:{a_person().pk}")
    assert "8803" not in str(entry.__dict__)


def test_someone_named_in_the_answers_is_found_by_number() -> None:
    submission = a_submission()
    submission.answers = {"child": {"number": "202402119800", "name": "Siri"}}
    case = a_case(submission=submission)
    digest = look_for_person(number("202402119800"), by=an_employee(), at=NOON)

    assert list(cases_of_person(digest, actor=an_employee())) == [case]


def test_those_without_the_permission_look_for_nobody() -> None:
    a_case()
    centre = an_employee("jonas.rask@solvik.example")

    with pytest.raises(Forbidden):
        look_for_person(number(MAJA), by=centre, at=NOON)
    assert Entry.objects.filter(what="person.looked_for").count() == 0


def test_the_contact_centre_finds_people_only_where_it_handles_cases() -> None:
    a_case()  # at a unit where Per only reads
    per = an_employee(PER)
    digest = look_for_person(number(MAJA), by=per, at=NOON)

    assert list(cases_of_person(digest, actor=per)) == []


# --- keeping it -----------------------------------------------------------------------------


def test_all_rows_are_made_anew_and_words_of_none_are_forgotten() -> None:
    cases = [a_case(), a_case(at=NOON + timedelta(days=1))]
    SearchRow.objects.all().delete()
    SearchWord.objects.create(word="gallrad", trigrams=["gal"])
    operator = the_system("console")

    with pytest.raises(Forbidden):
        list(make_findable(by=operator, at=NOON))
    operator = replace(operator, grants={"system.reindex": frozenset({0})})
    done = list(make_findable(by=operator, at=NOON))

    assert (done, found("lindqvist")) == ([2], sorted((case.pk for case in cases), reverse=True))
    assert not SearchWord.objects.filter(word="gallrad").exists()
