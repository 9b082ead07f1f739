"""What a small form in each format becomes, question by question."""

import io
import json
import zipfile
from typing import Any

import msgspec
import pytest

from tests.rooms.eservices.importing import samples
from tests.rooms.eservices.texts import RACK
from torget.rooms.eservices.importing import Became, Imported, imported
from torget.rooms.eservices.language.problems import Findings
from torget.rooms.eservices.sharing import Bundle
from torget.rooms.eservices.terms import (
    DefinitionErrors,
    ServiceTexts,
    compile_service,
    read_service,
)
from torget.rooms.eservices.texts import plain_data, written

NO_TYPE = "Frågan saknar ”information”: vilken informationstyp svaret är"
COMPLETED: dict[str, Any] = {
    "unit": "gata",
    "legal_bases": [{"law": "FL", "paragraph": "6 §", "text": {"sv": "Service", "en": "Service"}}],
    "other_ways": [{"channel": "phone", "text": {"sv": "Ring", "en": "Call"}}],
}
EVERY: dict[str, bytes] = {
    "Form.io": samples.as_bytes(samples.FORM_IO),
    "form-js": samples.as_bytes(samples.FORM_JS),
    "JSON Schema": samples.as_bytes(samples.HINTED),
    "Open ePlatform": samples.EPLATFORM,
    "Open Forms": samples.open_forms(),
    "PDF": samples.pdf(),
}


def plain(found: Imported) -> dict[str, Any]:
    read: dict[str, Any] = plain_data(found.bundle.texts.source, Findings())
    return read


def outline(data: bytes) -> dict[str, list[str]]:
    """Each step's questions: type, key, * when it must be answered, and when it is shown."""
    found: dict[str, list[str]] = {}
    for step in plain(imported(data))["steps"]:
        name = " | ".join(filter(None, (step["title"]["sv"], step.get("show_when"))))
        name = f"{name} (2)" if name in found else name
        found[name] = [said(question) for question in step["questions"]]
    return found


def said(question: dict[str, Any]) -> str:
    star = "*" * (question.get("required", True) and question["type"] != "notice")
    within = [said(inner) for inner in question.get("questions", [])]
    rest = [question.get("show_when"), question.get("required_when"), *within]
    return " | ".join(filter(None, (f"{question['type']} {question['key']}{star}", *rest)))


def left_out(data: bytes) -> list[str]:
    return [str(line) for line in imported(data).report if line.became is Became.LEFT_OUT]


@pytest.mark.parametrize("name", EVERY)
def test_every_format_is_told_by_its_content_and_needs_only_what_no_form_says(name: str) -> None:
    found = imported(EVERY[name])
    with pytest.raises(DefinitionErrors) as faults:
        compile_service(read_service(written(plain(found) | COMPLETED)))

    assert (found.format, plain(found)["title"]["sv"][:4]) == (
        name,
        "Husd" if name == "form-js" else "Anmä",
    )
    assert {problem.message for problem in faults.value.problems} == {NO_TYPE}


@pytest.mark.parametrize("name", EVERY)
def test_the_report_stands_in_the_notes_for_whoever_finishes_the_service(name: str) -> None:
    found = imported(EVERY[name], "husdjur.bin")

    notes = found.bundle.texts.notes
    assert f"Inläst från {name} (husdjur.bin)." in notes
    assert [line for line in found.report if str(line) not in notes] == []


def test_a_wizard_of_form_io_becomes_steps() -> None:
    data = EVERY["Form.io"]

    assert outline(data) == {
        "Djuret": [
            "notice text",
            "choice animal*",
            "yes_no dangerous",
            "choices seen",
            "date when",
        ],
        "Hunden | animal == 'dog'": [
            "text chip*",
            "long_text bites | dangerous == true",
            "number age",
            "rows pups | text pup*",
        ],
    }
    assert left_out(data) == [
        "”Content”: skript i texten togs bort",
        "”Mer”: rubriken för en grupp fördes inte över, men frågorna i den",
        "”Trolleri”: slaget ”magic” finns inte här",
        "”Chip”: placeholder fördes inte över",
        "”Ålder”: visas alltid: villkoret är skrivet på ett sätt som inte kan översättas: "
        "show = util.anything(data)",
        "”Foto”: kan inte stå i en tabell",
        "”Namnteckning”: underskriften gäller här hela ansökan och görs med e-legitimation",
    ]
    assert plain(imported(data))["signing"] == {"required": True}


