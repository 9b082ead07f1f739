"""Leaving work for the worker, and trying again what failed."""

from datetime import datetime

from django.db import transaction
from procrastinate import tasks as queue
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from torget.foundation.actor import Actor
from torget.rooms.audit.actions import record
from torget.rooms.jobs.ports import tasks


def enqueue(
    name: str, *, by: Actor, at: datetime, once: str = "", **arguments: str | int | None
) -> None:
    """Queue a task in the current transaction: if the change is rolled back, so is the job.

    `at`: not before this moment. `once`: a key; while a job with it waits, no other is queued.
    Arguments are plain values without personal data: they stand in logs.
    """
    task = tasks[name]  # an unknown name is our mistake: fail here, not in the worker
    job = queue.configure_task(
        name=task.name,
        job_manager=app.job_manager,
        schedule_at=at,
        queueing_lock=once or None,
    )
    try:
        with transaction.atomic():  # a refused duplicate must not spoil the caller's transaction
            job.defer(**arguments)
    except AlreadyEnqueued:
        return


@transaction.atomic
def retry(job: int, *, by: Actor, at: datetime) -> None:
    """Run a failed job again, from now; needs `jobs.retry`."""
    by.must_anywhere("jobs.retry")
    app.job_manager.retry_job_by_id(job, retry_at=at)
    record("job.retried", f"job:{job}", by=by, at=at)
