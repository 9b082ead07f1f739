"""Questions written once and used in many services."""

from textwrap import indent

import pytest

from tests.rooms.eservices.texts import SOURCE
from torget.rooms.eservices.terms import (
    DefinitionErrors,
    Service,
    read_block,
    read_service,
    references,
)

REPLY = """\
title: {sv: Svar, en: Reply}
questions:
  - {type: yes_no, key: wanted, information: report.matter, label: {sv: Vill du?, en: Will you?}}
  - type: email
    key: email
    information: contact.email
    show_when: wanted
    label: {sv: E-post, en: E-mail}
    checks: [{valid: "wanted == true", message: {sv: Nej, en: Never}}]
"""
BLOCKS = {"svar@1": REPLY}
LAST = "        label: {sv: Beskriv platsen, en: Describe the place}\n"


def using(*lines: str) -> str:
    """The rack service with lines after the last question of its second step."""
    return SOURCE.replace(LAST, LAST + "".join(f"      - {line}\n" for line in lines))


def keys(service: Service) -> list[str]:
    return [question.key for question in service.steps[1].questions]


def faults(text: str, blocks: dict[str, str] = BLOCKS) -> list[str]:
    with pytest.raises(DefinitionErrors) as error:
        read_service(text, blocks)
    return [str(problem) for problem in error.value.problems]


def test_a_line_that_uses_a_block_becomes_its_questions_where_it_stands() -> None:
    service = read_service(using("use: svar@1"), BLOCKS)

    assert keys(service) == ["description", "wanted", "email"]
    assert service.steps[1].questions[2].show_when == "wanted"


def test_a_service_reads_the_same_whether_its_questions_are_a_block_or_its_own() -> None:
    own = indent(REPLY.partition("questions:\n")[2], "    ")
    alone = read_service(SOURCE.replace(LAST, LAST + own))
    assert read_service(using("use: svar@1"), BLOCKS) == alone


def test_a_block_is_used_twice_under_different_names_also_in_its_conditions() -> None:
    service = read_service(using("use: svar@1", "{use: svar@1, prefix: other_}"), BLOCKS)

    assert keys(service) == ["description", "wanted", "email", "other_wanted", "other_email"]
    last = service.steps[1].questions[4]
    assert (last.show_when, last.checks[0].valid) == ("other_wanted", "other_wanted == true")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("use: svar@2", "Det finns inget block ”svar@2”"),
        ("use: svar", "Skriv blockets nyckel och version: kontaktuppgifter@1"),
        ("use: [svar]", "Skriv blockets nyckel och version: kontaktuppgifter@1"),
        ("{use: svar@1, prefix: Å}",
         "Här ska det stå små bokstäver a–z, siffror och _: guardian_"),
        ("{use: svar@1, label: x}",
         "Fältet ”label” finns inte här. Bara ”use” och ”prefix” kan stå."),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_followed_is_a_fault_at_the_line(line: str, said: str) -> None:
    assert faults(using(line)) == [f"rad 42, kolumn 9: {said}"]


def test_a_fault_inside_a_block_is_placed_at_the_line_that_uses_it() -> None:
    broken = {"svar@1": REPLY.replace("show_when: wanted", "show_when: wnted")}

    found = faults(using("use: svar@1"), broken)
    assert [fault.partition(":")[0] for fault in found] == ["rad 42, kolumn 9"]
    assert faults(using("use: svar@1", "use: svar@1"))[0].startswith("rad 43, kolumn 9: Nyckeln")


def test_a_block_that_is_no_list_of_questions_is_said_to_be_so() -> None:
    assert faults(using("use: svar@1"), {"svar@1": "questions: x"}) == [
        "rad 42, kolumn 9: Blocket ”svar@1” går inte att läsa"
    ]


def test_a_small_text_stays_small_however_often_it_uses_blocks() -> None:
    lines = [f"{{use: svar@1, prefix: p{number}_}}" for number in range(51)]

    assert faults(using(*lines))[0] == (
        "rad 92, kolumn 9: Block kan användas högst 50 gånger i en tjänst"
    )


def test_what_a_text_uses_is_known_however_faulty_the_rest_is() -> None:
    assert references(using("use: svar@1", "use: bank@2", "use: svar@1", "use: x")) == (
        "svar@1",
        "bank@2",
    )
    assert references("steps: [{questions: [{use: svar@1}]}]") == ("svar@1",)
    assert references("steps: {use: svar@1") == ()


def test_a_block_is_read_alone_with_its_faults_in_place() -> None:
    assert [question.key for question in read_block(REPLY).questions] == ["wanted", "email"]

    with pytest.raises(DefinitionErrors) as error:
        read_block(REPLY.replace("show_when: wanted", "show_when: wnted"))
    assert [(p.line, p.column) for p in error.value.problems] == [(7, 16)]
    with pytest.raises(DefinitionErrors) as error:
        read_block("title: {sv: A, en: A}")
    assert [p.message for p in error.value.problems] == ["Fältet ”questions” saknas"]


def test_a_fault_after_blocks_leads_to_the_line_that_forms_know() -> None:
    odd = "{type: text, key: odd, label: {sv: A, en: B}, show_when: wnted}"
    broken = {"svar@1": REPLY.replace("information: contact.email", "prefill: me.nothing")}
    text = using("use: svar@1", "{use: svar@1, prefix: my_}", odd)
    with pytest.raises(DefinitionErrors) as error:
        read_service(text, broken)

    here = ("steps", 1, "questions")
    assert sorted({problem.path for problem in error.value.problems}) == [
        (*here, 1, "information"),
        (*here, 1, "prefill"),
        (*here, 2, "information"),
        (*here, 2, "prefill"),
        (*here, 3, "information"),
        (*here, 3, "show_when"),
    ]


@pytest.mark.parametrize("key", ["[a]", "{a: b}", "null"])
def test_a_block_whose_questions_have_strange_keys_is_a_fault_not_a_surprise(key: str) -> None:
    found = faults(using("use: svar@1"), {"svar@1": REPLY.replace("key: email", f"key: {key}")})

    assert [fault.partition(":")[0] for fault in found] == ["rad 42, kolumn 9"]


def test_a_use_is_found_however_it_is_quoted() -> None:
    assert references(using('{"use": "svar@1"}')) == ("svar@1",)
