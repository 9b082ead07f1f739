"""Figures, exact for those who may read the cases and coarse for everyone else."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Max, Q, Sum
from django.db.models.functions import Trunc

from torget.foundation.actor import Actor
from torget.rooms.cases.queries import (
    AGES,
    agreement_by_service,
    decided_by_service,
    first_day,
    measures,
)
from torget.rooms.organisation.queries import units_by_pk
from torget.rooms.statistics.models import MeasuredDay, Observation
from torget.rooms.statistics.rules import (
    FEW,
    coarse,
    coarse_share,
    percentile,
    share_of,
)
from torget.rooms.statistics.terms import Choice, Figures, LeftAt, Row, Spent, What

AGAIN = 31  # closed days that are measured once more, for what was registered afterwards
COUNTED = {"received": What.RECEIVED, "decided": What.DECIDED, "closed": What.CLOSED}
SHARES = {
    "promised": What.PROMISED,
    "statutory": What.STATUTORY,
    "digital": What.RECEIVED,
    "automated": What.DECIDED,
}

# Counts by what is measured, its part of the service, its part of the period, and value.
Counts = defaultdict[tuple[str, str], defaultdict[date, Counter[int]]]


def days_to_measure(today: date) -> tuple[date, date] | None:
    """The closed days to measure now; None when yesterday has been, or nothing has begun."""
    yesterday, last = today - timedelta(days=1), measured_to()
    begun = first_day()
    if begun is None or begun > yesterday or last == yesterday:
        return None
    return (max(begun, last - timedelta(days=AGAIN)) if last else begun), yesterday


def measured_to() -> date | None:
    """The last day that has been measured."""
    last: date | None = MeasuredDay.objects.aggregate(last=Max("day"))["last"]
    return last


def may_see_exactly(unit: int | None, *, actor: Actor) -> bool:
    """Whether the actor may read the cases that the figures are of: at the unit, or at all."""
    units = {unit} if unit else set(units_by_pk())
    both = actor.units_for("statistics.read") & actor.units_for("case.read")
    return units <= both


def figures(choice: Choice, *, actor: Actor, today: date) -> Figures:
    """The figures of the choice. Open to everyone, as coarse as the actor's rights make them."""
    exact = may_see_exactly(choice.unit, actor=actor)
    period, begun = choice.period, first_day() or today
    parts = period.parts(begun=begun, today=today)
    measured = measured_to()
    counts = _counts(choice, today, [min(period.end_of(part), measured or today) for part in parts])
    whole = _together(counts)
    wait = {part: _sum(counts[What.OPEN, ""][part]) for part in parts}
    last = counts[What.OPEN, ""][parts[-1]] if parts else Counter[int]()
    return Figures(
        exact=exact,
        measured_to=measured,
        total=_row(period.first, whole, _sum(last), exact),
        rows=[_row(part, _at(counts, part), wait[part], exact) for part in parts],
        ages={age: _count(last[age], exact) for age in AGES},
        phases={
            part: _spent(values, exact)
            for (what, part), values in sorted(whole.items())
            if what == What.PHASE
        },
    )


def figures_of_tables() -> dict[str, dict[str, int | None]]:
    """How decision tables have done, by service, for everyone's eyes: to the nearest five.

    `weighed`: how many a table on trial has weighed; `agreed`: in how many percent of those it
    proposed to grant people did; `decided`: how many it has decided; `reviewed`: how many of those
    a person has looked at, and `right` in how many percent it was. None: so few that they could
    point at someone.
    """
    figures: dict[str, dict[str, int | None]] = defaultdict(dict)
    for service, trial in agreement_by_service().items():
        figures[service] |= {
            "weighed": coarse(trial.weighed),
            "agreed": coarse_share(Counter({1: trial.agreed, 0: trial.disagreed})),
        }
    for service, live in decided_by_service().items():
        figures[service] |= {
            "decided": coarse(live.decided),
            "reviewed": coarse(live.reviewed),
            "right": coarse_share(Counter({1: live.right, 0: live.reviewed - live.right})),
        }
    return dict(figures)


def drop_off(service: str, version: int, *, actor: Actor, today: date) -> list[LeftAt]:
    """Where unsent drafts of a version were left, most first; coarse, for builders and owners.

    Of the last year, to yesterday. The first row, without a step, is how many were sent.
    """
    if not actor.units_for("service.edit"):
        actor.must_anywhere("statistics.read")
    mark = f"{version}:"
    own = Q(series__what=What.LEFT, series__part__startswith=mark) | Q(
        series__what=What.SENT, series__part=str(version)
    )
    rows = (
        Observation.objects.filter(
            own, series__service=service, day__gt=today - timedelta(days=365), day__lt=today
        )
        .values_list("series__what", "series__part")
        .annotate(whole=Sum("count"))
    )
    found = {(what, part): whole for what, part, whole in rows}
    sent = found.pop((str(What.SENT), str(version)), 0)
    left = sorted(found.items(), key=lambda one: (-one[1], one[0]))
    return [
        LeftAt(step="", question="", count=coarse(sent)),
        *(_left_at(part, count) for (_what, part), count in left),
    ]


