"""Every page template draws from what its opening comment asks for, and nothing else.

A name missing from a context is an error in our engine, so drawing is the proof.
"""

import math
import re
from collections.abc import Iterator
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest
from django.http import HttpRequest
from django.template import TemplateDoesNotExist, TemplateSyntaxError
from django.template.loader import get_template
from django.test import RequestFactory
from django.utils import translation
from pytest_django import Settings

from tests.doors.samples import PAGES, SOLVIK
from torget.doors.ui import page
from torget.doors.ui.engine import MinijinjaTemplates
from torget.foundation.actor import NOBODY, Actor
from torget.foundation.municipality import serving

INLINE = re.compile(
    r"""<style | \sstyle= | \son\w+= | <script(?![^>]*(?:\ssrc=|type="application/json"))""", re.X
)
RESIDENT = Actor(id="person:7", name="Lova Strand", person=7)
OFFICER = Actor(id="employee:3", name="Maria Holm", employee=3)
DOORS = Path("src/torget/doors")

# Frames and pieces: drawn through the pages that use them.
PARTS = {
    "office/parts.html",
    "account/base_reauthenticate.html",
    "desk/lists.html",
    "desk/narrow.html",
    "desk/passkey.html",
    "studio/fields.html",
    "studio/pieces.html",
    "website/error.html",
    "website/pieces.html",
    "website/rights.html",
}


@pytest.fixture(autouse=True)
def _solvik(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Iterator[None]:
    """Solvik as the page frame keeps it, and static files by their plain names."""
    settings.STORAGES = {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    monkeypatch.setitem(page._known, ("demo", "sv"), (math.inf, page.Municipality(**SOLVIK)))
    with serving("demo"), translation.override("sv"):
        yield


def a_request(path: str = "/", actor: Actor = NOBODY) -> HttpRequest:
    request = RequestFactory().get(path)
    request.actor = actor
    return request


def who(name: str) -> Actor:
    door = name.partition("/")[0]
    return {
        "desk": OFFICER,
        "studio": OFFICER,
        "office": OFFICER,
        "portal": RESIDENT,
        "mfa": OFFICER,
    }.get(door, NOBODY)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_draws_with_what_its_comment_promises(name: str) -> None:
    template = get_template(name.partition("#")[0])

    drawn = template.render(dict(PAGES[name]), a_request(actor=who(name)))

    assert "None" not in re.sub(r"<[^>]*>", "", drawn)


def test_every_page_template_has_a_sample() -> None:
    pages = {
        path.relative_to(folder).as_posix()
        for door in ("website", "portal", "desk", "studio", "office")
        for folder in [DOORS / door / "templates"]
        for path in folder.rglob("*.*")
    }

    assert {name.partition("#")[0] for name in PAGES} | PARTS == pages | {"ui/doing.html"}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_keeps_to_the_content_policy(name: str) -> None:
    drawn = get_template(name.partition("#")[0]).render(dict(PAGES[name]), a_request())

    assert INLINE.findall(drawn) == []


@pytest.mark.parametrize("name", PAGES)
def test_headings_go_down_one_level_at_a_time(name: str) -> None:
    drawn = get_template(name.partition("#")[0]).render(dict(PAGES[name]), a_request())
    main = drawn.partition("<main")[2].partition("</main>")[0]
    levels = [int(level) for level in re.findall(r"<h([1-6])", main)]

    skipped = [(a, b) for a, b in pairwise(levels) if b > a + 1]
    assert skipped == []


def test_what_people_write_is_never_markup() -> None:
    sample = {**PAGES["website/search.html"], "query": "<script>alert(1)</script>"}

    drawn = get_template("website/search.html").render(sample, a_request())

    assert drawn.count("<script>alert") == 0
    assert 'value="&lt;script&gt;alert(1)&lt;&#x2f;script&gt;"' in drawn


def test_a_missing_value_names_the_template_and_the_line() -> None:
    with pytest.raises(TemplateSyntaxError, match=r"website/topic\.html, line \d+"):
        get_template("website/topic.html").render({"crumbs": []}, a_request())


def test_a_missing_template_is_left_to_the_next_engine() -> None:
    engine = MinijinjaTemplates({"NAME": "ours", "DIRS": [], "APP_DIRS": True, "OPTIONS": {}})

    with pytest.raises(TemplateDoesNotExist):
        engine.get_template("../settings.py")


def test_django_can_draw_its_error_page_without_a_request() -> None:
    drawn = get_template("500.html").render()

    assert "<h1>Något gick fel hos oss</h1>" in drawn


def test_the_other_language_is_the_same_page_under_en() -> None:
    request = RequestFactory().get("/sok/", {"q": "lov"})

    drawn = get_template("website/search.html").render(dict(PAGES["website/search.html"]), request)

    assert 'href="/en/sok/?q=lov" lang="en" hreflang="en">English</a>' in unescape(drawn)


def test_a_form_carries_the_token_that_guards_it() -> None:
    drawn = get_template("portal/login.html").render(dict(PAGES["portal/login.html"]), a_request())

    assert len(re.findall(r'name="csrfmiddlewaretoken" value="\w{64}"', drawn)) == 1


def test_an_error_link_leads_to_the_field_it_speaks_of() -> None:
    name = "portal/step.html#wrong"
    drawn = get_template("portal/step.html").render(dict(PAGES[name]), a_request())

    targets = re.findall(r'<li><a href="#(q-[\w-]+)"', drawn)
    ids = set(re.findall(r'<(?:input|textarea|select|button)[^>]*\sid="([^"]+)"', drawn))
    assert [target for target in targets if target not in ids] == []
    assert len(targets) == len(PAGES[name]["problems"])


def test_every_description_a_field_points_at_is_on_the_page() -> None:
    name = "portal/step.html#wrong"
    drawn = get_template("portal/step.html").render(dict(PAGES[name]), a_request())

    described = " ".join(re.findall(r'aria-describedby="([^"]+)"', drawn)).split()
    assert set(described) - set(re.findall(r'\sid="([^"]+)"', drawn)) == set()


def test_a_step_is_light() -> None:
    drawn = get_template("portal/step.html").render(dict(PAGES["portal/step.html"]), a_request())

    assert len(drawn.encode()) < 15_000
