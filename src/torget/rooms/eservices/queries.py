"""Published services, compiled once and kept by municipality and version."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.core.cache import cache
from django.db.models import F, Q, QuerySet

from torget.foundation.actor import Actor
from torget.foundation.municipality import bound
from torget.rooms.eservices.blocks import BlockUse as BlockUse
from torget.rooms.eservices.blocks import block as block
from torget.rooms.eservices.blocks import block_versions as block_versions
from torget.rooms.eservices.blocks import blocks as blocks
from torget.rooms.eservices.blocks import detached as detached
from torget.rooms.eservices.blocks import led_to as led_to
from torget.rooms.eservices.blocks import uses_of as uses_of
from torget.rooms.eservices.gate import Check as Check
from torget.rooms.eservices.gate import Outcome as Outcome
from torget.rooms.eservices.gate import checks_of as checks_of
from torget.rooms.eservices.library import library_blocks as library_blocks
from torget.rooms.eservices.library import library_services as library_services
from torget.rooms.eservices.models import (
    BlockVersion,
    EService,
    LifeEvent,
    Original,
    Presence,
    Revision,
    Topic,
    Version,
    WorkingCopy,
)
from torget.rooms.eservices.ports import ServiceSource, SourceUnavailable, sources_in_use
from torget.rooms.eservices.rules import matching
from torget.rooms.eservices.terms import (
    Bundle,
    CompiledService,
    Conflict,
    ServiceTexts,
    compile_service,
    merged_texts,
    renamed,
    service_from_json,
    title_in,
    written_service,
)
from torget.rooms.information.queries import (
    assurance_level_needed,
    reading_permission,
    types_by_key,
)
from torget.rooms.information.terms import Level

PRESENT = timedelta(minutes=2)  # someone seen this recently still has the working copy open

# A version never changes, so what is here is never stale.
_compiled: dict[tuple[str, int], CompiledService] = {}


@dataclass(frozen=True, slots=True)
class PublishedService:
    """A service that residents can use now."""

    key: str
    version: int  # primary key of the version
    compiled: CompiledService


def compiled_version(version: int) -> CompiledService:
    """The compiled service of a version, from memory after the first time."""
    key = (bound(), version)
    found = _compiled.get(key)
    if found is None:
        source = Version.objects.values_list("source", flat=True).get(pk=version)
        found = _compiled[key] = compile_service(service_from_json(source))
    return found


def published() -> list[PublishedService]:
    """Every open service, by key."""
    rows = (
        EService.objects.filter(is_open=True)
        .exclude(current=None)
        .order_by("key")
        .values_list("key", "current__pk")
    )
    return [PublishedService(key, version, compiled_version(version)) for key, version in rows]


def services_holding(information: str) -> list[PublishedService]:
    """The open services that may come to hold information of the type, by key."""
    return [one for one in published() if information in one.compiled.information_types()]


def public_services() -> list[PublishedService]:
    """Every open service that residents, companies or associations may find."""
    return [one for one in published() if "employees" not in one.compiled.service.audience]


def internal_services() -> list[PublishedService]:
    """Every open service that is for the municipality's own employees."""
    return [one for one in published() if "employees" in one.compiled.service.audience]


def published_service(key: str) -> PublishedService:
    """An open service by key; EService.DoesNotExist."""
    service = EService.objects.filter(is_open=True).exclude(current=None)
    version = service.values_list("current__pk", flat=True).get(key=key)
    return PublishedService(key, version, compiled_version(version))


def is_open_on(service: PublishedService, today: date) -> bool:
    """Whether one can apply on the day; a service without opening days is always open."""
    opening = service.compiled.service.opening
    return opening is None or opening.holds_on(today)


def life_events() -> list[LifeEvent]:
    return list(LifeEvent.objects.order_by("order"))


def topics() -> list[Topic]:
    return list(Topic.objects.order_by("order"))


@dataclass(frozen=True, slots=True)
class Demands:
    """What follows for a service from the information types that its questions point at."""

    assurance_level: int  # how sure we must be of who fills it in; 0: no log-in
    reading_permission: str  # what staff need to read its cases


def demands(service: CompiledService, *, protected: bool = False) -> Demands:
    """What the service demands; a case of someone with protected identity is read by few.

    Their data count as sensitive whatever they are about (OSL 22 kap. 1 §, 21 kap. 3 §).
    """
    types = types_by_key(service.information_types()).values()
    confidentialities = [kind.confidentiality.level for kind in types]
    return Demands(
        assurance_level=assurance_level_needed(confidentialities),
        reading_permission=reading_permission(
            max([*confidentialities, Level.SERIOUS if protected else Level.NONE])
        ),
    )


