"""What is to be done in a case."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.factories import NOON, a_case, a_sensitive_case, an_employee
from torget.foundation.actor import Forbidden
from torget.rooms.cases.actions import (
    CaseNotReady,
    add_task,
    close_case,
    finish_task,
    reopen_task,
    take_case,
)
from torget.rooms.cases.models import Case, Task
from torget.rooms.cases.process import facts_of
from torget.rooms.cases.queries import my_tasks, tasks_of
from torget.rooms.cases.terms import Obstacle
from torget.rooms.organisation.models import Employee

pytestmark = pytest.mark.django_db
OMAR = "omar.lind@solvik.example"
MAY_DAY = date(2026, 5, 1)


def adds(case: Case, title: str = "Ring grannen", **changes: Any) -> Task:
    facts = {
        "due_on": None, "officer": None, "once": uuid.uuid4(), "by": an_employee(), "at": NOON,
    }  # fmt: skip
    add_task(case, title, **(facts | changes))
    return Task.objects.latest("pk")


def titles(tasks: Any) -> list[str]:
    return [task.title for task in tasks]


def test_a_form_sent_twice_is_one_task() -> None:
    case, once = a_case(), uuid.uuid4()
    adds(case, once=once)
    adds(case, once=once)
    assert titles(tasks_of(case)) == ["Ring grannen"]


def test_what_is_left_stands_first_by_its_day_and_what_is_done_last() -> None:
    case = a_case()
    done = adds(case, "Mät")
    adds(case, "Någon gång")
    adds(case, "Sen", due_on=date(2026, 5, 2))
    adds(case, "Snart", due_on=date(2026, 4, 2))
    finish_task(done, by=an_employee(), at=NOON)
    assert titles(tasks_of(case)) == ["Snart", "Sen", "Någon gång", "Mät"]


def test_a_case_with_something_left_to_do_is_not_closed() -> None:
    case = a_case(kind="notification")
    task = adds(case)
    with pytest.raises(CaseNotReady) as refused:
        close_case(case, by=an_employee(), at=NOON)
    assert refused.value.obstacles == [Obstacle.OPEN_TASKS]
    finish_task(task, by=an_employee(), at=NOON)
    close_case(case, by=an_employee(), at=NOON)
    with pytest.raises(CaseNotReady) as refused:
        reopen_task(task, by=an_employee(), at=NOON)
    assert refused.value.obstacles == [Obstacle.CLOSED]
    with pytest.raises(CaseNotReady):
        adds(case)


def test_done_and_not_done_after_all() -> None:
    task = adds(a_case())
    finish_task(task, by=an_employee(), at=NOON)
    finish_task(task, by=an_employee(OMAR), at=NOON + timedelta(days=1))
    task.refresh_from_db()
    assert (task.done_by, task.done_at) == ("Anna Berg", NOON)
    reopen_task(task, by=an_employee(), at=NOON)
    task.refresh_from_db()
    assert (task.done_by, task.done_at) == ("", None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=task.pk).update(done_at=NOON)


def test_my_tasks_are_those_given_to_me_and_nobody_s_in_my_cases() -> None:
    case, omar = a_case(), Employee.objects.get(email=OMAR)
    take_case(case, by=an_employee(), at=NOON)
    adds(case, "Nobody's")
    adds(case, "Omar's", officer=omar)
    assert titles(my_tasks(an_employee(), today=MAY_DAY)) == ["Nobody's"]
    assert titles(my_tasks(an_employee(OMAR), today=MAY_DAY)) == ["Omar's"]


def test_a_task_is_for_those_who_may_write_in_the_case_and_given_to_one_of_the_unit() -> None:
    with pytest.raises(Forbidden):
        adds(a_sensitive_case())
    lena = Employee.objects.get(email="lena.holm@solvik.example")
    with pytest.raises(Forbidden):
        adds(a_case(), officer=lena)
    task = adds(a_sensitive_case(), by=an_employee("lena.holm@solvik.example"))
    with pytest.raises(Forbidden):
        finish_task(task, by=an_employee(), at=NOON)
    assert titles(my_tasks(an_employee(), today=MAY_DAY)) == []


def test_what_follows_up_hinders_nothing_and_comes_up_on_its_day_in_a_closed_case() -> None:
    case = a_case(kind="notification")
    take_case(case, by=an_employee(), at=NOON)
    task = adds(case, "Slutsyn", due_on=MAY_DAY, follows_up=True)
    assert facts_of(case, at=NOON).open_tasks == 0
    close_case(case, by=an_employee(), at=NOON)
    adds(case, "Efterkontroll", due_on=MAY_DAY + timedelta(days=1), follows_up=True)

    days = [MAY_DAY - timedelta(days=1), MAY_DAY, MAY_DAY + timedelta(days=1)]
    assert [titles(my_tasks(an_employee(), today=day)) for day in days] == [
        [], ["Slutsyn"], ["Slutsyn", "Efterkontroll"],
    ]  # fmt: skip
    finish_task(task, by=an_employee(), at=NOON)
    assert titles(my_tasks(an_employee(), today=days[2])) == ["Efterkontroll"]
    reopen_task(task, by=an_employee(), at=NOON)
    assert titles(my_tasks(an_employee(), today=MAY_DAY)) == ["Slutsyn"]


def test_in_an_open_case_too_it_comes_up_first_on_its_day() -> None:
    case = a_case()
    take_case(case, by=an_employee(), at=NOON)
    adds(case, "Slutsyn", due_on=MAY_DAY, follows_up=True)
    assert titles(my_tasks(an_employee(), today=MAY_DAY - timedelta(days=1))) == []
    assert titles(my_tasks(an_employee(), today=MAY_DAY)) == ["Slutsyn"]


def test_what_follows_up_has_a_day() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        adds(a_case(), follows_up=True)
