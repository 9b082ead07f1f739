"""Ready services that come with Torget, to begin from."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

import torget
from torget.rooms.eservices.language.blocks import references
from torget.rooms.eservices.language.texts import Translated
from torget.rooms.eservices.language.types.base import Json
from torget.rooms.eservices.texts import ServiceTexts

LIBRARY = Path(torget.__file__).parent / "library"


def library_services() -> dict[str, ServiceTexts]:
    """Every service of the library, by key."""
    return dict(_services())


class Someone(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A person to try services with: `context` is what the portal knows when they begin."""

    key: str
    name: Translated
    context: dict[str, Json]


@cache
def people_to_try() -> tuple[Someone, ...]:
    """Those who come with Torget, for tests of any service."""
    text = (LIBRARY / "personas.yaml").read_text("utf-8")
    return msgspec.yaml.decode(text, type=tuple[Someone, ...])


def _services() -> Iterator[tuple[str, ServiceTexts]]:
    for folder in sorted(LIBRARY.iterdir()):
        if (folder / "service.yaml").exists():
            yield folder.name, read_folder(folder)


def read_folder(folder: Path) -> ServiceTexts:
    """The texts of a service that lies in a folder; FileNotFoundError without a service.yaml."""

    def read(name: str) -> str:
        path = folder / name
        return path.read_text("utf-8") if path.exists() else ""

    source = (folder / "service.yaml").read_text("utf-8")
    blocks = library_blocks()
    used = tuple((one, blocks[one]) for one in references(source) if one in blocks)
    return ServiceTexts(source, read("personas.yaml"), read("notes.md"), used)


@cache
def library_blocks() -> dict[str, str]:
    """Every version of the library's blocks: blocks/kontaktuppgifter/1.yaml is …@1."""
    return {
        f"{path.parent.name}@{path.stem}": path.read_text("utf-8")
        for path in sorted((LIBRARY / "blocks").glob("*/*.yaml"))
    }
