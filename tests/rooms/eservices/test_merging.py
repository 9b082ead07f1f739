"""What both sides changed is kept, and where they changed the same thing someone chooses."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.rooms.eservices.texts import PERSONAS, RACK, SOURCE
from torget.rooms.eservices.language.problems import Findings
from torget.rooms.eservices.merging import (
    GONE,
    Conflict,
    differing,
    in_order,
    merged,
    merged_texts,
    place_of,
    said,
)
from torget.rooms.eservices.terms import ServiceTexts
from torget.rooms.eservices.texts import plain_data, written

leaves = some.one_of(some.integers(0, 3), some.sampled_from(["a", "b", "c"]), some.booleans())
names = some.sampled_from(["title", "text", "type", "when"])
parts = some.builds(
    lambda key, rest: {"key": key, **rest},
    some.sampled_from(["k", "l", "m"]),
    some.dictionaries(names, leaves),
)
keyed = some.lists(parts, max_size=3, unique_by=lambda part: part["key"])
values = some.recursive(
    leaves | keyed,
    lambda inner: some.dictionaries(names, inner) | some.lists(inner, max_size=3),
    max_leaves=12,
)


def inside(value: Any) -> set[str]:
    """Every value without parts that stands anywhere in the value."""
    if isinstance(value, dict):
        return {leaf for inner in value.values() for leaf in inside(inner)}
    if isinstance(value, list):
        return {leaf for inner in value for leaf in inside(inner)}
    return {repr(value)}


@given(values, values)
def test_what_only_they_changed_becomes_theirs(base: Any, theirs: Any) -> None:
    found = merged(base, base, theirs)
    assert (repr(found.value), found.conflicts) == (repr(theirs), ())


@given(values, values)
def test_what_only_we_changed_stays_ours(base: Any, ours: Any) -> None:
    found = merged(base, ours, base)
    assert (repr(found.value), found.conflicts) == (repr(ours), ())


@given(values, values)
def test_what_both_changed_alike_is_no_conflict(base: Any, both: Any) -> None:
    assert merged(base, both, both).conflicts == ()


@given(values, values, values)
def test_nothing_is_invented(base: Any, ours: Any, theirs: Any) -> None:
    assert inside(merged(base, ours, theirs).value) <= inside(ours) | inside(theirs)


@given(values, values, values)
def test_choosing_theirs_everywhere_leaves_nothing_of_ours_in_conflict(
    base: Any, ours: Any, theirs: Any
) -> None:
    first = merged(base, ours, theirs)
    second = merged(base, ours, theirs, {conflict.id for conflict in first.conflicts})

    assert second.conflicts == first.conflicts
    assert all(_at(second.value, one.path) == one.theirs for one in first.conflicts)


def _at(value: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        if isinstance(value, list):
            value = next((part for part in value if part["key"] == name), GONE)
        else:
            value = value.get(name, GONE)
    return value


@given(*[some.lists(some.sampled_from("abcdef"), unique=True) for _side in range(3)])
def test_the_order_names_each_once(base: list[str], ours: list[str], theirs: list[str]) -> None:
    order = in_order(base, ours, theirs)
    assert (len(order), set(order)) == (len(set(order)), set(ours) | set(theirs))


@pytest.mark.parametrize(
    ("ours", "theirs", "order"),
    [
        ("abc", "axbc", "axbc"),
        ("ayc", "axbc", "ayxbc"),
        ("cba", "abcx", "cxba"),
        ("cba", "bac", "cba"),
        ("", "abc", "abc"),
    ],
)
def test_what_is_new_stands_after_what_it_stood_after(ours: str, theirs: str, order: str) -> None:
    assert "".join(in_order("abc", ours, theirs)) == order


# --- a whole service --------------------------------------------------------------------------


def source(*changes: tuple[str, str]) -> ServiceTexts:
    text = SOURCE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return replace(RACK, source=text)


TITLE = ("sv: Platsen", "sv: Stället")
PHONE = ("0980-319 200", "0980-100 200")
LABEL = ('sv: "Var behövs det?"', 'sv: "Var ska det stå?"')
THEIR_LABEL = ('sv: "Var behövs det?"', 'sv: "På vilken plats?"')


def plain(text: str) -> Any:
    return plain_data(text, Findings())


def test_changes_in_different_places_are_both_kept() -> None:
    found = merged_texts(RACK, source(PHONE, LABEL), source(TITLE))

    assert found.conflicts == ()
    assert plain(found.texts.source) == plain(source(PHONE, LABEL, TITLE).source)


def test_the_same_text_changed_by_both_is_a_conflict_where_ours_stands_until_one_chooses() -> None:
    first = merged_texts(RACK, source(LABEL), source(THEIR_LABEL, TITLE))
    (conflict,) = first.conflicts
    second = merged_texts(RACK, source(LABEL), source(THEIR_LABEL, TITLE), {conflict.id})

    assert conflict == Conflict(
        ("source", "questions", "where", "label", "sv"), "Var ska det stå?", "På vilken plats?"
    )
    assert conflict.id == "source/questions/where/label/sv"
    assert plain(first.texts.source) == plain(source(LABEL, TITLE).source)
    assert plain(second.texts.source) == plain(source(THEIR_LABEL, TITLE).source)


def test_a_question_that_they_moved_and_we_reworded_is_moved_with_our_words() -> None:
    theirs = plain(SOURCE)
    theirs["steps"][1]["questions"].insert(0, theirs["steps"][0]["questions"].pop())
    theirs["steps"][0]["questions"].append({"type": "yes_no", "key": "new"})
    found = merged_texts(RACK, source(LABEL), replace(RACK, source=written(theirs)))
    steps = plain(found.texts.source)["steps"]

    assert found.conflicts == ()
    assert [[q["key"] for q in step["questions"]] for step in steps] == [
        ["new"],
        ["where", "description"],
    ]
    assert steps[1]["questions"][0]["label"]["sv"] == "Var ska det stå?"


def test_what_we_took_away_and_they_changed_is_a_conflict() -> None:
    ours = plain(SOURCE)
    ours["steps"].pop()
    ours = replace(RACK, source=written(ours))
    theirs = source(("sv: Beskriv platsen", "sv: Berätta om platsen"))
    found = merged_texts(RACK, ours, theirs)

    (conflict,) = found.conflicts
    assert (conflict.path, conflict.ours) == (("source", "questions", "description"), GONE)
    assert plain(found.texts.source) == plain(ours.source)
    kept = plain(merged_texts(RACK, ours, theirs, {conflict.id}).texts.source)
    assert [step["key"] for step in kept["steps"]] == ["place", "description"]
    assert plain(theirs.source)["steps"][1] == kept["steps"][1]


def test_a_step_of_ours_that_is_gone_comes_back_with_a_question_that_is_new_in_it() -> None:
    ours, theirs = plain(SOURCE), plain(SOURCE)
    ours["steps"].pop()
    theirs["steps"][1]["questions"].append({"type": "yes_no", "key": "new"})
    found = merged_texts(RACK, *(replace(RACK, source=written(one)) for one in (ours, theirs)))

    steps = plain(found.texts.source)["steps"]
    assert [[q["key"] for q in step["questions"]] for step in steps] == [["where"], ["new"]]


def test_a_question_that_both_made_something_else_is_one_conflict_not_a_mixture() -> None:
    ours = source(("type: long_text", "type: text"))
    theirs = source(("type: long_text", "type: yes_no"))

    (conflict,) = merged_texts(RACK, ours, theirs).conflicts
    assert conflict.path == ("source", "questions", "description")


def test_test_persons_are_known_by_their_names() -> None:
    ours = replace(RACK, personas=PERSONAS.replace("unit: gata", "unit: va"))
    theirs = replace(RACK, personas=PERSONAS.replace("{where: school}", "{where: elsewhere}"))
    found = merged_texts(RACK, ours, theirs)

    assert found.conflicts == ()
    both = PERSONAS.replace("unit: gata", "unit: va").replace(
        "{where: school}", "{where: elsewhere}"
    )
    assert plain(found.texts.personas) == plain(both)


def test_a_text_that_only_one_side_changed_is_kept_to_the_letter_with_its_comments() -> None:
    found = merged_texts(RACK, source(TITLE), replace(RACK, notes="# Nytt\n"))

    assert found.texts == ServiceTexts(source(TITLE).source, RACK.personas, "# Nytt\n")


def test_a_text_with_faults_is_taken_whole_from_one_side() -> None:
    broken = replace(RACK, source="key: [")
    found = merged_texts(RACK, broken, source(TITLE))

    assert [one.path for one in found.conflicts] == [("source",)]
    assert found.texts.source == "key: ["
    assert merged_texts(RACK, broken, source(TITLE), {"source"}).texts == source(TITLE)


def test_a_question_that_they_have_twice_is_neither_lost_nor_mixed_up() -> None:
    theirs = plain(SOURCE)
    theirs["steps"][1]["questions"].append(theirs["steps"][0]["questions"][0])
    found = merged_texts(RACK, source(TITLE), replace(RACK, source=written(theirs)))
    steps = plain(found.texts.source)["steps"]

    assert found.conflicts == ()
    assert [[q["key"] for q in step["questions"]] for step in steps] == [
        ["where"],
        ["description", "where"],
    ]


def test_a_block_that_they_lead_on_is_led_on_beside_our_own_changes() -> None:
    def using(version: int, *changes: tuple[str, str]) -> ServiceTexts:
        text = source(*changes).source.replace(
            "    questions:\n      - type: choice",
            f"    questions:\n      - use: sokande@{version}\n      - type: choice",
        )
        return replace(RACK, source=text, blocks=((f"sokande@{version}", f"title: {version}"),))

    found = merged_texts(using(1), using(1, LABEL), using(2, TITLE))

    assert found.conflicts == ()
    assert plain(found.texts.source) == plain(using(2, LABEL, TITLE).source)
    assert found.texts.blocks == (("sokande@2", "title: 2"),)


def test_what_differs_is_told_of_definitions_with_faults_too() -> None:
    before = source(("unit: gata", "unit: 7"))
    after = source(
        ("unit: gata", "unti: gata"), LABEL, ("  - channel: phone", "  - channel: visit")
    )
    places = map(place_of, differing(before.source, after.source))
    found = [(str(what), fields) for what, fields in places]

    assert found == [
        ("Tjänsten", ("unit",)),
        ("Tjänsten", ("other_ways",)),
        ("Frågan ”Var behövs det?”", ("frågans ord", "svenska")),
        ("Tjänsten", ("unti",)),
    ]
    assert differing(before.source, before.source) == []
    assert [one.path for one in differing("a: 1", "key: [")] == [("source",)]


def test_a_conflict_says_where_it_is_in_words() -> None:
    (conflict,) = merged_texts(RACK, source(LABEL), source(THEIR_LABEL)).conflicts
    what, field = place_of(conflict)
    notes = Conflict(("notes",), "a", GONE)

    assert (str(what), field) == ("Frågan ”Var ska det stå?”", ("frågans ord", "svenska"))
    assert (str(place_of(notes)[0]), said(notes.theirs)) == ("Anteckningarna", "")
    assert said({"key": "a", " step": "b"}) == "key: a"
