"""Nobody is shut out: no fault that a machine can find, on any page, in any guise."""

from __future__ import annotations

from tests.browser.faults import Inspector
from tests.browser.people import People
from tests.browser.tour_desk import WholeTour

PAGES = 115  # at least so many are looked at, so that the tour does not shrink unseen


def test_no_page_has_a_fault_that_axe_finds(people: People) -> None:
    inspector = Inspector()
    WholeTour(people, inspector).everything()
    assert "\n".join(inspector.faults) == ""
    assert len(set(inspector.seen)) >= PAGES
