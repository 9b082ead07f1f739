"""Which PostgreSQL is used, as Django hears it."""

from pathlib import Path
from typing import Any

import pytest

from torget.config.database import database_settings, running_database
from torget.config.environment import Environment, NotConfigured


def told(url: str) -> dict[str, Any]:
    return database_settings(Environment(database_url=url))


def test_an_address_is_taken_apart() -> None:
    settings = told("postgresql://torget:hemligt@db.solvik.example:5433/kommun?sslmode=verify-full")

    assert settings == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "kommun",
        "HOST": "db.solvik.example",
        "PORT": "5433",
        "USER": "torget",
        "PASSWORD": "hemligt",
        "CONN_MAX_AGE": 600,
        "OPTIONS": {
            "server_side_binding": True,
            "prepare_threshold": 3,
            "sslmode": "verify-full",
        },
    }


def test_without_a_name_the_database_is_torget() -> None:
    assert told("postgresql://db.solvik.example")["NAME"] == "torget"


def test_without_an_address_the_embedded_one_is_used(tmp_path: Path) -> None:
    settings = database_settings(Environment(data=str(tmp_path)))

    assert (settings["NAME"], settings["USER"]) == ("torget", "torget")
    assert Path(settings["HOST"]).is_absolute()


def test_an_address_that_cannot_be_read_says_so() -> None:
    with pytest.raises(NotConfigured, match="DATABASE_URL kan inte läsas"):
        told("mysql://db.solvik.example/kommun")


def test_with_an_address_of_their_own_nothing_is_started(tmp_path: Path) -> None:
    with running_database(Environment(data=str(tmp_path), database_url="postgresql:///x")):
        assert list(tmp_path.iterdir()) == []
