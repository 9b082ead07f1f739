"""Open drafts and a new version: what fits is moved, and nothing that was answered is lost."""

from dataclasses import replace

import pytest

from tests.factories import NOON, a_draft, a_person, a_resident, holder_of
from tests.rooms.eservices.language.services import a_service
from tests.rooms.eservices.language.test_rows import HOUSEHOLD
from torget.demo.fill import FILLER
from torget.foundation.actor import Actor, Forbidden
from torget.rooms.audit.models import Entry
from torget.rooms.eservices.actions import publish_version
from torget.rooms.eservices.queries import library_services, published_service
from torget.rooms.eservices.terms import CompiledService
from torget.rooms.submissions.actions import move_drafts, told_of_move
from torget.rooms.submissions.models import Draft
from torget.rooms.submissions.queries import drafts_beside, service_of
from torget.rooms.submissions.rules import misfits

pytestmark = pytest.mark.django_db
TEXTS = library_services()["felanmalan"]
OWNER = Actor(
    id="employee:1",
    name="Kim Ek",
    grants={"service.edit": frozenset({0}), "service.publish": frozenset({0})},
)


def publish(*changes: tuple[str, str]) -> int:
    source = TEXTS.source
    for before, after in changes:
        assert before in source
        source = source.replace(before, after)
    return publish_version(replace(TEXTS, source=source), by=FILLER, at=NOON).pk


def dry_run() -> tuple[int, int, dict[str, int]]:
    target = published_service("felanmalan").compiled
    fit = drafts_beside(target, actor=OWNER, today=NOON.date())
    return fit.total, len(fit.fitting), {said: count for said, (_, count) in fit.reasons.items()}


def move() -> int:
    return move_drafts("felanmalan", by=OWNER, at=NOON)


def test_drafts_on_the_published_version_and_sent_ones_are_left_alone() -> None:
    a_draft()
    sent = a_draft()
    assert dry_run() == (0, 0, {})

    Draft.objects.filter(pk=sent.pk).update(submitted_at=NOON)
    publish(("sv: Felanmälan och synpunkter", "sv: Felanmälan"))
    assert dry_run() == (1, 1, {})


def test_a_draft_that_fits_is_moved_once_with_its_answers_and_its_owner_is_told() -> None:
    maja = a_person()
    draft = a_draft(person=maja)
    version = publish(("sv: Felanmälan och synpunkter", "sv: Felanmälan"))

    assert (move(), move()) == (1, 0)
    moved = Draft.objects.get(pk=draft.pk)
    assert (moved.version_id, moved.answers, moved.moved_at) == (version, draft.answers, NOON)
    assert service_of(moved).service.title.sv == "Felanmälan"
    entry = Entry.objects.get(what="draft.moved")
    assert (entry.person, entry.details) == (
        maja.pk,
        {"before": draft.version_id, "after": version},
    )
    told_of_move(moved, by=a_resident(maja), at=NOON)
    assert Draft.objects.get(pk=draft.pk).moved_at is None


def test_only_the_owner_can_have_been_told() -> None:
    draft = a_draft()
    publish(("sv: Felanmälan och synpunkter", "sv: Felanmälan"))
    move()

    told_of_move(draft, by=a_resident(), at=NOON)
    assert Draft.objects.get(pk=draft.pk).moved_at == NOON
    told_of_move(draft, by=holder_of(draft), at=NOON)
    assert Draft.objects.get(pk=draft.pk).moved_at is None


def test_answers_that_would_be_lost_keep_the_draft_where_it_is() -> None:
    gone, fits = a_draft(), a_draft(category="water")
    publish(("key: street\n", "key: road\n"), ("['street',", "['road',"))

    said = "Svaret på frågan ”Vad gäller det?” godtas inte längre."
    assert dry_run() == (2, 1, {said: 1})
    assert move() == 1
    gone.refresh_from_db()
    fits.refresh_from_db()
    assert (gone.moved_at, fits.moved_at) == (None, NOON)


def test_a_question_that_is_gone_or_of_another_type_is_told_by_its_words() -> None:
    a_draft()
    publish(("key: description\n        information", "key: what\n        information"))

    assert [said for said in dry_run()[2] if "finns inte längre" in said] != []


def test_a_version_that_demands_log_in_does_not_take_a_draft_that_is_nobodys() -> None:
    a_draft()
    a_draft(person=a_person())
    publish(("information: report.place", "information: custodian.income"))

    assert dry_run() == (
        2,
        1,
        {"Den nya versionen kräver inloggning, och utkastet har ingen ägare.": 1},
    )


def test_only_those_with_the_permission_see_numbers_and_move() -> None:
    with pytest.raises(Forbidden):
        move_drafts("felanmalan", by=replace(OWNER, grants={}), at=NOON)
    with pytest.raises(Forbidden):
        drafts_beside(
            published_service("felanmalan").compiled, actor=a_resident(), today=NOON.date()
        )


def test_what_is_answered_in_the_rows_of_a_table_must_fit_too() -> None:
    old = a_service(HOUSEHOLD)
    new = a_service(HOUSEHOLD.replace("type: text, key: name", "type: date, key: name"))
    less = a_service(HOUSEHOLD.replace("key: works", "key: worked").replace(" works", " worked"))
    answers = {"members": [{"name": "Ada", "works": True}, {"name": "Bo", "works": None}]}

    def said(to: CompiledService) -> list[str]:
        return [str(message) for message in misfits(old, to, answers, {}, NOON.date())]

    assert said(old) == []
    assert said(new) == ["Frågan ”Namn” vill ha ett annat slag av svar."]
    assert said(less) == ["Frågan ”Arbetar” finns inte längre."]
