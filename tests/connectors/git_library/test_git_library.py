"""Services in a Git repository, read by the real git over a real repository."""

import os
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from django.conf import settings as django_settings
from pytest_django import Settings

from tests.rooms.eservices.texts import RACK, SOURCE
from torget.connectors.git_library import client
from torget.connectors.git_library.client import git_library
from torget.foundation.health import State
from torget.rooms.eservices.ports import SourceUnavailable, service_sources
from torget.rooms.eservices.terms import ServiceTexts

LIBRARY = service_sources["git"]
Commit = Callable[[], None]


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=Kim Ek", "-c", "user.email=kim@solvik.example"]
    quiet = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True, env=quiet)


@pytest.fixture
def work(tmp_path: Path, settings: Settings) -> Path:
    """A work tree whose bare repository is the library."""
    folder = tmp_path / "arbete"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "delat.git")
    git(folder, "remote", "add", "origin", str(tmp_path / "delat.git"))
    lies_at(settings, f"file://{tmp_path / 'delat.git'}")
    return folder


def lies_at(settings: Settings, address: str) -> None:
    given = django_settings.ENVIRONMENT
    settings.ENVIRONMENT = msgspec.structs.replace(given, service_library=address)


def commit(work: Path, **files: str) -> None:
    for name, text in files.items():
        path = work / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    git(work, "add", "-A")
    git(work, "commit", "-q", "-m", "Something")
    git(work, "push", "-q", "origin", "main")


def put(work: Path, texts: ServiceTexts = RACK) -> None:
    commit(
        work,
        **{
            "tjanster__cykelstall__service.yaml": texts.source,
            "tjanster__cykelstall__personas.yaml": texts.personas,
            "tjanster__cykelstall__notes.md": texts.notes,
            "README.md": "# Delat\n",
        },
    )


def test_the_latest_commit_is_what_is_offered(work: Path) -> None:
    put(work)
    assert LIBRARY.services() == {"cykelstall": RACK}

    put(work, ServiceTexts(SOURCE.replace("sv: Platsen", "sv: Stället"), "", ""))
    assert "sv: Stället" in LIBRARY.services()["cykelstall"].source
    assert (git_library().state, git_library().says) == (State.WORKS, "Svarar.")


def test_links_and_hooks_in_the_repository_mean_nothing(work: Path, tmp_path: Path) -> None:
    put(work)
    (tmp_path / "hemligt.yaml").write_text(SOURCE)
    (work / "lank").mkdir()
    (work / "lank" / "service.yaml").symlink_to(tmp_path / "hemligt.yaml")
    hook = tmp_path / "delat.git" / "hooks" / "post-checkout"
    hook.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
    hook.chmod(0o755)
    commit(work, **{".gitattributes": "* filter=x\n"})

    assert LIBRARY.services() == {"cykelstall": RACK}
    assert not (tmp_path / "ran").exists()


def test_a_submodule_is_not_fetched(work: Path, tmp_path: Path) -> None:
    put(work)
    git(work, "-c", "protocol.file.allow=always", "submodule", "add", "-q",
        str(tmp_path / "delat.git"), "inre")  # fmt: skip
    commit(work)

    assert LIBRARY.services() == {"cykelstall": RACK}


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/x.git",
        "ssh://x/y.git",
        "git://x/y.git",
        "ext::sh -c touch%20x",
        "/tmp/x",
    ],
)
def test_only_https_and_files_are_read(address: str, settings: Settings) -> None:
    lies_at(settings, address)

    with pytest.raises(SourceUnavailable, match="TORGET_SERVICE_LIBRARY"):
        LIBRARY.services()
    assert git_library().state is State.BROKEN


def test_a_repository_that_is_not_there_says_what_git_said(
    tmp_path: Path, settings: Settings
) -> None:
    lies_at(settings, f"file://{tmp_path}/nix.git")

    with pytest.raises(SourceUnavailable):
        LIBRARY.services()


@pytest.mark.parametrize(
    ("limit", "value", "said"),
    [
        ("PATIENCE", -1.0, "svarade inte i tid"),
        ("LARGEST_FETCH", 1, "är för stort"),
        ("LARGEST_FILE", 10, "är för stort"),
        ("MOST_FILES", 2, "är för stort"),
    ],
)
def test_what_is_too_slow_or_too_large_is_ended_and_told(
    limit: str, value: float, said: str, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(work)
    monkeypatch.setattr(client, limit, value)

    with pytest.raises(SourceUnavailable, match=said):
        LIBRARY.services()


def test_a_server_that_never_answers_is_left_and_nothing_runs_on(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "PATIENCE", 1.0)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        lies_at(settings, f"https://127.0.0.1:{silent.getsockname()[1]}/x.git")
        began = time.monotonic()
        with pytest.raises(SourceUnavailable, match="svarade inte i tid"):
            LIBRARY.services()
        silent.settimeout(1)
        connection, _address = silent.accept()
        with connection:
            while connection.recv(4096):  # until git hangs up, which it does when it is ended
                pass

    assert time.monotonic() - began < 5


def test_without_the_program_it_is_said_so(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(SourceUnavailable, match="programmet git är inte installerat"):
        LIBRARY.services()


def test_without_an_address_there_is_nothing_to_ask() -> None:
    assert (LIBRARY.is_configured(), git_library().state) == (False, State.MISSING)
