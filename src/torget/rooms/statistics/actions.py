"""Measuring days."""

from __future__ import annotations

from datetime import date, datetime

from django.db import connection, transaction

from torget.foundation.actor import Actor
from torget.rooms.audit.actions import record
from torget.rooms.cases.queries import DayCount, measures
from torget.rooms.statistics.models import MeasuredDay, Observation, Series
from torget.rooms.statistics.terms import What
from torget.rooms.submissions.queries import drafts_left, drafts_sent

Key = tuple[str, str, int | None, str]
LOCK = 0x57A7157  # one measurer at a time


@transaction.atomic
def measure_days(first: date, last: date, *, by: Actor, at: datetime) -> None:
    """Count every day from the first to the last, both with, anew; done again it replaces."""
    by.must_anywhere("statistics.measure")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    counted = [*_of_cases(first, last), *_of_drafts(first, last)]
    series = _series({key for key, *_rest in counted})
    Observation.objects.filter(day__range=(first, last)).delete()
    Observation.objects.bulk_create(
        [
            Observation(series_id=series[key], day=day, value=value, count=count)
            for key, day, value, count in counted
        ],
        batch_size=5000,
    )
    days = [date.fromordinal(one) for one in range(first.toordinal(), last.toordinal() + 1)]
    MeasuredDay.objects.bulk_create(
        [MeasuredDay(day=day, measured_at=at) for day in days],
        update_conflicts=True,
        unique_fields=["day"],
        update_fields=["measured_at"],
    )
    record("statistics.measured", "statistics", by=by, at=at, first=str(first), last=str(last))


def _of_cases(first: date, last: date) -> list[tuple[Key, date, int, int]]:
    return [_placed(one) for one in measures(first, last)]


def _placed(one: DayCount) -> tuple[Key, date, int, int]:
    return (one.what, one.service, one.unit, one.part), one.day, one.value, one.many


def _of_drafts(first: date, last: date) -> list[tuple[Key, date, int, int]]:
    left: list[tuple[Key, date, int, int]] = [
        ((str(What.LEFT), service, None, f"{version}:{step}:{question}"), day, 0, count)
        for service, version, step, question, day, count in drafts_left(first, last)
    ]
    sent: list[tuple[Key, date, int, int]] = [
        ((str(What.SENT), service, None, str(version)), day, 0, count)
        for service, version, day, count in drafts_sent(first, last)
    ]
    return left + sent


def _series(keys: set[Key]) -> dict[Key, int]:
    """The rows of the keys, made when they are new."""
    Series.objects.bulk_create(
        [
            Series(what=what, service=service, unit_id=unit, part=part)
            for what, service, unit, part in keys
        ],
        ignore_conflicts=True,
    )
    rows = Series.objects.values_list("what", "service", "unit_id", "part", "pk")
    return {(what, service, unit, part): pk for what, service, unit, part, pk in rows}
