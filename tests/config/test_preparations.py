"""When a start may leave out what the last one prepared."""

from pathlib import Path

import msgspec
import pytest

from torget.config.environment import Environment
from torget.config.preparations import Preparations

DEMO = Environment(demo=True)


@pytest.fixture
def static(tmp_path: Path) -> Path:
    folder = tmp_path / "static"
    folder.mkdir()
    (folder / "staticfiles.json").touch()
    return folder


def prepared(tmp_path: Path, environment: Environment = DEMO) -> Preparations:
    return Preparations(environment, cluster=tmp_path, static=tmp_path / "static")


def test_a_new_folder_is_not_prepared(tmp_path: Path, static: Path) -> None:
    assert not prepared(tmp_path).are_done()


def test_what_is_noted_is_done_at_the_next_start(tmp_path: Path, static: Path) -> None:
    prepared(tmp_path).note()

    assert prepared(tmp_path).are_done()


def test_another_setting_asks_for_it_again(tmp_path: Path, static: Path) -> None:
    prepared(tmp_path).note()

    assert not prepared(tmp_path, msgspec.structs.replace(DEMO, port=8010)).are_done()


def test_changed_code_asks_for_it_again(
    tmp_path: Path, static: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = tmp_path / "package"
    code.mkdir()
    (code / "models.py").write_text("a = 1")
    monkeypatch.setattr("torget.config.preparations.PACKAGE", code)
    prepared(tmp_path).note()

    (code / "models.py").write_text("a = 10")

    assert not prepared(tmp_path).are_done()


def test_new_arms_ask_for_it_again(tmp_path: Path, static: Path) -> None:
    here = msgspec.structs.replace(DEMO, data=str(tmp_path))
    prepared(tmp_path, here).note()

    (tmp_path / "look").mkdir()
    (tmp_path / "look/solvik.svg").touch()

    assert not prepared(tmp_path, here).are_done()


def test_lost_static_files_ask_for_it_again(tmp_path: Path, static: Path) -> None:
    prepared(tmp_path).note()

    (static / "staticfiles.json").unlink()

    assert not prepared(tmp_path).are_done()
