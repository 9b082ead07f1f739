"""The queue seen in other ways: my day, the board, the calendar."""

from __future__ import annotations

import calendar as months
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from torget.doors.desk.case_page import usual_step
from torget.doors.desk.choosing import address, chosen
from torget.doors.desk.proposing import review_waiting
from torget.doors.desk.to_do import is_late, task_day
from torget.doors.desk.views.quality import check_waiting
from torget.doors.desk.views.queue import filters, row, ways
from torget.doors.ui.requests import actor_of
from torget.doors.ui.staff import staff
from torget.foundation.calendar import public_holidays
from torget.rooms.cases.queries import (
    QueueFilter,
    approvals_on_my_day,
    checks_to_do,
    colleagues_notes,
    due_by_day,
    my_mentions,
    my_referrals,
    my_tasks,
    referrals_to_units,
    reviews_to_do,
    waiting_contacts,
)
from torget.rooms.cases.queries import board as cases_on_board
from torget.rooms.cases.queries import queue as cases_in_queue
from torget.rooms.organisation.queries import stood_in_for

if TYPE_CHECKING:
    from torget.foundation.actor import Actor
    from torget.rooms.cases.models import Approval, Case, Note, Referral, Task
    from torget.rooms.cases.terms import Status

SHOWN_OF_EACH = 5
TASKS_SHOWN = 20
IN_COLUMN = 10


@never_cache
@staff
def my_day(request: HttpRequest) -> HttpResponse:
    """What needs me now; each part with its first cases and a way to all of them."""
    actor, now = actor_of(request), timezone.now()
    today = timezone.localdate(now)
    sections = (
        ("late", _("Försenade")),
        ("unread", _("Nya meddelanden")),
        ("soon", _("Klara inom en vecka")),
    )
    page = {
        "name": actor.name,
        "sections": [_part(actor, show, title) for show, title in sections],
        "mentions": [_noted(one.note) for one in my_mentions(actor)[:TASKS_SHOWN]],
        "notes": [_noted(note) for note in colleagues_notes(actor, now=now, most=SHOWN_OF_EACH)],
        "stood_in_for": [
            {"name": one.name, "url": address(QueueFilter(officer=one.pk))}
            for one in stood_in_for(actor.employee or 0, today=today)
        ],
        "tasks": [_task(task, today) for task in my_tasks(actor, today=today)[:TASKS_SHOWN]],
        "approvals": [_approving(one, actor) for one in approvals_on_my_day(actor)[:TASKS_SHOWN]],
        "referrals": _referrals(actor, today),
        "contacts": waiting_contacts(actor).count(),
        "contacts_url": reverse("desk:contacts"),
        "reviews": [review_waiting(one) for one in reviews_to_do(actor)[:TASKS_SHOWN]],
        "checks": [check_waiting(one) for one in checks_to_do(actor)[:TASKS_SHOWN]],
        "quality_url": reverse("desk:quality"),
        "away_url": reverse("desk:away"),
        "reminders_url": reverse("desk:reminders"),
        "templates_url": reverse("desk:templates") if actor.units_for("case.write") else "",
        "orders_url": reverse("desk:delegations"),
        "free_url": address(QueueFilter(show="unassigned")),
        "queue_url": address(QueueFilter(show="mine")),
    }
    return render(request, "desk/my_day.html", page)


def _noted(note: Note) -> dict[str, Any]:
    return {
        "author": note.author.name,
        "at": note.written_at,
        "text": note.text,
        "number": note.case.number,
        "url": reverse("desk:case", args=[note.case.number]) + "#notes",
    }


def _task(task: Task, today: date) -> dict[str, Any]:
    return {
        "title": task.title,
        "number": task.case.number,
        "when": task_day(task),
        "late": is_late(task, today),
        "url": reverse("desk:case", args=[task.case.number]) + "#tasks",
    }


def _approving(one: Approval, actor: Actor) -> dict[str, Any]:
    """A decision that others wait for one to approve, or one's own that has been answered."""
    said = _("Godkänn ett beslut")
    if one.sent_by_id == actor.employee:
        said = _("Tillbakaskickat beslut") if one.sent_back_by else _("Godkänt beslut att fatta")
    return {
        "title": said,
        "number": one.case.number,
        "due": "",
        "late": False,
        "url": reverse("desk:approval", args=[one.case.number, one.pk]),
    }


def _referrals(actor: Actor, today: date) -> list[dict[str, Any]]:
    mine, ours = my_referrals(actor, today=today), referrals_to_units(actor)
    answered = [_answered(one, today) for one in mine[:TASKS_SHOWN]]
    return [*answered, *(_to_us(one, today) for one in ours[:TASKS_SHOWN])]


