"""Every part of a definition is filled in by a form that its struct tells of."""

from contextlib import suppress
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.rooms.eservices.texts import SOURCE
from torget.rooms.eservices.editing import QUESTION_TYPES, definition, fill_in, part_at, tidy
from torget.rooms.eservices.language.problems import Findings
from torget.rooms.eservices.language.service import Service, Step
from torget.rooms.eservices.shapes import (
    LISTS,
    Given,
    Kind,
    Shape,
    in_languages,
    read,
    read_fields,
    shapes_of,
)
from torget.rooms.eservices.terms import DefinitionErrors, compile_service, read_service
from torget.rooms.eservices.texts import plain_data
from torget.rooms.eservices.texts import written as written_out


def shape(struct: Any, name: str) -> Shape:
    return next(one for one in shapes_of(struct) if one.name == name)


def names_in(shapes: tuple[Shape, ...]) -> set[str]:
    return {one.name for one in shapes}.union(*(names_in(one.fields) for one in shapes))


def test_the_name_of_every_field_is_read_as_it_is_written() -> None:
    names = names_in(shapes_of(Service)) | names_in(shapes_of(Step))
    for question in QUESTION_TYPES.values():
        names |= names_in(shapes_of(question))
    assert {"yes", "no", "from"} <= names  # YAML would make two of them true and false

    for name in names:
        assert plain_data(f"{name}: {{sv: Ja}}", Findings()) == {name: {"sv": "Ja"}}
        assert plain_data(written_out({name: 1}), Findings()) == {name: 1}


def test_every_struct_of_the_language_has_a_form() -> None:
    for struct in (Service, Step, *QUESTION_TYPES.values()):
        assert [one.name for one in shapes_of(struct)] == [
            field.encode_name for field in msgspec.structs.fields(struct)
        ]


@pytest.mark.parametrize(
    ("struct", "name", "kind"),
    [
        (Service, "unit", Kind.LINE),
        (Service, "title", Kind.TEXT),
        (Service, "audience", Kind.SEVERAL),
        (Service, "topics", Kind.LINES),
        (Service, "keywords", Kind.TEXTS),
        (Service, "fee", Kind.PART),
        (Service, "routing", Kind.PARTS),
        (Service, "steps", Kind.QUESTIONS),
        (Service, "maturity", Kind.CHOICE),
        (Step, "show_when", Kind.EXPRESSION),
        (QUESTION_TYPES["text"], "error", Kind.MESSAGES),
        (QUESTION_TYPES["text"], "required", Kind.FLAG),
        (QUESTION_TYPES["number"], "min", Kind.NUMBER),
        (QUESTION_TYPES["rows"], "questions", Kind.QUESTIONS),
    ],
)
def test_a_field_is_filled_in_as_its_type_says(struct: Any, name: str, kind: Kind) -> None:
    assert shape(struct, name).kind is kind


TEXT, NUMBER, CHOICE = (QUESTION_TYPES[kind] for kind in ("text", "number", "choice"))


@pytest.mark.parametrize(
    ("struct", "name", "given", "value"),
    [
        (TEXT, "show_when", {"show_when": ["  a  == 1 "]}, "a == 1"),
        (TEXT, "show_when", {"show_when": [""]}, None),
        (TEXT, "required", {"required": ["", "1"]}, None),  # as it is without saying so
        (TEXT, "required", {"required": [""]}, False),
        (TEXT, "hint", {"hint.sv": ["Gata"], "hint.en": [""]}, {"sv": "Gata", "en": "Gata"}),
        (TEXT, "hint", {"hint.sv": [""], "hint.en": [" "]}, None),
        (TEXT, "max_length", {"max_length": ["200"]}, None),
        (TEXT, "max_length", {"max_length": ["1 000"]}, 1000),
        (TEXT, "max_length", {"max_length": ["många"]}, "många"),
        (NUMBER, "min", {"min": ["-2,5"]}, -2.5),
        (NUMBER, "min", {"min": ["inf"]}, "inf"),
        (TEXT, "pattern", {"pattern.matches": ["[A-Z]"]}, {"matches": "[A-Z]"}),
        (TEXT, "pattern", {"pattern.matches": [""], "pattern.message.sv": [""]}, None),
        (TEXT, "error", {"error.required.sv": ["Skriv"], "error.required.en": ["Write"]},
         {"required": {"sv": "Skriv", "en": "Write"}}),
        (TEXT, "checks", {"checks": [""], "checks.0.valid": ["a"], "checks.2.valid": ["b"]},
         [{"valid": "a"}, {"valid": "b"}]),
        (Service, "maturity", {"maturity": ["3"]}, 3),
        (Service, "maturity", {"maturity": ["9"]}, "9"),
        (Service, "audience", {"audience": ["", "residents", "companies"]},
         ["residents", "companies"]),
        (Service, "topics", {"topics": ["bygga\r\n\r\nbo"]}, ["bygga", "bo"]),
        (Service, "keywords", {"keywords": [""], "keywords.0.sv": ["hus"], "keywords.0.en": [""],
                               "keywords.1.sv": [""], "keywords.1.en": [""]},
         [{"sv": "hus", "en": "hus"}, {}]),
        (Service, "signing", {"signing.required": ["", "1"], "signing.others": [""]},
         {"required": True}),
    ],
)  # fmt: skip
def test_what_is_filled_in_is_what_the_text_says(
    struct: Any, name: str, given: Given, value: Any
) -> None:
    assert read(shape(struct, name), given, name, None) == value


