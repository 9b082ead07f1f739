"""Giving a service to someone else, and taking one in."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from typer.testing import CliRunner

from tests.rooms.eservices.texts import RACK, SOURCE
from torget.doors.console.commands import app
from torget.rooms.audit.models import Entry
from torget.rooms.eservices.models import WorkingCopy
from torget.rooms.eservices.queries import library_services
from torget.rooms.eservices.terms import Bundle, packed, unpacked

Browser = Callable[..., Client]
ADDRESS = "/studio/ta-in/"
TODAY = date(2026, 11, 22)
CHANGED = replace(RACK, source=SOURCE.replace("sv: Platsen", "sv: Stället"))
THEIRS = Bundle("cykelstall", CHANGED, "Granby kommun", 4, "2026-11-22")


def text_of(page: HttpResponse) -> str:
    return unescape(page.content.decode())


def upload(browser: Client, data: bytes) -> HttpResponse:
    return browser.post(ADDRESS, {"file": SimpleUploadedFile("x.zip", data)})


def fields(page: HttpResponse) -> dict[str, str]:
    """What the page with the comparison sends when one agrees."""
    text = page.content.decode()
    areas = re.findall(r'<textarea name="(\w+)" hidden>\n(.*?)</textarea>', text, re.S)
    (on,) = re.findall(r'name="on" value="(\d*)"', text)
    return {name: unescape(value) for name, value in areas} | {"on": on}


def current(key: str = "cykelstall") -> tuple[str, int]:
    now = WorkingCopy.objects.select_related("current").get(key=key).current
    assert now is not None
    return now.source, now.number


@pytest.mark.parametrize("path", [ADDRESS, "/studio/cykelstall/dela/", "/studio/bygglov/dela/1/"])
def test_sharing_is_for_those_who_write_services(
    path: str, rack: WorkingCopy, staff: Browser, builder: Browser
) -> None:
    assert staff("lena.holm@solvik.example").get(path).status_code == 403
    assert builder().get(path).status_code == 200


def test_what_is_written_and_what_is_published_are_got_as_files(
    rack: WorkingCopy, builder: Browser
) -> None:
    browser = builder()
    mine = browser.get("/studio/cykelstall/dela/")
    published = browser.get("/studio/bygglov/dela/1/")

    assert mine["Content-Disposition"] == 'attachment; filename="cykelstall.zip"'
    assert unpacked(mine.content).texts == RACK
    bundle = unpacked(published.content)
    assert (bundle.texts, bundle.origin, bundle.version) == (
        library_services()["bygglov"],
        "Solviks kommun",
        1,
    )
    assert browser.get("/studio/bygglov/dela/9/").status_code == 404


def test_a_service_that_is_not_here_becomes_new(db: None, builder: Browser) -> None:
    browser = builder()
    page = upload(browser, packed(THEIRS, on=TODAY))
    assert "Tjänsten finns inte här. Den blir ny." in text_of(page)
    assert WorkingCopy.objects.filter(key="cykelstall").count() == 0

    done = browser.post(ADDRESS, fields(page))
    assert done["Location"] == "/studio/cykelstall/"
    copy = WorkingCopy.objects.get(key="cykelstall")
    assert (current(), copy.origin) == ((CHANGED.source, 1), "Granby kommun, 2026-11-22")
    assert Entry.objects.filter(what="service.taken_in").count() == 1


def test_over_an_older_one_the_changes_are_shown_first_and_undo_leads_back(
    rack: WorkingCopy, builder: Browser
) -> None:
    browser = builder()
    page = upload(browser, packed(THEIRS, on=TODAY))
    changed = re.findall(r"<strong>([^<]+)</strong>: (\w+)", text_of(page))
    assert (changed, current()) == ([("Steget ”Stället”", "rubriken")], (SOURCE, 1))

    browser.post(ADDRESS, fields(page))
    assert current() == (CHANGED.source, 2)
    browser.post("/studio/cykelstall/aterga/", {"which": "source", "on": "2", "number": "1"})
    assert current() == (SOURCE, 1)


def test_over_a_published_one_that_nobody_writes_a_copy_is_begun(builder: Browser) -> None:
    browser, texts = builder(), library_services()["felanmalan"]
    changed = replace(texts, source=texts.source.replace("sv: Platsen", "sv: Stället"))
    page = upload(browser, packed(Bundle("felanmalan", changed), on=TODAY))
    browser.post(ADDRESS, fields(page))

    copy = WorkingCopy.objects.select_related("based_on").get(key="felanmalan")
    assert copy.based_on is not None
    assert (current("felanmalan"), copy.based_on.number) == ((changed.source, 2), 1)


def test_who_saves_between_the_comparison_and_the_answer_is_not_overwritten(
    rack: WorkingCopy, builder: Browser
) -> None:
    anna, omar = builder(), builder("omar.lind@solvik.example")
    page = upload(anna, packed(THEIRS, on=TODAY))
    omar.post("/studio/cykelstall/spara/", {"which": "source", "on": "1", "text": "omars"})

    told = anna.post(ADDRESS, fields(page), follow=True)
    assert "Omar Lind har sparat sedan du jämförde." in text_of(told)
    assert current() == ("omars", 2)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "Texten är tom"),
        (b"PK", "Filen är en zip, men varken"),
        (packed(THEIRS, on=TODAY)[:300], "Filen är en zip, men varken"),
        (b"{", "Filen går inte att läsa som JSON."),
    ],
)
def test_a_file_that_is_refused_is_said_why(data: bytes, said: str, builder: Browser) -> None:
    page = upload(builder(), data)

    assert (page.status_code, said in text_of(page)) == (422, True)


def test_a_key_that_cannot_be_used_here_is_refused(builder: Browser) -> None:
    browser = builder()
    page = upload(browser, packed(replace(THEIRS, key="../x"), on=TODAY))

    told = text_of(browser.post(ADDRESS, fields(page), follow=True))
    assert "Nyckeln i filen går inte att använda här." in told
    assert WorkingCopy.objects.count() == 0


def run(*words: str) -> tuple[int, list[str]]:
    done = CliRunner().invoke(app, ["service", *words])
    return done.exit_code, done.output.splitlines()


def test_the_commands_give_and_take_the_same(rack: WorkingCopy, tmp_path: Path) -> None:
    file = tmp_path / "x.zip"
    assert run("export", "cykelstall", str(file)) == (0, [f"cykelstall finns i {file}."])
    file.write_bytes(packed(THEIRS, on=TODAY))

    code, said = run("import", str(file))
    assert (code, said[0]) == (0, "cykelstall finns nu i studion, inte publicerad.")
    assert current() == (CHANGED.source, 2)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("export", "annan", "x.zip"), "Det finns ingen sådan e-tjänst eller version: annan."),
        (("import", "x.zip"), "Filen x.zip finns inte."),
    ],
)
def test_a_command_that_cannot_be_done_says_why(
    db: None, words: tuple[str, ...], said: str
) -> None:
    assert run(*words) == (1, [said])


def test_a_file_that_is_no_service_is_refused_by_the_command(db: None, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"PK")

    code, said = run("import", str(tmp_path / "x.zip"))
    why = "Filen är en zip, men varken en e-tjänst från Torget eller från Open Forms."
    assert (code, said) == (1, [f"E-tjänsten togs inte in: {why}"])
