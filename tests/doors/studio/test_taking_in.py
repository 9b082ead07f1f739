"""Forms from other systems, originals that have changed since, and shelves of shared services."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import msgspec
import pytest
from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings
from typer.testing import CliRunner

from tests.rooms.eservices.importing import samples
from tests.rooms.eservices.texts import RACK, SOURCE
from torget.doors.console.commands import app
from torget.rooms.eservices.models import Original, WorkingCopy
from torget.rooms.eservices.queries import library_services
from torget.rooms.eservices.terms import Bundle, ServiceTexts, packed

Browser = Callable[..., Client]
ADDRESS = "/studio/ta-in/"
TODAY = date(2026, 11, 22)
LABEL = 'sv: "Var behövs det?"'
TITLE = "sv: Platsen"


def source(**changes: str) -> ServiceTexts:
    text = SOURCE
    for old, new in {LABEL: changes.get("label"), TITLE: changes.get("title")}.items():
        text = text.replace(old, f"sv: {new}") if new else text
    return replace(RACK, source=text)


def upload(browser: Client, data: bytes, name: str = "x.zip", key: str = "") -> HttpResponse:
    return browser.post(ADDRESS, {"file": SimpleUploadedFile(name, data), "key": key})


def theirs(texts: ServiceTexts) -> bytes:
    return packed(Bundle("cykelstall", texts, "Granby kommun", 4), on=TODAY)


def fields(page: HttpResponse, **chosen: str) -> dict[str, str]:
    """What the page with the comparison sends, with what one has chosen in it."""
    text = page.content.decode()
    areas = re.findall(r'<textarea name="(\w+)" hidden>\n(.*?)</textarea>', text, re.S)
    (on,) = re.findall(r'name="on" value="(\d*)"', text)
    radios = re.findall(r'type="radio" id="[^"]+" name="([^"]+)" value="ours"', text)
    sent = {name: unescape(value) for name, value in areas} | {"on": on}
    return sent | dict.fromkeys(map(unescape, radios), chosen.get("choice", "ours"))


def text_of(page: HttpResponse) -> str:
    return unescape(page.content.decode())


def written() -> str:
    copy = WorkingCopy.objects.select_related("current").get(key="cykelstall")
    assert copy.current is not None
    return copy.current.source


def changed(page: HttpResponse) -> list[str]:
    return re.findall(r"<p><strong>([^<]+)</strong>", text_of(page))


@pytest.fixture
def taken(builder: Browser) -> Client:
    """A browser of someone who has taken in a service and then changed the words of a question."""
    browser = builder()
    browser.post(ADDRESS, fields(upload(browser, theirs(RACK))))
    save(browser, source(label="Var ska det stå?"), on=1)
    return browser


def save(browser: Client, texts: ServiceTexts, on: int) -> None:
    address = "/studio/cykelstall/spara/"
    browser.post(address, {"which": "source", "on": str(on), "text": texts.source})


def test_a_form_of_another_system_is_shown_with_what_did_not_follow(
    db: None, builder: Browser
) -> None:
    browser = builder()
    page = upload(browser, samples.as_bytes(samples.FORM_IO), "husdjur.json", "husdjur")
    told = text_of(page)

    assert "”Chip”: placeholder fördes inte över" in told
    assert "Tjänsten finns inte här. Den blir ny." in told
    assert WorkingCopy.objects.count() == 0
    assert browser.post(ADDRESS, fields(page))["Location"] == "/studio/husdjur/"
    copy = WorkingCopy.objects.select_related("current").get(key="husdjur")
    assert copy.current is not None
    assert "- ”Chip”: placeholder fördes inte över" in copy.current.notes
    assert "Inläst från Form.io (husdjur.json)." in copy.current.notes
    assert browser.get("/studio/husdjur/").status_code == 200


def test_what_would_change_is_told_although_the_service_is_not_complete(
    db: None, builder: Browser
) -> None:
    browser, form = builder(), samples.as_bytes(samples.FORM_IO)
    browser.post(ADDRESS, fields(upload(browser, form, "a.json", "husdjur")))
    page = upload(browser, form.replace(b'"Chip"', b'"Chipnummer"'), "a.json", "husdjur")

    assert changed(page) == ["Frågan ”Chip”", "Frågan ”Chip”"]
    assert re.findall(r"</strong>: ([^<]+)</p>", text_of(page)) == [
        "frågans ord, svenska",
        "frågans ord, engelska",
    ]


def test_changes_of_both_are_kept_when_the_original_comes_again(taken: Client) -> None:
    page = upload(taken, theirs(source(title="Stället")))
    assert (changed(page), "Ändrat av båda" in text_of(page)) == (["Steget ”Stället”"], False)

    taken.post(ADDRESS, fields(page))
    assert "sv: Stället" in written()
    assert "sv: Var ska det stå?" in written()


@pytest.mark.parametrize(
    ("choice", "kept"), [("ours", "Var ska det stå?"), ("theirs", "På vilken plats?")]
)
def test_where_both_have_changed_one_chooses_and_ours_stands_from_the_beginning(
    choice: str, kept: str, taken: Client
) -> None:
    page = upload(taken, theirs(source(label='"På vilken plats?"')))
    told = text_of(page)
    assert "Ändrat av båda" in told
    assert re.findall(r'value="(\w+)" aria-describedby="[^"]+" checked', told) == ["ours"]
    assert [said in told for said in ("Var ska det stå?", "På vilken plats?")] == [True, True]

    taken.post(ADDRESS, fields(page, choice=choice))
    assert re.findall(r"Var ska det stå\?|På vilken plats\?", written()) == [kept]
    assert Original.objects.count() == 2


def test_nothing_is_saved_when_someone_saves_while_one_chooses(taken: Client) -> None:
    page = upload(taken, theirs(source(label="På vilken plats?")))
    save(taken, source(label="Annat"), on=2)

    told = text_of(taken.post(ADDRESS, fields(page), follow=True))
    assert "har sparat sedan du jämförde." in told
    assert ("sv: Annat" in written(), Original.objects.count()) == (True, 1)


# --- shelves ----------------------------------------------------------------------------------


def row(browser: Client, title: str) -> str:
    told = text_of(browser.get("/studio/delade/"))
    (found,) = re.findall(rf'<th scope="row">{title}<br>.*?</tr>', told, re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", found).split())


def test_shared_services_are_for_those_who_write_services(staff: Browser, builder: Browser) -> None:
    for path in ("/studio/delade/", "/studio/delade/library/bygglov/"):
        assert staff("lena.holm@solvik.example").get(path).status_code == 403
        assert builder().get(path).status_code == 200
    assert builder().get("/studio/delade/library/finns_inte/").status_code == 404
    assert builder().get("/studio/delade/nagon/bygglov/").status_code == 404


def test_a_service_begun_from_the_library_under_another_name_follows_its_original(
    builder: Browser,
) -> None:
    browser = builder()
    browser.post("/studio/ny-tjanst/", {"key": "var_felanmalan", "source": "library:felanmalan"})
    title = "Felanmälan och synpunkter"
    assert row(browser, title) == f"{title} felanmalan Som hos er var_felanmalan"

    library = library_services()["felanmalan"]
    before = library.source.replace("promised_days: ", "promised_days: 1")
    Original.objects.update(definition=before.replace("key: felanmalan", "key: var_felanmalan"))
    assert "Ändrad sedan ni tog in den" in row(browser, title)
    page = browser.get("/studio/delade/library/felanmalan/")
    browser.post(ADDRESS, fields(page))
    assert "Som hos er" in row(browser, title)


def test_a_library_service_that_uses_blocks_is_followed_with_them(builder: Browser) -> None:
    browser, title = builder(), "Ansök om hemtjänst"
    browser.post("/studio/ny-tjanst/", {"key": "var_hemtjanst", "source": "library:hemtjanst"})
    assert row(browser, title) == f"{title} hemtjanst Som hos er var_hemtjanst"

    original = Original.objects.get()
    original.definition = original.definition.replace("promised_days: ", "promised_days: 1")
    original.save()
    page = browser.get("/studio/delade/library/hemtjanst/")
    assert "fel i texterna" not in text_of(page)
    browser.post(ADDRESS, fields(page))
    copy = WorkingCopy.objects.select_related("current").get(key="var_hemtjanst")
    assert copy.current is not None
    assert (copy.current.faults, "use: sokande@1" in copy.current.source) == (0, True)


def test_what_is_published_and_alike_needs_no_taking_in(builder: Browser) -> None:
    assert "Som hos er" in row(builder(), "Ansök om bygglov")


@pytest.fixture
def shared(tmp_path: Path, settings: Settings) -> Path:
    """A folder with a service that several municipalities share."""
    given = django_settings.ENVIRONMENT
    settings.ENVIRONMENT = msgspec.structs.replace(given, shared_services=str(tmp_path))
    (tmp_path / "cykelstall").mkdir()
    (tmp_path / "cykelstall" / "service.yaml").write_text(SOURCE)
    return tmp_path / "cykelstall" / "service.yaml"


def test_what_an_original_has_changed_is_seen_when_it_is_fetched_again_and_then_merged(
    shared: Path, builder: Browser
) -> None:
    browser, title = builder(), "Önska ett cykelställ"
    assert "Finns inte Ta in" in row(browser, title)
    browser.post(ADDRESS, fields(browser.get("/studio/delade/folder/cykelstall/")))
    save(browser, source(label="Var ska det stå?"), on=1)

    shared.write_text(source(title="Stället").source)
    assert "Som hos er" in row(browser, title)
    browser.post("/studio/delade/hamta/")
    assert "Ändrad sedan ni tog in den Vad skulle ändras?" in row(browser, title)
    page = browser.get("/studio/delade/folder/cykelstall/")
    assert changed(page) == ["Steget ”Stället”"]

    browser.post(ADDRESS, fields(page))
    assert "Som hos er" in row(browser, title)
    assert ("sv: Stället" in written(), "sv: Var ska det stå?" in written()) == (True, True)


def test_a_source_that_cannot_be_read_is_said_so_beside_the_others(
    shared: Path, builder: Browser
) -> None:
    shared.write_bytes(b"\xff")
    told = text_of(builder().get("/studio/delade/"))

    assert "Källan går inte att läsa: cykelstall/service.yaml" in told
    assert "Ansök om bygglov" in told


# --- commands ---------------------------------------------------------------------------------


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["service", *words], env={"COLUMNS": "200"})
    return done.exit_code, done.output


def test_the_command_reads_forms_of_other_systems_and_says_what_did_not_follow(
    db: None, tmp_path: Path
) -> None:
    file = tmp_path / "djur.xml"
    file.write_bytes(samples.EPLATFORM)
    code, told = run("import", str(file), "--key", "djur")

    assert (code, WorkingCopy.objects.filter(key="djur").count()) == (0, 1)
    assert "Fördes inte över\n  Statuses fördes inte över" in told
    assert "djur finns nu i studion, inte publicerad.\n" in told


def test_the_command_takes_in_a_folder(db: None, tmp_path: Path) -> None:
    (tmp_path / "service.yaml").write_text(SOURCE)
    (tmp_path / "notes.md").write_text("# Cykel\n")

    assert run("import", str(tmp_path))[0] == 0
    assert written() == SOURCE
    (tmp_path / "service.yaml").unlink()
    assert run("import", str(tmp_path)) == (1, f"Filen {tmp_path} finns inte.\n")


@pytest.mark.parametrize(("words", "kept"), [((), "Var ska det stå?"), (("--theirs",), "Plats?")])
def test_the_command_merges_and_says_what_both_have_changed(
    words: tuple[str, ...], kept: str, taken: Client, tmp_path: Path
) -> None:
    file = tmp_path / "x.zip"
    file.write_bytes(theirs(source(label='"Plats?"')))
    code, told = run("import", str(file), *words)

    assert (code, "Ändrat av båda, " in told, kept in written()) == (0, True, True)


def test_the_commands_show_shelves_and_take_in_from_them(db: None) -> None:
    code, told = run("sources")
    assert (code, re.findall(r"library +(\S+)", told)) == (0, list(library_services()))

    code, told = run("update", "library", "felanmalan")
    assert (code, "felanmalan finns nu i studion" in told) == (0, True)
    assert Original.objects.get().source == "library"
    assert run("update", "library", "nix") == (1, "Det finns ingen e-tjänst nix i library.\n")
