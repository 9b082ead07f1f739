"""Everything that the language can say is filled in by forms, with each fault at its field."""

import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from torget.doors.studio.value_words import ERRORS, VALUES
from torget.doors.studio.words import ELSEWHERE, FIELDS, PAGES, words_of
from torget.rooms.eservices.models import WorkingCopy
from torget.rooms.eservices.terms import Service, Step, editing, read_service

Browser = Callable[..., Client]
HERE = "/studio/cykelstall/"
QUESTION = f"{HERE}fragor/0/0/"


def text_of(page: HttpResponse) -> str:
    return unescape(page.content.decode())


def source_of(copy: WorkingCopy) -> str:
    now = WorkingCopy.objects.select_related("current").get(pk=copy.pk).current
    assert now is not None
    return now.source


def part(copy: WorkingCopy, *place: int) -> dict[str, Any]:
    return editing.part_at(editing.definition(source_of(copy)), place)


def walk(shapes: Iterable[editing.Shape]) -> Iterator[editing.Shape]:
    for shape in shapes:
        yield shape
        yield from walk(shape.fields)


ALL = [
    shape
    for struct in (Service, Step, *editing.QUESTION_TYPES.values())
    for shape in walk(editing.shapes_of(struct))
]
UNNAMED = {("Service", "key"), ("Service", "steps"), ("Step", "questions")}


def test_every_field_of_the_language_has_a_label_and_every_label_a_field() -> None:
    names = {(shape.owner, shape.name) for shape in ALL} - UNNAMED
    assert sorted(one for one in names if words_of(*one).label == one[1]) == []
    used = {name if name in FIELDS else name.partition(".")[2] for name in map(".".join, names)}
    assert set(FIELDS) - used - {name for _owner, name in names} == set()


def test_every_value_to_choose_and_every_message_has_words() -> None:
    offered = {
        (f"{shape.owner}.{shape.name}", str(value))
        for shape in ALL
        if shape.kind in {editing.Kind.CHOICE, editing.Kind.SEVERAL}
        for value in shape.choices
    }
    assert offered == {(where, value) for where, values in VALUES.items() for value in values}
    messages = {
        key for shape in ALL if shape.kind is editing.Kind.MESSAGES for key in shape.choices
    }
    assert messages == set(ERRORS)


def test_every_fact_of_a_service_is_on_one_page() -> None:
    named = [name for _title, names in PAGES.values() for name in names]
    facts = {shape.name for shape in editing.shapes_of(Service)} - ELSEWHERE
    assert sorted(named) == sorted(set(named))
    assert facts - set(named) == {"maturity"}


@pytest.mark.parametrize("kind", sorted(editing.QUESTION_TYPES))
def test_a_question_of_any_type_opens_by_the_same_form(
    kind: str, rack: WorkingCopy, builder: Browser
) -> None:
    browser = builder()
    browser.post(f"{HERE}fragor/andra/", {"do": "add:1", "on": "1", "label": "Ny", "type": kind})

    page = browser.get(f"{HERE}fragor/1/1/")
    assert page.status_code == 200
    names = set(re.findall(r'name="([\w.]+)"', text_of(page)))
    assert {"label.sv", "label.en", "show_when", "key"} <= names


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_facts_that_is_saved_as_it_is_changes_nothing(
    page: str, rack: WorkingCopy, builder: Browser
) -> None:
    browser = builder()
    address = f"{HERE}uppgifter/{page}/"
    before = read_service(source_of(rack))
    answer = browser.post(address, fields_in(text_of(browser.get(address))))

    assert (answer.status_code, answer["Location"]) == (302, address)
    assert read_service(source_of(rack)) == before


def fields_in(page: str) -> dict[str, list[str]]:
    """What a browser would send of the form, as it stands."""
    form = page.partition('class="form studio-form"')[2].partition("</form>")[0]
    found: dict[str, list[str]] = {}
    for tag, attributes, inner in re.findall(
        r"<(input|select|textarea)\b([^>]*)>(.*?)(?=<(?:input|select|textarea|button)\b|$)",
        form,
        re.S,
    ):
        name = re.search(r'name="([^"]+)"', attributes)
        if name is None or ('type="checkbox"' in attributes and " checked" not in attributes):
            continue
        value = re.search(r'value="([^"]*)"', attributes)
        text = value[1] if value else ""
        if tag == "select":
            chosen = re.search(r'value="([^"]*)" selected', inner)
            first = re.search(r'value="([^"]*)"', inner)
            text = chosen[1] if chosen else first[1] if first else ""
        elif tag == "textarea":
            text = inner.partition("</textarea>")[0].removeprefix("\n")
        found.setdefault(name[1], []).append(text)
    return found


