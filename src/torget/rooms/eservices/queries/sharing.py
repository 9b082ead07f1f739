"""Services of others, and giving away one's own."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from enum import StrEnum

from django.core.cache import cache

from torget.foundation.actor import Actor
from torget.rooms.eservices.blocks import detached
from torget.rooms.eservices.models import (
    Original,
)
from torget.rooms.eservices.ports import ServiceSource, SourceUnavailable, sources_in_use
from torget.rooms.eservices.queries.services import (
    current_versions,
    texts_of,
    version_of,
    working_copies,
    working_copy,
)
from torget.rooms.eservices.terms import (
    Bundle,
    Conflict,
    ServiceTexts,
    merged_texts,
    renamed,
    title_in,
)


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
