"""The tests of a service tell exactly where and how it went another way."""

import pytest

from tests.rooms.eservices.texts import PERSONAS, RACK, SOURCE
from tests.small_services import STALL
from torget.rooms.eservices.terms import ServiceTexts, review


def went(source: str = SOURCE, personas: str = PERSONAS) -> list[list[str]]:
    tests = review(ServiceTexts(source, personas)).tests
    return [[str(said) for said in test.differences] for test in tests]


def test_a_service_that_does_as_its_personas_expect_passes() -> None:
    found = review(RACK)

    assert (found.passed, [test.persona.name for test in found.tests]) == (
        True,
        ["Elev vid en skola", "Granne till en park"],
    )


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("{where: school}", "{where: school, colour: red}",
         "Svaret ”colour” hör inte till någon fråga i tjänsten."),
        ("path: [place]", "path: [place, description]",
         "Vägen tog slut efter 1 steg. Steget ”description” kom aldrig."),
        ("path: [place]", "path: [where]", "Steg 1 skulle vara ”where” men blev ”place”."),
        ("unit: kundcenter", "unit: va",
         "Ärendet skulle gå till enheten ”va” men går till ”kundcenter”."),
        ("summary: [Vid en skola]", "summary: [I parken]",
         "Sammanfattningen skulle visa ”I parken” men gör det inte."),
        ("{where: school}", "{where: moon}",
         "Svaret på frågan ”where” i steget ”place” godtogs inte. Välj ett av alternativen"),
    ],
)  # fmt: skip
def test_a_difference_is_said_in_words(before: str, after: str, said: str) -> None:
    first, second = went(personas=PERSONAS.replace(before, after, 1))

    assert (said in first, second) == (True, [])


def test_a_changed_condition_is_seen_by_those_it_concerns() -> None:
    changed = SOURCE.replace("show_when: where == 'elsewhere'", "show_when: where == 'school'")

    assert went(changed) == [
        [
            "Vägen skulle vara slut men fortsatte till steget ”description”.",
            "Svaret på frågan ”description” i steget ”description” godtogs inte. Skriv svaret",
        ],
        ["Vägen tog slut efter 1 steg. Steget ”description” kom aldrig."],
    ]


def test_the_day_and_the_register_are_the_personas_own() -> None:
    question = """      - type: date
        key: start_on
        information: report.matter
        label: {sv: Första dag, en: First day}
        earliest: today
"""
    source = SOURCE.replace("routing:", question + "routing:")
    personas = PERSONAS.replace("Vid dammen.}", "Vid dammen., start_on: 2026-11-23}")

    assert went(source, personas)[1] == []
    assert went(source, personas.replace("today: 2026-11-23", "today: 2026-11-24"))[1] != []


@pytest.mark.parametrize(
    ("text", "line", "column", "said"),
    [
        ("name: Elev", 1, 1, "Här ska det stå en lista med personer som provar tjänsten"),
        ("- name: Elev\n  today: 2026-11-23", 1, 3,
         "Testpersonen går inte att läsa: Object missing required field `answers`"),
        (PERSONAS.replace("today: 2026-11-23", "today: i går", 1), 1, 3,
         "Testpersonen går inte att läsa: Invalid RFC3339 encoded date - at `$.today`"),
        ("- &a [1]\n- *a", 1, 3,
         "Ankare och alias (& och *) får inte användas. Skriv ut texten."),
        ("- [1", 2, 1, "Texten går inte att läsa som YAML: did not find expected ',' or ']'"),
    ],
)  # fmt: skip
def test_a_fault_in_the_text_has_a_place(text: str, line: int, column: int, said: str) -> None:
    found = review(ServiceTexts(SOURCE, text))

    assert found.passed is False
    assert [(p.line, p.column, p.message) for p in found.persona_problems] == [(line, column, said)]


def test_nothing_is_tested_while_the_definition_has_faults() -> None:
    found = review(ServiceTexts(SOURCE.replace("kind: notification", "kind: song"), PERSONAS))

    assert (found.service, found.tests, [p.line for p in found.problems]) == (None, (), [3])


CASE = """
  case:
    - {act: take, status: looked_at, days: 3}
    - {act: weigh, status: weighed}
    - {act: decide, outcome: granted, status: settled}
    - {act: serve, status: told}
    - {act: close, status: over}
"""
GIRL = PERSONAS[: PERSONAS.index("- name: Granne")].rstrip()


def test_the_case_of_a_person_is_followed_to_its_end() -> None:
    (test,) = review(ServiceTexts(STALL, GIRL + CASE)).tests
    assert (test.passed, test.stood) == (
        True, ("looked_at", "weighed", "settled", "told", "over"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("status: weighed", "status: looked_at",
         "Efter ”weigh” skulle ärendet stå i ”looked_at” men det står i ”weighed”."),
        ("act: weigh", "act: wait", "”wait” är varken en handling eller en knapp i processen."),
        ("    - {act: weigh, status: weighed}\n", "",
         "”decide” går inte när ärendet står i ”looked_at”."),
        ("outcome: granted, ", "", "”decide” behöver ett ”outcome”."),
        ("    - {act: serve, status: told}\n", "",
         "”close” går inte när ärendet står i ”settled”."),
    ],
)  # fmt: skip
def test_where_the_case_goes_another_way_is_said(before: str, after: str, said: str) -> None:
    assert before in CASE
    (differences,) = went(STALL, GIRL + CASE.replace(before, after))
    assert differences == [said]
