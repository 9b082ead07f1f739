"""Blocks of questions in the studio."""

from collections.abc import Callable
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.factories import NOON
from tests.rooms.eservices.language.test_blocks import REPLY, using
from tests.rooms.eservices.texts import PERSONAS
from torget.foundation.actor import Actor
from torget.rooms.eservices.actions import begin_block, begin_service, publish_block
from torget.rooms.eservices.models import Block, WorkingCopy
from torget.rooms.eservices.terms import ServiceTexts, read_service

Browser = Callable[..., Client]
KIM = Actor(id="employee:0", name="Kim Ek", grants={"service.edit": frozenset({0})})
HERE = "/studio/egna-block/svar/"
IN_SERVICE = "/studio/cykelstall/block/"
NEWER = REPLY.replace("sv: E-post", "sv: E-postadress")


def text_of(page: HttpResponse) -> str:
    return unescape(page.content.decode())


@pytest.fixture
def svar(db: None) -> Block:
    block = begin_block("svar", REPLY, by=KIM, at=NOON)
    publish_block(block, on=1, by=KIM, at=NOON)
    return block


@pytest.fixture
def rack(svar: Block) -> WorkingCopy:
    people = PERSONAS.replace("Vid dammen.", "Vid dammen., wanted: false")
    return begin_service("cykelstall", ServiceTexts(using("use: svar@1"), people), by=KIM, at=NOON)


def source_now(copy: WorkingCopy) -> str:
    copy.refresh_from_db()
    assert copy.current is not None
    return copy.current.source


def test_blocks_are_listed_with_their_version_and_how_many_use_them(
    rack: WorkingCopy, builder: Browser
) -> None:
    page = text_of(builder().get("/studio/egna-block/"))

    assert "Den som söker" in page
    row = page[page.index(HERE) :]
    assert row.index("1 e-tjänst<") < row.index("Kim Ek")


def test_a_block_is_begun_written_with_its_faults_told_and_published(builder: Browser) -> None:
    browser = builder()
    begun = browser.post("/studio/egna-block/nytt/", {"key": "svar"}, follow=True)
    assert begun.redirect_chain == [(HERE, 302)]

    wrong = REPLY.replace("show_when: wanted", "show_when: wnted")
    told = text_of(browser.post(f"{HERE}spara/", {"on": "1", "text": wrong}, follow=True))
    assert ("Rad 7, kolumn 16" in told, "Publicera svar@1" in told) == (True, False)

    ready = text_of(browser.post(f"{HERE}spara/", {"on": "2", "text": REPLY}, follow=True))
    assert ("1 fel" in ready, "Publicera svar@1" in ready) == (False, True)
    done = browser.post(f"{HERE}publicera/", {"on": "3", "what_is_new": "Första."}, follow=True)
    assert "svar@1 finns nu att använda." in text_of(done)


def test_a_key_that_is_taken_is_refused_in_words(svar: Block, builder: Browser) -> None:
    answer = builder().post("/studio/egna-block/nytt/", {"key": "svar"}, follow=True)

    assert "Nyckeln är upptagen" in text_of(answer)


def test_before_a_new_version_one_sees_what_it_would_change_and_then_chooses_where(
    rack: WorkingCopy, builder: Browser
) -> None:
    browser = builder()
    before = text_of(browser.post(f"{HERE}spara/", {"on": "1", "text": NEWER}, follow=True))
    assert "Det här ändras med svar@2" in before
    assert ("<del>E-post / E-mail</del>" in before, 'name="service"' in before) == (True, False)

    after = text_of(browser.post(f"{HERE}publicera/", {"on": "2"}, follow=True))
    assert 'value="cykelstall:1"' in after
    led = browser.post(f"{HERE}uppdatera/", {"service": "cykelstall:1"}, follow=True)
    assert "cykelstall använder nu svar@2." in text_of(led)
    assert source_now(rack) == using("use: svar@2")


