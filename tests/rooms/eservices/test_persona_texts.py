"""One test person is changed in the text, and the others stay as they were written."""

from datetime import date

import msgspec
import pytest

from tests.rooms.eservices.texts import PERSONAS, SOURCE
from torget.rooms.eservices.persona_texts import NotThere, with_persona, without_persona
from torget.rooms.eservices.personas import Persona, read_personas
from torget.rooms.eservices.terms import ServiceTexts, people_to_try, review

ANYONE = Persona(
    name="Vem: som helst",
    today=date(2026, 11, 23),
    answers={"where": "school"},
    path=("place",),
    unit="kundcenter",
    context={"me": {"email": "a@exempel.example"}},
    price=0,
    signatures=("Alva",),
)
COMMENTED = "# Alla som provar\n\n" + PERSONAS.replace("- name: Gr", "# den andra\n- name: Gr")


def names(text: str) -> list[str]:
    people, problems = read_personas(text)
    assert problems == ()
    return [one.name for one in people]


def test_what_is_written_is_read_as_the_same_person() -> None:
    assert read_personas(with_persona("", ANYONE))[0] == (ANYONE,)


def test_one_more_comes_last_and_the_rest_is_not_touched() -> None:
    assert with_persona(COMMENTED, ANYONE).startswith(COMMENTED)
    assert names(with_persona(COMMENTED.rstrip("\n"), ANYONE))[2] == "Vem: som helst"


def test_one_is_replaced_or_taken_away_and_comments_on_others_stay() -> None:
    replaced = with_persona(COMMENTED, ANYONE, 0)
    assert names(replaced) == ["Vem: som helst", "Granne till en park"]
    assert replaced.endswith(COMMENTED[COMMENTED.index("# den andra") :])
    assert without_persona(COMMENTED, 1) == COMMENTED[: COMMENTED.index("- name: Gr")]


@pytest.mark.parametrize(
    "text", ["[{name: A, today: 2026-11-23, answers: {}, path: [], unit: va}]", "\n  - name: A\n"]
)
def test_a_list_written_in_another_way_is_written_anew(text: str) -> None:
    assert without_persona(text, 0) == "[]\n"


@pytest.mark.parametrize(
    ("text", "number"), [("", 0), (PERSONAS, 2), ("name: A", 0), (PERSONAS, -1)]
)
def test_who_is_not_there_is_not_taken_away(text: str, number: int) -> None:
    with pytest.raises(NotThere):
        without_persona(text, number)


SIGNED = (
    SOURCE
    + """\
signing: {required: true}
fee: {text: {sv: 100 kronor, en: SEK 100}, amount: "where == 'school' ? 100 : 0"}
"""
)


@pytest.mark.parametrize(
    ("said", "differs"),
    [
        ({"price": 100}, []),
        ({"price": 95.5}, ["Avgiften skulle bli 95,5 kr men blev 100 kr."]),
        ({"documents": ()}, []),
        ({"documents": ("karta.pdf",)}, ["Filerna skulle vara karta.pdf men blev –."]),
        ({"signatures": ("Den som skickar",)}, []),
        ({"signatures": ("Alva", "Olle")},
         ["De som skriver under skulle vara Alva, Olle men blev Den som skickar."]),
        ({"exit": "Inte här"},
         ["Vägen skulle sluta vid utgången ”Inte här” men gick hela vägen."]),
    ],
)  # fmt: skip
def test_a_test_may_say_what_else_must_come_of_it(
    said: dict[str, object], differs: list[str]
) -> None:
    person = Persona(
        name="Elev", today=date(2026, 11, 23), answers={"where": "school"}, path=("place",),
        unit="kundcenter",
    )  # fmt: skip
    text = with_persona("", msgspec.structs.replace(person, **said))
    (test,) = review(ServiceTexts(SIGNED, text)).tests

    assert [str(found) for found in test.differences] == differs


def test_an_exit_that_is_expected_is_no_fault() -> None:
    way_out = """    exits:
      - {when: where == 'school', title: {sv: Fråga skolan, en: Ask the school},
         text: {sv: Ring., en: Call.}}
    questions:"""
    source = SOURCE.replace("    questions:", way_out, 1)
    text = PERSONAS.partition("- name: Gr")[0].replace(
        "  summary", "  exit: Fråga skolan\n  summary"
    )
    (test,) = review(ServiceTexts(source, text)).tests
    assert [str(found) for found in test.differences] == []
    (other,) = review(ServiceTexts(source, text.replace("Fråga skolan", "Fråga oss"))).tests
    assert [str(found) for found in other.differences] == [
        "Vägen skulle sluta vid utgången ”Fråga oss” men slutade vid ”Fråga skolan”."
    ]


def test_where_the_ways_parted_is_told() -> None:
    changed = SOURCE.replace("show_when: where == 'elsewhere'", "show_when: where == 'school'")
    tests = review(ServiceTexts(changed, PERSONAS)).tests
    assert [test.parted for test in tests] == [1, 1]
    assert [test.parted for test in review(ServiceTexts(SOURCE, PERSONAS)).tests] == [None, None]


def test_those_who_come_with_torget_are_the_ones_that_services_differ_for() -> None:
    assert [one.key for one in people_to_try()] == [
        "one_home",
        "two_homes",
        "protected",
        "coordination_number",
        "company_one_signatory",
        "company_two_signatories",
        "agent",
        "no_eid",
    ]
    homes = {one.key: one.context for one in people_to_try()}
    custodians = [
        len(homes[key]["register"]["children"][0]["custodians"])
        for key in ("one_home", "two_homes")
    ]
    assert custodians == [1, 2]
    assert homes["agent"]["acting_for"]["role"] == "agent"
    assert homes["coordination_number"]["register"]["number"][6:8] == "75"
