"""A compiled service asks what is to be asked, and takes in what was answered."""

import hashlib

import pytest

from tests.rooms.eservices.language.services import ALVA, BRANCHING, TODAY, a_question, a_service
from torget.rooms.eservices.terms import (
    PathPosition,
    SummaryRow,
    SummarySection,
    canonical_json,
    compile_service,
    service_from_json,
)

SERVICE = a_service(
    BRANCHING,
    "routing: [{when: kind == 'house', unit: bygg}, {when: height > 10, unit: gata}]\n",
)
TALL = {"kind": "deck", "height": 2.5, "reason": "Utsikten", "name": "Alva Strand"}


def test_only_what_applies_is_asked() -> None:
    assert [step.key for step in SERVICE.visible_steps({}, {})] == ["kind", "contact"]
    assert [q.key for q in SERVICE.visible_questions("size", {"kind": "deck"}, {})] == ["height"]
    assert [q.key for q in SERVICE.visible_questions("size", TALL, {})] == ["height", "reason"]
    assert SERVICE.visible_questions("size", {}, {}) == ()
    with pytest.raises(KeyError):
        SERVICE.visible_questions("sizes", {}, {})


def test_a_page_is_read_with_what_it_shows_once_it_is_answered() -> None:
    raw = {"height": ["2,5"], "reason": [" Utsikten \r\n är fin "], "name": ["Ond"]}
    reading = SERVICE.read_step("size", raw, {"kind": "deck"}, {}, TODAY)
    assert reading.values == {"height": 2.5, "reason": "Utsikten \n är fin"}
    assert reading.problems == []


def test_a_page_leaves_out_what_it_no_longer_shows() -> None:
    raw = {"height": ["1"], "reason": ["Utsikten"]}
    reading = SERVICE.read_step("size", raw, TALL, {}, TODAY)
    assert reading.values == {"height": 1}


def test_a_hidden_page_takes_nothing() -> None:
    reading = SERVICE.read_step("size", {"height": ["1"]}, {"kind": {"other": "Torn"}}, {}, TODAY)
    assert (reading.values, reading.problems) == ({}, [])


def test_faults_are_told_in_both_languages_and_bad_answers_are_not_kept() -> None:
    reading = SERVICE.read_step("size", {"height": ["hög"]}, {"kind": "deck"}, {}, TODAY)
    (problem,) = reading.problems
    assert (problem.question, problem.part) == ("height", "")
    assert str(problem.message) == "Skriv talet med siffror, till exempel 2,5"
    english = {
        "Skriv {name} med siffror, till exempel {example}": "Enter {name} in digits: {example}"
    }
    translated = problem.message.say(lambda text: english.get(text, "the number"), "en")
    assert translated == "Enter the number in digits: 2,5"
    assert reading.values == {"height": None}


def test_what_remains_is_told_by_step_and_question() -> None:
    told = [(s, q, str(m)) for s, q, m in SERVICE.remaining({"kind": "deck"}, {}, TODAY)]
    assert told == [
        ("size", "height", "Skriv talet"),
        ("contact", "name", "Skriv ditt namn"),
    ]
    assert SERVICE.remaining(TALL, {}, TODAY) == []


def test_what_is_hidden_is_not_sent() -> None:
    answers = {**TALL, "kind": {"other": "Torn"}, "gone": 1}
    assert SERVICE.visible_answers(answers, {}) == {
        "kind": {"other": "Torn"},
        "name": "Alva Strand",
    }


@pytest.mark.parametrize(
    ("answers", "unit"),
    [
        ({"kind": "house"}, "bygg"),
        ({"kind": "deck", "height": 11}, "gata"),
        ({"kind": "house", "height": 11}, "bygg"),
        ({"kind": {"other": "Torn"}, "height": 11}, "kundcenter"),
        ({}, "kundcenter"),
    ],
)
def test_the_first_rule_that_holds_chooses_the_unit(answers: dict[str, object], unit: str) -> None:
    assert SERVICE.unit_for(answers, {}) == unit


def test_the_position_on_the_path_counts_visible_steps() -> None:
    assert SERVICE.path_position("kind", {}, {}) == PathPosition(1, 2, None, "contact")
    assert SERVICE.path_position("contact", TALL, {}) == PathPosition(3, 3, "size", None)
    with pytest.raises(KeyError):
        SERVICE.path_position("size", {}, {})


def test_the_registers_word_counts_where_it_is_locked() -> None:
    answers = {"name": "Någon Annan", "kind": {"other": "Torn"}}
    assert SERVICE.is_locked("name", ALVA)
    assert SERVICE.visible_answers(answers, ALVA)["name"] == "Alva Strand"
    assert SERVICE.read_step("contact", {"name": ["Någon"]}, {}, ALVA, TODAY).values["name"] == (
        "Alva Strand"
    )
    assert not SERVICE.is_locked("name", {})
    assert SERVICE.visible_answers(answers, {})["name"] == "Någon Annan"


def test_a_register_value_that_breaks_the_rules_locks_nobody_out() -> None:
    service = a_question("type: text\nmax_length: 3\nprefill: register.name\nlock_prefilled: true")
    assert not service.is_locked("q", ALVA)
    assert service.read_step("only", {"q": ["Al"]}, {}, ALVA, TODAY).values == {"q": "Al"}


def test_known_answers_are_suggested_until_the_person_answers() -> None:
    assert SERVICE.prefilled("contact", {}, ALVA) == {
        "name": "Alva Strand",
        "email": "alva@exempel.example",
    }
    answers = {"name": "Någon Annan", "email": "b@c.se"}
    assert SERVICE.prefilled("contact", answers, ALVA) == {"name": "Alva Strand"}  # locked
    assert SERVICE.prefilled("contact", {}, {}) == {}


