"""A process is checked whole when it is written: every case comes to an end, lawfully."""

import msgspec
import pytest

from tests.small_services import STALL
from torget.rooms.eservices.terms import (
    CaseFacts,
    DefinitionErrors,
    canonical_json,
    compile_service,
    process_advice,
    read_service,
    service_from_json,
    standard_process,
)


def faults(before: str, after: str) -> list[tuple[int, str]]:
    """What is said of the process with a change made to it, by line."""
    assert before in STALL
    with pytest.raises(DefinitionErrors) as error:
        read_service(STALL.replace(before, after, 1))
    return [(problem.line, problem.message) for problem in error.value.problems]


def said(before: str, after: str) -> list[str]:
    return [message for _line, message in faults(before, after)]


def test_a_process_is_read_kept_and_read_again() -> None:
    service = read_service(STALL)
    again = service_from_json(canonical_json(service))
    assert again == service
    assert compile_service(again).hash == compile_service(service).hash
    assert again.process is not None
    assert [one.from_ for one in again.process.transitions][:2] == [("new",), ("looked_at",)]


def test_a_fault_is_told_at_its_line_with_the_word_that_may_be_meant() -> None:
    line = next(n for n, text in enumerate(STALL.splitlines(), 1) if "key: look," in text)
    found = faults("from: [new], to: looked_at", "from: [new], to: loked_at")
    assert found == [
        (line, "Det finns ingen status ”loked_at”. Menade du ”looked_at”?"),
    ]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("    - {key: end, act", "    - {kee: end, act",
         ["Fältet ”key” saknas", "Fältet ”kee” finns inte här. Menade du ”key”?"]),
        ("    - {key: end, act: closed, from: [told], to: over}", "",
         [f"Från statusen ”{key}” går det inte att komma till en som betyder closed"
          for key in ("new", "looked_at", "weighed", "asked", "settled", "told")]
         + ["Inget ärende kommer till statusen ”over”"]),
        ("act: supplement_asked, from: [looked_at]", "act: supplement_asked, from: [weighed]", []),
        ("{key: end, act: closed, from: [told]", "{key: end, act: closed, from: [told, weighed]",
         ["En ansökan kan inte avslutas utan beslut. Gå från en status som betyder decided."]),
        ("{key: answer, act: supplement_answered, from: [asked], to: looked_at}",
         "{key: give_up, act: decided, from: [asked], to: settled}",
         ["Den som väntar i statusen ”asked” kommer inte vidare. Lägg till act: "
          "supplement_answered."]),
        ("{key: look, act: assigned, from: [new], to: looked_at}",
         "{key: look, act: assigned, from: [new], to: settled}",
         ["”assigned” kan inte leda från en status som betyder received till en som betyder "
          "decided"]),
        ("      label: {sv: Väg mot andra, en: Weigh against others}\n", "",
         ["En övergång utan ”act” är en knapp. Skriv vad det står på den i ”label”."]),
        ("when: case.has_officer", "when: case.has_oficer",
         ["”has_oficer” finns inte i ”case”. Menade du ”has_officer”?"]),
        ("- {key: tell,", "- {key: late, act: decided, from: [weighed], to: settled}\n"
         "    - {key: tell,",
         ["Övergången används aldrig: ”settle” gör alltid samma sak före den"]),
        ("title: {sv: Klart, en: Done}", "title: {sv: Klart}", ["Fältet ”en” saknas"]),
        ("means: received", "means: decided",
         ["Ärenden börjar i den första statusen, som ska betyda received eller in_progress",
          "”assigned” kan inte leda från en status som betyder decided till en som betyder "
          "in_progress"]),
        ("- {key: ask, act: supplement_asked", "- {key: look, act: supplement_asked",
         ["Nyckeln ”look” används redan"]),
        ("from: [settled], to: told}", "from: [settled], to: told, outcome: granted}",
         ["Utfall sägs bara om en övergång med act: decided"]),
        ("from: [settled], to: told}", "from: [settled], to: told, permission: case.close}",
         ["Det här sägs bara om en övergång som är en knapp, utan ”act”"]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_process_is_said_plainly(
    before: str, after: str, expected: list[str]
) -> None:
    if not expected:
        assert read_service(STALL.replace(before, after, 1)).process is not None
    else:
        assert said(before, after) == expected


def test_who_asks_others_to_sign_needs_a_status_to_wait_in() -> None:
    asks = """\
      - type: signature_request
        key: neighbour
        information: person.identity_number
        label: {sv: Vem mer?, en: Who more?}
"""
    signed = STALL.replace("routing:", "signing: {required: true}\nrouting:")
    text = signed.replace(
        "  - key: description\n    title", asks + "  - key: description\n    title"
    )
    with pytest.raises(DefinitionErrors) as error:
        read_service(text)
    assert [problem.message for problem in error.value.problems] == [
        "Fler skriver under, men ingen status betyder awaiting_signature"
    ]


def test_of_several_ways_for_an_act_the_first_whose_condition_holds_counts() -> None:
    process = standard_process("application")

    def after(act: str, **facts: bool) -> str:
        known = {"case": msgspec.structs.asdict(CaseFacts(**facts))}
        found = process.after(act, "awaiting_signature", known)  # type: ignore[arg-type]
        return found.to if found else ""

    assert after("all_signed", has_officer=True) == "in_progress"
    assert after("all_signed") == "received"
    assert after("served") == ""


def test_ways_that_may_hold_at_once_and_ways_that_may_all_be_shut_are_advised_about() -> None:
    text = STALL.replace(
        "- {key: settle, act: decided, from: [weighed], to: settled}",
        "- {key: early, act: decided, from: [weighed], to: settled, when: case.days_open < 9}\n"
        "    - {key: school, act: decided, from: [weighed], to: settled, when: where == 'school'}",
    )
    process = read_service(text).process
    assert process is not None
    assert [str(one) for one in process_advice(process)] == [
        "Alla vägar från statusen ”weighed” har villkor. Ett ärende kan bli kvar där.",
        "”early” och ”school” kan stämma samtidigt i statusen ”weighed”. Den första gäller.",
    ]
