"""Changes to a definition without writing YAML."""

from typing import Any

import msgspec
import pytest

from tests.rooms.eservices.texts import SOURCE
from torget.rooms.eservices.editing import (
    QUESTION_TYPES,
    ROW_TYPES,
    NotEditable,
    add,
    arrange,
    change,
    definition,
    edited,
    fetchable,
    fill_in,
    has_comments,
    key_for,
    move,
    part_at,
    path_to,
    remove,
    struct_of,
    tidy,
    types_at,
)
from torget.rooms.eservices.terms import read_service


def steps_of(source: str) -> list[tuple[str, list[str]]]:
    plain = definition(source)
    return [(step["key"], [q["key"] for q in step["questions"]]) for step in plain["steps"]]


def test_a_change_that_changes_nothing_says_the_same_service() -> None:
    assert read_service(edited(SOURCE, lambda plain: None)) == read_service(SOURCE)


def test_a_new_step_and_question_come_last_with_keys_of_their_own() -> None:
    def make(plain: dict[str, Any]) -> None:
        add(plain, (), "Platsen där")
        add(plain, (), "Platsen där")
        add(plain, (2,), "Åäö & co?", "text")
        add(plain, (2,), "Where", "text")

    assert steps_of(edited(SOURCE, make)) == [
        ("place", ["where"]),
        ("description", ["description"]),
        ("platsen_dar", ["aao_co", "where_2"]),
        ("platsen_dar_2", []),
    ]


def test_steps_and_questions_are_moved_and_removed_and_stop_at_the_ends() -> None:
    def turned(plain: dict[str, Any]) -> None:
        move(plain["steps"], 0, 1)
        move(plain["steps"], 1, 1)

    assert [key for key, _ in steps_of(edited(SOURCE, turned))] == ["description", "place"]
    gone = edited(SOURCE, lambda plain: remove(plain["steps"], 1))
    assert [key for key, _ in steps_of(gone)] == ["place"]


def test_a_question_of_a_table_is_reached_added_and_moved_like_any_other() -> None:
    def make(plain: dict[str, Any]) -> None:
        add(plain, (1,), "Barn", "rows")
        add(plain, (1, 1), "Namn", "text")
        add(plain, (1, 1), "Namn", "files")  # not in tables
        part_at(plain, (1, 1, 1))["label"]["en"] = "Name"
        move(part_at(plain, (1, 1))["questions"], 1, -1)

    table = definition(edited(SOURCE, make))["steps"][1]["questions"][1]
    assert [(q["type"], q["key"], q["label"]["en"]) for q in table["questions"]] == [
        ("text", "namn_2", "Name"),
        ("text", "namn", "Namn"),
    ]


def test_a_place_is_told_as_faults_tell_it() -> None:
    assert [path_to(place) for place in ((), (2,), (2, 0, 1))] == [
        (),
        ("steps", 2),
        ("steps", 2, "questions", 0, "questions", 1),
    ]
    with pytest.raises(NotEditable):
        path_to((0, 0, 0, 0))


def test_a_table_has_fewer_types_than_a_step() -> None:
    assert (types_at((0, 0)), types_at((0, 0, 0))) == (frozenset(QUESTION_TYPES), ROW_TYPES)
    assert struct_of({"type": "song"}, (0, 0)) is None


def test_what_can_be_fetched_depends_on_the_type() -> None:
    assert (fetchable("email"), fetchable("choice")) == (("me.email",), ())


def test_what_is_changed_stands_in_the_formats_order_and_what_is_taken_away_is_gone() -> None:
    def make(plain: dict[str, Any]) -> None:
        hint = {"sv": "Gata", "en": "Street"}
        values = {"show_when": "where == 'school'", "hint": hint, "information": None}
        change(part_at(plain, (1, 0)), values, QUESTION_TYPES["long_text"])

    question = definition(edited(SOURCE, make))["steps"][1]["questions"][0]
    assert list(question) == ["type", "key", "label", "hint", "show_when"]


def test_a_question_with_another_type_loses_what_only_the_old_one_could_say() -> None:
    def make(plain: dict[str, Any]) -> None:
        question = part_at(plain, (0, 0))
        question["mystery"] = 1
        fill_in(question, (0, 0), {"type": ["text"], "label.sv": ["Var?"], "label.en": [""]})

    question = definition(edited(SOURCE, make))["steps"][0]["questions"][0]
    assert list(question) == ["type", "key", "label", "information", "mystery"]
    assert question["label"] == {"sv": "Var?", "en": "Var?"}


def test_a_type_that_does_not_exist_is_not_chosen() -> None:
    question = {"type": "text", "key": "name"}
    fill_in(question, (0, 0, 0), {"type": ["files"]})
    assert question["type"] == "text"


def test_items_are_moved_and_removed_and_empty_ones_are_tidied_away() -> None:
    options: list[Any] = [{"key": "a"}, {}, {"label": {"sv": "Bok", "en": "Book"}}, {}]
    question = {"type": "choice", "options": options}
    arrange(question, "up", "options.2")
    tidy(question, (0, 0), only_last=True)
    book = {"key": "bok", "label": {"sv": "Bok", "en": "Book"}}
    assert question["options"] == [{"key": "a"}, book]
    arrange(question, "remove", "options.0")
    assert question["options"] == [book]
    arrange(question, "remove", "options.0")
    tidy(question, (0, 0))
    assert question == {"type": "choice"}


@pytest.mark.parametrize("where", ["options", "options.9", "options.x", "key.0", "a.b.c.0", ""])
def test_a_list_that_is_not_there_is_not_changed(where: str) -> None:
    with pytest.raises(NotEditable):
        arrange({"type": "choice", "key": "a", "options": [{}]}, "remove", where)


@pytest.mark.parametrize(
    "source", ["", "- a", "key: [", "steps: x", "steps: [x]", "steps: [{questions: [1]}]"]
)
def test_a_text_that_is_no_service_is_left_alone(source: str) -> None:
    with pytest.raises(NotEditable):
        edited(source, lambda plain: None)


@pytest.mark.parametrize("place", [(2,), (2, 0), (0, 1), (-1, 0), (0, 0, 0)])
def test_a_place_that_is_gone_is_not_guessed(place: tuple[int, ...]) -> None:
    with pytest.raises(NotEditable):
        part_at(definition(SOURCE), place)
    assert part_at(definition(SOURCE), (1,))["key"] == "description"


@pytest.mark.parametrize(
    ("text", "comments"),
    [
        ("a: 1", False),
        ("a: 1 # b", True),
        ("# a\nb: 1", True),
        ("a: 1\n# b", True),
        ("a: 'b # c'", False),
        ("a: b#c", False),
        ("a: |\n  b # c\n", False),
        ("a: [", False),
    ],
)
def test_comments_are_seen_and_signs_in_texts_are_not_comments(text: str, comments: bool) -> None:
    assert has_comments(text) is comments


@pytest.mark.parametrize(
    ("label", "key"), [("Vad gäller det?", "vad_galler_det"), ("12 mån", "q_12_man"), ("??", "q")]
)
def test_a_key_is_made_of_the_label(label: str, key: str) -> None:
    assert key_for(label, ()) == key
    assert msgspec.yaml.decode(f"{key}: 1") == {key: 1}
