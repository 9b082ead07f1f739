"""Ready services that come with Torget, to begin from."""

from collections.abc import Iterator
from pathlib import Path

import torget
from torget.rooms.eservices.texts import ServiceTexts

LIBRARY = Path(torget.__file__).parent / "library"


def library_services() -> dict[str, ServiceTexts]:
    """Every service of the library, by key."""
    return dict(_services())


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
    return ServiceTexts(source, read("personas.yaml"), read("notes.md"))
