"""How dates, numbers, sizes and authored texts look."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from torget.doors.ui.engine import translate, translate_number
from torget.doors.ui.formats import (
    date_long,
    date_short,
    datetime_short,
    markdown_safe,
    number,
    size,
    time,
)

NOON = datetime(2026, 11, 22, 11, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("sv", ("22 november 2026", "22 november 2026 kl. 12.05", "12.05", "2026-11-22")),
        ("en", ("22 November 2026", "22 November 2026 at 12:05", "12:05", "2026-11-22")),
    ],
)
def test_moments_are_told_in_local_time_and_the_readers_language(
    language: str, expected: tuple[str, ...]
) -> None:
    with translation.override(language):
        told = (date_long(NOON), datetime_short(NOON), time(NOON), date_short(NOON))

    assert told == expected


def test_a_moment_whose_hour_is_not_known_is_a_day() -> None:
    stockholm = ZoneInfo("Europe/Stockholm")
    assert datetime_short(datetime(2026, 3, 2, tzinfo=stockholm)) == "2 mars 2026"
    assert datetime_short(datetime(2026, 3, 2, 0, 1, tzinfo=stockholm)) == "2 mars 2026 kl. 00.01"


def test_a_day_is_the_same_day_everywhere() -> None:
    assert date_long(date(2027, 1, 1)) == "1 januari 2027"


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (0, "0\N{NO-BREAK SPACE}B"),
        (999, "999\N{NO-BREAK SPACE}B"),
        (1000, "1\N{NO-BREAK SPACE}kB"),
        (830_400, "830\N{NO-BREAK SPACE}kB"),
        (999_999, "1\N{NO-BREAK SPACE}MB"),
        (1_430_000, "1,4\N{NO-BREAK SPACE}MB"),
        (52_000_000, "52\N{NO-BREAK SPACE}MB"),
        (7_250_000_000_000, "7250\N{NO-BREAK SPACE}GB"),
    ],
)
def test_a_size_is_told_in_the_unit_that_fits(count: int, expected: str) -> None:
    assert size(count) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(12345, "12\N{NO-BREAK SPACE}345"), (2.5, "2,5"), (Decimal("0.50"), "0,5")],
)
def test_numbers_are_written_as_swedes_write_them(value: int, expected: str) -> None:
    assert number(value) == expected


def test_authored_text_keeps_its_structure() -> None:
    assert markdown_safe("Skriv *vad*.\n\n- ett\n- två\n") == (
        "<p>Skriv <em>vad</em>.</p>\n<ul>\n<li>ett</li>\n<li>två</li>\n</ul>\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[klicka](javascript:alert(1))",
        "<img src=x onerror=alert(1)>",
        '<a href="https://solvik.example" onclick="alert(1)">',
        "![bild](https://solvik.example/spion.png)",
    ],
)
def test_authored_text_brings_no_scripts_and_no_pictures(text: str) -> None:
    drawn = str(markdown_safe(text))

    forbidden = ("<script", "<img", 'href="javascript', "<a href")
    assert [mark for mark in forbidden if mark in drawn] == []


def test_a_value_is_put_where_its_name_stands() -> None:
    assert translate("Steg {number} av {total}", number=2, total=9) == "Steg 2 av 9"


def test_a_text_without_values_may_hold_braces() -> None:
    assert translate("Skriv {så här}") == "Skriv {så här}"


def test_one_and_many_are_told_apart() -> None:
    told = [translate_number("{count} ärende", "{count} ärenden", count) for count in (0, 1, 2)]

    assert told == ["0 ärenden", "1 ärende", "2 ärenden"]
