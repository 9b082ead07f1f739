"""Filling in: one's own draft, from any number of tabs, until it is sent."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction

from tests.factories import (
    ERIK,
    NOON,
    REPORT,
    a_draft,
    a_person,
    a_resident,
    a_submission,
    an_application,
    an_employee,
    holder_of,
)
from torget.foundation.actor import NOBODY, Actor
from torget.rooms.audit.models import Entry
from torget.rooms.documents.actions import store_own
from torget.rooms.documents.models import Document
from torget.rooms.submissions.actions import (
    attach,
    detach,
    remove_draft,
    save_answers,
    speak,
    start_draft,
    submit,
)
from torget.rooms.submissions.models import Draft
from torget.rooms.submissions.queries import (
    answers_with_files,
    attachments,
    draft,
    drafts_of,
    open_draft_of,
    what_is_shown,
)
from torget.rooms.submissions.terms import AlreadySubmitted

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(minutes=5)


def a_file(name: str = "bild.png") -> Document:
    return store_own(name, name.encode(), "image/png", by=NOBODY, at=NOON)


# Everything that can be done to an unfinished draft.
DOINGS: dict[str, Callable[[Draft, Actor], object]] = {
    "save": lambda mine, by: save_answers(mine, {"category": "water"}, by=by, at=LATER),
    "attach": lambda mine, by: attach(mine, "photo", a_file(), limit=5, by=by, at=LATER),
    "detach": lambda mine, by: detach(mine, 1, by=by, at=LATER),
    "remove": lambda mine, by: remove_draft(mine, by=by, at=LATER),
    "submit": lambda mine, by: submit(mine, shown_digest="", order=None, by=by, at=LATER),
}


def test_answers_are_merged_and_the_time_is_noted() -> None:
    mine = a_draft()
    save_answers(mine, {"description": "Ett hål.", "email": None}, by=holder_of(mine), at=LATER)

    mine.refresh_from_db()
    assert (mine.answers, mine.changed_at) == (
        {**REPORT, "description": "Ett hål.", "email": None},
        LATER,
    )


def test_two_tabs_never_undo_each_other_s_questions() -> None:
    mine = a_draft()
    one, other = (Draft.objects.get(pk=mine.pk) for _ in range(2))
    save_answers(one, {"category": "water"}, by=holder_of(mine), at=LATER)
    save_answers(other, {"description": "Läcka"}, by=holder_of(mine), at=LATER)

    mine.refresh_from_db()
    assert (mine.answers["category"], mine.answers["description"]) == ("water", "Läcka")


@pytest.mark.parametrize("doing", DOINGS)
def test_nobody_touches_another_s_draft(doing: str) -> None:
    maja, erik = a_person(), a_person(ERIK)
    of_maja, without_log_in = a_draft("bygglov", person=maja), a_draft()
    strangers = [
        (of_maja, a_resident(erik)),
        (of_maja, holder_of(of_maja)),  # knowing the key is not enough: it has an owner
        (of_maja, NOBODY),
        (of_maja, an_employee()),
        (without_log_in, NOBODY),
        (without_log_in, a_resident(erik)),
        (without_log_in, holder_of(a_draft())),
    ]

    for theirs, stranger in strangers:
        with pytest.raises(Draft.DoesNotExist), transaction.atomic():
            DOINGS[doing](theirs, stranger)
        with pytest.raises(Draft.DoesNotExist):
            draft(theirs.key, actor=stranger)
    assert Draft.objects.filter(changed_at=NOON, submitted_at=None).count() == 3


@pytest.mark.parametrize("doing", DOINGS)
def test_nothing_is_done_to_what_has_been_sent(doing: str) -> None:
    sent = a_submission(a_person()).draft

    with pytest.raises(AlreadySubmitted), transaction.atomic():
        DOINGS[doing](sent, a_resident(a_person()))
    sent.refresh_from_db()
    assert (sent.answers, sent.changed_at) == ({}, NOON)


def test_own_drafts_are_found_the_latest_first() -> None:
    maja = a_person()
    first, second = a_draft("bygglov", person=maja), a_draft("bygglov", person=maja)
    sent = a_submission(maja).draft
    a_draft("bygglov", person=a_person(ERIK))
    me = a_resident(maja)
    save_answers(first, {}, by=me, at=LATER)

    assert list(drafts_of(me)) == [first, second]
    assert open_draft_of("bygglov", actor=me) == first
    assert open_draft_of("felanmalan", actor=me) is None
    assert draft(sent.key, actor=me) == sent


def test_drafts_without_log_in_are_found_by_the_browser_that_holds_them_alone() -> None:
    mine = a_draft()

    assert open_draft_of("felanmalan", actor=holder_of(mine)) == mine
    assert open_draft_of("felanmalan", actor=NOBODY) is None
    assert list(drafts_of(NOBODY)) == []


def test_starting_and_removing_is_recorded() -> None:
    maja = a_person()
    mine = a_draft("bygglov", person=maja)
    remove_draft(mine, by=a_resident(maja), at=LATER)

    entries = Entry.objects.filter(subject=f"draft:{mine.key}").order_by("id")
    assert [(entry.what, entry.person) for entry in entries] == [
        ("draft.started", maja.pk),
        ("draft.removed", maja.pk),
    ]
    assert not Draft.objects.filter(key=mine.key).exists()


def test_files_are_answers_up_to_the_limit() -> None:
    mine = a_draft()
    by = holder_of(mine)
    kept = [attach(mine, "photo", a_file(f"{n}.png"), limit=2, by=by, at=NOON) for n in range(3)]

    assert [attachment is not None for attachment in kept] == [True, True, False]
    assert [file["name"] for file in answers_with_files(mine)["photo"]] == ["0.png", "1.png"]


def test_a_file_is_taken_away_once_and_only_from_its_own_draft() -> None:
    mine, other = a_draft(), a_draft()
    kept = attach(mine, "photo", a_file(), limit=2, by=holder_of(mine), at=NOON)
    assert kept is not None

    detach(other, kept.pk, by=holder_of(other), at=NOON)
    before = attachments(mine)
    for _ in range(2):
        detach(mine, kept.pk, by=holder_of(mine), at=NOON)
    assert (before, attachments(mine)) == ([kept], [])


def test_files_that_someone_has_written_into_the_answers_do_not_count() -> None:
    mine = a_draft()
    forged = [{"id": 1, "document": 1, "name": "x.png", "size": 1, "media_type": "image/png"}]
    save_answers(mine, {"photo": forged}, by=holder_of(mine), at=NOON)
    mine.refresh_from_db()

    assert "photo" not in answers_with_files(mine)
    assert "photo" not in what_is_shown(mine, "sv").answers


def test_reading_the_answers_changes_nothing_in_the_draft() -> None:
    mine = an_application()
    before = dict(mine.answers)
    answers_with_files(mine)
    assert mine.answers == before


def test_the_language_is_noted_until_it_is_sent() -> None:
    mine, sent = a_draft(), a_submission().draft
    for each in (mine, sent):
        speak(each, "en", by=holder_of(each), at=NOON)
        each.refresh_from_db()

    assert (mine.language, sent.language) == ("en", "sv")


def test_what_was_prefilled_from_is_kept_with_the_draft() -> None:
    version = a_draft().version_id
    mine = start_draft(
        version, person=None, context={"me": {"email": "x"}}, language="en", by=NOBODY, at=NOON
    )
    mine.refresh_from_db()
    assert (mine.context, mine.language) == ({"me": {"email": "x"}}, "en")
