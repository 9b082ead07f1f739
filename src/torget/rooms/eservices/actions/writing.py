"""Writing services: working copies and their revisions."""

import re
from dataclasses import replace
from datetime import datetime

from django.db import IntegrityError, transaction

from torget.foundation.actor import Actor
from torget.rooms.audit.actions import record
from torget.rooms.eservices.actions.blocks import take_in_blocks
from torget.rooms.eservices.blocks import detached
from torget.rooms.eservices.models import (
    BlockVersion,
    Original,
    Presence,
    Revision,
    Version,
    WorkingCopy,
)
from torget.rooms.eservices.terms import ServiceTexts, review

KEY = re.compile(r"[a-z][a-z0-9_]{0,49}")  # as in the form language


class ServiceTaken(Exception):
    """Someone is already writing a service with this key, or the key cannot be one."""


class RevisionConflict(Exception):
    """Someone else saved meanwhile: `theirs` is what is current now. Nothing is lost."""

    def __init__(self, theirs: Revision) -> None:
        super().__init__(f"revision {theirs.number} by {theirs.saved_by}")
        self.theirs = theirs


@transaction.atomic
def begin_service(
    key: str,
    texts: ServiceTexts,
    *,
    based_on: Version | None = None,
    origin: str = "",
    taken_from: tuple[str, str] | None = None,
    by: Actor,
    at: datetime,
) -> WorkingCopy:
    """Begin to write a service, new or `based_on` a published version; needs `service.edit`.

    `taken_from`: the source that the texts are from, and their key there; its later changes can
    then be merged in. Raises ServiceTaken.
    """
    by.must_anywhere("service.edit")
    if not KEY.fullmatch(key):
        raise ServiceTaken(key)
    texts = with_known_blocks(texts, by=by, at=at)
    try:
        with transaction.atomic():
            copy = WorkingCopy.objects.create(
                key=key, based_on=based_on, origin=origin[:300], begun_at=at, begun_by=by.name
            )
    except IntegrityError as error:
        raise ServiceTaken(key) from error
    _add_revision(copy, texts, by=by, at=at)
    if taken_from is not None:
        keep_original(key, texts, *taken_from, by=by, at=at)
    record("service.begun", str(copy), by=by, at=at, origin=origin)
    return copy


@transaction.atomic
def save_revision(
    copy: WorkingCopy, texts: ServiceTexts, *, on: int, by: Actor, at: datetime
) -> Revision:
    """Save the texts, which may have faults, as a new revision; needs `service.edit`.

    `on` is the number of the revision that was changed. Raises RevisionConflict when another
    has become current since. The same texts again change nothing.
    """
    by.must_anywhere("service.edit")
    current = locked_revision(copy, on)
    if current.texts == _cleaned(texts):
        return current
    revision = _add_revision(copy, texts, by=by, at=at)
    record("service.saved", str(copy), by=by, at=at, revision=revision.number)
    return revision


@transaction.atomic
def restore_revision(
    copy: WorkingCopy, number: int, *, on: int, by: Actor, at: datetime
) -> Revision:
    """Make another revision current: to undo, or to redo; needs `service.edit`.

    Raises RevisionConflict as `save_revision` does, and Revision.DoesNotExist.
    """
    by.must_anywhere("service.edit")
    locked_revision(copy, on)
    revision = copy.revisions.get(number=number)
    _make_current(copy, revision)
    record("service.restored", str(copy), by=by, at=at, revision=number)
    return revision


@transaction.atomic
def abandon(copy: WorkingCopy, *, by: Actor, at: datetime) -> None:
    """Stop writing it; what is published stays as it is. Needs `service.edit`."""
    by.must_anywhere("service.edit")
    if WorkingCopy.objects.filter(pk=copy.pk, abandoned_at=None).update(abandoned_at=at):
        record("service.abandoned", str(copy), by=by, at=at)


def be_present(copy: WorkingCopy, *, by: Actor, at: datetime) -> None:
    """Note that the employee has the working copy open now; needs `service.edit`."""
    by.must_anywhere("service.edit")
    if by.employee is not None:
        Presence.objects.bulk_create(
            [Presence(copy=copy, employee_id=by.employee, seen_at=at)],
            update_conflicts=True,
            unique_fields=["copy", "employee"],
            update_fields=["seen_at"],
        )


def locked_revision(copy: WorkingCopy, on: int) -> Revision:
    """The current revision, with the copy locked; raises RevisionConflict if it is not `on`."""
    locked = WorkingCopy.objects.select_for_update().get(pk=copy.pk, abandoned_at=None)
    current = locked.current
    assert current is not None  # there has been one from the beginning
    if current.number != on:
        raise RevisionConflict(current)
    return current


def with_known_blocks(texts: ServiceTexts, *, by: Actor, at: datetime) -> ServiceTexts:
    """The texts once their blocks are here; those that say something else here are written out."""
    other = take_in_blocks(texts.blocks, by=by, at=at)
    return replace(texts, source=detached(texts.source, other)) if other else texts


def keep_original(
    key: str, texts: ServiceTexts, source: str, there: str, *, by: Actor, at: datetime
) -> None:
    """Keep what someone else wrote, to tell later changes from; the same again is not kept."""
    texts = _cleaned(texts)
    latest = Original.objects.filter(key=key).order_by("-pk").first()
    if latest and latest.says(texts) and (latest.source, latest.there) == (source, there):
        return
    Original.objects.create(
        key=key,
        source=source,
        there=there,
        definition=texts.source,
        personas=texts.personas,
        notes=texts.notes,
        taken_at=at,
        taken_by=by.name,
    )


def _add_revision(copy: WorkingCopy, texts: ServiceTexts, *, by: Actor, at: datetime) -> Revision:
    latest = copy.revisions.order_by("-number").first()
    texts = _cleaned(texts)
    found = review(texts)
    revision = Revision.objects.create(
        copy=copy,
        number=latest.number + 1 if latest else 1,
        before_id=copy.current_id,
        source=texts.source,
        personas=texts.personas,
        notes=texts.notes,
        title=found.service.service.title.sv[:200] if found.service else "",
        faults=len(found.problems) + len(found.persona_problems),
        saved_at=at,
        saved_by=by.name,
    )
    _make_current(copy, revision)
    return revision


def _make_current(copy: WorkingCopy, revision: Revision) -> None:
    copy.current = revision
    copy.save(update_fields=["current"])


def _cleaned(texts: ServiceTexts) -> ServiceTexts:
    """As the store can keep them: browsers send CRLF, and PostgreSQL refuses NUL."""
    source, personas, notes = (
        text.replace("\r\n", "\n").replace("\x00", "")
        for text in (texts.source, texts.personas, texts.notes)
    )
    return ServiceTexts(source, personas, notes, BlockVersion.objects.used_in(source))
