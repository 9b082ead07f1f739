"""The worker: takes jobs from the queue, and beats the pulses."""

import asyncio
import contextlib
import threading
from collections.abc import Callable
from typing import Any

import structlog
from django.db import close_old_connections
from procrastinate import App, BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app as django_app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.jobs import Job

from torget.foundation.municipality import serving
from torget.rooms.jobs.ports import Pulse, Task, pulses, tasks

log = structlog.get_logger(__name__)

HEARTBEAT = 5.0  # seconds between signs of life
LOST_AFTER = 20.0  # a worker silent this long is gone; its jobs are run again
POLL = 5.0  # seconds; new jobs are told of at once, retried ones are looked for
LONGEST_WAIT = 1800  # seconds between two attempts


def run_worker(municipality: str, *, concurrency: int = 4) -> None:
    """Work until SIGTERM or SIGINT, then finish the jobs in hand. Any number may run at once."""
    connector = DjangoConnector().get_worker_connector()
    with django_app.replace_connector(connector) as app:
        for task in tasks.values():
            _register(app, task, municipality)
        stop = threading.Event()
        threads = [
            threading.Thread(target=_beat, args=(beat, municipality, stop), daemon=True)
            for beat in pulses.values()
        ]
        for thread in threads:
            thread.start()
        try:
            asyncio.run(_work(app, concurrency))
        finally:
            stop.set()
            for thread in threads:
                thread.join(5)


async def _work(app: App, concurrency: int) -> None:
    async with app.open_async():
        rescuer = asyncio.create_task(_rescue_lost_jobs(app))
        try:
            await app.run_worker_async(
                concurrency=concurrency,
                delete_jobs="successful",
                fetch_job_polling_interval=POLL,
                update_heartbeat_interval=HEARTBEAT,
                stalled_worker_timeout=LOST_AFTER,
                shutdown_graceful_timeout=15.0,
            )
        finally:
            rescuer.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await rescuer


async def _rescue_lost_jobs(app: App) -> None:
    """Put back jobs whose worker was killed: they have not been acknowledged."""
    while True:
        manager = app.job_manager
        for job in await manager.get_stalled_jobs(seconds_since_heartbeat=LOST_AFTER):
            log.warning("job.rescued", job=job.id, task=job.task_name)
            await manager.retry_job(job)
        await asyncio.sleep(HEARTBEAT)


def _register(app: App, task: Task, municipality: str) -> None:
    def run(**arguments: Any) -> None:
        with serving(municipality), _fresh_connection():
            task.run(**arguments)

    app.task(name=task.name, retry=GrowingWaits(task))(run)


class GrowingWaits(BaseRetryStrategy):
    """Waits twice as long before each new attempt, up to LONGEST_WAIT."""

    def __init__(self, task: Task) -> None:
        self.task = task

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """When to try again; None when the attempts are used up."""
        if job.attempts + 1 >= self.task.attempts:
            return None
        wait = min(self.task.first_wait * 2**job.attempts, LONGEST_WAIT)
        return RetryDecision(retry_in={"seconds": wait})


@contextlib.contextmanager
def _fresh_connection() -> Any:
    close_old_connections()
    try:
        yield
    finally:
        close_old_connections()


def _beat(beat: Pulse, municipality: str, stop: threading.Event) -> None:
    while not stop.wait(beat.seconds):
        _once(beat.name, beat.run, municipality)


def _once(name: str, run: Callable[[], None], municipality: str) -> None:
    try:
        with serving(municipality), _fresh_connection():
            run()
    except Exception:
        log.exception("pulse.failed", pulse=name)
