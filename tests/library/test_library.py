"""Every service of the library holds together, in both languages, for every persona."""

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from torget.demo.fill import LIBRARY, UNITS
from torget.demo.positions import POSITIONS
from torget.rooms.eservices.queries import library_services
from torget.rooms.eservices.terms import (
    Choice,
    Choices,
    CompiledService,
    Files,
    Persona,
    QuestionBase,
    Rows,
    Translated,
    compile_service,
    read_personas,
    read_service,
    review,
)
from torget.rooms.information.rules import assurance_level_needed, privacy_notice
from torget.rooms.information.terms import read_information_types

TYPES = {
    facts.key: facts for facts in read_information_types((LIBRARY / "information.yaml").read_text())
}
TEXTS = library_services()
SERVICES = {
    key: compile_service(read_service(texts.source, dict(texts.blocks)))
    for key, texts in TEXTS.items()
}
UNIT_KEYS = {unit[0] for unit in UNITS}

# Every service: where its cases are numbered, and the e-ID level it demands.
EXPECTED = {
    "allmanhandling": ("ALH", 0),
    "andra_insats": ("AND", 3),
    "autogiro": ("AUT", 3),
    "behorighet": ("BEH", 0),
    "bygglov": ("BYGG", 3),
    "ekonomisktbistand": ("EKB", 3),
    "felanmalan": ("FEL", 0),
    "forskola": ("FSK", 3),
    "serveringstillstand": ("ALK", 3),
    "foreningsbidrag": ("FBI", 3),
    "gymnasieplats": ("GYM", 3),
    "hemtjanst": ("HTJ", 3),
    "klagomal": ("KLA", 0),
    "lokalbokning": ("BOK", 0),
    "parkeringstillstand": ("PRH", 3),
    "fardtjanst": ("FTJ", 3),
}

BANKS = ("Danske Bank", "ICA Banken", "Länsförsäkringar Bank")

PERSONAS = [
    pytest.param(key, persona, id=f"{key}: {persona.name}")
    for key, texts in TEXTS.items()
    for persona in read_personas(texts.personas)[0]
]


def test_the_login_of_every_service_follows_from_what_it_asks() -> None:
    assert {
        compiled.service.key: (compiled.service.case_series, level_of(compiled))
        for compiled in SERVICES.values()
    } == EXPECTED


def test_a_service_has_the_name_of_its_folder() -> None:
    assert [compiled.service.key for compiled in SERVICES.values()] == list(SERVICES)


def level_of(compiled: CompiledService) -> int:
    asked = [TYPES[name] for name in compiled.information_types()]
    return assurance_level_needed(facts.confidentiality.level for facts in asked)


def test_services_ask_only_for_declared_information_and_all_of_it_is_asked_for() -> None:
    asked = {key for compiled in SERVICES.values() for key in compiled.information_types()}
    assert asked == set(TYPES)


def test_every_information_type_has_an_owner_and_a_known_unit() -> None:
    assert {facts.owner for facts in TYPES.values()} <= {post.key for post in POSITIONS}
    assert {facts.unit for facts in TYPES.values()} <= UNIT_KEYS


def test_sensitive_types_name_their_exception_and_no_open_type_is_personal_and_secret() -> None:
    special = {key for key, facts in TYPES.items() if facts.personal_data == "special"}
    assert special == {key for key, facts in TYPES.items() if facts.gdpr_exception}
    assert [
        key for key, facts in TYPES.items() if facts.openness.open and facts.confidentiality.level
    ] == []


@pytest.mark.parametrize("key", SERVICES)
def test_cases_go_to_units_that_exist(key: str) -> None:
    service = SERVICES[key].service
    assert {service.unit, *(rule.unit for rule in service.routing)} <= UNIT_KEYS


@pytest.mark.parametrize("key", SERVICES)
def test_every_text_is_translated(key: str) -> None:
    texts = list(translations(SERVICES[key].service))
    same_in_both = {"m²", "altan", "garage", "plank", "mur", *BANKS}
    untranslated = [
        text.sv
        for text in texts
        if text.sv == text.en and text.sv not in same_in_both and " " in text.sv
    ]
    swedish_in_english = [text.en for text in texts if set("åäö") & set(_without_names(text.en))]
    assert (untranslated, swedish_in_english) == ([], [])


@pytest.mark.parametrize("key", SERVICES)
def test_every_privacy_notice_is_whole(key: str) -> None:
    asked = SERVICES[key].information_types()
    notice = privacy_notice(TYPES[name] for name in asked)
    assert {entry.key for entry in notice.entries} == asked
    for entry in notice.entries:
        for sentence in (entry.basis, entry.source, entry.kept, entry.seen_by):
            assert "{" not in sentence.say(str, "sv")


@pytest.mark.parametrize("key", SERVICES)
def test_every_persona_walks_the_expected_way(key: str) -> None:
    found = review(TEXTS[key])

    assert (found.problems, found.persona_problems) == ((), ())
    went = {test.persona.name: [str(said) for said in test.differences] for test in found.tests}
    assert (went, len(went) > 2) == ({name: [] for name in went}, True)


