"""Reads services in a folder: a folder each, or a bundle each. Links are not followed."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from torget.foundation.health import Finding, State, check
from torget.rooms.eservices.ports import (
    SourceUnavailable,
    is_of_a_service,
    service_sources,
    services_in,
)
from torget.rooms.eservices.terms import ServiceTexts

LARGEST_FILE = 2_000_000
MOST_ENTRIES = 5_000
DEEPEST = 2


@service_sources.add("folder")
class SharedFolder:
    def is_configured(self) -> bool:
        return bool(settings.ENVIRONMENT.shared_services)

    def title(self) -> str:
        return _("Gemensam mapp")

    def services(self) -> Mapping[str, ServiceTexts]:
        folder = Path(settings.ENVIRONMENT.shared_services)
        try:
            return services_in([(found, _content(folder / found)) for found in _files(folder)])
        except OSError as error:
            raise SourceUnavailable(str(error)) from error


def _files(folder: Path) -> list[str]:
    """The files of services in the folder and the folders in it, by their paths there."""
    found = list(_walk(folder, "", 0))
    if len(found) > MOST_ENTRIES:
        raise SourceUnavailable(f"> {MOST_ENTRIES}")
    return sorted(path for path in found if is_of_a_service(path))


def _walk(folder: Path, path: str, depth: int) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for number, entry in enumerate(entries):
            if number > MOST_ENTRIES:
                return
            inside = f"{path}{entry.name}"
            if entry.is_file(follow_symlinks=False):
                yield inside
            elif entry.is_dir(follow_symlinks=False) and depth < DEEPEST:
                yield from _walk(folder / entry.name, f"{inside}/", depth + 1)


def _content(path: Path) -> bytes:
    with path.open("rb") as file:
        content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise SourceUnavailable(f"{path.name} > {LARGEST_FILE} B")
    return content


@check
def shared_folder() -> Finding:
    """Whether the folder of shared services can be read."""
    name = _("Delade e-tjänster i en mapp")
    if not service_sources["folder"].is_configured():
        return Finding(
            name,
            State.MISSING,
            _("Ingen gemensam mapp med e-tjänster är inställd."),
            _("Ange TORGET_SHARED_SERVICES om kommuner delar e-tjänster i en mapp."),
        )
    try:
        count = len(service_sources["folder"].services())
    except SourceUnavailable as error:
        return Finding(
            name,
            State.BROKEN,
            _("Mappen går inte att läsa (%(error)s).") % {"error": error},
            _("Kontrollera att mappen finns, att Torget får läsa den och vad som står i filen."),
        )
    return Finding(name, State.WORKS, _("%(count)s e-tjänster.") % {"count": count})
