"""What waits, and what has failed."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Min
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

from torget.foundation.actor import Actor


@dataclass(frozen=True, slots=True)
class FailedJob:
    id: int
    task: str
    attempts: int
    failed_at: datetime | None


def failed_jobs(*, actor: Actor) -> list[FailedJob]:
    """Jobs that used up their attempts, newest first; needs `jobs.retry`."""
    actor.must_anywhere("jobs.retry")
    rows = (
        ProcrastinateJob.objects.filter(status="failed")
        .annotate(failed_at=Max("procrastinateevent__at"))
        .order_by("-id")
        .values_list("id", "task_name", "attempts", "failed_at")[:200]
    )
    return [FailedJob(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class QueueState:
    waiting: int
    failed: int
    oldest_due: datetime | None
    worker_seen_at: datetime | None


def queue_state(now: datetime) -> QueueState:
    """How the queue stands, for health checks."""
    counts = dict(ProcrastinateJob.objects.values_list("status").annotate(n=Count("id")).order_by())
    due = ProcrastinateJob.objects.filter(status="todo", scheduled_at__lte=now)
    seen = ProcrastinateWorker.objects.aggregate(seen=Max("last_heartbeat"))["seen"]
    return QueueState(
        waiting=counts.get("todo", 0) + counts.get("doing", 0),
        failed=counts.get("failed", 0),
        oldest_due=due.aggregate(oldest=Min("scheduled_at"))["oldest"],
        worker_seen_at=seen,
    )
