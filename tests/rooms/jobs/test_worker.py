"""Real workers, in processes of their own."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.factories import NOON, an_employee
from tests.rooms.jobs import a_worker
from torget.foundation.actor import the_system
from torget.rooms.jobs.actions import enqueue, retry
from torget.rooms.jobs.queries import failed_jobs, queue_state

pytestmark = pytest.mark.usefixtures("committed")
ADMINISTRATOR = "jonas.rask@solvik.example"


@contextmanager
def a_working_process(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    known = connection.get_connection_params()
    variables = os.environ | {
        "DATABASE_URL": f"postgresql://{known['user']}@/{known['dbname']}?host={known['host']}",
        "DJANGO_SETTINGS_MODULE": "torget.config.settings",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", a_worker.__name__, str(folder)],
        env=variables,
        stderr=(folder / "log").open("ab"),
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(20)


def comes_true(holds: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 20
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.02)
    return holds()


def noted(folder: Path, what: str) -> list[str]:
    path = folder / what
    return path.read_text().splitlines() if path.exists() else []


def leave(name: str, what: str) -> None:
    enqueue(name, what=what, by=the_system("test"), at=NOON)


def test_a_worker_does_what_is_left_for_it_and_then_forgets_it(tmp_path: Path) -> None:
    leave("test.note", "before")
    with a_working_process(tmp_path) as process:
        assert comes_true(lambda: len(noted(tmp_path, "before")) == 1)
        leave("test.note", "during")
        assert comes_true(lambda: len(noted(tmp_path, "during")) == 1)
        assert comes_true(lambda: not ProcrastinateJob.objects.exists())
        assert comes_true(lambda: len(noted(tmp_path, "beats")) >= 3)
        assert queue_state(NOON).worker_seen_at is not None

    assert noted(tmp_path, "before") == [f"{process.pid} demo"]
    assert process.returncode == 0
    assert "a pulse that fails stops nobody" in (tmp_path / "log").read_text()


def test_a_job_that_keeps_failing_is_shown_and_can_be_run_again(tmp_path: Path) -> None:
    jonas = an_employee(ADMINISTRATOR)
    leave("test.fail", "tries")
    with a_working_process(tmp_path):
        assert comes_true(lambda: len(failed_jobs(actor=jonas)) == 1)
        [failed] = failed_jobs(actor=jonas)
        tries = len(noted(tmp_path, "tries"))
        (tmp_path / "mended").touch()
        retry(failed.id, by=jonas, at=NOON)
        assert comes_true(lambda: not ProcrastinateJob.objects.exists())

    assert (failed.task, tries, len(noted(tmp_path, "tries"))) == ("test.fail", 2, 3)


def test_the_job_of_a_killed_worker_is_taken_by_another(tmp_path: Path) -> None:
    leave("test.hang", "hangs")
    with a_working_process(tmp_path) as killed:
        assert comes_true(lambda: len(noted(tmp_path, "hangs")) == 1)
        killed.kill()
        killed.wait()
        with a_working_process(tmp_path) as other:
            assert comes_true(lambda: not ProcrastinateJob.objects.exists())

    assert noted(tmp_path, "hangs") == [f"{killed.pid} demo", f"{other.pid} demo"]
