"""Changes to a definition without writing YAML."""

from typing import Any

import msgspec
import pytest

from tests.rooms.eservices.texts import SOURCE
from torget.rooms.eservices.editing import (
    NotEditable,
    add_question,
    add_step,
    change,
    definition,
    edited,
    has_comments,
    in_languages,
    key_for,
    move,
    question_at,
    read_options,
    remove,
    step_at,
    written_options,
)
from torget.rooms.eservices.terms import read_service


def steps_of(source: str) -> list[tuple[str, list[str]]]:
    plain = definition(source)
    return [(step["key"], [q["key"] for q in step["questions"]]) for step in plain["steps"]]


def test_a_change_that_changes_nothing_says_the_same_service() -> None:
    assert read_service(edited(SOURCE, lambda plain: None)) == read_service(SOURCE)


def test_a_new_step_and_question_come_last_with_keys_of_their_own() -> None:
    def make(plain: dict[str, Any]) -> None:
        add_step(plain, "Platsen där")
        add_step(plain, "Platsen där")
        add_question(plain, 2, "text", "Åäö & co?")
        add_question(plain, 2, "text", "Where")

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


def test_what_is_changed_stands_in_the_formats_order_and_what_is_taken_away_is_gone() -> None:
    def make(plain: dict[str, Any]) -> None:
        hint = {"sv": "Gata", "en": "Street"}
        values = {"show_when": "where == 'school'", "hint": hint, "information": None}
        change(question_at(plain, 1, 0), values)

    question = definition(edited(SOURCE, make))["steps"][1]["questions"][0]
    assert list(question) == ["type", "key", "label", "hint", "show_when"]


def test_a_question_with_another_type_loses_what_only_the_old_one_could_say() -> None:
    def make(plain: dict[str, Any]) -> None:
        change(question_at(plain, 0, 0), {"type": "text", "mystery": 1})

    question = definition(edited(SOURCE, make))["steps"][0]["questions"][0]
    assert list(question) == ["type", "key", "label", "information", "mystery"]


@pytest.mark.parametrize(
    "source", ["", "- a", "key: [", "steps: x", "steps: [x]", "steps: [{questions: [1]}]"]
)
def test_a_text_that_is_no_service_is_left_alone(source: str) -> None:
    with pytest.raises(NotEditable):
        edited(source, lambda plain: None)


@pytest.mark.parametrize(("step", "question"), [(2, 0), (0, 1), (-1, 0)])
def test_a_place_that_is_gone_is_not_guessed(step: int, question: int) -> None:
    with pytest.raises(NotEditable):
        question_at(definition(SOURCE), step, question)
    assert step_at(definition(SOURCE), 1)["key"] == "description"


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


def test_options_are_lines_and_keep_what_the_lines_do_not_show() -> None:
    hint = {"sv": "Nära", "en": "Close"}
    before = [{"key": "school", "label": {"sv": "Skola", "en": "School"}, "hint": hint}]
    assert written_options(before) == "school | Skola | School"

    options = read_options("school | Vid skola | At school\nPark|Parken\n\n | |\n", before)
    assert options == [
        {"key": "school", "label": {"sv": "Vid skola", "en": "At school"}, "hint": hint},
        {"key": "park", "label": {"sv": "Park", "en": "Parken"}},
    ]


@pytest.mark.parametrize(
    ("texts", "both"),
    [
        (("Hej", "Hi"), {"sv": "Hej", "en": "Hi"}),
        (("Hej", " "), {"sv": "Hej", "en": "Hej"}),
        (("", "Hi"), {"sv": "Hi", "en": "Hi"}),
        (("", ""), None),
    ],
)
def test_a_text_in_one_language_stands_for_both_until_the_other_is_written(
    texts: tuple[str, str], both: Any
) -> None:
    assert in_languages(texts) == both


@pytest.mark.parametrize(
    ("label", "key"), [("Vad gäller det?", "vad_galler_det"), ("12 mån", "q_12_man"), ("??", "q")]
)
def test_a_key_is_made_of_the_label(label: str, key: str) -> None:
    assert key_for(label, ()) == key
    assert msgspec.yaml.decode(f"{key}: 1") == {key: 1}