def test_a_service_saved_meanwhile_is_left_and_it_is_said(
    rack: WorkingCopy, builder: Browser
) -> None:
    browser = builder()
    browser.post(f"{HERE}spara/", {"on": "1", "text": NEWER})
    browser.post(f"{HERE}publicera/", {"on": "2"})

    answer = browser.post(f"{HERE}uppdatera/", {"service": "cykelstall:7"}, follow=True)
    assert "Någon sparade cykelstall under tiden." in text_of(answer)
    assert source_now(rack) == using("use: svar@1")


def test_two_who_write_a_block_see_both_texts(svar: Block, builder: Browser) -> None:
    browser = builder()
    browser.post(f"{HERE}spara/", {"on": "1", "text": NEWER})

    answer = browser.post(f"{HERE}spara/", {"on": "1", "text": "title: mitt"})
    assert answer.status_code == 409
    assert ("title: mitt" in text_of(answer), "E-postadress" in text_of(answer)) == (True, True)
    late = browser.post(f"{HERE}publicera/", {"on": "1"}, follow=True)
    assert "Texten har ändrats sedan du läste." in text_of(late)


def test_a_text_with_faults_is_not_published(svar: Block, builder: Browser) -> None:
    browser = builder()
    browser.post(f"{HERE}spara/", {"on": "1", "text": "title: x"})

    answer = browser.post(f"{HERE}publicera/", {"on": "2"}, follow=True)
    assert "Rätta felen i texten först." in text_of(answer)
    assert svar.versions.count() == 1


def test_in_a_service_a_block_is_added_led_on_and_written_out(
    rack: WorkingCopy, builder: Browser
) -> None:
    browser = builder()
    added = {"on": "1", "do": "add", "block": "svar@1", "step": "1", "prefix": "other_"}
    page = text_of(browser.post(f"{IN_SERVICE}andra/", added, follow=True))
    assert "nycklarna börjar med other_" in page
    browser.post(f"{HERE}spara/", {"on": "1", "text": NEWER})
    browser.post(f"{HERE}publicera/", {"on": "2"})

    led = browser.post(f"{IN_SERVICE}andra/", {"on": "2", "do": "lead:svar@1"}, follow=True)
    assert text_of(led).count("Senaste") == 2
    out = browser.post(f"{IN_SERVICE}andra/", {"on": "3", "do": "detach:svar@2"}, follow=True)
    assert "Tjänsten använder inga block." in text_of(out)
    service = read_service(source_now(rack))
    labels = {q.key: q.label.sv for q in service.steps[1].questions if "email" in q.key}
    assert labels == {"email": "E-postadress", "other_email": "E-postadress"}


def test_the_list_of_questions_shows_blocks_and_leads_to_them(
    rack: WorkingCopy, builder: Browser
) -> None:
    page = text_of(builder().get("/studio/cykelstall/fragor/"))

    assert f'<a href="{IN_SERVICE}">svar@1</a>' in page


@pytest.mark.parametrize(
    "do",
    [
        {"do": "add", "block": "svar@9", "step": "1"},
        {"do": "add", "block": "svar@1", "step": "7"},
        {"do": "lead:other@1"},
        {"do": "explode"},
    ],
)
def test_what_cannot_be_done_is_not_found(
    do: dict[str, str], rack: WorkingCopy, builder: Browser
) -> None:
    assert builder().post(f"{IN_SERVICE}andra/", {"on": "1", **do}).status_code == 404
    assert source_now(rack) == using("use: svar@1")


def test_a_late_change_is_not_made_and_it_is_said(rack: WorkingCopy, builder: Browser) -> None:
    late = {"on": "0", "do": "detach:svar@1"}
    answer = builder().post(f"{IN_SERVICE}andra/", late, follow=True)

    assert "Kim Ek hann spara före dig." in text_of(answer)


def test_blocks_are_for_builders(staff: Browser) -> None:
    browser = staff()

    for path in ("/studio/egna-block/", HERE):
        assert browser.get(path).status_code == 403
