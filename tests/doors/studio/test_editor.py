"""Writing services in the browser, with and without JavaScript."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.rooms.eservices.texts import PERSONAS, SOURCE
from torget.rooms.eservices.models import WorkingCopy

Browser = Callable[..., Client]
HERE = "/studio/cykelstall/"


def text_of(page: HttpResponse) -> str:
    return unescape(page.content.decode())


def current(copy: WorkingCopy) -> str:
    now = WorkingCopy.objects.select_related("current").get(pk=copy.pk).current
    assert now is not None
    return now.source


def save(browser: Client, text: str, on: int = 1, **more: str) -> HttpResponse:
    fields = {"which": "source", "on": str(on), "text": text} | more
    return browser.post(f"{HERE}spara/", fields)


@pytest.mark.parametrize(
    "path", ["", "ny-tjanst/", "cykelstall/", "cykelstall/visa/", "cykelstall/har/"]
)
def test_only_those_who_write_services_come_in(
    path: str, rack: WorkingCopy, staff: Browser, builder: Browser, client: Client
) -> None:
    assert client.get(f"/studio/{path}").status_code == 302
    assert staff("lena.holm@solvik.example").get(f"/studio/{path}").status_code == 403
    assert builder().get(f"/studio/{path}").status_code == 200


@pytest.mark.parametrize("path", ["spara/", "aterga/", "lagg-ner/"])
def test_others_change_nothing(path: str, rack: WorkingCopy, staff: Browser) -> None:
    assert staff().post(f"{HERE}{path}", {"on": "1", "number": "1"}).status_code == 403


def test_the_list_tells_what_is_published_changed_and_new(
    rack: WorkingCopy, builder: Browser
) -> None:
    browser = builder()
    browser.post("/studio/bygglov/borja/")
    browser.post("/studio/bygglov/spara/", {"which": "source", "on": "1", "text": "key: bygglov"})

    listed = text_of(browser.get("/studio/"))
    row = re.compile(r'small">(\w+)</span></th>.*?<span class="tag \w*">([^<]+)<', re.S)
    assert sorted(row.findall(listed)) == [
        ("bygglov", "Ändrad, inte publicerad"),
        ("cykelstall", "Ny, inte publicerad"),
        ("felanmalan", "Publicerad"),
        ("forskola", "Publicerad"),
    ]
    assert re.findall(r'tag bad">([^<]+)<', listed) == ["12 fel"]
    assert len(re.findall(r"<tr>\n<th", text_of(browser.get("/studio/?q=cykel")))) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_copy_and_three(
    count: int, builder: Browser, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser = builder()
    for key in ("bygglov", "felanmalan", "forskola")[:count]:
        browser.post(f"/studio/{key}/borja/")
    browser.get("/studio/")

    with django_assert_num_queries(6):
        page = browser.get("/studio/")
    assert text_of(page).count("Börja ändra") == 3 - count


def test_the_editor_costs_the_same_for_one_revision_and_many(
    rack: WorkingCopy, builder: Browser, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser = builder()
    for number in (1, 2, 3):
        save(browser, f"{SOURCE}# {number}\n", on=number)
    browser.get(HERE)

    with django_assert_num_queries(9):
        browser.get(HERE)


def test_a_service_is_begun_from_nothing_and_its_faults_say_what_is_missing(
    builder: Browser,
) -> None:
    browser = builder()
    done = browser.post(
        "/studio/ny-tjanst/",
        {"key": "lekplats", "title": "Tyck till", "title_en": "Comment", "unit": "gata"},
    )
    assert done["Location"] == "/studio/lekplats/"

    page = text_of(browser.get("/studio/lekplats/"))
    assert re.findall(r"</a> ([^<]+)</li>", page) == [
        "Här måste det finnas minst en",
        "Här måste det finnas minst en",
        "Frågan saknar ”information”: vilken informationstyp svaret är",
    ]


@pytest.mark.parametrize("source", ["library:felanmalan", "service:felanmalan"])
def test_a_service_is_begun_as_a_copy_with_its_own_key(source: str, builder: Browser) -> None:
    browser = builder()
    browser.post("/studio/ny-tjanst/", {"key": "synpunkt", "source": source})

    copy = WorkingCopy.objects.select_related("current").get(key="synpunkt")
    assert copy.current is not None
    assert "\nkey: synpunkt\n" in f"\n{copy.current.source}"
    assert (copy.current.faults, copy.current.title) == (0, "Felanmälan och synpunkter")


@pytest.mark.parametrize("key", ["", "Stor", "cykelstall"])
def test_a_key_that_cannot_be_used_is_asked_for_again(
    key: str, rack: WorkingCopy, builder: Browser
) -> None:
    page = builder().post("/studio/ny-tjanst/", {"key": key})

    assert (page.status_code, 'href="#key"' in text_of(page)) == (422, True)


def test_saving_by_the_button_comes_back_to_what_was_looked_at(
    rack: WorkingCopy, builder: Browser
) -> None:
    browser = builder()
    done = save(browser, f"{SOURCE}# mer\n", steg="description", person="1")

    assert done["Location"] == f"{HERE}?text=source&steg=description&person=1"
    assert current(rack) == f"{SOURCE}# mer\n"


def test_saving_while_one_writes_answers_with_what_changed(
    rack: WorkingCopy, builder: Browser
) -> None:
    answer = builder().post(
        f"{HERE}spara/",
        {"which": "source", "on": "1", "text": SOURCE.replace("gata", "gata\nunti: x")},
        headers={"X-Quiet": "1"},
    )

    said = text_of(answer)
    assert (answer["X-Revision"], "<html" in said) == ("2", False)
    assert re.findall(r'data-line="(\d+)" data-column="(\d+)">[^<]+</a> ([^<]+)', said) == [
        ("9", "1", "Fältet ”unti” finns inte här. Menade du ”unit”?")
    ]


def test_the_three_texts_are_saved_each_by_itself(rack: WorkingCopy, builder: Browser) -> None:
    browser = builder()
    save(browser, PERSONAS.replace("unit: gata", "unit: va"), which="personas")

    page = text_of(browser.get(f"{HERE}?text=personas"))
    assert "Ärendet skulle gå till enheten ”va” men går till ”gata”." in page
    assert (current(rack), "unit: va" in page) == (SOURCE, True)


def test_when_two_write_both_texts_are_shown_and_one_may_go_over_the_other(
    rack: WorkingCopy, builder: Browser
) -> None:
    anna, omar = builder(), builder("omar.lind@solvik.example")
    save(omar, "omars text")
    clash = save(anna, "annas text")

    shown = text_of(clash)
    assert clash.status_code == 409
    assert ["omars text" in shown, "annas text" in shown, "Omar Lind" in shown] == [True] * 3
    save(anna, "båda", on=2)
    assert (current(rack), rack.revisions.count()) == ("båda", 3)


def test_undo_and_redo_are_buttons(rack: WorkingCopy, builder: Browser) -> None:
    browser = builder()
    save(browser, "ett")
    assert "Gör om" not in text_of(browser.get(HERE))
    browser.post(f"{HERE}aterga/", {"which": "source", "on": "2", "number": "1"})

    assert current(rack) == SOURCE
    assert "Gör om" in text_of(browser.get(HERE))
    late = browser.post(
        f"{HERE}aterga/", {"which": "source", "on": "2", "number": "2"}, follow=True
    )
    assert "Anna Berg hann spara före dig" not in text_of(late)
    assert current(rack) == SOURCE
    gone = browser.post(f"{HERE}aterga/", {"which": "source", "on": "1", "number": "9"})
    assert gone.status_code == 404


def test_colleagues_with_the_same_service_open_are_named(
    rack: WorkingCopy, builder: Browser
) -> None:
    builder("omar.lind@solvik.example").get(HERE)

    assert "Omar Lind har också tjänsten öppen." in text_of(builder().get(f"{HERE}har/"))


def test_what_was_given_up_is_gone_from_the_list_and_what_is_published_is_not(
    builder: Browser,
) -> None:
    browser = builder()
    browser.post("/studio/bygglov/borja/")
    browser.post("/studio/bygglov/lagg-ner/")

    assert browser.get("/studio/bygglov/").status_code == 404
    assert text_of(browser.get("/studio/")).count("Börja ändra") == 3


def test_the_preview_shows_a_step_with_a_persons_answers_in_both_languages(
    rack: WorkingCopy, builder: Browser
) -> None:
    browser = builder()
    swedish = text_of(browser.get(f"{HERE}visa/?steg=description&person=1"))
    english = text_of(browser.get(f"/en{HERE}visa/?steg=place&person=1"))

    assert ("Vid dammen." in swedish, "Beskriv platsen" in swedish) == (True, True)
    assert ("Where is it needed?" in english, english.count(" checked")) == (True, 1)


def carried(page: HttpResponse) -> dict[str, str]:
    """What the frame's page sends along besides the answers."""
    found = re.findall(r'name="(trial|step)" value="([^"]*)"', text_of(page))
    return dict(found)


