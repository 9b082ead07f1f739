"""Axe from the command line: the same pages and the same outcome as in the builder's browser."""

import pytest
from typer.testing import CliRunner

from tests.factories import NOON
from tests.rooms.eservices.inspected import KIM
from tests.rooms.eservices.texts import PERSONAS, SOURCE
from torget.doors.console.commands import app
from torget.rooms.eservices.actions import begin_service
from torget.rooms.eservices.models import Inspection
from torget.rooms.eservices.terms import ServiceTexts

pytestmark = pytest.mark.django_db


def inspect(source: str = SOURCE) -> tuple[int, list[str]]:
    begin_service("cykelstall", ServiceTexts(source, PERSONAS), by=KIM, at=NOON)
    words = ["service", "accessibility", "cykelstall"]
    done = CliRunner().invoke(app, words, terminal_width=200, catch_exceptions=False)
    return done.exit_code, done.output.splitlines()


def test_every_page_is_looked_at_and_the_outcome_is_kept() -> None:
    assert inspect() == (0, ["4 sidor är granskade."])
    assert Inspection.objects.values_list("sights", "faults", "made_by").get() == (4, [], "Torget")


def test_a_link_that_says_nothing_is_found_told_and_kept() -> None:
    empty = "intro: {sv: 'Se [](https://solvik.example).', en: See the site.}"
    source = SOURCE.replace(
        "    title: {sv: Beskrivning, en: Description}",
        f"    title: {{sv: Beskrivning, en: Description}}\n    {empty}",
    )

    said = "  Steget ”Beskrivning”: En länk har ingen text."
    assert inspect(source) == (1, ["4 sidor är granskade.", said])
    fault = {"step": "description", "question": "", "rule": "link-name"}
    assert Inspection.objects.get().faults == [fault]


def test_a_word_that_browsers_do_not_know_is_found_at_its_question() -> None:
    source = SOURCE.replace("type: long_text", "type: text\n        autocomplete: favourite-colour")

    said = (
        "  Steget ”Beskrivning”, frågan ”Beskriv platsen”: ”autocomplete” har ett ord som "
        "webbläsare inte förstår."
    )
    assert inspect(source) == (1, ["4 sidor är granskade.", said])


def test_without_a_browser_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TORGET_CHROMIUM", "/finns/inte")

    code, said = inspect()
    assert (code, said[0]) == (
        1,
        "Granskningen behöver en webbläsare. Installera Playwright och Chromium:",
    )
    assert Inspection.objects.count() == 0


def test_what_is_not_written_or_has_faults_is_not_looked_at() -> None:
    assert inspect("key: x") == (1, ["Texten har fel. Rätta dem först: torget service test."])
    done = CliRunner().invoke(app, ["service", "accessibility", "annan"])
    assert (done.exit_code, done.output) == (1, "Ingen tjänst annan skrivs i studion.\n")
