"""Identity numbers as people write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from torget.foundation.identity_numbers import (
    IdentityNumber,
    Kind,
    NotAnIdentityNumber,
    OrganisationNumber,
)

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    "written",
    [
        "198803202384",
        "19880320-2384",
        "8803202384",
        "880320-2384",
        " 19880320 2384 ",
        "880320 - 2384",
        "880320\u20132384",  # an en dash, as text programs like to put it
        "880320\u00a02384",  # a space that does not break
    ],
)
def test_every_way_to_write_a_number_gives_the_same_twelve_digits(written: str) -> None:
    assert IdentityNumber.read(written, today=TODAY).digits == "198803202384"


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("240130-2381", "202401302381"),
        ("240130+2381", "192401302381"),
        ("260302-9808", "202603029808"),  # born today
        ("260303-9807", "192603039807"),  # nobody is born tomorrow
        ("260303+9807", "192603039807"),  # turns 100 this year
    ],
)
def test_the_century_is_the_latest_that_fits(written: str, digits: str) -> None:
    assert IdentityNumber.read(written, today=TODAY).digits == digits


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", "shape"),
        ("Maja", "shape"),
        ("880320-238", "shape"),
        ("1988-03-20-2384", "shape"),
        ("880320--2384", "shape"),
        ("\u0661\u06698803202384", "shape"),  # Arabic digits for 19
        ("\u0668\u0668\u0660\u0663\u0662\u0660\u0662\u0663\u0668\u0664", "shape"),
        ("880320-2385", "digit"),
        ("881320-2382", "date"),
        ("880230-2383", "date"),
        ("880360-2385", "date"),
        ("20880320-2384", "future"),
    ],
)
def test_what_is_no_number_says_why(written: str, reason: str) -> None:
    with pytest.raises(NotAnIdentityNumber) as refusal:
        IdentityNumber.read(written, today=TODAY)
    assert refusal.value.reason == reason


def test_a_coordination_number_has_the_day_of_birth_plus_sixty() -> None:
    number = IdentityNumber.read("850975-2393", today=TODAY)

    assert (number.digits, number.kind, number.born_on) == (
        "198509752393",
        Kind.COORDINATION,
        date(1985, 9, 15),
    )


@pytest.mark.parametrize(
    ("day", "age"), [(date(2026, 3, 19), 37), (date(2026, 3, 20), 38), (date(2026, 3, 21), 38)]
)
def test_age_grows_on_the_birthday(day: date, age: int) -> None:
    assert IdentityNumber("198803202384").age(day) == age


def test_no_traceback_or_log_shows_the_number() -> None:
    number = IdentityNumber("198803202384")

    assert (repr(number), f"{[number]}") == ("<personnummer>", "[<personnummer>]")


@given(
    born_on=st.dates(TODAY - timedelta(days=36_000), TODAY),
    serial=st.sampled_from([238, 239, *range(980, 1000)]),
    is_coordination=st.booleans(),
)
def test_what_is_written_reads_back_as_the_same(
    born_on: date, serial: int, is_coordination: bool
) -> None:
    day = born_on.day + (60 if is_coordination else 0)
    nine = f"{born_on:%y%m}{day:02}{serial}"
    number = IdentityNumber(f"{born_on:%Y}"[:2] + nine + luhn.calc_check_digit(nine))

    assert IdentityNumber.read(number.written(TODAY), today=TODAY) == number
    assert number.born_on == born_on


@pytest.mark.parametrize("written", ["212000-0001", "2120000001", "16212000-0001", "212000 0001"])
def test_every_way_to_write_an_organisation_number_is_read(written: str) -> None:
    assert str(OrganisationNumber.read(written)) == "212000-0001"


@pytest.mark.parametrize(
    "written",
    [
        "",
        "212000-0000",
        "211000-0000",
        "\u0662\u0661\u0662\u0660\u0660\u0660\u0660\u0660\u0660\u0660",
    ],
)
def test_what_is_no_organisation_number_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="not an organisation number"):
        OrganisationNumber.read(written)
