"""Writing blocks of questions, and leading services on to a new version of one."""

import re
from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction

from torget.foundation.actor import Actor
from torget.rooms.audit.actions import record
from torget.rooms.eservices.models import Block, BlockVersion
from torget.rooms.eservices.terms import BlockTexts, read_block

KEY = re.compile(r"[a-z][a-z0-9_]{0,49}")  # as in the form language


class BlockTaken(Exception):
    """There is a block with this key, or the key cannot be one."""


class BlockConflict(Exception):
    """Someone else saved meanwhile: `theirs` is what the block says now."""

    def __init__(self, theirs: Block) -> None:
        super().__init__(f"{theirs} by {theirs.saved_by}")
        self.theirs = theirs


@transaction.atomic
def begin_block(key: str, text: str, *, by: Actor, at: datetime) -> Block:
    """Begin to write a block; needs `service.edit`. Raises BlockTaken."""
    by.must_anywhere("service.edit")
    if not KEY.fullmatch(key):
        raise BlockTaken(key)
    try:
        with transaction.atomic():
            block = Block.objects.create(
                key=key, text=_cleaned(text), saved_at=at, saved_by=by.name
            )
    except IntegrityError as error:
        raise BlockTaken(key) from error
    record("block.begun", str(block), by=by, at=at)
    return block


@transaction.atomic
def save_block(block: Block, text: str, *, on: int, by: Actor, at: datetime) -> Block:
    """Save a block's text, which may have faults; needs `service.edit`.

    `on` counts the saves that were seen. Raises BlockConflict. No service is changed by it.
    """
    by.must_anywhere("service.edit")
    now = _locked(block, on)
    if now.text != _cleaned(text):
        now.text, now.saves, now.saved_at, now.saved_by = _cleaned(text), on + 1, at, by.name
        now.save()
        record("block.saved", str(now), by=by, at=at, save=now.saves)
    return now


@transaction.atomic
def publish_block(
    block: Block, *, on: int, what_is_new: str = "", by: Actor, at: datetime
) -> BlockVersion:
    """Make the text the block's next version, which services may use; needs `service.edit`.

    Raises BlockConflict, and DefinitionErrors for a text with faults. The same text again is
    the version that it was. No service is changed by it.
    """
    by.must_anywhere("service.edit")
    now = _locked(block, on)
    read_block(now.text)
    latest = now.versions.order_by("-number").first()
    if latest is not None and latest.text == now.text:
        return latest
    number = latest.number + 1 if latest else 1
    return _add(now, number, now.text, what_is_new, by=by, at=at)


@transaction.atomic
def take_in_blocks(blocks: BlockTexts, *, by: Actor, at: datetime) -> dict[str, str]:
    """Add block versions that came with a service; needs `service.edit`.

    Returns those that say something else here: they cannot be linked to.
    """
    by.must_anywhere("service.edit")
    known = dict(BlockVersion.objects.used_in(_using(reference for reference, _text in blocks)))
    for reference, text in blocks:
        if reference not in known:
            key, _at, number = reference.partition("@")
            block, _made = Block.objects.get_or_create(
                key=key, defaults={"text": text, "saved_at": at, "saved_by": by.name}
            )
            _add(block, int(number), text, "", by=by, at=at)
    return {reference: text for reference, text in blocks if known.get(reference, text) != text}


def _using(references: Iterable[str]) -> str:
    """A definition that does nothing but use the blocks."""
    lines = "".join(f"\n      - use: {reference}" for reference in references)
    return f"steps:\n  - questions:{lines}\n"


def _add(
    block: Block, number: int, text: str, what_is_new: str, *, by: Actor, at: datetime
) -> BlockVersion:
    version = BlockVersion.objects.create(
        block=block,
        number=number,
        text=text,
        what_is_new=what_is_new,
        published_at=at,
        published_by=by.name,
    )
    record("block.published", str(block), by=by, at=at, version=number)
    return version


def _locked(block: Block, on: int) -> Block:
    now = Block.objects.select_for_update().get(pk=block.pk)
    if now.saves != on:
        raise BlockConflict(now)
    return now


def _cleaned(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\x00", "")