def _left_at(part: str, count: int) -> LeftAt:
    _version, step, question = f"{part}:".split(":")[:3]  # older days know no question
    return LeftAt(step=step, question=question, count=coarse(count))


def _counts(choice: Choice, today: date, ends: list[date]) -> Counts:
    """What is kept of closed days, and today as it is now."""
    found: Counts = defaultdict(lambda: defaultdict(Counter))
    for what, part, first, value, count in _kept(choice, today, ends):
        found[what, part][first][value] += count
    period = choice.period
    if period.first <= today <= period.last:
        here = period.part_of(today)
        found[What.OPEN, ""][here].clear()
        for one in measures(today, today):
            if choice.service in ("", one.service) and choice.unit in (None, one.unit):
                found[one.what, one.part][here][one.value] += one.many
    return found


def _kept(
    choice: Choice, today: date, ends: list[date]
) -> Iterable[tuple[str, str, date, int, int]]:
    """Sums of the closed days in each part; of what waited only as the part ended."""
    period = choice.period
    own = Q(series__service=choice.service) if choice.service else Q()
    own &= Q(series__unit=choice.unit) if choice.unit else Q()
    return (
        Observation.objects.filter(
            own,
            ~Q(series__what__in=[What.OPEN, What.LEFT, What.SENT])
            | Q(series__what=What.OPEN, day__in=ends),
            day__range=(period.first, min(period.last, today - timedelta(days=1))),
        )
        .annotate(first=Trunc("day", period.by))
        .values_list("series__what", "series__part", "first", "value")
        .annotate(whole=Sum("count"))
    )


def _together(counts: Counts) -> dict[tuple[str, str], Counter[int]]:
    return {key: sum(parts.values(), Counter[int]()) for key, parts in counts.items()}


def _at(counts: Counts, part: date) -> dict[tuple[str, str], Counter[int]]:
    return {key: parts[part] for key, parts in counts.items() if part in parts}


def _sum(counts: Mapping[int, int]) -> int:
    return sum(counts.values())


def _count(count: int, exact: bool) -> int | None:
    return count if exact else coarse(count)


def _spent(counts: Mapping[int, int], exact: bool) -> Spent:
    count = _count(_sum(counts), exact)
    if not exact and _sum(counts) < FEW:
        return Spent(median=None, p90=None, count=count)
    return Spent(median=percentile(counts, 50), p90=percentile(counts, 90), count=count)


def _row(
    first: date, counts: Mapping[tuple[str, str], Counter[int]], waiting: int, exact: bool
) -> Row:
    """One row of figures, with the names of those that there are but are not told."""

    def of(what: str) -> Counter[int]:
        return counts.get((what, ""), Counter())

    share = share_of if exact else coarse_share
    spent = _spent(of(What.HANDLED), exact)
    found: dict[str, Any] = {
        **{name: _count(_sum(of(what)), exact) for name, what in COUNTED.items()},
        "waiting": _count(waiting, exact),
        "median": spent.median,
        "p90": spent.p90,
        **{name: share(of(what)) for name, what in SHARES.items()},
    }
    there = {
        **{name: True for name in (*COUNTED, "waiting")},
        **{name: bool(_sum(of(What.HANDLED))) for name in ("median", "p90")},
        **{name: bool(_sum(of(what))) for name, what in SHARES.items()},
    }
    hidden = tuple(name for name, value in found.items() if value is None and there[name])
    return Row(first=first, hidden=hidden, **found)


def received_each_month(services: Collection[str], *, actor: Actor, today: date) -> int | None:
    """How many cases the services receive in a month, counted over the last year; None: too few
    to tell of. To the nearest five for whoever may not see them exactly.
    """
    since = today - timedelta(days=365)
    received = Observation.objects.filter(
        series__what=What.RECEIVED, series__service__in=services, day__gt=since, day__lte=today
    )
    year = received.aggregate(year=Sum("count"))["year"] or 0
    begun = max(first_day() or today, since)
    months = max(1, round((today - begun).days / 30))
    return _count(year // months, may_see_exactly(None, actor=actor))
