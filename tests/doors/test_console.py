"""Commands about services: plain words, and exit code 1 for faults."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.rooms.eservices.texts import PERSONAS, SOURCE
from torget.doors.console.commands import app


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["service", *words], terminal_width=200)
    return done.exit_code, done.output


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "service.yaml").write_text(SOURCE, "utf-8")
    (tmp_path / "personas.yaml").write_text(PERSONAS, "utf-8")
    return tmp_path


def test_every_service_of_the_library_passes_its_tests() -> None:
    code, said = run("test")

    assert (code, "✗" in said) == (0, False)
    assert {"bygglov", "felanmalan", "forskola"} <= set(said.splitlines())


def test_a_folder_is_tested_and_a_difference_is_a_failure(folder: Path) -> None:
    assert run("test", str(folder))[0] == 0

    (folder / "personas.yaml").write_text(PERSONAS.replace("unit: gata", "unit: va"), "utf-8")
    code, said = run("test", str(folder))
    assert (code, said.splitlines()[1:]) == (
        1,
        [
            "  ✓ Elev vid en skola",
            "  ✗ Granne till en park",
            "      Ärendet skulle gå till enheten ”va” men går till ”gata”.",
        ],
    )


def test_faults_in_the_texts_are_placed_and_are_failures(folder: Path) -> None:
    (folder / "service.yaml").write_text(SOURCE.replace("maturity: 1", "maturity: 7"), "utf-8")
    (folder / "personas.yaml").write_text("name: x", "utf-8")

    code, said = run("test", str(folder))
    assert (code, said.splitlines()[1:]) == (
        1,
        [
            "  ✗ service.yaml, rad 7, kolumn 11: ”7” går inte att använda här. Välj bland: "
            "0, 1, 2, 3, 4.",
            "  ✗ personas.yaml, rad 1, kolumn 1: Här ska det stå en lista med personer som provar "
            "tjänsten",
        ],
    )


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    code, said = run("test", str(tmp_path / "annan"))

    assert (code, said.startswith("Det finns ingen service.yaml i")) == (1, True)