def test_limits_patterns_units_and_markup_of_form_io_follow() -> None:
    first, second = plain(imported(EVERY["Form.io"]))["steps"]
    chip, _bites, age, _pups = second["questions"]

    assert first["questions"][0]["text"]["sv"] == "Fyll i allt."
    assert (chip["max_length"], chip["pattern"]["matches"]) == (15, "[0-9]+")
    assert (age["min"], age["max"], age["unit"]["sv"], "decimals" in age) == (0, 30, "år", False)


def test_form_js_has_lists_and_says_when_with_feel() -> None:
    data = EVERY["form-js"]

    assert outline(data) == {
        "Del 1": [
            "notice anmalan",
            "choice animal*",
            "number age",
            "email mail | animal != 'cat' and age > 3",
            "rows pups* | text name",
            "declaration sure*",
            "text odd",
        ]
    }
    assert left_out(data) == [
        "”Udda”: visas alltid: villkoret är skrivet på ett sätt som inte kan översättas: "
        "=count(pups) > 1",
        "”Karta”: slaget ”iframe” finns inte här",
    ]


def test_a_json_schema_says_what_must_be_answered_and_when() -> None:
    data = samples.as_bytes(samples.SCHEMA)

    assert outline(data) == {
        "Anmäl husdjur": ["choice animal*", "date born", "rows names | text names_name*"],
        "Ägaren": ["text owner_phone"],
        "Anmäl husdjur (2)": ["text chip | animal == 'dog'", "text breed | animal == 'dog'"],
    }
    assert left_out(data) == ["”parent”: hänvisar till sig själv och fördes inte över"]


def test_hints_beside_a_json_schema_give_order_words_pages_and_conditions() -> None:
    found = imported(EVERY["JSON Schema"])
    labels = [q["label"]["sv"] for step in plain(found)["steps"] for q in step["questions"]]

    assert labels == ["Född", "names", "Telefon", "Chipnummer", "Ras", "Vilket djur?"]
    assert outline(EVERY["JSON Schema"])["Ägaren"] == ["phone owner_phone"]
    assert left_out(EVERY["JSON Schema"])[0] == "ui:field fördes inte över"


def test_a_flow_of_open_eplatform_follows_its_order_and_its_evaluators() -> None:
    data = EVERY["Open ePlatform"]

    assert outline(data) == {
        "Djuret": ["choice vilket_djur*"],
        "Ägaren": [
            "text chipnummer* | vilket_djur == 'hund'",
            "email din_e_post | vilket_djur == 'hund'",
        ],
    }
    assert left_out(data) == [
        "Statuses fördes inte över",
        "”Dold”: är alltid dold i filen",
        "”Underskrift”: underskriften gäller här hela ansökan och görs med e-legitimation",
    ]
    assert plain(imported(data))["summary"]["sv"] == "Kort"


def test_a_query_that_another_kind_of_rule_shows_is_asked_always_and_told() -> None:
    weighed = b"<EvaluatorDescriptors><EvaluatorDescriptor><name>vikt = 1</name>" \
        b"<WeightQueryStateEvaluator/></EvaluatorDescriptor></EvaluatorDescriptors>"  # fmt: skip
    table = b"<DynamicTableQuery><Columns><Column><label>Art</label></Column></Columns>" \
        b"</DynamicTableQuery>"  # fmt: skip
    data = samples.EPLATFORM.replace(b"<TextAreaQuery/>", table + weighed)

    assert outline(data)["Ägaren"][-1] == "rows dold | text art"
    assert left_out(data)[1:4] == [
        "regeln ”vikt = 1” fördes inte över",
        "”Dold”: visas alltid: en regel som visar den fördes inte över",
        "”Underskrift”: underskriften gäller här hela ansökan och görs med e-legitimation",
    ]