def test_the_preview_leads_on_with_the_answers_to_what_comes_of_them(
    rack: WorkingCopy, builder: Browser
) -> None:
    browser = builder()
    hidden = text_of(browser.get(f"{HERE}visa/?steg=description"))
    assert "Villkor: where == 'elsewhere'" in hidden
    first = browser.get(f"{HERE}visa/")
    wrong = browser.post(f"{HERE}visa/", carried(first))
    right = browser.post(f"{HERE}visa/", {**carried(first), "where": "elsewhere"})
    assert (wrong.status_code, right.status_code) == (422, 200)
    assert "Beskriv platsen" in text_of(right)
    end = browser.post(f"{HERE}visa/", {**carried(right), "description": "Vid dammen."})
    assert "Platsen → Beskrivning" in text_of(end)
    assert "Spara som test" not in text_of(end)


def test_an_edit_is_shown_with_the_answers_kept(rack: WorkingCopy, builder: Browser) -> None:
    browser = builder()
    first = browser.get(f"{HERE}visa/")
    save(browser, SOURCE.replace("Vid en skola", "Vid skolan"))
    shown = browser.post(f"{HERE}visa/", {**carried(first), "where": "school", "show": "1"})

    assert (shown.status_code, "Vid skolan" in text_of(shown)) == (200, True)
    assert re.search(r'value="school"[^>]* checked', text_of(shown)) is not None


