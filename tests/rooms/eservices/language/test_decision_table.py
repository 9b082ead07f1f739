"""A table decides only what it was written to decide; whatever is unsure is for a person."""

import json
from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rooms.eservices.texts import SOURCE
from tests.small_services import RACKS as TEXT
from torget.rooms.eservices.language import decision_table_running
from torget.rooms.eservices.terms import (
    CaseFacts,
    CompiledService,
    CompiledTable,
    DefinitionErrors,
    canonical_json,
    compile_service,
    read_service,
    service_from_json,
)

WHOLE = {"where": "school", "racks": 2, "parts": [{"price": 300}, {"price": 500}]}
CONTEXT = {"register": {"name": "Maj", "address": {"city": "Solvik"}}}


def service(before: str = "", after: str = "") -> CompiledService:
    assert before in TEXT
    return compile_service(read_service(TEXT.replace(before, after, 1)))


def table(before: str = "", after: str = "") -> CompiledTable:
    found = service(before, after).table
    assert found is not None
    return found


def said(before: str, after: str) -> list[tuple[int, str]]:
    """What is refused, by line."""
    assert before in TEXT
    with pytest.raises(DefinitionErrors) as error:
        read_service(TEXT.replace(before, after, 1))
    return [(one.line, one.message) for one in error.value.problems]


def weighed(answers: dict[str, object], context: object = CONTEXT) -> tuple[str, str]:
    """Why, and the row that hit."""
    proposal = service().by_table(answers, context, CaseFacts())  # type: ignore[arg-type] # as kept
    assert proposal is not None
    return proposal.weighed.why, proposal.weighed.row.key if proposal.weighed.row else ""


def line_of(text: str) -> int:
    return next(n for n, line in enumerate(TEXT.splitlines(), 1) if text in line)


def test_a_table_is_read_kept_and_read_again_with_the_same_hash() -> None:
    again = compile_service(service_from_json(canonical_json(service().service)))
    assert again.hash == service().hash
    assert again.table is not None
    assert again.table.hash == table().hash
    assert table("racks <= 3", "racks <= 4").hash != table().hash


def test_the_row_that_hits_writes_out_its_reasons_with_the_values_as_people_read_them() -> None:
    proposal = service().by_table(WHOLE, CONTEXT, CaseFacts())
    assert proposal is not None
    assert proposal.weighed.grants
    assert proposal.written_out("sv") == ("2 ställ sätts upp.", "Det kostar 800 i Solvik.")
    assert proposal.written_out("en") == ("2 racks are put up.", "It costs 800 in Solvik.")
    assert [(one.key, one.source, one.shown.sv) for one in proposal.inputs] == [
        ("where", "answer", "Vid en skola"),
        ("racks", "answer", "2"),
        ("cost", "answer", "800"),
        ("town", "register", "Solvik"),
    ]


def test_the_first_row_that_holds_counts_and_without_one_a_person_decides() -> None:
    elsewhere = {"register": {"address": {"city": "Ystad"}}}
    assert weighed(WHOLE) == ("row", "small")
    assert weighed(WHOLE, elsewhere) == ("row", "far")
    assert weighed({**WHOLE, "racks": 4}) == ("no_row", "")


@pytest.mark.parametrize(
    "answers",
    [
        {key: value for key, value in WHOLE.items() if key != "racks"},
        {**WHOLE, "parts": [{"price": 300}, {"price": None}]},
        {**WHOLE, "parts": [{"price": 300}, {}]},
        {**WHOLE, "parts": []},
        {**WHOLE, "racks": "två"},
        {},
    ],
)
def test_what_is_missing_in_any_part_leaves_the_decision_to_a_person(
    answers: dict[str, object],
) -> None:
    assert weighed(answers) == ("missing", "")


@pytest.mark.parametrize("context", [{}, {"register": None}, {"register": {"address": {}}}])
def test_not_equal_to_something_unknown_is_not_a_hit(context: object) -> None:
    """`town != 'Solvik'` is true of nothing in the form's language; here nothing is asked."""
    assert weighed(WHOLE, context) == ("missing", "")


HOSTILE = """\
    - key: wide_open
      title: {sv: Allt, en: Everything}
      when: [where != 'elsewhere', not (racks > 100), cost != 1 or cost == 1]
      outcome: granted
      decision: {sv: Ja., en: Yes.}
      reasons: {sv: Allt., en: Everything.}
      laws: [Kommunens regler]
    - key: far
"""
WIDE = TEXT.replace("where == 'school', ", "", 1).replace("    - key: far\n", HOSTILE, 1)
VALUES = {
    "where": st.sampled_from(["school", "elsewhere"]),
    "racks": st.integers(-(10**9), 10**9) | st.floats(allow_nan=False, allow_infinity=False),
    "cost": st.integers(-(10**9), 10**9),
    "town": st.text(min_size=1, max_size=20),
}


@pytest.mark.parametrize("number", [1e29, -1e29, float("inf"), float("nan")])
def test_a_number_that_nobody_counts_to_is_for_a_person(number: float) -> None:
    values = {"where": "school", "racks": number, "cost": 800, "town": "Solvik"}
    assert table().weigh(values).missing == ("racks",)


@given(st.fixed_dictionaries({}, optional=VALUES), st.data())
def test_no_table_grants_anything_while_an_input_is_missing(
    values: dict[str, str | float | None], data: st.DataObject
) -> None:
    """Also with a row that holds for whatever is unanswered in the form's own language."""
    wide = compile_service(
        read_service(WIDE.replace("when: [where !=", "when: [town != 'x', where !="))
    ).table
    assert wide is not None
    empty = data.draw(st.sets(st.sampled_from(sorted(VALUES))))
    given_values = {key: None if key in empty else value for key, value in values.items()}
    found = wide.weigh(given_values)
    whole = all(
        value is not None and (isinstance(value, str) or abs(value) <= 10**15)
        for value in (given_values.get(key) for key in VALUES)
    )
    assert (found.why == "missing") is not whole
    assert not found.grants or whole


