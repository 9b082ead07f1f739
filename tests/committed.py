"""Tests that need what they write to be committed: several connections, workers, killed processes.

The usual way, to roll back or to empty every table, does not do: the trail refuses to be emptied,
and Solvik must stay. So what such a test may have written is taken away behind the guards' back.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.apps import apps
from django.db import connection

EMPTIED = ("audit", "cases", "submissions", "messaging", "documents", "identity")
KEPT = ("identity_account",)  # the staff's log-ins belong to Solvik


@contextmanager
def another_connection(**options: Any) -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
    """A second connection to the test's database, in its own transaction until it is left."""
    known = connection.get_connection_params()
    names = {
        key: known[key] for key in ("dbname", "user", "password", "host", "port") if key in known
    }
    with psycopg.connect(**names, **options) as other:
        yield other


def behind_the_guards(*statements: str) -> None:
    """What only the owner of the database server could do: no trigger sees it."""
    with another_connection() as other:
        other.execute("SET session_replication_role = replica")
        for statement in statements:
            other.execute(statement)


def forget_what_was_written() -> None:
    assert connection.settings_dict["NAME"].startswith("test_"), "only ever a test's own database"
    tables = [
        model._meta.db_table
        for label in EMPTIED
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
        if model._meta.db_table not in KEPT
    ]
    queue = ["procrastinate_jobs", "procrastinate_events", "procrastinate_workers",
             "procrastinate_periodic_defers"]  # fmt: skip
    behind_the_guards(
        f"TRUNCATE {', '.join([*tables, *queue])}", "UPDATE audit_epoch SET shift = 0"
    )