def test_the_preview_has_a_day_of_its_own(rack: WorkingCopy, builder: Browser) -> None:
    browser = builder()
    question = """      - {type: date, key: start_on, information: report.matter, earliest: today,
         label: {sv: Första dag, en: First day}}
  - key: description"""
    save(browser, SOURCE.replace("  - key: description", question, 1))
    answers = {"where": "school", "start_on.day": "1", "start_on.month": "12"}
    answers["start_on.year"] = "2026"

    def tried_on(day: str) -> int:
        page = browser.get(f"{HERE}visa/?dag={day}")
        return browser.post(f"{HERE}visa/", {**carried(page), **answers}).status_code

    assert [tried_on("2026-11-30"), tried_on("2026-12-02")] == [200, 422]


def test_only_the_preview_may_stand_in_a_frame_and_only_in_our_own(
    rack: WorkingCopy, builder: Browser
) -> None:
    browser = builder()
    frame, page = browser.get(f"{HERE}visa/"), browser.get(HERE)

    assert (frame["X-Frame-Options"], page["X-Frame-Options"]) == ("SAMEORIGIN", "DENY")
    assert "frame-ancestors 'self'" in frame["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]


def test_a_text_with_faults_has_no_preview_but_says_so(rack: WorkingCopy, builder: Browser) -> None:
    browser = builder()
    save(browser, "key: [")

    assert "Texten har fel." in text_of(browser.get(f"{HERE}visa/"))
    assert browser.get(HERE).status_code == 200
