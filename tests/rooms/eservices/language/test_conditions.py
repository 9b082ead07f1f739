"""Conditions are looked through word by word, because the engine would let faults pass."""

import pytest

from tests.rooms.eservices.language.services import ALVA, BRANCHING, a_definition, a_service
from torget.rooms.eservices.terms import DefinitionErrors, read_service

LAST = """
- key: last
  title: {sv: Sist, en: Last}
  show_when: "CONDITION"
  questions:
    - {type: yes_no, key: sure, information: a.b, label: {sv: Säker, en: Sure}}
    - {type: text, key: more, information: a.b, label: {sv: Mer, en: More}}
"""


def faults(condition: str) -> list[str]:
    with pytest.raises(DefinitionErrors) as error:
        read_service(a_definition(BRANCHING + LAST.replace("CONDITION", condition)))
    return [problem.message for problem in error.value.problems]


@pytest.mark.parametrize(
    ("condition", "fault"),
    [
        ("knd == 'deck'", "Det finns ingen fråga ”knd”. Menade du ”kind”?"),
        ("kind == 'dek'", "”dek” finns inte i ”kind”. Menade du ”deck”?"),
        ("kind == ''", "”” finns inte i ”kind”."),
        ("'dek' == kind", "”dek” finns inte i ”kind”. Menade du ”deck”?"),
        ("kind in ['deck', 'hus']", "”hus” finns inte i ”kind”. Menade du ”house”?"),
        ("kind not in ['xxx']", "”xxx” finns inte i ”kind”."),
        ("kind = 'deck'", "Skriv == för att jämföra, inte ="),
        ("kind == `deck`", "”`” kan inte stå i ett villkor"),
        ("{kind: 1}", "”{” kan inte stå i ett villkor"),
        ("år == 1", "”å” kan inte stå i ett villkor"),
        ("kind", "Villkoret ger inte ja eller nej"),
        ("true", "Villkoret beror inte på något svar"),
        ("[1, 2]", "Villkoret ger inte ja eller nej"),
        ("kind ==", "Villkoret slutar mitt i"),
        ("kind == 'deck')", "”)” står på fel plats i villkoret"),
        ("(kind == 'deck'", "Villkoret slutar mitt i"),
        ("len(name, kind) > 1", "”len” ska ha 1 värden inom parentesen"),
        ("1 < height < 3", "Skriv ”and” mellan två jämförelser, till exempel a < b and b < c"),
        ("height > '3'", "Det går inte att säga att ett tal är större eller mindre än en text"),
        ("height == 'hög'", "Det går inte att jämföra ett tal med en text"),
        ("name > 3", "Det går inte att säga att en text är större eller mindre än ett tal"),
        ("height and kind == 'deck'", "Här ska det stå ja eller nej, inte ett tal"),
        ("not height", "Här ska det stå ja eller nej, inte ett tal"),
        ("height + name > 3", "Det går inte att räkna ett tal + en text"),
        ("height in name", "Här ska det stå en lista, inte en text"),
        ("some(register.children, #.born_on == '12 maj')",
         "Skriv datumet som 2026-05-01, inte ”12 maj”"),
        ("# == 1", "”#” betyder en post i en lista och kan bara stå i some, all, none, one eller "
                   "count"),
        ("-" * 60 + "height > 1", "Villkoret har för många parenteser i varandra. Dela upp det."),
        ("height" + " + 1" * 110 + " > 1", "Villkoret har fler än 100 led. Dela upp det."),
        ("sure", "Frågan ”sure” ställs inte förrän senare. Ett villkor får bara bero på det som "
                 "redan frågats."),
        ("date('now') > 1", "Funktionen ”date” finns inte."),
        ("le(name) > 1", "Funktionen ”le” finns inte. Menade du ”len”?"),
        ("some(register.children, all(register.children, # == 1))",
         "Ett urval (some, all, count …) får inte stå inuti ett annat"),
        ("register.namn == 'x'", "”namn” finns inte i ”register”. Menade du ”name”?"),
        ("kind.text == 'x'", "”text” finns inte i ”kind”."),
        ("me.email == '" + "x" * 500 + "'", "Villkoret är längre än 500 tecken. Dela upp det."),
    ],
)  # fmt: skip
def test_a_faulty_condition_is_refused(condition: str, fault: str) -> None:
    assert faults(condition) == [fault]


