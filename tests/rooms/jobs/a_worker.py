"""A worker in a process of its own, with tasks that only tests have.

`python -m tests.rooms.jobs.a_worker FOLDER`: what the tasks do is seen in the folder.
"""

import os
import sys
import time
from pathlib import Path

import django

django.setup()

from torget.foundation.municipality import bound  # noqa: E402 -- needs Django set up
from torget.rooms.jobs import worker  # noqa: E402 -- needs Django set up
from torget.rooms.jobs.ports import pulse, pulses, task  # noqa: E402 -- needs Django set up

FOLDER = Path(sys.argv[1]) if sys.argv[1:] else Path()


def note(what: str) -> None:
    with (FOLDER / what).open("a") as file:
        file.write(f"{os.getpid()} {bound()}\n")


@task("test.note")
def note_it(what: str) -> None:
    note(what)


@task("test.fail", attempts=2, first_wait=0)
def fail(what: str) -> None:
    """Fails until a file says that it may not."""
    note(what)
    if not (FOLDER / "mended").exists():
        raise RuntimeError("not today")


@task("test.hang")
def hang(what: str) -> None:
    """Never ready for the first worker; the next one finds the note and is done at once."""
    is_first = not (FOLDER / what).exists()
    note(what)
    if is_first:
        time.sleep(60)


def main() -> None:
    pulses.clear()

    @pulse("broken", seconds=0.05)
    def break_down() -> None:
        raise RuntimeError("a pulse that fails stops nobody")

    @pulse("beating", seconds=0.05)
    def beat() -> None:
        note("beats")

    worker.HEARTBEAT, worker.LOST_AFTER, worker.POLL = 0.2, 1.0, 0.2
    worker.run_worker("demo")


if __name__ == "__main__":
    main()
