"""What a system must have, when it is in doubt, and what is near it."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

import pytest

from torget.rooms.systems.rules import (
    CONFIRMED_FOR,
    Overlap,
    Standing,
    asks_again,
    doubts,
    downstream,
    missing,
    notice_on,
    overlaps,
    reached,
    system_class,
)
from torget.rooms.systems.terms import (
    Doubt,
    HostingModel,
    Lifecycle,
    Missing,
    RoleKey,
    Scope,
)

TODAY = date(2026, 11, 23)
WHOLE = Standing(
    lifecycle=Lifecycle.OPERATION,
    hosting=HostingModel.SHARED,
    scope=Scope.OWN,
    roles=frozenset(
        {
            RoleKey.OWNER.value,
            RoleKey.MANAGER.value,
            RoleKey.OPERATIONS_LOCAL.value,
            RoleKey.OPERATIONS_SUPPLIER.value,
        }
    ),
    types=2,
    unclassified=0,
    is_personal=True,
    has_contract=True,
    has_processing=True,
    connections=0,
    retire_on=None,
    data_after="",
    confirmed_on=TODAY,
)


def test_the_class_is_the_worst_of_each_aspect() -> None:
    assert system_class([(1, 3, 2, 0), (2, 1, 2, 4)]) == (2, 3, 2, 4)
    assert system_class([]) is None


def test_everything_that_is_missing_is_said_at_once() -> None:
    bare = replace(WHOLE, roles=frozenset(), types=0, has_contract=False, has_processing=False)

    assert missing(WHOLE, Lifecycle.OPERATION) == []
    assert missing(bare, Lifecycle.OPERATION) == [
        Missing.OWNER,
        Missing.MANAGER,
        Missing.OPERATIONS_LOCAL,
        Missing.OPERATIONS_SUPPLIER,
        Missing.INFORMATION,
        Missing.CONTRACT,
        Missing.PROCESSING,
    ]
    assert missing(replace(bare, scope=Scope.EXCLUDED), Lifecycle.OPERATION) == []


@pytest.mark.parametrize(
    ("hosting", "lacking"),
    [
        (HostingModel.OWN, [Missing.OPERATIONS_LOCAL]),
        (HostingModel.SUPPLIER, [Missing.OPERATIONS_SUPPLIER]),
        (HostingModel.CLOUD, [Missing.OPERATIONS_SUPPLIER]),
        (HostingModel.SHARED, [Missing.OPERATIONS_LOCAL, Missing.OPERATIONS_SUPPLIER]),
    ],
)
def test_who_must_answer_for_operation_depends_on_who_runs_it(
    hosting: HostingModel, lacking: list[Missing]
) -> None:
    led = frozenset({RoleKey.OWNER.value, RoleKey.MANAGER.value})

    assert missing(replace(WHOLE, hosting=hosting, roles=led), Lifecycle.OPERATION) == lacking


def test_a_system_is_retired_when_its_information_is_taken_care_of_and_nothing_hangs_on_it() -> (
    None
):
    held = replace(WHOLE, connections=1)

    assert missing(held, Lifecycle.RETIRED) == [Missing.DATA_AFTER, Missing.INTEGRATIONS]
    assert missing(replace(WHOLE, data_after="Gallras."), Lifecycle.RETIRED) == []
    assert missing(replace(held, lifecycle=Lifecycle.IDEA), Lifecycle.RETIRED) == []


def test_each_reason_for_doubt_is_told_apart() -> None:
    assert doubts(WHOLE, today=TODAY) == []
    assert doubts(replace(WHOLE, retire_on=TODAY), today=TODAY) == [Doubt.DATES]
    assert doubts(replace(WHOLE, has_contract=False), today=TODAY) == [Doubt.CONTRACT]
    assert doubts(replace(WHOLE, types=0), today=TODAY) == [Doubt.LIFECYCLE]
    assert doubts(replace(WHOLE, confirmed_on=None), today=TODAY) == [Doubt.UNCONFIRMED]
    retired = replace(WHOLE, lifecycle=Lifecycle.RETIRED, types=0, confirmed_on=None)
    assert doubts(retired, today=TODAY) == []


@pytest.mark.parametrize(("days", "found"), [(0, []), (1, [Doubt.UNCONFIRMED])])
def test_the_seal_breaks_the_day_after_a_year(days: int, found: list[Doubt]) -> None:
    confirmed = TODAY - CONFIRMED_FOR - timedelta(days=days)

    assert doubts(replace(WHOLE, confirmed_on=confirmed), today=TODAY) == found


@pytest.mark.parametrize(
    ("ends", "months", "last"),
    [
        (date(2027, 1, 1), 3, date(2026, 10, 1)),
        (date(2027, 5, 31), 3, date(2027, 2, 28)),
        (date(2027, 12, 31), 0, date(2027, 12, 31)),
        (date(2027, 1, 15), 24, date(2025, 1, 15)),
        (None, 3, None),
    ],
)
def test_notice_is_given_so_many_months_before_the_end(
    ends: date | None, months: int, last: date | None
) -> None:
    assert notice_on(ends, months) == last


def test_what_is_near_is_found_in_either_direction_step_by_step() -> None:
    links = [("a", "b"), ("c", "b"), ("c", "d")]

    def links_of(nodes: Collection[str]) -> list[tuple[str, str]]:
        return [link for link in links if link[0] in nodes or link[1] in nodes]

    assert reached("a", links_of, depth=1) == ({"a": 0, "b": 1}, [("a", "b")])
    assert reached("a", links_of, depth=2) == (
        {"a": 0, "b": 1, "c": 2},
        [("a", "b"), ("c", "b")],
    )


def test_links_between_what_is_as_far_away_are_there_too() -> None:
    ring = [("a", "b"), ("b", "c"), ("c", "a")]

    assert reached("a", lambda _nodes: ring, depth=1) == ({"a": 0, "b": 1, "c": 1}, ring)


def test_an_outage_goes_where_the_information_goes_also_in_a_ring() -> None:
    assert downstream(1, [(1, 2), (2, 3), (3, 1), (4, 1)]) == {2, 3}


def test_systems_are_alike_by_purpose_or_by_half_of_what_they_hold() -> None:
    holds = {1: {10, 11}, 2: {10, 11, 12}, 3: {12, 13, 14}, 4: set()}
    purposes = {1: "Bokar", 2: "Räknar", 3: "Kör", 4: " bokar "}

    assert overlaps(holds, purposes) == [
        Overlap(first=1, second=4, shared=0, same_purpose=True),
        Overlap(first=1, second=2, shared=2, same_purpose=False),
    ]


def test_a_type_that_almost_every_system_holds_makes_none_of_them_alike() -> None:
    assert overlaps({key: {1} for key in range(20)}, {}) == []


@pytest.mark.parametrize(
    ("days_left", "reminded", "again"),
    [
        (8, None, False),
        (7, None, True),
        (3, 7, False),
        (0, 7, False),
        (-1, 7, True),
        (-9, -1, False),
    ],
)
def test_owners_are_reminded_a_week_before_and_once_when_the_day_is_past(
    days_left: int, reminded: int | None, again: bool
) -> None:
    due_on = TODAY + timedelta(days=days_left)
    when = None if reminded is None else due_on - timedelta(days=reminded)

    assert asks_again(due_on, when, today=TODAY) == again
