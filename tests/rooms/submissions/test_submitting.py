"""Sending: complete, as it was shown, and once."""

import pytest
from django.db import DatabaseError, transaction

from tests.factories import NOON, REPORT, a_draft, a_resident, an_application, holder_of
from torget.rooms.audit.models import Entry
from torget.rooms.documents.actions import store_own
from torget.rooms.submissions.actions import attach, keep_receipt, save_answers, submit
from torget.rooms.submissions.models import Draft, Submission
from torget.rooms.submissions.queries import has_receipt, submission, submission_of, what_is_shown
from torget.rooms.submissions.terms import (
    AlreadySubmitted,
    DraftChanged,
    DraftIncomplete,
    SignatureMissing,
)

pytestmark = pytest.mark.django_db


def sent(draft: Draft) -> Submission:
    digest = what_is_shown(draft, "sv").digest
    return submit(draft, shown_digest=digest, order=None, by=holder_of(draft), at=NOON)


def test_what_is_sent_is_exactly_what_was_shown() -> None:
    draft = a_draft()
    photo = store_own("hal.jpg", b"jpg", "image/jpeg", by=holder_of(draft), at=NOON)
    attach(draft, "photo", photo, limit=5, by=holder_of(draft), at=NOON)
    shown = what_is_shown(draft, "sv")
    row = sent(draft)

    assert (row.text, row.digest, row.language, row.submitted_at) == (
        shown.text,
        shown.digest,
        "sv",
        NOON,
    )
    assert [(file["question"], file["document"]) for file in row.files] == [("photo", photo.pk)]
    assert {key: row.answers[key] for key in REPORT} == REPORT
    assert (submission_of(draft), submission(row.key)) == (row, row)


def test_sending_is_recorded_with_the_digest() -> None:
    row = sent(a_draft())

    entry = Entry.objects.get(what="submission.sent")
    assert (entry.subject, entry.details) == (
        f"submission:{row.key}",
        {"service": "felanmalan", "digest": row.digest},
    )


def test_answers_to_questions_that_are_no_longer_asked_are_not_sent() -> None:
    row = sent(a_draft(lamp_number="N-112", email="x@exempel.example"))
    assert sorted(row.answers.keys() & {"lamp_number", "email", "category"}) == ["category"]


def test_an_unfinished_draft_is_not_sent_and_says_what_remains() -> None:
    draft = a_draft(wants_reply=True, description="")

    with pytest.raises(DraftIncomplete) as refusal:
        submit(draft, shown_digest="", order=None, by=holder_of(draft), at=NOON)
    assert [(step, question) for step, question, _ in refusal.value.remaining] == [
        ("description", "description"),
        ("reply_contact", "email"),
    ]
    assert Submission.objects.count() == 0


def test_answers_changed_in_another_tab_after_they_were_shown_are_not_sent() -> None:
    draft = a_draft()
    shown = what_is_shown(draft, "sv")
    save_answers(draft, {"description": "Något annat"}, by=holder_of(draft), at=NOON)

    with pytest.raises(DraftChanged):
        submit(draft, shown_digest=shown.digest, order=None, by=holder_of(draft), at=NOON)


def test_a_file_exchanged_after_it_was_shown_is_a_change() -> None:
    draft = a_draft()
    shown = what_is_shown(draft, "sv")
    photo = store_own("hal.jpg", b"jpg", "image/jpeg", by=holder_of(draft), at=NOON)
    attach(draft, "photo", photo, limit=5, by=holder_of(draft), at=NOON)

    assert what_is_shown(draft, "sv").digest != shown.digest


def test_the_digest_is_the_same_in_every_language_but_the_text_is_not() -> None:
    draft = a_draft()
    swedish, english = what_is_shown(draft, "sv"), what_is_shown(draft, "en")
    assert (swedish.digest == english.digest, swedish.text == english.text) == (True, False)


def test_a_draft_is_sent_once() -> None:
    draft = a_draft()
    sent(draft)

    with pytest.raises(AlreadySubmitted):
        sent(Draft.objects.get(pk=draft.pk))
    assert Submission.objects.count() == 1


def test_what_must_be_signed_is_not_sent_without() -> None:
    draft = an_application()
    assert draft.person is not None
    digest = what_is_shown(draft, "sv").digest
    by = a_resident(draft.person)

    with pytest.raises(SignatureMissing):
        submit(draft, shown_digest=digest, order=None, by=by, at=NOON)
    draft.refresh_from_db()
    assert (Submission.objects.count(), draft.submitted_at) == (0, None)


@pytest.mark.parametrize("column", ["text", "digest", "submitted_at", "language"])
def test_the_database_refuses_changes_to_what_was_sent(column: str) -> None:
    row = sent(a_draft())
    changed = {"text": "x", "digest": "x", "submitted_at": NOON, "language": "en"}[column]

    with pytest.raises(DatabaseError, match="What was sent is not changed"), transaction.atomic():
        Submission.objects.filter(pk=row.pk).update(**{column: changed})


def test_the_first_receipt_stays() -> None:
    row = sent(a_draft())
    before = has_receipt(row)
    first, second = (
        store_own(name, b"%PDF", "application/pdf", by=holder_of(row.draft), at=NOON)
        for name in ("ett.pdf", "två.pdf")
    )
    kept = [
        keep_receipt(row, document, by=holder_of(row.draft), at=NOON).document
        for document in (first, second)
    ]
    assert (before, has_receipt(row), kept) == (False, True, [first, first])