def test_routing_a_fee_and_a_period_are_written_by_forms(
    rack: WorkingCopy, builder: Browser
) -> None:
    browser = builder()
    browser.post(
        f"{HERE}uppgifter/vagen/",
        {"on": "1", "unit": "gata", "routing": "", "routing.0.when": "where == 'elsewhere'",
         "routing.0.unit": "va"},
    )  # fmt: skip
    browser.post(
        f"{HERE}uppgifter/avgift/",
        {"on": "2", "fee.text.sv": "100 kronor", "fee.free": "", "fee.amount": "100"},
    )
    browser.post(
        f"{HERE}uppgifter/oppet/",
        {"on": "3", "opening.closed.sv": "Stängt", "opening.closed.en": "Closed",
         "opening.opens_on": "2027-01-15"},
    )  # fmt: skip

    service = read_service(source_of(rack))
    assert [(rule.when, rule.unit) for rule in service.routing] == [("where == 'elsewhere'", "va")]
    assert service.fee is not None
    assert (service.fee.text.en, service.fee.amount) == ("100 kronor", "100")
    assert service.opening is not None
    assert service.opening.opens_on == "2027-01-15"


def test_a_fault_is_said_at_its_field_in_the_languages_own_words(
    rack: WorkingCopy, builder: Browser
) -> None:
    browser = builder()
    saved = browser.post(f"{HERE}fragor/1/", {"on": "1", "show_when": "wher == 'school'"})

    assert saved["Location"] == f"{HERE}fragor/1/"
    page = text_of(browser.get(saved["Location"]))
    at = re.search(r'id="f-show-when-error" data-fault>(.*?)</div>', page, re.S)
    assert at is not None
    assert "Menade du ”where”?" in re.sub(r"<[^>]+>", "", at[1])
    assert '<a href="#f-show-when">' in page
    assert 'id="f-show-when" name="show_when"' in page


def test_what_is_missing_is_said_where_it_should_stand(rack: WorkingCopy, builder: Browser) -> None:
    browser = builder()
    browser.post(
        f"{HERE}fragor/andra/", {"do": "add:1", "on": "1", "label": "Ny", "type": "notice"}
    )
    page = text_of(browser.get(f"{HERE}fragor/1/1/"))

    at = re.search(r'id="f-text-error" data-fault>(.*?)</div>', page, re.S)
    assert at is not None
    assert re.sub(r"<[^>]+>", "", at[1]).strip() == "Fel: Fältet ”text” saknas"


def test_items_are_added_moved_and_removed_with_what_was_typed_kept(
    rack: WorkingCopy, builder: Browser
) -> None:
    browser = builder()
    typed = {
        "options": "",
        "options.0.key": "school",
        "options.0.label.sv": "Skolan",
        "options.0.label.en": "The school",
        "options.1.key": "elsewhere",
        "options.1.label.sv": "Annanstans",
        "options.1.label.en": "Elsewhere",
    }
    added = browser.post(QUESTION, {"on": "1", "do": "add:options", **typed})
    assert added["Location"] == f"{QUESTION}?ny=options#f-options-2"
    assert 'name="options.2.key" value=""' in text_of(browser.get(added["Location"]))

    browser.post(QUESTION, {"on": "2", "do": "down:options.0", **typed})
    assert [one["label"]["sv"] for one in part(rack, 0, 0)["options"]] == ["Annanstans", "Skolan"]
    browser.post(QUESTION, {"on": "3", "do": "remove:options.1"})
    assert [one["key"] for one in part(rack, 0, 0)["options"]] == ["elsewhere"]


def test_a_table_and_its_questions_are_built_without_yaml(
    rack: WorkingCopy, builder: Browser
) -> None:
    browser = builder()
    browser.post(
        f"{HERE}fragor/andra/", {"do": "add:1", "on": "1", "label": "Barn", "type": "rows"}
    )
    table = f"{HERE}fragor/1/1/"
    new = {"new.label": "Namn", "new.type": "text"}
    added = browser.post(
        table, {"on": "2", "do": "add:questions", "item.sv": "Barn", "item.en": "Child", **new}
    )
    assert added["Location"] == f"{table}0/"
    entered = browser.post(table, {"on": "3", **new})
    assert entered["Location"] == f"{table}1/"
    browser.post(table, {"on": "4", "do": "remove:questions.1"})
    saved = browser.post(
        f"{table}0/",
        {"on": "5", "label.sv": "Namn", "label.en": "Name", "information": "report.place"},
    )

    assert saved["Location"] == table
    read = read_service(source_of(rack)).steps[1].questions[1]
    assert [(q.key, q.label.en) for q in read.questions] == [("namn", "Name")]  # type: ignore[union-attr]


def test_another_type_brings_its_own_fields_at_once(rack: WorkingCopy, builder: Browser) -> None:
    browser = builder()
    saved = browser.post(f"{HERE}fragor/1/0/", {"on": "1", "type": "number"})

    assert saved["Location"] == f"{HERE}fragor/1/0/"
    assert 'name="decimals"' in text_of(browser.get(saved["Location"]))


