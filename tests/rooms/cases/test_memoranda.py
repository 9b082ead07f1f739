"""Memoranda: drafts that nobody overwrites unknowingly, and what is finished stays as it is."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from tests.factories import NOON, a_case, a_resident, an_employee
from torget.foundation.actor import Forbidden
from torget.rooms.audit.models import Entry
from torget.rooms.cases.actions import (
    CaseNotReady,
    MemorandumConflict,
    begin_memorandum,
    finish_memorandum,
    save_memorandum,
)
from torget.rooms.cases.models import Case, Memorandum
from torget.rooms.cases.queries import documents_of
from torget.rooms.cases.terms import MemorandumText, Obstacle
from torget.rooms.documents.actions import store_own
from torget.rooms.documents.models import Document

pytestmark = pytest.mark.django_db
TEXT = MemorandumText(heading="Bygglov på Solvik Strand 1:14", proposal="Nämnden ger bygglov.")
LATER = MemorandumText(heading="Bygglov", proposal="Nämnden avslår ansökan.")


def a_draft(case: Case | None = None) -> Memorandum:
    return begin_memorandum(case or a_case(), TEXT, once=uuid4(), by=an_employee(), at=NOON)


def a_pdf() -> Document:
    return store_own("t.pdf", b"t", "application/pdf", by=an_employee(), at=NOON)


def recorded() -> list[str]:
    entries = Entry.objects.filter(what__startswith="memorandum.").order_by("id")
    return list(entries.values_list("what", flat=True))


def test_who_saved_second_is_told_and_nothing_is_overwritten() -> None:
    draft = a_draft()
    save_memorandum(draft, LATER, on=1, by=an_employee(), at=NOON)
    with pytest.raises(MemorandumConflict) as error:
        save_memorandum(draft, TEXT, on=1, by=an_employee(), at=NOON)

    draft.refresh_from_db()
    assert (draft.heading, draft.revision, error.value.theirs.saved_by) == (
        "Bygglov", 2, an_employee().name,
    )  # fmt: skip


def test_a_form_sent_twice_begins_one_draft_and_one_sent_again_with_more_is_saved() -> None:
    case, once = a_case(), uuid4()
    for text in (TEXT, TEXT, LATER):
        begin_memorandum(case, text, once=once, by=an_employee(), at=NOON)
    assert list(Memorandum.objects.values_list("heading", "revision")) == [("Bygglov", 2)]
    assert recorded() == ["memorandum.begun", "memorandum.saved"]


def test_what_is_finished_is_not_changed_and_is_read_by_staff_only() -> None:
    case, document = a_case(), a_pdf()
    draft = a_draft(case)
    finish_memorandum(draft, document, on=1, by=an_employee(), at=NOON)

    again: list[Callable[[], object]] = [
        lambda: save_memorandum(draft, LATER, on=1, by=an_employee(), at=NOON),
        lambda: finish_memorandum(draft, document, on=1, by=an_employee(), at=NOON),
    ]
    for act in again:
        with pytest.raises(CaseNotReady) as error:
            act()
        assert error.value.obstacles == [Obstacle.MEMORANDUM_FINISHED]
    assert list(documents_of(case, actor=an_employee())) == [document]
    assert list(documents_of(case, actor=a_resident())) == []


def test_a_document_of_an_older_text_is_not_kept() -> None:
    draft = a_draft()
    save_memorandum(draft, LATER, on=1, by=an_employee(), at=NOON)
    with pytest.raises(MemorandumConflict):
        finish_memorandum(draft, a_pdf(), on=1, by=an_employee(), at=NOON)


def test_residents_write_no_memoranda() -> None:
    with pytest.raises(Forbidden):
        begin_memorandum(a_case(), TEXT, once=uuid4(), by=a_resident(), at=NOON)
