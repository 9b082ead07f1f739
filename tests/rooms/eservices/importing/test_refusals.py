"""What is refused, with the reason; nothing of it is kept."""

import io
import json
import zipfile
from typing import Any

import pytest
from pypdf import PdfWriter

from tests.rooms.eservices.importing import samples
from torget.rooms.eservices.importing import ImportRefused, imported

DEEP = b'{"components": ' + b"[" * 200 + b"]" * 200 + b"}"
BOMB = b"""<?xml version="1.0"?><!DOCTYPE Flow [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>
<Flow><name>&b;</name><Steps><Step/></Steps></Flow>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE Flow SYSTEM "http://example.com/x.dtd">
<Flow><Steps><Step/></Steps></Flow>"""
LINKED = {"properties": {"a": {"$ref": "https://example.com/schema.json"}}}
RING = {"properties": {"a": {"$ref": "#/properties/b"}, "b": {"$ref": "#/properties/a"}}}


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def locked_pdf() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("hemligt")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def why(data: bytes) -> str:
    with pytest.raises(ImportRefused) as refused:
        imported(data)
    return str(refused.value)


NOTHING = "Filen är inget formulär som går att läsa in."
PACKED = "”forms.json” är packad på ett sätt som inte godtas."
ZIP = "Filen är en zip, men varken en e-tjänst från Torget eller från Open Forms."
NO_QUESTIONS = "Filen har inga frågor som går att föra över."


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "Texten är tom"),
        (b"hej", NOTHING),
        (b"\xff\x00\x01", NOTHING),
        (b"[1, 2]", NOTHING),
        (b"{}", NOTHING),
        (b'{"a": NaN}', "Filen går inte att läsa som JSON."),
        (b'{"a": ' + b"9" * 9000 + b"}", "Filen går inte att läsa som JSON."),
        (b"[" * 100_000, "Filen är för djupt nästlad."),
        (DEEP, "Filen är för djupt nästlad."),
        (b" " * 5_000_001, "Filen är för stor."),
        (b'{"components": [' + b"1," * 250_000 + b"1]}", "Filen är för stor."),
        (BOMB, "Filen har en DOCTYPE. Sådana kan hämta annat utifrån och godtas inte."),
        (OUTSIDE, "Filen har en DOCTYPE. Sådana kan hämta annat utifrån och godtas inte."),
        (b"<html>", "Filen går inte att läsa som XML."),
        (b"<a/>", "Filen är XML men ingen e-tjänst från Open ePlatform."),
        (b"%PDF-1.7\nrubbish", "Filen går inte att läsa som PDF."),
        (locked_pdf(), "PDF-filen är låst med lösenord."),
        (b"PK\x03\x04rubbish", ZIP),
        (zipped({"x.txt": b"x"}), ZIP),
        (zipped({"a/service.yaml": b"key: a", "b/x": b""}), ZIP),
        (zipped({"a/service.yaml": b"key: a", "a/../../x": b""}), "”a/../../x” hör inte till"),
        (zipped({"forms.json": b"[]"}), "”forms.json” saknas."),
        (zipped({"forms.json": b"[{}]", "../x": b""}), "”../x” hör inte till en e-tjänst."),
        (zipped({"forms.json": b" " * 900_000}), PACKED),
        (b"steps: !!python/object:os.system []\nkey: a", "Texten går inte att förstå: "),
        (b"steps: &a []\nkey: *a", "Ankare och alias (& och *) får inte användas."),
        (b"steps: []", "Texten är ingen e-tjänst: den har ingen nyckel (key)."),
    ],
)  # fmt: skip
def test_what_is_no_form_or_means_harm_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    assert why(data)[: len(reason)] == reason


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (LINKED, "Filen hänvisar till https://example.com/schema.json."),
        (RING, NO_QUESTIONS),
        ({"properties": {}}, NO_QUESTIONS),
        ({"components": [{"type": "content", "key": "a", "html": "<p>Hej</p>"}]}, NO_QUESTIONS),
        (
            {"components": [{"type": "textfield", "key": f"q{n}"} for n in range(1001)]},
            "Filen har fler frågor än 1000.",
        ),
    ],
)
def test_a_form_without_an_end_or_a_question_is_refused(found: dict[str, Any], reason: str) -> None:
    assert why(json.dumps(found).encode())[: len(reason)] == reason


def test_a_schema_that_doubles_itself_at_each_level_is_refused() -> None:
    levels = {
        f"l{n}": {"properties": {f"p{m}": {"$ref": f"#/$defs/l{n + 1}"} for m in range(20)}}
        for n in range(12)
    }
    found = {"$defs": levels, "properties": {"a": {"$ref": "#/$defs/l0"}}}

    assert why(json.dumps(found).encode()) == "Filen är för stor."


@pytest.mark.parametrize("text", ["<script>alert(1)</script>Namn", "<b onclick='x()'>Namn</b>"])
def test_a_script_in_a_text_is_taken_away_and_told(text: str) -> None:
    found = imported(samples.as_bytes(
        {"components": [{"type": "textfield", "key": "name", "label": text}]}
    ))  # fmt: skip

    assert "label:\n          sv: Namn\n" in found.bundle.texts.source
    assert str(found.report[0]) == "”Namn”: skript i texten togs bort"
