"""One real PostgreSQL for the whole run: started by the first process, used by all workers.

Loaded by name before pytest-django, because Django reads its settings when that is loaded.
"""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from torget.config.embedded_postgres import EmbeddedPostgres

# What is in this database dies with the run, so it need not survive a power cut.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class DebianPostgres(EmbeddedPostgres):
    """The distribution's server, from the folder in TORGET_TEST_POSTGRES, run by our own hand."""

    locale = ("--locale=C.UTF-8",)

    def _reachable_binaries(self) -> Path:
        return Path(os.environ["TORGET_TEST_POSTGRES"])


is_first = "PYTEST_XDIST_WORKER" not in os.environ
data = Path(tempfile.mkdtemp(prefix="torget-test-"))
server: EmbeddedPostgres | None = None

data.chmod(0o755)
os.environ["TORGET_DATA"] = str(data)
if is_first:
    kind = DebianPostgres if "TORGET_TEST_POSTGRES" in os.environ else EmbeddedPostgres
    server = kind(data / "database", options=FAST)
    server.start()
    os.environ["DATABASE_URL"] = server.url


def pytest_unconfigure(config: pytest.Config) -> None:
    if server:
        server.stop()
    shutil.rmtree(data, ignore_errors=True)