def test_what_only_the_text_can_say_is_shown_and_kept(rack: WorkingCopy, builder: Browser) -> None:
    browser = builder()
    odd = source_of(rack).replace("key: where", "key: where\n        hint: kort")
    browser.post(f"{HERE}spara/", {"which": "source", "on": "1", "text": odd})
    page = text_of(browser.get(QUESTION))

    assert "Det som står här går bara att ändra i texten." in page
    browser.post(QUESTION, {**fields_in(page)})
    assert part(rack, 0, 0)["hint"] == "kort"


def test_saving_while_one_writes_answers_with_the_page_and_its_revision(
    rack: WorkingCopy, builder: Browser
) -> None:
    browser = builder()
    quiet = {"HTTP_X_QUIET": "1"}
    first = browser.post(f"{HERE}fragor/1/", {"on": "1", "show_when": "("}, **quiet)
    late = browser.post(f"{HERE}fragor/1/", {"on": "1", "show_when": ""}, **quiet)

    assert (first.status_code, first["X-Revision"], late.status_code) == (200, "2", 409)
    assert 'aria-invalid="true"' in text_of(first)


@pytest.mark.parametrize(
    "path", ["fragor/9/", "fragor/x/", "fragor/0/0/0/", "fragor/0/0/0/0/", "uppgifter/x/"]
)
def test_what_is_not_there_is_not_found(path: str, rack: WorkingCopy, builder: Browser) -> None:
    assert builder().get(HERE + path).status_code == 404


@pytest.mark.parametrize("pressed", ["up:options.9", "remove:label.0", "down:nothing.0", "up:"])
def test_what_no_button_says_is_refused(pressed: str, rack: WorkingCopy, builder: Browser) -> None:
    assert builder().post(QUESTION, {"on": "1", "do": pressed}).status_code == 404


def test_undoing_leads_back_to_the_form(rack: WorkingCopy, builder: Browser) -> None:
    browser = builder()
    browser.post(f"{HERE}fragor/1/", {"on": "1", "title.sv": "Ny", "title.en": "New"})
    back = {"which": "source", "on": "2", "number": "1", "back": f"{HERE}fragor/1/"}

    assert browser.post(f"{HERE}aterga/", back)["Location"] == f"{HERE}fragor/1/"
    assert part(rack, 1)["title"]["sv"] == "Beskrivning"
    away = {**back, "number": "2", "on": "1", "back": "https://elsewhere.example/"}
    assert browser.post(f"{HERE}aterga/", away)["Location"] == f"{HERE}?text=source"


@pytest.mark.parametrize("count", [1, 3])
def test_a_form_costs_the_same_for_few_questions_and_many(
    count: int,
    rack: WorkingCopy,
    builder: Browser,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    browser = builder()
    for number in range(count):
        browser.post(
            f"{HERE}fragor/andra/",
            {"do": "add:1", "on": str(number + 1), "label": "Ny", "type": "text"},
        )
    browser.get(QUESTION)

    with django_assert_num_queries(15):
        browser.get(QUESTION)


def test_a_day_has_a_picker_unless_it_is_no_day(rack: WorkingCopy, builder: Browser) -> None:
    browser = builder()
    address = f"{HERE}uppgifter/oppet/"
    typed = {"opening.closed.sv": "Stängt", "opening.closes_on": "2027-02-15"}
    browser.post(address, {"on": "1", "opening.opens_on": "snart", **typed})

    page = text_of(browser.get(address))
    picker = re.search(r'<input type="date"[^>]* id="f-opening-closes-on"[^>]*>', page)
    assert picker is not None
    assert 'value="2027-02-15"' in picker[0]
    assert re.search(r'<input class[^>]* id="f-opening-opens-on"[^>]* value="snart"', page)


def test_colleagues_see_each_other_in_forms_too(rack: WorkingCopy, builder: Browser) -> None:
    builder("omar.lind@solvik.example").get(QUESTION)
    assert "Omar Lind har också tjänsten öppen." in text_of(builder().get(f"{HERE}fragor/1/"))


def test_the_childs_question_and_the_lists_are_there_to_choose(
    rack: WorkingCopy, builder: Browser
) -> None:
    browser = builder()
    browser.post(
        f"{HERE}fragor/andra/", {"do": "add:0", "on": "1", "label": "Vem", "type": "person"}
    )
    signing = text_of(browser.get(f"{HERE}uppgifter/underskrift/"))
    assert re.findall(r'<option value="(\w*)">', signing.partition('id="f-signing-others"')[2])[
        :1
    ] == ["vem"]
    assert '<option value="register.children">' in text_of(browser.get(QUESTION))


def test_what_no_store_can_keep_is_a_fault_and_not_a_crash(
    rack: WorkingCopy, builder: Browser
) -> None:
    browser = builder()
    saved = browser.post(f"{HERE}uppgifter/om/", {"on": "1", "title.sv": "a\0b", "title.en": "c"})

    page = text_of(browser.get(saved["Location"]))
    at = re.search(r'id="f-title-error" data-fault>(.*?)</div>', page, re.S)
    assert at is not None
    assert "Här står ett osynligt tecken" in at[1]
