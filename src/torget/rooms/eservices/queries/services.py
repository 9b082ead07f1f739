"""Published services, compiled once and kept by municipality and version."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import F, Q, QuerySet

from torget.foundation.actor import Actor
from torget.foundation.municipality import bound
from torget.rooms.eservices.models import (
    BlockVersion,
    EService,
    LifeEvent,
    Presence,
    Revision,
    Topic,
    Version,
    WorkingCopy,
)
from torget.rooms.eservices.rules import matching
from torget.rooms.eservices.terms import (
    CompiledService,
    ServiceTexts,
    compile_service,
    service_from_json,
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


def texts_of(version: Version) -> ServiceTexts:
    """What a version was written as; from what it says, where the text was not kept."""
    source = version.text or written_service(service_from_json(version.source))
    return ServiceTexts(
        source, version.personas, version.notes, BlockVersion.objects.used_in(source)
    )
