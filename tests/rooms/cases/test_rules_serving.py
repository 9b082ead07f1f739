"""When someone is served, by each of the ways."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from torget.rooms.cases.rules import faults_of_serving, served_on
from torget.rooms.cases.terms import ServingFault, Way

SENT = date(2026, 3, 2)
NEXT = date(2026, 3, 3)
LATER = date(2026, 3, 9)


def when(way: Way, second: date | None = None, confirmed: date | None = None) -> date | None:
    return served_on(way, sent_on=SENT, second_sent_on=second, confirmed_on=confirmed)


@pytest.mark.parametrize("way", [Way.MY_PAGES, Way.ORDINARY])
def test_delgivningslagen_16_18_served_the_day_it_was_received(way: Way) -> None:
    assert (when(way), when(way, confirmed=LATER)) == (None, LATER)


def test_delgivningslagen_19_20_by_telephone_the_document_is_sent_after_the_call() -> None:
    assert (when(Way.TELEPHONE), when(Way.TELEPHONE, confirmed=SENT)) == (None, SENT)
    assert when(Way.TELEPHONE, confirmed=NEXT) is None  # sent before the call


def test_delgivningslagen_22_26_two_weeks_after_the_second_letter() -> None:
    assert when(Way.SIMPLIFIED, second=NEXT) == date(2026, 3, 17)
    assert (when(Way.SIMPLIFIED), when(Way.SIMPLIFIED, second=SENT)) == (None, None)


def test_delgivningslagen_27_30_a_company_two_weeks_after_the_message() -> None:
    assert (when(Way.SPECIAL, second=NEXT), when(Way.SPECIAL)) == (date(2026, 3, 17), None)


def test_delgivningslagen_31_46_the_day_it_was_handed_over() -> None:
    assert (when(Way.IN_PERSON), when(Way.IN_PERSON, confirmed=LATER)) == (None, LATER)


@pytest.mark.parametrize(
    ("published_on", "expected"),
    [
        (None, None),
        (date(2026, 3, 12), date(2026, 3, 16)),  # the tenth day
        (date(2026, 3, 13), None),
        (date(2026, 3, 1), None),
    ],
)
def test_delgivningslagen_47_51_two_weeks_after_it_was_decided_if_published(
    published_on: date | None, expected: date | None
) -> None:
    assert when(Way.NOTICE, second=published_on) == expected


@given(
    st.sampled_from(Way),
    st.dates(date(2024, 1, 1), date(2032, 12, 31)),
    st.integers(-40, 40),
    st.integers(-40, 40),
)
def test_nobody_is_served_before_it_was_done_or_by_what_is_wrong(
    way: Way, sent: date, second: int, confirmed: int
) -> None:
    stated = {
        "sent_on": sent,
        "second_sent_on": sent + timedelta(days=second),
        "confirmed_on": sent + timedelta(days=confirmed),
    }
    found = served_on(way, **stated)
    faults = faults_of_serving(way, **stated, today=sent + timedelta(days=60))
    first = min(stated["sent_on"], stated["confirmed_on"]) if way == Way.TELEPHONE else sent
    assert bool(faults) or (found is not None and found >= first)


@pytest.mark.parametrize(
    ("way", "days", "faults"),
    [
        (Way.ORDINARY, {}, {}),
        (Way.ORDINARY, {"confirmed_on": date(2026, 3, 1)}, {"confirmed_on": "before_sent"}),
        (Way.ORDINARY, {"confirmed_on": date(2026, 4, 2)}, {"confirmed_on": "future"}),
        (Way.SIMPLIFIED, {"second_sent_on": SENT}, {"second_sent_on": "same_day"}),
        (Way.NOTICE, {"second_sent_on": date(2026, 3, 20)},
         {"second_sent_on": "not_within_ten_days"}),
        (Way.TELEPHONE, {"confirmed_on": NEXT}, {"sent_on": "sent_before_call"}),
    ],
)  # fmt: skip
def test_what_cannot_be_right_is_said_at_its_field(
    way: Way, days: dict[str, date], faults: dict[str, str]
) -> None:
    none: dict[str, date | None] = {"second_sent_on": None, "confirmed_on": None}
    found = faults_of_serving(way, sent_on=SENT, today=date(2026, 4, 1), **(none | days))
    assert found == {field: ServingFault(fault) for field, fault in faults.items()}