def test_a_condition_has_its_place() -> None:
    text = a_definition(BRANCHING.replace("height > 1.8", "hight > 1.8"))
    with pytest.raises(DefinitionErrors) as error:
        read_service(text)
    (problem,) = error.value.problems
    assert text.split("\n")[problem.line - 1][problem.column - 1 :] == "hight > 1.8"
    assert problem.message == "Det finns ingen fråga ”hight”. Menade du ”height”?"


def test_questions_that_show_each_other_in_a_ring_are_refused() -> None:
    ring = LAST.replace('  show_when: "CONDITION"\n', "").replace(
        "label: {sv: Säker, en: Sure}", "show_when: more != null, label: {sv: Säker, en: Sure}"
    )
    ring = ring.replace("label: {sv: Mer, en: More}", "show_when: sure, label: {sv: Mer, en: More}")
    with pytest.raises(DefinitionErrors) as error:
        read_service(a_definition(ring))
    (problem,) = error.value.problems
    assert problem.message.startswith("Frågorna beror av varandra i en ring: ")
    assert {"sure", "more"} == set(problem.message.split(": ", 1)[1].split(" → "))


@pytest.mark.parametrize(
    ("condition", "answers", "holds"),
    [
        ("kind == 'deck' and height > 1.8", {"kind": "deck", "height": 2}, True),
        ("kind == 'deck' and height > 1.8", {"kind": "deck", "height": 1}, False),
        ("kind == 'deck' and height > 1.8", {"kind": "deck"}, False),
        ("height > 1.8", {}, False),
        ("height == null", {}, True),
        ("height == null", {"kind": "deck", "height": 2}, False),
        # the answer that the person gave before choosing otherwise does not count
        ("height != null", {"kind": {"other": "Torn"}, "height": 2}, False),
        ("kind == 'other'", {"kind": {"other": "Torn"}}, True),
        ("kind not in ['deck', 'house']", {"kind": {"other": "Torn"}}, True),
        ("len(register.children) == 1", {}, True),
        ("some(register.children, #.born_on == '2024-05-12')", {}, True),
        ("some(register.children, #.born_on > '2024-05-12')", {}, False),
        ("some(register.children, name == 'Love Strand')", {}, True),
        ("all(register.children, '2024-05-13' - #.born_on == 1)", {}, True),
        ("'Love Strand' in register.children.name", {}, True),
        ("register.address.city == 'Solvik'", {}, True),
        ("(kind == 'deck' ? 1 : 3) > 2", {"kind": "house"}, True),
        ("not (kind == 'deck' and height > 1.8) and height != null", {"kind": "deck", "height": 1},
         True),
        ("2 + 3 * 2 == 8 and kind == 'deck'", {"kind": "deck"}, True),
        ("-height < -1", {"kind": "deck", "height": 2}, True),
        ("max(height, 3) == 3", {"kind": "deck", "height": 2}, True),
        ("me.email == null", {}, False),
    ],
)  # fmt: skip
def test_what_a_condition_sees(condition: str, answers: dict[str, object], holds: bool) -> None:
    service = a_service(BRANCHING + LAST.replace("CONDITION", condition))
    steps = [step.key for step in service.visible_steps(answers, ALVA)]
    assert ("last" in steps) == holds


def test_without_register_a_condition_on_it_is_false() -> None:
    service = a_service(BRANCHING + LAST.replace("CONDITION", "len(register.children) > 0"))
    assert "last" not in [step.key for step in service.visible_steps({}, {})]
