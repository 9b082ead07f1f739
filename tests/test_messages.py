"""Everything said in Swedish is said in English too."""

from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from tools import messages


def a_catalogue(text: str | tuple[str, str], translation: str | tuple[str, str] = "") -> Catalog:
    catalogue = Catalog(locale="en")
    catalogue.add(text, translation)
    return catalogue


def test_every_text_is_translated_and_asks_for_the_same_values() -> None:
    assert messages.problems(messages.marked(), messages.translated()) == []


def test_the_catalogue_is_what_extraction_gives_now() -> None:
    extracted = messages.written(messages.merged(messages.marked(), messages.translated()))
    assert messages.CATALOGUE.read_bytes() == extracted


def test_the_catalogue_says_nothing_of_when_or_where_it_was_made() -> None:
    lines = messages.CATALOGUE.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("#:") or "Date" in line] == []


def test_no_swedish_is_left_in_the_english() -> None:
    left = {
        form
        for message in messages.texts(messages.translated())
        for form in messages.forms(message.string)
        if set(form.lower()) & set("åäö")
    }
    assert left == set()


def test_the_same_swedish_word_may_be_two_english_ones() -> None:
    english = messages.translated()
    found = [english.get("Tillgänglighet", of) for of in (None, "informationsklassning")]
    assert [message and message.string for message in found] == ["Accessibility", "Availability"]


def test_a_text_that_is_not_in_the_catalogue_is_a_problem() -> None:
    found = messages.problems(a_catalogue("Spara"), Catalog(locale="en"))
    assert found == ["Saknas i katalogen: 'Spara'"]


def test_a_text_that_has_got_a_form_for_many_is_a_problem() -> None:
    found = messages.problems(
        a_catalogue(("{count} fil", "{count} filer")), a_catalogue("{count} fil", "{count} file")
    )
    assert found == ["Saknas i katalogen: '{count} fil'"]


def test_a_text_that_is_no_longer_used_is_a_problem() -> None:
    found = messages.problems(Catalog(locale="en"), a_catalogue("Spara", "Save"))
    assert found == ["Används inte längre: 'Spara'"]


def test_a_translation_that_someone_doubts_is_a_problem() -> None:
    known = Catalog(locale="en")
    known.add("Spara", "Save", flags=["fuzzy"])
    assert messages.problems(a_catalogue("Spara"), known) == ["Osäker översättning: 'Spara'"]


@pytest.mark.parametrize(
    ("text", "translation", "fault"),
    [
        ("Spara", "", "Inte översatt: 'Spara'"),
        (("{count} fil", "{count} filer"), ("{count} file", ""), "Inte översatt: '{count} fil'"),
        (
            "Hej {name}!",
            "Hello {person}!",
            "Inte samma {namn} eller %(namn)s: 'Hej {name}!' → 'Hello {person}!'",
        ),
        (
            "Hej {name}!",
            "Hello {name!",
            "Inte samma {namn} eller %(namn)s: 'Hej {name}!' → 'Hello {name!'",
        ),
        (
            "Svarar inte (%(error)s)",
            "Does not answer",
            "Inte samma {namn} eller %(namn)s: 'Svarar inte (%(error)s)' → 'Does not answer'",
        ),
        ("Senast ", "By", "Inte samma mellanslag i början och slutet: 'Senast '"),
    ],
)
def test_a_translation_that_would_not_work_is_a_problem(
    text: str | tuple[str, str], translation: str | tuple[str, str], fault: str
) -> None:
    assert messages.problems(a_catalogue(text), a_catalogue(text, translation)) == [fault]


@pytest.mark.parametrize(
    ("text", "translation"),
    [
        ("Hej {name}!", "Hello {name}!"),
        ("%(room).1f GB ledigt", "%(room).1f GB free"),
        (("{count} fil", "{count} filer"), ("{count} file", "{count} files")),
    ],
)
def test_a_whole_translation_is_no_problem(
    text: str | tuple[str, str], translation: str | tuple[str, str]
) -> None:
    assert messages.problems(a_catalogue(text), a_catalogue(text, translation)) == []


def test_extraction_keeps_the_translation_and_drops_what_is_not_used() -> None:
    known = a_catalogue("Spara", "Save")
    known.add("Avbryt", "Cancel")
    extracted = messages.merged(a_catalogue("Spara"), known)
    assert [(m.id, m.string) for m in messages.texts(extracted)] == [("Spara", "Save")]


def test_what_is_compiled_is_what_the_catalogue_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "django.po"
    copy.write_bytes(messages.CATALOGUE.read_bytes())
    monkeypatch.setattr(messages, "CATALOGUE", copy)
    assert messages.compile_messages() == 0
    with copy.with_suffix(".mo").open("rb") as file:
        english = GNUTranslations(file)
    one, many = "Om {count} dag", "Om {count} dagar"
    assert [
        english.gettext("Mina sidor"),
        english.ngettext(one, many, 1),
        english.ngettext(one, many, 3),
    ] == ["My pages", "In {count} day", "In {count} days"]
