"""Texts of decisions: clauses by condition, facts merged in, and how decisions are appealed."""

import pytest

from tests.rooms.eservices.texts import SOURCE
from torget.rooms.eservices.terms import (
    CASE_FACTS,
    CaseFacts,
    Decided,
    DecisionDraft,
    DefinitionErrors,
    canonical_json,
    compile_service,
    left_open,
    read_service,
)

OWN = """
decisions:
  - outcome: granted
    text:
      - text: Ett ställ sätts upp. {description}
        when: where == 'elsewhere'
      - text: "{case.committee} säger ja till {where}."
    reasons:
      - text: "{description}"
"""
SAID = {name.removeprefix("case."): name for name in CASE_FACTS} | {"committee": "Nämnden"}


def draft(source: str, outcome: Decided = "granted", **answers: str) -> DecisionDraft:
    service = compile_service(read_service(source))
    return service.decision_draft(outcome, answers, {}, CaseFacts(outcome=outcome), SAID)


def faults(changed: str) -> list[tuple[str, str]]:
    """Where in the text something is wrong, and what is said of it."""
    with pytest.raises(DefinitionErrors) as error:
        read_service(SOURCE + changed)
    return [(".".join(map(str, one.path)), one.message) for one in error.value.problems]


def test_a_clause_stands_there_only_when_its_condition_holds() -> None:
    school = draft(SOURCE + OWN, where="school")
    elsewhere = draft(SOURCE + OWN, where="elsewhere", description="Vid dammen.")
    assert school.text == "Nämnden säger ja till Vid en skola."
    assert elsewhere.text == (
        "Ett ställ sätts upp. Vid dammen.\n\nNämnden säger ja till Någon annanstans."
    )


def test_a_fact_without_an_answer_stays_in_its_braces() -> None:
    reasons = draft(SOURCE + OWN, where="school").reasons
    assert (reasons, left_open(reasons)) == ("{description}", ["{description}"])


def test_braces_that_an_applicant_wrote_are_not_read_as_facts() -> None:
    said = draft(SOURCE + OWN, where="elsewhere", description="{case.number}").reasons
    assert said == "{case.number}"


def test_what_a_service_does_not_say_is_as_for_others() -> None:
    assert draft(SOURCE + OWN, where="school").legal_basis == "case.laws"
    assert draft(SOURCE, "refused") == DecisionDraft(
        text="Nämnden avslår ansökan: case.subject.",
        reasons="Du ansökte den case.received.\n\nAnsökan uppfyller inte kraven eftersom",
        legal_basis="case.laws",
        appeal=draft(SOURCE, "dismissed").appeal,
        way="general",
    )


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ("", {"granted": "", "refused": "general"}),
        ("appeal: legality\n", {"granted": "legality", "refused": "legality"}),
        ("appeal: none\n", {"granted": "none", "refused": "none"}),
        ("decisions:\n  - {outcome: granted, appeal: general}\n",
         {"granted": "general", "refused": "general"}),
    ],
)  # fmt: skip
def test_how_to_appeal_follows_the_service_and_the_outcome(
    changed: str, expected: dict[Decided, str]
) -> None:
    assert {outcome: draft(SOURCE + changed, outcome).way for outcome in expected} == expected


def test_the_ways_to_appeal_are_told_apart_in_words() -> None:
    told = {way: draft(f"{SOURCE}appeal: {way}\n", "refused").appeal for way in
            ("general", "legality", "none")}  # fmt: skip
    assert told["none"] == "Det går inte att överklaga beslutet."
    assert "Skicka överklagandet till Nämnden, case.email." in told["general"]
    assert "Skicka överklagandet till förvaltningsrätten." in told["legality"]
    assert [left_open(text) for text in told.values()] == [[], [], []]


def test_a_fact_that_is_not_there_is_told_with_the_one_that_may_be_meant() -> None:
    assert faults("decisions:\n  - outcome: granted\n    text: [{text: 'Ja, {wher}'}]\n") == [
        ("decisions.0.text.0.text", "Det finns inget ”wher” att sätta in. Menade du ”where”?")
    ]


def test_a_condition_is_checked_as_others_are() -> None:
    wrong = "decisions:\n  - outcome: granted\n    text: [{text: Ja, when: wher == 'school'}]\n"
    assert [where for where, _said in faults(wrong)] == ["decisions.0.text.0.when"]


def test_a_brace_without_its_other_is_told() -> None:
    assert faults("decisions:\n  - outcome: granted\n    text: [{text: 'Ja {where'}]\n") == [
        (
            "decisions.0.text.0.text",
            "Här står en klammer utan sin andra. Skriv {case.number} för att sätta in ett svar.",
        )
    ]


def test_an_outcome_has_its_texts_once() -> None:
    twice = "decisions:\n  - {outcome: refused}\n  - {outcome: refused}\n"
    assert faults(twice) == [
        ("decisions.1.outcome", "Det finns redan texter för utfallet ”refused”")
    ]


def test_a_service_without_texts_has_the_hash_it_had() -> None:
    assert b"decisions" not in canonical_json(read_service(SOURCE))
    assert b"appeal" not in canonical_json(read_service(SOURCE))
