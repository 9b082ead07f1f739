"""Colleagues who are named in a note are told of it until they have opened the case."""

from collections.abc import Callable
from html import unescape
from uuid import UUID

import pytest
from django.test import Client

from tests.factories import NOON, a_case, an_employee
from torget.rooms.cases.actions import add_note, read_posts
from torget.rooms.cases.queries import my_mentions
from torget.rooms.cases.rules.mentions import mentioned
from torget.rooms.organisation.queries import colleagues

LENA = "lena.holm@solvik.example"


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("@Anna Berg titta", {1}),
        ("se (@anna berg), och @Omar Lind!", {1, 2}),
        ("@Anna Bergström", {3}),
        ("@Anna Bergs", set()),
        ("anna@anna berg", set()),
        ("Anna Berg", set()),
        ("", set()),
    ],
)
def test_a_whole_name_after_an_at_sign_is_a_mention(text: str, keys: set[int]) -> None:
    assert mentioned(text, {1: "Anna Berg", 2: "Omar Lind", 3: "Anna Bergström"}) == keys


def test_nobody_is_mentioned_where_nobody_works() -> None:
    assert mentioned("@Anna Berg", {}) == frozenset()


@pytest.mark.django_db
def test_a_colleague_at_the_unit_reads_it_on_my_day_until_the_case_is_opened(
    staff: Callable[..., Client],
) -> None:
    case, anna = a_case(), an_employee()
    other = next(
        one
        for one in colleagues(case.unit_id, today=NOON.date())
        if one.pk != anna.employee and "case.write" in an_employee(one.email).grants
    )
    text = f"@{other.name} @Lena Holm @Anna Berg: titta på fasaden."
    add_note(case, text, once=UUID(int=1), by=anna, at=NOON)
    add_note(case, text, once=UUID(int=1), by=anna, at=NOON)

    his = an_employee(other.email)
    assert [len(my_mentions(who)) for who in (his, anna, an_employee(LENA))] == [1, 0, 0]
    assert "titta på fasaden" in unescape(staff(other.email).get("/desk/min-dag/").text)
    read_posts(case, by=his, at=NOON)
    assert list(my_mentions(his)) == []
