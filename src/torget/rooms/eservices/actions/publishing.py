"""Publishing e-services."""

from datetime import datetime

import msgspec
from django.db import transaction

from torget.foundation.actor import Actor
from torget.rooms.audit.actions import record
from torget.rooms.eservices.actions.writing import locked_revision
from torget.rooms.eservices.gate import Check, Outcome, checks_of
from torget.rooms.eservices.models import EService, LifeEvent, Topic, Version, WorkingCopy
from torget.rooms.eservices.terms import (
    ServiceTexts,
    canonical_json,
    compile_service,
    read_service,
)


@transaction.atomic
def publish_version(
    texts: ServiceTexts,
    *,
    what_is_new: str = "",
    copy: WorkingCopy | None = None,
    by: Actor,
    at: datetime,
) -> Version:
    """Publish a definition as the service's next version; the same content again changes nothing.

    `copy` is the working copy that it was written in. Raises DefinitionErrors with every problem
    found. Needs `service.publish`.
    """
    by.must_anywhere("service.publish")
    compiled = compile_service(read_service(texts.source, dict(texts.blocks)))
    service, _ = EService.objects.get_or_create(key=compiled.service.key)
    service = EService.objects.select_for_update().get(pk=service.pk)
    version = Version.objects.filter(service=service, hash=compiled.hash).first()
    if version is None:
        version = Version.objects.create(
            service=service,
            number=service.versions.count() + 1,
            hash=compiled.hash,
            source=canonical_json(compiled.service).decode(),
            published_at=at,
            published_by=by.name,
            text=texts.source,
            personas=texts.personas,
            notes=texts.notes,
            what_is_new=what_is_new,
            working_copy=copy,
        )
    if service.current_id != version.pk:
        service.current = version
        service.save(update_fields=["current"])
        record("service.published", f"service:{service.key}", by=by, at=at, version=version.number)
    if copy is not None and copy.based_on_id != version.pk:
        copy.based_on = version
        copy.save(update_fields=["based_on"])
    return version


class NotPublishable(Exception):
    """Something that law or order requires is missing; `checks` are those that stop it."""

    def __init__(self, checks: list[Check]) -> None:
        super().__init__(", ".join(check.name for check in checks))
        self.checks = checks


@transaction.atomic
def publish_copy(
    copy: WorkingCopy, *, on: int, what_is_new: str, by: Actor, at: datetime
) -> Version:
    """Publish what the working copy says now; needs `service.publish`.

    `on` is the revision that was checked. Raises RevisionConflict when it is no longer current,
    and NotPublishable.
    """
    by.must_anywhere("service.publish")
    current = locked_revision(copy, on)
    copy.current = current
    if stopping := [check for check in checks_of(copy) if check.outcome is Outcome.STOPS]:
        raise NotPublishable(stopping)
    return publish_version(current.texts, what_is_new=what_is_new, copy=copy, by=by, at=at)


class LifeEventFacts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    key: str
    name: dict[str, str]
    text: dict[str, str]
    icon: str


class TopicFacts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    key: str
    name: dict[str, str]


class Directory(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How residents find services, as `library/directory.yaml` says it."""

    life_events: tuple[LifeEventFacts, ...]
    topics: tuple[TopicFacts, ...]


@transaction.atomic
def declare_directory(source: str, *, by: Actor, at: datetime) -> None:
    """Add or change life events and topics, in the order given; needs `service.publish`.

    Raises msgspec.ValidationError for a directory that cannot be read.
    """
    by.must_anywhere("service.publish")
    directory = msgspec.yaml.decode(source, type=Directory)
    before = _directory_rows()
    for order, event in enumerate(directory.life_events):
        LifeEvent.objects.update_or_create(
            key=event.key,
            defaults={"name": event.name, "text": event.text, "icon": event.icon, "order": order},
        )
    for order, topic in enumerate(directory.topics):
        Topic.objects.update_or_create(key=topic.key, defaults={"name": topic.name, "order": order})
    if _directory_rows() != before:
        record("directory.declared", "directory", by=by, at=at)


def _directory_rows() -> list[tuple[object, ...]]:
    events, topics = LifeEvent.objects.order_by("pk"), Topic.objects.order_by("pk")
    return [*events.values_list(), *topics.values_list()]