def may_begin(service: PublishedService, actor: Actor) -> bool:
    """Whether the actor may fill it in: an employee where it is for them, else by log-in."""
    if "employees" in service.compiled.service.audience:
        return actor.employee is not None
    return actor.assurance_level >= demands(service.compiled).assurance_level


def matching_services(query: str, language: str) -> list[PublishedService]:
    """Published services that fit the words, best first; all of them for no words."""
    services = public_services()
    order = matching(query, [service.compiled for service in services], language)
    by_hash = {service.compiled.hash: service for service in services}
    return [by_hash[compiled.hash] for compiled in order]


# --- services being written -----------------------------------------------------------------


def working_copies(actor: Actor) -> QuerySet[WorkingCopy]:
    """Every service being written, for those with `service.edit`."""
    actor.must_anywhere("service.edit")
    return WorkingCopy.objects.filter(abandoned_at=None).select_related("current", "based_on")


def working_copy(key: str, *, actor: Actor) -> WorkingCopy:
    """The copy being written of the service; WorkingCopy.DoesNotExist."""
    return working_copies(actor).get(key=key)


@dataclass(frozen=True, slots=True)
class ServiceState:
    """One service as its builders see it. No `saved_at`: nobody is writing it now."""

    key: str
    title: str
    version: int | None  # number of the one that is published
    changed: bool  # the working copy says something else than what is published
    faults: int
    saved_at: datetime | None = None
    saved_by: str = ""


def services_to_write(actor: Actor, search: str = "") -> list[ServiceState]:
    """Every service that is published or being written and fits the words, by title."""
    copies = (
        working_copies(actor)
        .annotate(same=Q(current__source=F("based_on__text")))
        .defer("current__source", "current__personas", "current__notes")
        .defer("based_on__text", "based_on__source", "based_on__personas", "based_on__notes")
    )
    versions = dict(EService.objects.exclude(current=None).values_list("key", "current__number"))
    states = [_state(copy, versions.pop(copy.key, None)) for copy in copies]
    states += [
        ServiceState(one.key, one.compiled.service.title.sv, versions[one.key], False, 0)
        for one in published()
        if one.key in versions
    ]
    words = search.lower().split()
    fits = [s for s in states if all(word in f"{s.key} {s.title}".lower() for word in words)]
    return sorted(fits, key=lambda state: (state.title or state.key).lower())


def _state(copy: WorkingCopy, version: int | None) -> ServiceState:
    now = copy.current
    assert now is not None  # there has been one from the beginning
    changed = not copy.__dict__["same"]
    return ServiceState(
        copy.key, now.title, version, changed, now.faults, now.saved_at, now.saved_by
    )


def others_writing(copy: WorkingCopy, *, actor: Actor, now: datetime) -> list[Presence]:
    """Colleagues who have the working copy open now."""
    return list(
        copy.presences.filter(seen_at__gt=now - PRESENT)
        .exclude(employee=actor.employee)
        .select_related("employee")
    )


def revision_before(revision: Revision) -> int | None:
    """The number that undoing leads to."""
    return Revision.objects.filter(after=revision).values_list("number", flat=True).first()


def revision_after(revision: Revision) -> int | None:
    """The number that redoing leads to: the latest that was written from this one."""
    return revision.after.order_by("-number").values_list("number", flat=True).first()


def current_versions() -> dict[str, Version]:
    """What is published of each service, by key."""
    services = EService.objects.exclude(current=None).select_related("current")
    return {service.key: service.current for service in services if service.current}


def current_version(key: str) -> Version:
    """What is published of one service; Version.DoesNotExist."""
    return Version.objects.get(pk=EService.objects.values("current").get(key=key)["current"])


def versions_of(key: str) -> QuerySet[Version]:
    """Every published version of a service, latest first."""
    return Version.objects.filter(service__key=key).order_by("-number")


def version_of(key: str, number: int) -> Version:
    """One published version; Version.DoesNotExist."""
    return versions_of(key).get(number=number)


def bundle_of(key: str, number: int | None, *, origin: str, actor: Actor) -> Bundle:
    """A service to share: a published version by its number, or what is being written now.

    It stands on its own: the questions of blocks are written out in it.
    WorkingCopy.DoesNotExist or Version.DoesNotExist.
    """
    actor.must_anywhere("service.edit")
    if number is not None:
        return Bundle(key, _alone(texts_of(version_of(key, number))), origin, number)
    copy = working_copy(key, actor=actor)
    assert copy.current is not None  # there has been one from the beginning
    return Bundle(key, _alone(copy.current.texts), origin)


