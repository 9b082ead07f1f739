"""Changing which blocks a definition uses, and seeing where a block is used."""

from dataclasses import dataclass, replace

import yaml
from django.db.models import QuerySet

from torget.foundation.actor import Actor
from torget.rooms.eservices.language.blocks import (
    USE,
    Blocks,
    field_of,
    questions_of,
    reference_in,
    references,
    uses_in,
)
from torget.rooms.eservices.language.problems import Findings
from torget.rooms.eservices.language.reading import compose
from torget.rooms.eservices.models import Block, BlockVersion, EService, WorkingCopy
from torget.rooms.eservices.texts import ServiceTexts, written


def detached(text: str, blocks: Blocks) -> str:
    """The definition with these blocks' questions written out in the place of their lines.

    A text that cannot be written anew is left as it is.
    """
    root = compose(text, Findings())
    uses = [use for use in uses_in(root) if reference_in(use[2]) in blocks]
    if root is None or not uses:
        return text
    for _path, parts, item in uses:
        place = next(number for number, part in enumerate(parts.value) if part is item)
        parts.value[place : place + 1] = questions_of(item, (), blocks, Findings())
    try:
        return written(yaml.constructor.SafeConstructor().construct_document(root))
    except (yaml.YAMLError, ValueError):
        return text


def led_to(texts: ServiceTexts, key: str, reference: str, text: str) -> ServiceTexts:
    """The texts with every use of the block led to another version; all else as it was written."""
    lines = texts.source.split("\n")
    for _path, _parts, item in uses_in(compose(texts.source, Findings())):
        if reference_in(item).partition("@")[0] == key:
            node = field_of(item, USE)
            start, end = node.start_mark, node.end_mark
            line = lines[start.line]
            lines[start.line] = line[: start.column] + reference + line[end.column :]
    others = tuple(pair for pair in texts.blocks if pair[0].partition("@")[0] != key)
    return replace(texts, source="\n".join(lines), blocks=(*others, (reference, text)))


@dataclass(frozen=True, slots=True)
class BlockUse:
    """A service that uses a block: which versions of it are written, and which are published."""

    service: str
    title: str
    written: tuple[str, ...]  # references; none when nobody is writing the service
    published: tuple[str, ...]
    copy: WorkingCopy | None = None


def blocks(actor: Actor) -> QuerySet[Block]:
    """Every block, for those with `service.edit`."""
    actor.must_anywhere("service.edit")
    return Block.objects.order_by("key")


def block(key: str, *, actor: Actor) -> Block:
    """A block by key; Block.DoesNotExist."""
    return blocks(actor).get(key=key)


def block_versions(actor: Actor) -> QuerySet[BlockVersion]:
    """What services can use: every version of every block, latest first."""
    actor.must_anywhere("service.edit")
    return BlockVersion.objects.select_related("block").order_by("block__key", "-number")


def uses_of(key: str, *, actor: Actor) -> list[BlockUse]:
    """Where the block is used, by the key of the service."""
    actor.must_anywhere("service.edit")
    here = f"{key}@"
    copies = WorkingCopy.objects.filter(abandoned_at=None, current__source__contains=here)
    found = {
        copy.key: BlockUse(copy.key, copy.current.title, written, (), copy)
        for copy in copies.select_related("current")
        if copy.current and (written := _of_block(copy.current.source, key))
    }
    services = EService.objects.filter(current__text__contains=here).select_related("current")
    for service in services:
        if service.current and (published := _of_block(service.current.text, key)):
            use = found.get(service.key, BlockUse(service.key, service.key, (), ()))
            found[service.key] = replace(use, published=published)
    return sorted(found.values(), key=lambda use: use.service)


def _of_block(source: str, key: str) -> tuple[str, ...]:
    return tuple(one for one in references(source) if one.partition("@")[0] == key)