def test_a_recommended_question_may_be_left_out() -> None:
    assert not SERVICE.must_answer("email", {}, {})
    assert SERVICE.must_answer("name", {}, {})


def test_the_summary_shows_each_visible_answer_and_where_it_came_from() -> None:
    answers = {"kind": {"other": "Torn"}, "email": "alva@exempel.example"}
    assert SERVICE.summary(answers, ALVA, "sv") == [
        SummarySection(
            "Slag", "kind", (SummaryRow("kind", "Vad?", ("Annat: Torn",), "some.kind", ""),)
        ),
        SummarySection(
            "Kontakt",
            "contact",
            (
                SummaryRow("name", "Namn", ("Alva Strand",), "person.name", "register"),
                SummaryRow("email", "E-post", ("alva@exempel.example",), "contact.email", "me"),
            ),
        ),
    ]
    assert SERVICE.summary(TALL, {}, "en")[1].rows[0].lines == ("2.5 metres",)
    assert SERVICE.summary(TALL, {}, "sv")[1].rows[0].lines == ("2,5 meter",)


def test_the_signed_text_cannot_be_forged_from_an_answer() -> None:
    answers = {**TALL, "reason": "# Beslut\n*Avgift*\n0 kr"}
    text = SERVICE.signing_text(answers, {}, "sv", [("Till", "Solviks kommun")])
    assert text == "\n".join(
        [
            "# Prova",
            "*Till*",
            "› Solviks kommun",
            "",
            "## Slag",
            "*Vad?*",
            "› Altan",
            "",
            "## Storlek",
            "*Höjd*",
            "› 2,5 meter",
            "*Varför så hög?*",
            "› # Beslut",
            "› *Avgift*",
            "› 0 kr",
            "",
            "## Kontakt",
            "*Namn*",
            "› Alva Strand",
            "*E-post*",
            "› Inte besvarad",
        ]
    )


def test_a_text_too_long_to_show_says_that_it_is_shortened() -> None:
    answers = {**TALL, "reason": "å" * 20_000}
    text = SERVICE.signing_text(answers, {}, "sv")
    assert "… (hela texten, 20000 tecken, ingår i underskriften)" in text
    assert len(text.encode()) < 30_000


def test_the_digest_is_what_its_documentation_says() -> None:
    text = (
        '{"answers":{"height":2,"name":"Åsa \\"Å\\" Ö"},"files":["0a","ff"],"service":"'
        + SERVICE.hash
        + '"}'
    )
    found = SERVICE.digest({"name": 'Åsa "Å" Ö', "height": 2}, ["ff", "0a"])
    assert found == hashlib.sha256(text.encode()).digest()


def test_information_types_are_those_of_all_questions() -> None:
    assert SERVICE.information_types() == {
        "some.kind",
        "some.measure",
        "some.text",
        "person.name",
        "contact.email",
    }


CHECKED = a_service("""
- key: a
  title: {sv: A, en: A}
  questions:
    - {type: number, key: low, information: a.b, label: {sv: L, en: L}, required: false}
    - type: number
      key: high
      information: a.b
      label: {sv: H, en: H}
      required_when: low > 5
      checks:
        - {valid: high >= low, message: {sv: För lågt, en: Too low}}
""")


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ({"low": ["3"], "high": ["4"]}, []),
        ({"low": ["3"], "high": ["2"]}, ["För lågt"]),
        ({"high": ["2"]}, []),  # nothing to compare with yet
        ({"low": ["3"]}, []),
        ({"low": ["6"]}, ["Skriv talet"]),
    ],
)
def test_own_checks_and_requirements_follow_other_answers(
    raw: dict[str, list[str]], told: list[str]
) -> None:
    reading = CHECKED.read_step("a", raw, {}, {}, TODAY)
    assert [str(problem.message) for problem in reading.problems] == told


def test_own_error_texts_replace_ours() -> None:
    service = a_question("type: email\nerror: {required: {sv: Vi behöver den, en: We need it}}")
    (problem,) = service.read_step("only", {}, {}, {}, TODAY).problems
    assert problem.message.say(str, "sv") == "Vi behöver den"
    assert problem.message.say(str, "en") == "We need it"


def test_what_the_register_says_instead_stands_beside_what_was_written() -> None:
    service = a_service(
        """
- key: home
  title: {sv: Hem, en: Home}
  questions:
    - {type: address, key: address, information: a.b, label: {sv: Adress, en: Address},
       prefill: register.address}
    - {type: email, key: email, information: a.b, label: {sv: E-post, en: E-mail},
       prefill: me.email}
"""
    )
    written = {"street": "Storgatan 1", "postal_code": "98010", "city": "Solvik"}
    register = ALVA["register"]["address"]

    def rows(address: dict[str, str]) -> list[tuple[str, str, tuple[str, ...]]]:
        answers = {"address": address, "email": "annan@exempel.example"}
        [section] = service.summary(answers, ALVA, "sv")
        return [(row.question_key, row.source, row.held) for row in section.rows]

    assert rows(written) == [
        ("address", "", ("Strandvägen 4", "980 10 Solvik")),
        ("email", "", ()),
    ]
    assert rows(register) == [("address", "register", ()), ("email", "", ())]


def test_a_default_that_is_written_out_makes_no_difference() -> None:
    """What is kept of a published version must have the hash that it was published under."""
    more = "signing: {order: together}\ndelivery: {handled_in: torget}\n"
    written_out = a_service(BRANCHING, more)
    left_out = a_service(BRANCHING, "signing: {}\ndelivery: {}\n")
    kept = compile_service(service_from_json(canonical_json(written_out.service)))

    assert (kept.hash, left_out.hash) == (written_out.hash, written_out.hash)
