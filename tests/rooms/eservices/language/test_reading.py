"""A definition is read strictly, and every fault is told at once, with its place and a cure."""

import json
from typing import get_args

import pytest

from tests.rooms.eservices.language.services import BRANCHING, HEAD, a_definition
from torget.rooms.eservices.terms import (
    DefinitionErrors,
    Question,
    canonical_json,
    compile_service,
    read_service,
    service_from_json,
    service_schema,
)

STEP = """
- key: first
  title: {sv: Ett, en: One}
  questions:
    - {type: text, key: name, information: a.b, label: {sv: Namn, en: Name}}
"""


def faults(text: str) -> list[str]:
    with pytest.raises(DefinitionErrors) as error:
        read_service(text)
    return [str(problem) for problem in error.value.problems]


def test_a_sound_definition_keeps_its_hash_through_json() -> None:
    service = read_service(a_definition(BRANCHING))
    again = service_from_json(canonical_json(service))
    assert again == service
    assert compile_service(again).hash == compile_service(service).hash


def test_the_hash_does_not_depend_on_layout_but_on_every_word() -> None:
    text = a_definition(STEP)
    base, same, other = (
        compile_service(read_service(changed)).hash
        for changed in (text, f"# en kommentar\n{text}", text.replace("sv: Namn", "sv: Namnet"))
    )
    assert (base == same, base == other) == (True, False)


def test_all_faults_are_found_at_once_with_place_and_suggestion() -> None:
    text = a_definition(
        """
- key: first
  titel: {sv: Ett, en: One}
  title: {sv: Ett, en: One}
  questions:
    - {type: texxt, key: a, information: a.b, label: {sv: Namn, en: Name}}
    - {type: number, key: b, information: a.b, label: {sv: Antal}, decimals: två}
"""
    )
    assert faults(text) == [
        "rad 15, kolumn 5: Fältet ”titel” finns inte här. Menade du ”title”?",
        "rad 18, kolumn 16: ”texxt” går inte att använda här. Välj bland: text, long_text, "
        "number, money, date, period, time, yes_no, choice, choices, email, phone, address, "
        "identity_number, organisation_number, person, company, signature_request, property, "
        "place, files, notice, declaration, calculated, rows. Menade du ”text”?",
        "rad 19, kolumn 57: Fältet ”en” saknas",
        "rad 19, kolumn 80: Här ska det stå ett heltal, inte ”två”",
    ]


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("", "rad 1, kolumn 1: Texten är tom"),
        ("key: [", "rad 2, kolumn 1: Texten går inte att läsa som YAML: did not find expected "
                   "node content"),
        ("- 1", "rad 1, kolumn 1: Här ska det stå fält med värden, inte en lista"),
        ("a: &x 1\nb: *x", "rad 1, kolumn 4: Ankare och alias (& och *) får inte användas. "
                           "Skriv ut texten."),
        ("[" * 30 + "]" * 30, "rad 1, kolumn 26: Texten är för djupt nästlad"),
        ("x" * 500_001, "rad 1, kolumn 1: Texten är för stor"),
        ("å: ö\nc: \x07", "rad 2, kolumn 4: Här står ett osynligt tecken som inte kan vara med. "
                          "Skriv om raden."),
    ],
)  # fmt: skip
def test_what_is_no_definition_is_refused(written: str, fault: str) -> None:
    assert faults(written) == [fault]


@pytest.mark.parametrize(
    ("line", "changed", "fault"),
    [
        ("key: trial", "key: no", "Här ska det stå text. Sätt citattecken: \"no\""),
        ("key: trial", "key: 2026-01-01", "Här ska det stå text. Sätt citattecken: \"2026-01-01\""),
        ("key: trial", "key: Prövning", "”Prövning” kan inte vara nyckel. Använd små bokstäver "
                                        "a–z, siffror och _."),
        ("unit: kundcenter", "unit: ''", "Texten är tom"),
        ("unit: kundcenter", "unit:", "Här ska det stå text, inte ingenting"),
        ("unit: kundcenter", "unit: a\nunit: b", "Fältet ”unit” står två gånger"),
        ("maturity: 2", "maturity: 7", "”7” går inte att använda här. Välj bland: 0, 1, 2, 3, 4."),
        ("maturity: 2", "maturity: true", "”true” går inte att använda här. Välj bland: "
                                          "0, 1, 2, 3, 4."),
        ("case_series: PROV", "case_series: p", "Ärendeserien ska vara 2–6 stora bokstäver, "
                                                "till exempel BYGG"),
        ("audience: [residents]", "audience: []", "Här måste det finnas minst en"),
        ("audience: [residents]", "audience: residents", "Här ska det stå en lista, inte "
                                                         "”residents”"),
        ("promised_days: 10", "promised_days: 0", "Antalet dagar ska vara minst 1"),
        (
            "promised_days: 10",
            "promised_days: 10, statutory: {law: lagen, extension: 10}",
            "Skriv hur många veckor eller månader lagen ger",
        ),
    ],
)  # fmt: skip
def test_a_fault_is_told_in_plain_words(line: str, changed: str, fault: str) -> None:
    text = a_definition(STEP)
    assert line in text
    with pytest.raises(DefinitionErrors) as error:
        read_service(text.replace(line, changed, 1))
    assert [problem.message for problem in error.value.problems] == [fault]