@pytest.mark.parametrize(("key", "persona"), PERSONAS)
def test_a_persona_fills_in_page_by_page(key: str, persona: Persona) -> None:
    """The forms give back the very answers that the persona has, and nothing is left out."""
    compiled, context = SERVICES[key], persona.context
    uploaded = {
        name: value
        for name, value in persona.answers.items()
        if isinstance(compiled.questions[name], Files)
    }
    answers: dict[str, Any] = dict(uploaded)
    for step_key in persona.path:
        raw = {
            name: values
            for question in compiled.steps[step_key].questions
            for name, values in fields(question, persona.answers.get(question.key)).items()
        }
        reading = compiled.read_step(step_key, raw, answers, context, persona.today)
        assert [str(problem.message) for problem in reading.problems] == []
        answers |= reading.values
    filled_in = compiled.visible_answers(answers, context)
    assert filled_in == compiled.visible_answers(persona.answers, context)
    assert compiled.digest(filled_in) == compiled.digest(
        compiled.visible_answers(persona.answers, context)
    )


@pytest.mark.parametrize(("key", "persona"), PERSONAS)
def test_what_a_persona_signs_names_every_answer(key: str, persona: Persona) -> None:
    compiled = SERVICES[key]
    for language in ("sv", "en"):
        text = compiled.signing_text(persona.answers, persona.context, language)
        sections = compiled.summary(persona.answers, persona.context, language)
        lines = [line for section in sections for row in section.rows for line in row.lines]
        assert text.startswith(f"# {compiled.service.title.in_(language)}\n")
        assert [line for line in lines if " ".join(line.split()) not in text] == []


def test_each_persona_is_told_what_it_costs() -> None:
    told: dict[str, list[int | None]] = {}
    for key, persona in (param.values for param in PERSONAS):
        assert isinstance(key, str)
        assert isinstance(persona, Persona)
        if (fee := SERVICES[key].service.fee) and fee.amount:
            price = SERVICES[key].price(persona.answers, persona.context)
            told.setdefault(key, []).append(None if price is None else price // 100)
    assert told == {
        "lokalbokning": [0, 900, 2550],
        "serveringstillstand": [10500, 8000, 5000, 1200],
    }


def test_answers_to_an_earlier_choice_are_not_sent() -> None:
    (persona,) = [p.values[1] for p in PERSONAS if "butik" in str(p.id)]
    assert isinstance(persona, Persona)
    sent = SERVICES["bygglov"].visible_answers(persona.answers, {})
    assert "structure_distance" in persona.answers
    assert "structure_distance" not in sent


def translations(part: object) -> Iterator[Translated]:
    """Every text in the definition, wherever it stands."""
    if isinstance(part, Translated):
        yield part
    elif isinstance(part, msgspec.Struct):
        for name in part.__struct_fields__:
            yield from translations(getattr(part, name))
    elif isinstance(part, (tuple, list)):
        for item in part:
            yield from translations(item)


def _without_names(text: str) -> str:
    names = ("Björken", "Havsörnen", "Solgläntan", *BANKS)
    for name in names:
        text = text.replace(name, "")
    return text


def fields(question: QuestionBase, value: Any) -> dict[str, list[str]]:
    """What a browser sends when the question is answered with the value."""
    key = question.key
    if value is None or isinstance(question, Files):
        return {}
    if isinstance(question, Rows):
        return _row_fields(question, value)
    if isinstance(question, (Choice, Choices)):
        return _chosen_fields(key, value if isinstance(question, Choices) else [value])
    parts = question.written(value, "sv")
    return {f"{key}.{part}" if part else key: [text] for part, text in parts.items()}


def _row_fields(table: Rows, rows: list[dict[str, Any]]) -> dict[str, list[str]]:
    return {
        f"{table.key}.{number}.{name}": written
        for number, row in enumerate(rows)
        for question in table.questions
        for name, written in fields(question, row.get(question.key)).items()
    }


def _chosen_fields(key: str, chosen: list[Any]) -> dict[str, list[str]]:
    """A child is chosen by number; what is meant by "other" is written beside it."""
    others = [item["other"] for item in chosen if isinstance(item, dict) and "other" in item]
    keys = [
        item
        if isinstance(item, str)
        else "other"
        if "other" in item
        else item.get("number", item.get("key"))
        for item in chosen
    ]
    return {key: keys} | {f"{key}.other": [text] for text in others}


def test_a_compiled_service_can_be_told_from_another_by_its_hash() -> None:
    hashes: list[str] = [compiled.hash for compiled in SERVICES.values()]
    again = [_compiled_again(compiled).hash for compiled in SERVICES.values()]
    assert (hashes == again, len(set(hashes))) == (True, len(hashes))


def _compiled_again(compiled: CompiledService) -> CompiledService:
    return compile_service(compiled.service)
