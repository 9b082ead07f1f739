"""Blocks with versions: written, used, and led on only where someone chooses it."""

from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction

from tests.factories import NOON
from tests.rooms.eservices.inspected import KIM
from tests.rooms.eservices.language.test_blocks import REPLY, using
from tests.rooms.eservices.texts import PERSONAS
from torget.demo.fill import FILLER
from torget.foundation.actor import NOBODY, Forbidden
from torget.rooms.audit.models import Entry
from torget.rooms.eservices.actions import (
    BlockConflict,
    BlockTaken,
    begin_block,
    begin_service,
    lead_on,
    publish_block,
    publish_version,
    save_block,
    save_revision,
)
from torget.rooms.eservices.models import Block, BlockVersion, WorkingCopy
from torget.rooms.eservices.queries import (
    bundle_of,
    compiled_version,
    library_blocks,
    library_services,
    uses_of,
)
from torget.rooms.eservices.terms import DefinitionErrors, ServiceTexts, review

pytestmark = pytest.mark.django_db
NEWER = REPLY.replace("sv: E-post", "sv: E-postadress")
PEOPLE = PERSONAS.replace("Vid dammen.", "Vid dammen., wanted: false")


@pytest.fixture
def svar() -> Block:
    block = begin_block("svar", REPLY, by=KIM, at=NOON)
    publish_block(block, on=1, by=KIM, at=NOON)
    return block


def a_copy(source: str | None = None) -> WorkingCopy:
    texts = ServiceTexts(source or using("use: svar@1  # svar"), PEOPLE)
    return begin_service("cykelstall", texts, by=KIM, at=NOON)


def texts_now(copy: WorkingCopy) -> ServiceTexts:
    copy.refresh_from_db()
    assert copy.current is not None
    return copy.current.texts


def test_a_service_with_a_block_is_written_tested_and_published_whole(svar: Block) -> None:
    copy = a_copy()
    texts = texts_now(copy)
    assert (review(texts).problems, review(texts).passed) == ((), True)

    version = publish_version(texts, copy=copy, by=FILLER, at=NOON)
    assert list(compiled_version(version.pk).questions) == [
        "where", "description", "wanted", "email"
    ]  # fmt: skip
    assert "use" not in version.source


def test_a_new_version_changes_no_service_until_it_is_led_on(svar: Block) -> None:
    copy = a_copy()
    version = publish_version(texts_now(copy), copy=copy, by=FILLER, at=NOON)
    save_block(svar, NEWER, on=1, by=KIM, at=NOON)
    newest = publish_block(svar, on=2, what_is_new="Ord.", by=KIM, at=NOON)
    before = texts_now(copy).source

    assert str(newest) == "svar@2"
    assert review(texts_now(copy)).service is not None
    assert lead_on(newest, {"cykelstall": 1}, by=KIM, at=NOON) == (["cykelstall"], [])
    assert texts_now(copy).source == before.replace("svar@1", "svar@2")  # the comment too
    led = review(texts_now(copy)).service
    assert led is not None
    assert led.questions["email"].label.sv == "E-postadress"
    assert compiled_version(version.pk).questions["email"].label.sv == "E-post"


def test_a_service_that_someone_saved_meanwhile_is_left(svar: Block) -> None:
    copy = a_copy()
    version = BlockVersion.objects.get(block=svar)
    save_revision(copy, texts_now(copy).but("notes", "Nytt"), on=1, by=KIM, at=NOON)

    assert lead_on(version, {"cykelstall": 1}, by=KIM, at=NOON) == ([], ["cykelstall"])


def test_where_a_block_is_used_is_told_with_its_versions(svar: Block) -> None:
    copy = a_copy()
    publish_version(texts_now(copy), copy=copy, by=FILLER, at=NOON)
    save_block(svar, NEWER, on=1, by=KIM, at=NOON)
    lead_on(publish_block(svar, on=2, by=KIM, at=NOON), {"cykelstall": 1}, by=KIM, at=NOON)

    uses = uses_of("svar", actor=KIM)
    assert [(use.service, use.written, use.published) for use in uses] == [
        ("cykelstall", ("svar@2",), ("svar@1",))
    ]
    assert uses_of("sva", actor=KIM) == []
    with pytest.raises(Forbidden):
        uses_of("svar", actor=NOBODY)


