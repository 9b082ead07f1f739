"""Nobody is shut out: no fault that a machine can find, on any page, in any guise."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.faults import Inspector
from tests.browser.people import People
from tests.browser.tour_desk import WholeTour


def part(of_tour: Callable[[WholeTour], None], pages: int) -> object:
    """A part of the tour that runs beside the others, and how many pages it passes at least, so
    that it does not shrink unseen.
    """
    name = of_tour.__name__
    return pytest.param(of_tour, pages, id=name, marks=pytest.mark.xdist_group(name))


@pytest.mark.parametrize(
    ("walk", "pages"),
    [
        part(WholeTour.many_doors, 60),
        part(WholeTour.one_case, 60),
        part(WholeTour.in_studio, 30),
        part(WholeTour.meeting, 24),
        part(WholeTour.together, 30),
        part(WholeTour.by_table, 31),
    ],
)
def test_no_page_has_a_fault_that_axe_finds(
    walk: Callable[[WholeTour], None], pages: int, people: People
) -> None:
    inspector = Inspector()
    walk(WholeTour(people, inspector))
    assert "\n".join(inspector.faults) == ""
    assert len(set(inspector.seen)) >= pages