def _alone(texts: ServiceTexts) -> ServiceTexts:
    return replace(texts, source=detached(texts.source, dict(texts.blocks)), blocks=())


# --- services of others -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Proposal:
    """What taking in a service would make of what stands here.

    `here` is None when it would be new, `on` the revision it would change. `merged`: it was taken
    in before, so that what was changed here since is kept; else what stands here is replaced.
    """

    here: ServiceTexts | None
    on: int | None
    after: ServiceTexts
    conflicts: tuple[Conflict, ...]
    merged: bool


def proposal(bundle: Bundle, *, chosen: Set[str] = frozenset(), actor: Actor) -> Proposal:
    """What taking it in would change; `chosen` are the conflicts, by id, where theirs is taken."""
    copy = working_copies(actor).filter(key=bundle.key).first()
    now = copy.current if copy else None
    published = current_versions().get(bundle.key)
    here = now.texts if now else texts_of(published) if published else None
    original = Original.objects.filter(key=bundle.key).order_by("-pk").first()
    on = now.number if now else None
    if here is None or original is None:
        return Proposal(here, on, bundle.texts, (), False)
    found = merged_texts(original.texts, here, bundle.texts, chosen)
    return Proposal(here, on, found.texts, found.conflicts, True)


class Standing(StrEnum):
    """How a service on a shelf stands to what is here."""

    NEW = "new"  # nothing here has its key
    TAKEN = "taken"  # taken in from there, and not changed there since
    CHANGED = "changed"  # taken in from there, and changed there since
    SAME = "same"  # here without having been taken in, and alike
    OTHER = "other"  # here without having been taken in, and not alike


@dataclass(frozen=True, slots=True)
class Offer:
    """A service on a shelf, and the key of the one here that it is compared with."""

    there: str
    key: str
    title: str
    standing: Standing
    texts: ServiceTexts


@dataclass(frozen=True, slots=True)
class Shelf:
    """A source with what it offers now; `fault` says why it cannot be read."""

    source: str
    title: str
    offers: tuple[Offer, ...] = ()
    fault: str = ""


SHELF_KEPT = 600  # seconds that a source is not asked again


def shelves(actor: Actor, *, ask_again: bool = False) -> list[Shelf]:
    """Every source that is set up. What sources said is remembered unless they are asked again."""
    actor.must_anywhere("service.edit")
    found = []
    for key, source in sources_in_use().items():
        try:
            services = _on_shelf(key, source, ask_again)
        except SourceUnavailable as error:
            found.append(Shelf(key, source.title(), (), str(error)))
        else:
            found.append(Shelf(key, source.title(), tuple(_offers(key, services, actor))))
    return found


def offer(source: str, there: str, *, actor: Actor) -> Offer | None:
    """One service on a shelf."""
    shelf = next((one for one in shelves(actor) if one.source == source), None)
    offers = shelf.offers if shelf else ()
    return next((one for one in offers if one.there == there), None)


def _on_shelf(key: str, source: ServiceSource, ask_again: bool) -> Mapping[str, ServiceTexts]:
    name = f"eservices.shelf.{key}"
    kept: Mapping[str, ServiceTexts] | None = None if ask_again else cache.get(name)
    if kept is None:
        kept = source.services()
        cache.set(name, dict(kept), SHELF_KEPT)
    return kept


def _offers(source: str, services: Mapping[str, ServiceTexts], actor: Actor) -> Iterator[Offer]:
    originals = {(one.source, one.there): one for one in Original.objects.order_by("pk")}
    written = {copy.key: copy.current.texts for copy in working_copies(actor) if copy.current}
    here = {key: texts_of(version) for key, version in current_versions().items()} | written
    for there, texts in services.items():
        original = originals.get((source, there))
        key = original.key if original and original.key in here else there
        theirs = renamed(texts, key) if key != there else texts
        if original and original.key in here:
            same = original.says(theirs)
            standing = Standing.TAKEN if same else Standing.CHANGED
        elif key in here:
            standing = Standing.SAME if here[key].source == theirs.source else Standing.OTHER
        else:
            standing = Standing.NEW
        yield Offer(there, key, title_in(texts.source) or there, standing, theirs)


def texts_of(version: Version) -> ServiceTexts:
    """What a version was written as; from what it says, where the text was not kept."""
    source = version.text or written_service(service_from_json(version.source))
    return ServiceTexts(
        source, version.personas, version.notes, BlockVersion.objects.used_in(source)
    )
