"""Settings that an operator gives."""

from pathlib import Path

import pytest

from torget.config.environment import NotConfigured, read_environment


def test_settings_come_from_variables_with_their_types() -> None:
    read = read_environment(
        {"TORGET_PORT": "8010", "TORGET_DEMO": "true", "TORGET_MUNICIPALITY": "solvik"}
    )
    assert (read.port, read.demo, read.municipality, read.workers) == (8010, True, "solvik", 1)


def test_a_secret_may_lie_in_a_file_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("hemligt\n")

    read = read_environment({"TORGET_SECRET_KEY_FILE": str(tmp_path / "key")})

    assert read.secret_key == "hemligt"


def test_the_file_counts_before_the_variable(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("i filen")

    read = read_environment(
        {"TORGET_SECRET_KEY": "i variabeln", "TORGET_SECRET_KEY_FILE": str(tmp_path / "key")}
    )

    assert read.secret_key == "i filen"


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "key"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(NotConfigured, match=f"TORGET_SECRET_KEY_FILE: {path} kan inte läsas"):
        read_environment({"TORGET_SECRET_KEY_FILE": str(path)})


@pytest.mark.parametrize(
    ("name", "value"),
    [("TORGET_PORT", "åttatusen"), ("TORGET_PORT", ""), ("TORGET_DEMO", "kanske")],
)
def test_a_value_of_the_wrong_sort_names_its_variable(name: str, value: str) -> None:
    with pytest.raises(NotConfigured, match=f"^{name} har fel sorts värde"):
        read_environment({name: value})


@pytest.mark.parametrize(
    ("variables", "url"),
    [
        ({}, ""),
        ({"DATABASE_URL": "postgresql:///ett"}, "postgresql:///ett"),
        (
            {"DATABASE_URL": "postgresql:///ett", "TORGET_DATABASE_URL": "postgresql:///två"},
            "postgresql:///två",
        ),
    ],
)
def test_the_usual_name_of_the_database_is_known_too(variables: dict[str, str], url: str) -> None:
    assert read_environment(variables).database_url == url
