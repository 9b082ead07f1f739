"""Where ready services come from: what a source of them must do."""

import re
from collections.abc import Iterable, Mapping
from typing import Protocol

from torget.foundation.registry import Registry
from torget.rooms.eservices.library import library_services
from torget.rooms.eservices.sharing import (
    LARGEST_FILE,
    TEXT_FILES,
    BundleRefused,
    unpacked,
)
from torget.rooms.eservices.texts import ServiceTexts

FOLDER = re.compile(r"[a-z][a-z0-9_]{0,49}")  # as the keys of services
MOST_SERVICES = 500


class SourceUnavailable(Exception):
    """The source is set up but does not answer, or holds what cannot be read."""


class ServiceSource(Protocol):
    """A shelf of ready services. Its address comes from the settings, never from a form."""

    def is_configured(self) -> bool: ...

    def title(self) -> str:
        """What people call it."""
        ...

    def services(self) -> Mapping[str, ServiceTexts]:
        """Every service there, by its key; raises SourceUnavailable."""
        ...


service_sources = Registry[ServiceSource]("service sources")


@service_sources.add("library")
class Library:
    """What is shipped with Torget."""

    def is_configured(self) -> bool:
        return True

    def title(self) -> str:
        return "Torget"

    def services(self) -> Mapping[str, ServiceTexts]:
        return library_services()


def sources_in_use() -> dict[str, ServiceSource]:
    """The sources that are set up, by key."""
    known = {key: service_sources[key] for key in service_sources}
    return {key: source for key, source in known.items() if source.is_configured()}


def is_of_a_service(path: str) -> bool:
    """Whether a file in a source can belong to a service, by its name."""
    name = path.rpartition("/")[2]
    return name.endswith(".zip") or name in TEXT_FILES.values()


def services_in(files: Iterable[tuple[str, bytes]]) -> dict[str, ServiceTexts]:
    """The services among files: folders with a service.yaml, and bundles, by folder or key.

    Other files are passed by; raises SourceUnavailable for a service that cannot be read.
    """
    folders: dict[str, dict[str, str]] = {}
    found: dict[str, ServiceTexts] = {}
    for path, content in files:
        folder, _slash, name = path.rpartition("/")
        key = folder.rpartition("/")[2]
        try:
            if name.endswith(".zip"):
                bundle = unpacked(content)
                found[bundle.key] = bundle.texts
            elif name in TEXT_FILES.values() and FOLDER.fullmatch(key):
                folders.setdefault(key, {})[name] = content[:LARGEST_FILE].decode("utf-8-sig")
        except (BundleRefused, UnicodeDecodeError) as error:
            raise SourceUnavailable(f"{path}: {error}") from error
        if len(found) + len(folders) > MOST_SERVICES:
            raise SourceUnavailable(f"> {MOST_SERVICES}")
    for key, texts in folders.items():
        if TEXT_FILES["source"] in texts:
            source, personas, notes = (texts.get(name, "") for name in TEXT_FILES.values())
            found[key] = ServiceTexts(source, personas, notes)
    return {key: found[key] for key in sorted(found) if FOLDER.fullmatch(key)}