def test_a_field_that_the_form_did_not_have_stays_as_it_was() -> None:
    before = {"key": "a", "hint": {"sv": "b", "en": "c"}, "required": False, "mystery": 1}
    assert read_fields(shapes_of(TEXT), {"key": ["b"]}, before) == {**before, "key": "b"}


def test_what_a_form_does_not_know_inside_a_part_stays() -> None:
    before = {"pattern": {"matches": "a", "mystery": 1}}
    given = {"pattern.matches": ["b"], "pattern.message.sv": [""], "pattern.message.en": [""]}
    assert read_fields(shapes_of(TEXT), given, before) == {
        "pattern": {"matches": "b", "mystery": 1}
    }


@pytest.mark.parametrize(
    ("struct", "name", "value", "fits"),
    [
        (TEXT, "hint", {"sv": "a"}, True),
        (TEXT, "hint", "a", False),
        (TEXT, "show_when", ["a"], False),
        (TEXT, "checks", [1], False),
        (Service, "topics", [[1]], False),
        (Service, "fee", [], False),
        (Service, "fee", None, True),
    ],
)
def test_what_a_form_cannot_show_it_leaves_alone(
    struct: Any, name: str, value: Any, fits: bool
) -> None:
    assert shape(struct, name).fits(value) is fits


@pytest.mark.parametrize(
    ("texts", "both"),
    [
        (("Hej", "Hi"), {"sv": "Hej", "en": "Hi"}),
        (("Hej", " "), {"sv": "Hej", "en": "Hej"}),
        (("", "Hi"), {"sv": "Hi", "en": "Hi"}),
        (("", ""), None),
        (("a\r\nb", "c\x85d"), {"sv": "a\nb", "en": "c\nd"}),
    ],
)
def test_a_text_in_one_language_stands_for_both_until_the_other_is_written(
    texts: tuple[str, str], both: Any
) -> None:
    assert in_languages(texts) == both


def test_a_form_that_is_sent_as_it_is_changes_nothing() -> None:
    question = part_at(definition(SOURCE), (0, 0))
    fill_in(
        question, (0, 0), {"label.sv": ["Var behövs det?"], "label.en": ["Where is it needed?"]}
    )
    assert question == part_at(definition(SOURCE), (0, 0))


def names_of(shapes: tuple[Shape, ...], start: str = "") -> list[str]:
    """Every name that the fields can have in a form, with two items of each list."""
    found = []
    for one in shapes:
        name = f"{start}{one.name}"
        items = [f"{name}.0", f"{name}.1"] if one.kind in LISTS else []
        texts = [name, *items] + [f"{name}.{key}" for key in one.choices]
        found += [*texts, *(f"{text}.{code}" for text in texts for code in ("sv", "en"))]
        for inside in (name, *items):
            found += names_of(one.fields, f"{inside}.")
    return found


PLACES: list[tuple[tuple[int, ...], Any]] = [((), Service), ((0,), Step)]
PLACES += [((0, 0), struct) for struct in QUESTION_TYPES.values()]


@pytest.mark.parametrize(("place", "struct"), PLACES, ids=lambda one: getattr(one, "__name__", ""))
@settings(max_examples=8, deadline=None)
@given(data=some.data())
def test_rubbish_in_a_form_becomes_a_text_that_says_the_same(
    place: tuple[int, ...], struct: Any, data: some.DataObject
) -> None:
    names = some.sampled_from(names_of(shapes_of(struct)))
    written = some.sampled_from(["1", "", "-2,5", "today", "where == 'school'"]) | some.text(
        some.characters(exclude_categories=["Cs"]), max_size=12
    )
    typed = data.draw(some.dictionaries(names, some.lists(written, min_size=1, max_size=2)))
    plain = definition(SOURCE)
    if len(place) > 1:
        part_at(plain, place)["type"] = str(struct.__struct_config__.tag)
    fill_in(part_at(plain, place), place, typed)
    tidy(part_at(plain, place), place)

    text = written_out(plain)
    assert definition(text) == plain
    with suppress(DefinitionErrors):
        compile_service(read_service(text))
