"""Which PostgreSQL to use: the one given, otherwise the embedded one in the data folder."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from torget.config.embedded_postgres import EmbeddedPostgres
from torget.config.environment import Environment, NotConfigured


def database_settings(environment: Environment) -> dict[str, Any]:
    """Django's settings for the database; raises NotConfigured for an unreadable address."""
    url = environment.database_url or EmbeddedPostgres(Path(environment.data)).url
    try:
        parts = conninfo_to_dict(url)
    except ProgrammingError as error:
        raise NotConfigured(f"DATABASE_URL kan inte läsas: {error}") from error
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    known = {names[key]: str(value) for key, value in parts.items() if key in names}
    rest = {key: value for key, value in parts.items() if key not in {*names, "dbname"}}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": str(parts.get("dbname") or "torget"),
        **known,
        "CONN_MAX_AGE": 600,
        # The server keeps the plan of a statement that it has met a few times.
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": 3, **rest},
    }


@contextmanager
def running_database(environment: Environment) -> Iterator[None]:
    """Make sure that the database answers while a command runs.

    Uses the server of a running `torget run`, otherwise starts the embedded one for as long as
    the command takes. Raises DatabaseNotStarted.
    """
    if environment.database_url:
        yield
        return
    server = EmbeddedPostgres(Path(environment.data))
    if server.is_served():
        yield
        return
    with server:
        yield
