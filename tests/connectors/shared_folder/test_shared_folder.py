"""Services in a folder that several can reach."""

from datetime import date
from pathlib import Path

import msgspec
import pytest
from django.conf import settings as django_settings
from pytest_django import Settings

from tests.rooms.eservices.texts import RACK, SOURCE
from torget.connectors.shared_folder.client import shared_folder
from torget.foundation.health import State
from torget.rooms.eservices.ports import SourceUnavailable, service_sources, sources_in_use
from torget.rooms.eservices.terms import Bundle, ServiceTexts, packed

FOLDER = service_sources["folder"]


@pytest.fixture
def shared(tmp_path: Path, settings: Settings) -> Path:
    folder = tmp_path / "delat"
    folder.mkdir()
    given = django_settings.ENVIRONMENT
    settings.ENVIRONMENT = msgspec.structs.replace(given, shared_services=str(folder))
    return folder


def put(folder: Path, key: str, text: str = SOURCE) -> None:
    (folder / key).mkdir()
    (folder / key / "service.yaml").write_text(text)


def test_folders_and_bundles_are_services_and_the_rest_is_passed_by(shared: Path) -> None:
    put(shared, "cykelstall")
    (shared / "cykelstall" / "notes.md").write_text("# Cykel\n")
    (shared / "cykelstall" / "bild.png").write_bytes(b"\x89PNG")
    (shared / "LÄSMIG.txt").write_text("Hej")
    put(shared, "Fel-Namn")
    (shared / "b.zip").write_bytes(packed(Bundle("lokal", RACK), on=date(2026, 11, 22)))

    assert FOLDER.services() == {
        "cykelstall": ServiceTexts(SOURCE, "", "# Cykel\n"),
        "lokal": RACK,
    }
    assert (shared_folder().state, shared_folder().says) == (State.WORKS, "2 e-tjänster.")


def test_links_out_of_the_folder_are_not_followed(shared: Path, tmp_path: Path) -> None:
    (tmp_path / "hemligt").mkdir()
    (tmp_path / "hemligt" / "service.yaml").write_text(SOURCE)
    (shared / "lank").symlink_to(tmp_path / "hemligt")
    (shared / "fil").mkdir()
    (shared / "fil" / "service.yaml").symlink_to(tmp_path / "hemligt" / "service.yaml")

    assert FOLDER.services() == {}


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"a" * 2_000_001])
def test_a_service_that_cannot_be_read_is_told_and_nothing_else_is_read(
    content: bytes, shared: Path
) -> None:
    put(shared, "cykelstall")
    (shared / "annan").mkdir()
    (shared / "annan" / "service.yaml").write_bytes(content)

    with pytest.raises(SourceUnavailable, match=r"service\.yaml"):
        FOLDER.services()
    assert shared_folder().state is State.BROKEN


def test_a_folder_that_is_gone_is_said_so(shared: Path) -> None:
    shared.rmdir()

    with pytest.raises(SourceUnavailable):
        FOLDER.services()


def test_without_a_folder_only_what_is_shipped_is_offered() -> None:
    assert (list(sources_in_use()), shared_folder().state) == (["library"], State.MISSING)