def _answered(one: Referral, today: date) -> dict[str, Any]:
    """An answer that has come in one's own case, or one that is late."""
    said = _("Svar från {name}") if one.answered_at else _("Inget svar från {name}")
    late = one.answered_at is None and one.answer_by < today
    return {
        "title": said.format(name=one.to_name),
        "number": one.case.number,
        "due": "" if one.answered_at else date_format(one.answer_by, "j F"),
        "late": late,
        "url": reverse("desk:case", args=[one.case.number]) + "#referrals",
    }


def _to_us(one: Referral, today: date) -> dict[str, Any]:
    """What one's own unit is asked."""
    return {
        "title": _("Yttra er till {unit}").format(
            unit=one.case.unit.name_in(get_language() or "sv")
        ),
        "number": one.case.number,
        "due": date_format(one.answer_by, "j F"),
        "late": one.answer_by < today,
        "url": reverse("desk:referral", args=[one.pk]),
    }


def _part(actor: Actor, show: str, title: str) -> dict[str, Any]:
    today = timezone.localdate()
    wanted = QueueFilter(show=show, officer=actor.employee)
    cases = list(cases_in_queue(actor, wanted, today=today)[: SHOWN_OF_EACH + 1])
    return {
        "title": title,
        "cases": [row(case, today) for case in cases[:SHOWN_OF_EACH]],
        "more_url": address(wanted) if len(cases) > SHOWN_OF_EACH else "",
    }


@never_cache
@staff
def board(request: HttpRequest) -> HttpResponse:
    """A column for each status; a card goes on by its button, as on the case's own page."""
    actor, today = actor_of(request), timezone.localdate()
    wanted = replace(_open_ones(chosen(request)), status="")
    columns = cases_on_board(actor, wanted, today=today, most=IN_COLUMN)
    page = {
        "title": _("Ärenden"),
        "ways": ways(wanted, "board"),
        "filters": filters(wanted, actor, "desk:board"),
        "columns": [_column(status, cases, wanted, actor) for status, cases in columns.items()],
    }
    return render(request, "desk/board.html", page)


def _column(status: Status, cases: list[Case], wanted: QueueFilter, actor: Actor) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "title": status.label,
        "cases": [
            row(case, today) | {"step": usual_step(case, actor)} for case in cases[:IN_COLUMN]
        ],
        "more_url": address(replace(wanted, status=status)) if len(cases) > IN_COLUMN else "",
    }


@never_cache
@staff
def calendar(request: HttpRequest) -> HttpResponse:
    """How much is due on each day of a month; a day leads into the list from there on."""
    actor, today = actor_of(request), timezone.localdate()
    wanted = _open_ones(chosen(request))
    first = _month(request, today)
    weeks = months.Calendar().monthdatescalendar(first.year, first.month)
    counts = due_by_day(actor, wanted, first=weeks[0][0], last=weeks[-1][-1], today=today)
    free = public_holidays(first.year)
    page = {
        "title": date_format(first, "F Y").capitalize(),
        "ways": ways(wanted, "calendar"),
        "filters": filters(wanted, actor, "desk:calendar"),
        "weeks": [
            {
                "number": week[0].isocalendar().week,
                "days": [_day(day, first, today, counts, wanted, free) for day in week],
            }
            for week in weeks
        ],
        "previous_url": _to_month(wanted, first - timedelta(days=1)),
        "next_url": _to_month(wanted, first + timedelta(days=32)),
    }
    return render(request, "desk/calendar.html", page)


def _open_ones(wanted: QueueFilter) -> QueueFilter:
    """What is closed stands neither on the board nor in the calendar."""
    return replace(wanted, show="open") if wanted.show in ("closed", "all") else wanted


def _month(request: HttpRequest, today: date) -> date:
    """The first day of the month in the address; of this month when it says none."""
    try:
        month = date.fromisoformat(f"{request.GET.get('manad', '')}-01")
    except ValueError:
        return today.replace(day=1)
    return month if date(2000, 1, 1) < month < date(2200, 1, 1) else today.replace(day=1)


def _to_month(wanted: QueueFilter, day: date) -> str:
    return address(wanted, "desk:calendar", manad=f"{day:%Y-%m}")


def _day(
    day: date,
    month: date,
    today: date,
    counts: dict[date, int],
    wanted: QueueFilter,
    free: frozenset[date],
) -> dict[str, Any]:
    count = counts.get(day, 0)
    return {
        "day": day.day,
        "label": date_format(day, "j F"),
        "count": count,
        "url": address(wanted, efter=f"{day},0") if count else "",
        "beside": day.month != month.month,
        "today": day == today,
        "late": bool(count) and day < today,
        "free": day.weekday() > 4 or day in free,
    }