def test_what_is_shared_stands_on_its_own(svar: Block) -> None:
    copy = a_copy()
    shared = bundle_of("cykelstall", None, origin="Solvik", actor=KIM).texts

    assert shared.blocks == ()
    one, other = review(shared).service, review(texts_now(copy)).service
    assert one is not None
    assert other is not None
    assert one.hash == other.hash


def test_a_service_brings_its_blocks_and_keeps_its_own_where_they_differ(svar: Block) -> None:
    source = using("use: svar@1", "use: bankkonto@7")
    brought = (("svar@1", NEWER), ("bankkonto@7", library_blocks()["bankkonto@1"]))
    texts = ServiceTexts(source, PEOPLE, "", brought)
    copy = begin_service("cykelstall", texts, by=KIM, at=NOON)

    found = review(texts_now(copy)).service
    assert found is not None
    assert list(found.questions)[2:] == ["wanted", "email", "bank", "account"]
    assert found.questions["email"].label.sv == "E-postadress"
    assert [reference for reference, _text in texts_now(copy).blocks] == ["bankkonto@7"]
    assert BlockVersion.objects.get(block=svar).text == REPLY


def test_a_block_with_faults_is_saved_but_not_published(svar: Block) -> None:
    saved = save_block(svar, "title: x\r\n", on=1, by=KIM, at=NOON)

    assert (saved.text, saved.saves) == ("title: x\n", 2)
    with pytest.raises(DefinitionErrors):
        publish_block(svar, on=2, by=KIM, at=NOON)


def test_nobody_overwrites_another_and_the_same_again_is_no_version(svar: Block) -> None:
    save_block(svar, NEWER, on=1, by=KIM, at=NOON)
    with pytest.raises(BlockConflict):
        save_block(svar, REPLY, on=1, by=KIM, at=NOON)
    with pytest.raises(BlockConflict):
        publish_block(svar, on=1, by=KIM, at=NOON)

    numbers = [publish_block(svar, on=2, by=KIM, at=NOON).number for _twice in range(2)]
    assert numbers == [2, 2]
    assert list(Entry.objects.filter(subject="block:svar").values_list("what", flat=True)) == [
        "block.begun", "block.published", "block.saved", "block.published"
    ]  # fmt: skip


@pytest.mark.parametrize("key", ["svar", "Svar", "1", ""])
def test_a_key_is_taken_or_cannot_be_one(key: str, svar: Block) -> None:
    with pytest.raises(BlockTaken):
        begin_block(key, REPLY, by=KIM, at=NOON)


def test_a_published_block_is_never_changed(svar: Block) -> None:
    for change in (
        lambda rows: rows.update(text="x"),
        lambda rows: rows.delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change(BlockVersion.objects.filter(block=svar))


@pytest.mark.parametrize("key", [k for k, texts in library_services().items() if texts.blocks])
def test_a_library_service_with_blocks_is_begun_on_with_them_linked(key: str) -> None:
    texts = library_services()[key]
    copy = begin_service(key, texts, by=KIM, at=NOON)

    assert texts_now(copy) == texts
    assert review(replace(texts, blocks=())).service is None


STRANGE = ("? [a]\n: b\n", "when: 2026-99-99\n")


@pytest.mark.parametrize("strange", STRANGE)
def test_a_text_with_a_block_that_cannot_be_written_anew_is_shared_as_it_stands(
    strange: str, svar: Block
) -> None:
    source = strange + using("use: svar@1")
    begin_service("cykelstall", ServiceTexts(source), by=KIM, at=NOON)

    shared = bundle_of("cykelstall", None, origin="Solvik", actor=KIM)
    assert shared.texts.source == source
