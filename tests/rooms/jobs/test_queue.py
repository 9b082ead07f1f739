"""Leaving work for later: in the same transaction, once, and known by name."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job

from tests.factories import NOON, an_employee
from torget.foundation.actor import Forbidden, the_system
from torget.rooms.audit.models import Entry
from torget.rooms.jobs import ports
from torget.rooms.jobs.actions import enqueue, retry
from torget.rooms.jobs.ports import Task
from torget.rooms.jobs.queries import failed_jobs, queue_state
from torget.rooms.jobs.worker import GrowingWaits

pytestmark = pytest.mark.django_db
WORKER = the_system("test")


def queued() -> list[dict[str, object]]:
    return list(ProcrastinateJob.objects.order_by("id").values_list("args", flat=True))


def _enqueue_and_fail() -> None:
    enqueue("send_receipt", submission="a", by=WORKER, at=NOON)
    raise ZeroDivisionError


def test_a_job_is_rolled_back_with_the_change_it_follows() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        _enqueue_and_fail()
    enqueue("send_receipt", submission="b", by=WORKER, at=NOON)

    assert queued() == [{"submission": "b"}]


def test_while_a_job_with_the_key_waits_no_other_is_queued_and_nothing_is_spoilt() -> None:
    with transaction.atomic():
        for submission in ("a", "b"):
            enqueue("send_receipt", submission=submission, once="sent", by=WORKER, at=NOON)
        enqueue("send_receipt", submission="c", once="other", by=WORKER, at=NOON)

    assert queued() == [{"submission": "a"}, {"submission": "c"}]


def test_an_unknown_name_fails_where_the_mistake_is() -> None:
    with pytest.raises(KeyError, match="send_recipt"):
        enqueue("send_recipt", submission="a", by=WORKER, at=NOON)


def test_a_job_waits_for_its_moment() -> None:
    enqueue("send_receipt", submission="a", by=WORKER, at=NOON)

    job = ProcrastinateJob.objects.get()
    assert (job.task_name, job.scheduled_at, job.status) == ("send_receipt", NOON, "todo")


def test_two_tasks_or_pulses_may_not_share_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "tasks", {})
    monkeypatch.setattr(ports, "pulses", {})
    ports.task("same")(lambda: None)
    ports.pulse("same", seconds=1)(lambda: None)

    with pytest.raises(ValueError, match="Two tasks share the name 'same'"):
        ports.task("same")(lambda: None)
    with pytest.raises(ValueError, match="Two pulses share the name 'same'"):
        ports.pulse("same", seconds=1)(lambda: None)


def test_pauses_grow_to_half_an_hour_and_the_attempts_run_out() -> None:
    waits = GrowingWaits(Task("t", print, attempts=12, first_wait=5))
    decisions = [
        waits.get_retry_decision(exception=ValueError(), job=a_job(attempts=done))
        for done in range(12)
    ]
    now = ports.clock()

    pauses = [decision.retry_at - now if decision and decision.retry_at else None
              for decision in decisions]  # fmt: skip
    seconds = [pause and round(pause / timedelta(seconds=1)) for pause in pauses]
    assert seconds == [5, 10, 20, 40, 80, 160, 320, 640, 1280, 1800, 1800, None]


def a_job(*, attempts: int) -> Job:
    return Job(
        id=1, status="doing", queue="default", priority=0, lock=None, queueing_lock=None,
        task_name="t", attempts=attempts,
    )  # fmt: skip


def fail(scheduled_at: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'failed' WHERE scheduled_at = %s",
            [scheduled_at],
        )


def test_failed_jobs_are_for_those_who_may_run_them_again() -> None:
    jonas, anna = an_employee("jonas.rask@solvik.example"), an_employee()
    enqueue("send_receipt", submission="a", by=WORKER, at=NOON)
    fail(NOON)
    [failed] = failed_jobs(actor=jonas)

    with pytest.raises(Forbidden):
        failed_jobs(actor=anna)
    with pytest.raises(Forbidden):
        retry(failed.id, by=anna, at=NOON)
    retry(failed.id, by=jonas, at=NOON + timedelta(hours=1))

    job = ProcrastinateJob.objects.get()
    assert (failed.task, job.status, job.scheduled_at) == (
        "send_receipt",
        "todo",
        NOON + timedelta(hours=1),
    )
    assert failed_jobs(actor=jonas) == []
    entry = Entry.objects.get(what="job.retried")
    assert (entry.subject, entry.actor) == (f"job:{failed.id}", jonas.id)


def test_the_state_of_the_queue_is_told() -> None:
    for hours in (1, 2, 3):
        enqueue("send_receipt", submission="a", by=WORKER, at=NOON + timedelta(hours=hours))
    fail(NOON + timedelta(hours=3))

    state = queue_state(NOON + timedelta(hours=1, minutes=30))
    assert (state.waiting, state.failed, state.worker_seen_at) == (2, 1, None)
    assert state.oldest_due is not None
    assert state.oldest_due.astimezone(UTC) == NOON + timedelta(hours=1)
