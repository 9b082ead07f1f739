"""The municipality's own colour and arms: readable whatever the colour, and fetched once."""

import json
import math
import re
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from django.utils import translation
from hypothesis import example, given
from hypothesis import strategies as st
from pytest_django import Settings

from torget.doors.ui import page
from torget.doors.ui.look import TEXT, contrast, shade, stylesheet
from torget.rooms.organisation.models import Municipality
from torget.rooms.organisation.terms import TORGETS_COLOUR

TOKENS = Path("src/torget/doors/ui/assets/css/tokens.css").read_text("utf-8")
CONTROL = 3  # WCAG 1.4.11: the edge of a control on its ground
# What stands on what, in tokens of tokens.css.
TEXTS = [
    *(("on-brand", ground) for ground in ("brand", "brand-hover", "brand-active")),
    *((link, ground) for link in ("link", "link-hover") for ground in ("paper", "surface", "tint")),
    ("link", "tint-strong"),
    *((text, "deep") for text in ("on-deep", "on-deep-soft", "sun")),
]
EDGES = [("brand", ground) for ground in ("paper", "surface", "tint", "tint-strong")]
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def tokens(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,6});", css))


def colour(text: str) -> tuple[int, int, int]:
    digits = text.removeprefix("#")
    red, green, blue = bytes.fromhex(digits if len(digits) == 6 else "".join(d * 2 for d in digits))
    return red, green, blue


def by_day_and_by_night(css: str) -> tuple[dict[str, str], dict[str, str]]:
    day, night = re.split(r"@media [^{]*prefers-color-scheme:\s*dark", css, maxsplit=1)
    return tokens(day), tokens(day) | tokens(night)


def too_faint(shades: Mapping[str, str]) -> list[tuple[str, str, float]]:
    return [
        (text, ground, contrast(colour(shades[text]), colour(shades[ground])))
        for pairs, least in ((TEXTS, TEXT), (EDGES, CONTROL))
        for text, ground in pairs
        if contrast(colour(shades[text]), colour(shades[ground])) < least
    ]


@given(COLOURS)
@example("#000000")
@example("#ffffff")
@example("#ffd500")
@example("#767676")
def test_everything_can_be_read_whatever_the_colour(given: str) -> None:
    for ours, theirs in zip(
        by_day_and_by_night(TOKENS), by_day_and_by_night(stylesheet(given)), strict=True
    ):
        assert too_faint(ours | theirs) == []


def test_a_ground_that_is_too_light_is_found_by_the_test_above() -> None:
    day, _ = by_day_and_by_night(TOKENS)

    assert [pair[:2] for pair in too_faint(day | {"deep": "#777777"})] == [
        ("on-deep", "deep"), ("on-deep-soft", "deep"), ("sun", "deep"),
    ]  # fmt: skip


@given(COLOURS)
def test_a_colour_that_carries_white_text_is_used_as_it_is(given: str) -> None:
    day, _ = by_day_and_by_night(stylesheet(given))

    carries = contrast(colour(given), (255, 255, 255)) >= TEXT
    assert (day["brand"] == given) is carries


@given(COLOURS, st.floats(1, 21))
def test_a_shade_is_as_dark_as_asked(given: str, darkness: float) -> None:
    reached = contrast(shade(colour(given), darkness), (255, 255, 255))

    assert reached == pytest.approx(darkness, rel=0.05)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21), ("#767676", "#ffffff", 4.54), ("#ffffff", "#ffffff", 1)],
)
def test_contrast_is_that_of_the_guidelines(one: str, other: str, ratio: float) -> None:
    assert contrast(colour(one), colour(other)) == pytest.approx(ratio, abs=0.005)


def test_torgets_colour_is_that_of_the_style_sheet() -> None:
    assert tokens(TOKENS.partition("@media")[0])["brand"] == TORGETS_COLOUR


@pytest.fixture
def fresh_frame(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(page, "_known", {})
    with translation.override("sv"):
        yield


@pytest.fixture
def red(db: None, fresh_frame: None) -> None:
    Municipality.objects.update(colour="#8a1538")


def drawn(site: Client, address: str) -> str:
    return unescape(site.get(address).content.decode())


def sheets(site: Client, address: str) -> list[str]:
    return re.findall(r'rel="stylesheet" href="([^"]+)"', drawn(site, address))


def test_torgets_own_colour_costs_no_request(site: Client, fresh_frame: None) -> None:
    assert sheets(site, "/") == ["/static/vendor/torget.css"]


def test_an_own_colour_is_one_sheet_for_both_languages_kept_for_good(
    site: Client, red: None
) -> None:
    swedish, english = sheets(site, "/"), sheets(site, "/en/")

    answer = site.get(swedish[1])

    assert swedish == english
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert (answer.has_header("Vary"), answer.cookies) == (False, {})
    assert "--brand:#8a1538;" in answer.content.decode()


def test_an_address_from_before_the_change_gives_the_new_colours_unkept(
    site: Client, red: None
) -> None:
    answer = site.get("/utseende/000000000000.css")

    assert answer.content.decode() == stylesheet("#8a1538")
    assert answer.headers["Cache-Control"] == "no-cache"


def test_arms_are_shown_when_there_are_any(site: Client, fresh_frame: None) -> None:
    assert drawn(site, "/").count('src="/static/look/solvik.svg"') == 1


def test_arms_that_were_never_collected_are_not_pointed_at(
    settings: Settings, tmp_path: Path
) -> None:
    collected = {"version": "1.1", "hash": "", "paths": {"look/solvik.svg": "look/solvik.1a2b.svg"}}
    (tmp_path / "staticfiles.json").write_text(json.dumps(collected))
    settings.STORAGES = {
        "staticfiles": {
            "BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage",
            "OPTIONS": {"location": tmp_path},
        }
    }

    assert page._logo("solvik") == "/static/look/solvik.1a2b.svg"
    assert page._logo("bergvik") == ""


def test_without_arms_the_name_stands_alone(site: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    nameless = page.Municipality(name="Bergviks kommun")
    monkeypatch.setitem(page._known, ("demo", "sv"), (math.inf, nameless))

    sign = re.search(r'<a class="sign".*?</a>', drawn(site, "/"))

    assert sign is not None
    assert re.sub(r"<(?!img)[^>]*>", "", sign[0]) == "Bergviks kommun"