def test_the_rules_of_open_forms_show_and_hide() -> None:
    data = EVERY["Open Forms"]

    assert outline(data) == {
        "Djuret": ["choice animal*"],
        "Hunden": ["text chip | animal == 'dog'"],
    }
    assert left_out(data) == [
        "”Egen”: en egen variabel fördes inte över",
        "”chip”: en regel gör ”disable-next”, som inte finns här",
    ]


def test_a_rule_of_open_forms_may_skip_a_step() -> None:
    skip = {
        "json_logic_trigger": {"!=": [{"var": "animal"}, "dog"]},
        "actions": [{"form_step_uuid": "s2", "action": {"type": "step-not-applicable"}},
                    {"component": "chip", "action": {"type": "property", "state": False,
                     "property": {"value": "hidden"}}}],
    }  # fmt: skip

    assert outline(samples.open_forms([skip])) == {
        "Djuret": ["choice animal*"],
        "Hunden | animal == 'dog'": ["text chip | animal != 'dog'"],
    }


def test_the_fields_of_a_pdf_are_asked_in_reading_order_a_step_a_page() -> None:
    data = EVERY["PDF"]

    assert outline(data) == {
        "Sida 1": ["text owner_name*", "choice animal", "choice size", "date born"],
        "Sida 2": ["declaration sure*"],
    }
    assert left_out(data) == [
        "”Född”: uträkningar och kontroller i skript fördes inte över",
        "”Rensa”: är en knapp och fördes inte över",
        "”Namnteckning”: underskriften gäller här hela ansökan och görs med e-legitimation",
    ]
    size = plain(imported(data))["steps"][0]["questions"][2]
    assert [one["label"]["sv"] for one in size["options"]] == ["Liten", "Stor"]


def test_a_key_is_what_one_says_or_else_follows_from_the_title() -> None:
    data = EVERY["PDF"]

    assert [imported(data, key=key).bundle.key for key in ("", "hund")] == ["anmal_husdjur", "hund"]


@pytest.mark.parametrize("folder", ["", "cykelstall/", "Mina tjänster/"])
def test_a_folder_that_someone_has_packed_is_a_service(folder: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        if folder:
            archive.mkdir(folder)
        archive.writestr(f"{folder}service.yaml", RACK.source)
        archive.writestr(f"{folder}personas.yaml", RACK.personas)
        archive.writestr(f"{folder}notes.md", RACK.notes)

    found = imported(out.getvalue())
    assert (found.bundle, found.report) == (Bundle("cykelstall", RACK), ())


def test_a_definition_alone_is_a_service() -> None:
    found = imported(RACK.source.encode())
    assert found.bundle == Bundle("cykelstall", ServiceTexts(RACK.source))


def test_what_two_questions_share_is_written_out_for_each() -> None:
    shared = {"type": "textfield", "label": "Namn", "validate": {"pattern": "[a-z]+"}}
    form = {"schemaVersion": 1, "components": [{**shared, "key": "a"}, {**shared, "key": "b"}]}
    steps = plain(imported(samples.as_bytes(form)))["steps"]

    assert [q["pattern"]["matches"] for q in steps[0]["questions"]] == ["[a-z]+", "[a-z]+"]


def test_the_same_file_becomes_the_same_service() -> None:
    assert {imported(EVERY["Form.io"]).bundle.texts for _again in range(3)} == {
        imported(EVERY["Form.io"]).bundle.texts
    }
    assert msgspec.json.decode(json.dumps(samples.FORM_IO)) == samples.FORM_IO