@pytest.mark.parametrize(
    ("settings", "fault"),
    [
        ("type: text, max_length: 0", "Längden ska vara mellan 1 och 10000"),
        ("type: text, pattern: {matches: '(a+)+', message: {sv: F, en: F}}",
         "En grupp i ett mönster får inte upprepas, det kan bli mycket långsamt"),
        ("type: text, pattern: {matches: '.*a.*b.*', message: {sv: F, en: F}}",
         "Ett mönster får ha högst två upprepningar utan gräns (* eller +)"),
        ("type: text, pattern: {matches: '[', message: {sv: F, en: F}}",
         "Mönstret går inte att läsa: unterminated character set at position 0"),
        ("type: text, prefill: register.nmae", "Det går inte att hämta ”register.nmae”. "
                                               "Menade du ”register.name”?"),
        ("type: text, prefill: register.children",
         "”register.children” kan inte fylla i en fråga av typen text"),
        ("type: text, lock_prefilled: true", "”lock_prefilled” kräver ”prefill”"),
        ("type: text, error: {requird: {sv: F, en: F}}",
         "Frågor av typen text har inget fel ”requird”. Menade du ”required”?"),
        ("type: number, min: 5, max: 1", "Det minsta är större än det största"),
        ("type: number, decimals: 9", "Antalet decimaler ska vara mellan 0 och 6"),
        ("type: date, earliest: idag", "Skriv ett datum (2026-05-01) eller räkna från i dag "
                                       "(today, today+30d, today-18y)"),
        ("type: choice", "Skriv antingen ”options” eller ”options_from”"),
        ("type: choice, options_from: register.kids", "Det finns ingen lista ”register.kids”. "
                                                      "Menade du ”register.children”?"),
        ("type: choices, options: [{key: a, label: {sv: A, en: A}}, {key: a, label: "
         "{sv: B, en: B}}]", "Nyckeln ”a” används redan"),
        ("type: choice, other: {label: {sv: A, en: A}}, options: [{key: other, label: "
         "{sv: B, en: B}}]", "Nyckeln ”other” används redan"),
        ("type: files, min_count: 4, max_count: 2", "Det minsta är större än det största"),
        ("type: files, accept: []", "Välj minst ett slag av filer"),
    ],
)  # fmt: skip
def test_a_question_is_checked_for_its_type(settings: str, fault: str) -> None:
    steps = STEP.replace("type: text", settings)
    with pytest.raises(DefinitionErrors) as error:
        read_service(a_definition(steps))
    assert [problem.message for problem in error.value.problems] == [fault]


def test_keys_are_unique_and_keep_off_the_words_of_conditions() -> None:
    text = a_definition(STEP + STEP.replace("key: name", "key: register"))
    assert [fault.split(": ", 1)[1] for fault in faults(text)] == [
        "Nyckeln ”first” används redan",
        "”register” är ett ord i villkorens språk och kan inte vara nyckel",
    ]


def test_only_notices_may_lack_an_information_type() -> None:
    notice = "{type: notice, key: n, label: {sv: N, en: N}, text: {sv: T, en: T}}"
    assert read_service(a_definition(STEP + f"    - {notice}\n")).steps[0].questions[1].key == "n"
    assert [
        fault.split(": ", 1)[1]
        for fault in faults(a_definition(STEP.replace("information: a.b, ", "")))
    ] == ["Frågan saknar ”information”: vilken informationstyp svaret är"]


def test_who_else_signs_must_be_a_question_that_chooses_a_child() -> None:
    text = a_definition(STEP, "signing: {required: true, others: name}\n")
    assert faults(text) == ["rad 13, kolumn 35: Det finns ingen fråga ”name” som väljer ett barn."]


def test_the_anonymous_do_not_sign() -> None:
    more = "signing: {required: true}\nanonymous_allowed: {law: {sv: L, en: L}}\n"
    assert faults(a_definition(STEP, more)) == [
        "rad 14, kolumn 20: Den som är anonym kan inte skriva under. Ta bort det ena."
    ]


def test_a_service_without_steps_is_told_so() -> None:
    assert faults(f"{HEAD}steps: []\n") == ["rad 13, kolumn 8: Här måste det finnas minst en"]


def test_the_schema_names_every_type_of_question_and_what_each_must_have() -> None:
    schema = json.loads(service_schema())
    offered = schema["$defs"]["Step"]["properties"]["questions"]["items"]["anyOf"]
    types = {
        kind["properties"]["type"]["enum"][0]: set(kind["required"])
        for kind in (schema["$defs"][one["$ref"].rpartition("/")[2]] for one in offered)
    }
    assert set(types) == {kind.__struct_config__.tag for kind in get_args(Question)}
    assert types["money"] == {"type", "key", "label"}
    assert types["rows"] == {"type", "key", "label", "item", "questions"}
