"""What is to be done in a case, as its page and the officer's day show it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from torget.doors.ui.formats import date_long
from torget.rooms.cases.queries import tasks_of
from torget.rooms.cases.terms import Status

if TYPE_CHECKING:
    from datetime import date

    from torget.foundation.actor import Actor
    from torget.rooms.cases.models import Case, Task


def to_do(case: Case, actor: Actor, *, today: date) -> dict[str, Any]:
    """The tasks of the case; a closed one has only what follows up to change and add."""
    writes, is_closed = actor.may("case.write", unit=case.unit_id), case.status == Status.CLOSED
    add = _("Bevaka ärendet") if is_closed else _("Lägg till en uppgift")
    return {
        "tasks": [
            _shown(case, task, today, changes=writes and (task.follows_up or not is_closed))
            for task in tasks_of(case)
        ],
        "add_task_url": reverse("desk:add_task", args=[case.number]) if writes else "",
        "add_task": add,
    }


def _shown(case: Case, task: Task, today: date, *, changes: bool) -> dict[str, Any]:
    about = [task_day(task), task.officer.name if task.officer else ""]
    done = _("Klart: {name}").format(name=task.done_by) if task.done_at else ""
    return {
        "title": task.title,
        "about": done or ", ".join(one for one in about if one),
        "done": bool(done),
        "late": not done and is_late(task, today),
        "url": reverse("desk:task", args=[case.number, task.pk]) if changes else "",
    }


def task_day(task: Task) -> str:
    """Its day in words: the last one, or when it comes up; nothing when it has none."""
    if task.due_on is None:
        return ""
    said = _("bevakas från {day}") if task.follows_up else _("senast {day}")
    return said.format(day=date_long(task.due_on))


def is_late(task: Task, today: date) -> bool:
    """Whether its last day has gone; what follows up has none."""
    return not task.follows_up and task.due_on is not None and task.due_on < today