# T16: a broken cell is refused where it stands, never silently "no match".
@pytest.mark.parametrize(
    "cell", ["racks >>> 3 (", "racks <= ", "racks = 3", "racks < 3 < 4", "racks"]
)
def test_a_broken_cell_is_refused_at_its_place(cell: str) -> None:
    faults = said("racks <= 3", cell)
    assert {line for line, _message in faults} == {line_of("where == 'school'")}


# T17: an unknown name is refused, with what may be meant; and nothing is divided.
def test_an_unknown_name_is_refused_with_the_one_that_may_be_meant() -> None:
    assert said("racks <= 3", "rack <= 3") == [
        (line_of("where == 'school'"), "Det finns ingen fråga ”rack”. Menade du ”racks”?"),
    ]
    assert said("value: racks}", "value: rack}") == [
        (line_of("value: racks}"),
         "Det finns inget som heter ”rack” att fråga om. Menade du ”racks”?"),
        (line_of("where == 'school'"), "Det finns ingen fråga ”racks”."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("racks <= 3", "1 / racks <= 3"),
        ("racks <= 3", "racks != null"),
        ("value: racks}", "value: share}"),
        ("value: racks}", "value: parts}"),
        ("value: racks}", "value: register.children}"),
        ("value: racks}", "value: mine}"),
    ],
)
def test_what_can_come_to_nothing_is_refused(before: str, after: str) -> None:
    assert said(before, after)


# T18: nothing but single expressions is ever handed to the engine: no graph, and so no nodes.
def test_no_decision_graph_is_built(monkeypatch: pytest.MonkeyPatch) -> None:
    handed: list[object] = []

    def never(*given: object, **named: object) -> None:
        handed.append((given, named))

    for name in ("ZenEngine", "ZenDecisionContent"):
        monkeypatch.setattr(f"zen.{name}", never, raising=False)
    written = json.dumps({"nodes": [{"type": "functionNode", "content": "while(1){}"}]})
    faults = said("racks <= 3", f"'{written.replace(chr(34), '')}'")
    assert service().by_table(WHOLE, CONTEXT, CaseFacts()) is not None
    assert (bool(faults), handed) == (True, [])


# T19: lists, lengths and time have limits.
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("racks <= 3", f"racks <= {'1 + ' * 60}1"),
        ("racks <= 3", ", ".join(["racks <= 3"] * 9)),
        ("racks <= 3", f"{'(' * 50}racks <= 3{')' * 50}"),
        ("racks <= 3", '"some(parts, # > 3)"'),
        ("  mode: shadow\n", "  mode: shadow\n  sample: 0\n"),
    ],
)
def test_what_could_take_long_is_refused(before: str, after: str) -> None:
    assert said(before, after)


def test_too_many_rows_are_refused() -> None:
    rows = "".join(HOSTILE.removesuffix("    - key: far\n").replace("wide_open", f"row_{n}")
                   for n in range(60))  # fmt: skip
    assert "Här får det finnas högst 50" in [
        message for _line, message in said("    - key: far\n", f"{rows}    - key: far\n")
    ]


def test_a_table_that_takes_too_long_leaves_the_decision_to_a_person() -> None:
    def slow() -> Iterator[float]:
        yield 0.0
        while True:
            yield decision_table_running.LONGEST_TIME * 2

    values = {"where": "school", "racks": 2, "cost": 800, "town": "Solvik"}
    assert table().weigh(values, clock=slow().__next__).why == "too_slow"
    assert table().weigh(values, clock=lambda: 0.0).why == "row"


def test_a_text_that_is_very_long_counts_as_missing() -> None:
    values = {"where": "school", "racks": 2, "cost": 800, "town": "S" * 1001}
    assert table().weigh(values).missing == ("town",)


def test_the_tables_own_tests_say_what_went_another_way() -> None:
    assert table().failures() == ()
    assert [str(one.message) for one in table("racks <= 3", "racks <= 2").failures()] == [
        "Tre går bra: väntade raden ”small” men ingen rad stämde."
    ]
    assert [str(one.message) for one in table("cost <= 900]", "cost <= 900]").failures()] == []


def test_what_is_wrong_with_a_row_an_input_or_a_test_is_told_where_it_stands() -> None:
    row = line_of("key: small")
    assert said("      laws: [Kommunens regler]\n", "") == [
        (row, "En rad som beviljar ska ha ”laws”: de bestämmelser som beslutet grundas på")
    ]
    assert said("Det kostar {cost}", "Det kostar {cots}")[0][1] == (
        "Det finns inget som heter ”cots” att fråga om. Menade du ”cost”?"
    )
    assert said("      row: small", "      row: smal")[0][1] == (
        "Det finns ingen rad ”smal”. Menade du ”small”?"
    )
    assert said('input: racks, value: "3"', 'input: racks, value: "tre"')[0][1] == (
        "”tre” kan inte vara ett värde för ”racks”"
    )
    assert said(", cost <= 900]", "]")[0][1] == "Ingen rad frågar om ”cost”. Ta bort den."
    assert said("key: small", "key: far")[0][1] == "Nyckeln ”far” används redan"


def test_a_service_without_a_table_has_the_hash_it_had_before_there_were_tables() -> None:
    plain = msgspec.json.decode(canonical_json(read_service(SOURCE)))
    assert "decision_table" not in plain
