"""Rubbish for the importers: good forms of every format, damaged in their shape or in their bytes.

Each is read or refused with its reason. What is read must be a service that opens in the studio,
with no other faults than those that every imported form begins with.
"""

from __future__ import annotations

import copy
import io
import json
import random
import zipfile
from collections.abc import Callable
from typing import Any

from tests.rooms.eservices.importing import samples
from torget.rooms.eservices.importing import Imported, ImportRefused, imported
from torget.rooms.eservices.language.problems import Findings
from torget.rooms.eservices.terms import DefinitionErrors, compile_service, read_service
from torget.rooms.eservices.texts import plain_data, written

CHECKED = 6  # one in so many is compiled, which takes longer than to import it
NO_TYPE = "Frågan saknar ”information”: vilken informationstyp svaret är"
COMPLETED: dict[str, Any] = {
    "unit": "gata",
    "legal_bases": [{"law": "FL", "paragraph": "6 §", "text": {"sv": "Service", "en": "Service"}}],
    "other_ways": [{"channel": "phone", "text": {"sv": "Ring", "en": "Call"}}],
}
FORMS: list[Any] = [samples.FORM_IO, samples.FORM_JS, samples.SCHEMA, samples.HINTED]
VALUES: list[Any] = [
    *(None, True, False, 0, -1, 7, 3.5, 1e300, 10**30, "", "dog", "animal", "true", "\x00"),
    *("\ud800", "<script>x</script>", "a" * 9000, "(a+)+$", "[", "and", "other", "{x}", "{"),
    *("'\\", "§", "##", "#/properties/animal", "#", "=a = 1", "=not(" * 50, "2026-02-31"),
    *("show = data.age > 3;", [], {}, [[]], [None], [{}], {"var": "animal"}, {"and": []}),
    *({"==": [{"var": "age"}, 3]}, {"!": {"var": "x"}}, {"in": ["dog", {"var": "animal"}]}),
    {"key": "x", "type": 1},
]
NAMES = [
    "type", "key", "label", "components", "columns", "rows", "conditional", "hide", "when", "eq",
    "show", "values", "value", "validate", "min", "max", "pattern", "maxLength", "required",
    "properties", "items", "enum", "oneOf", "const", "if", "then", "else", "allOf", "$ref",
    "format", "title", "description", "hidden", "multiple", "data", "json", "customConditional",
    "dependentRequired", "uiSchema", "uischema", "schema", "elements", "rule", "scope", "effect",
    "ui:order", "ui:widget", "path", "subtype", "html", "suffix", "decimalDigits", "conditions",
]  # fmt: skip
KINDS = [
    "textfield", "number", "select", "radio", "selectboxes", "checkbox", "panel", "datagrid",
    "survey", "currency", "time", "file", "dynamiclist", "checklist", "datetime", "group", "object",
    "array", "string", "boolean", "integer", "Control", "Group", "Category", "address", "map",
]  # fmt: skip


TAGS = (
    b"< > & </ <Step> ID>1< ID>9< Query &lt;script&gt; VISIBLE HIDDEN ANY true <name> \xff 7"
).split()
TOKENS = (
    b"/Kids /Fields /FT /Tx /Btn /Ch /Sig /Opt /TU /T /Rect /Ff /AcroForm /Annots /Root /Length R "
    b"[ ] << >> obj stream 99999999999 ( ) /Filter /Names /Prev 1 2 8 12"
).split()


def shaped(chance: random.Random) -> None:
    """A JSON form with parts of it exchanged, lost, renamed, doubled or put in one another."""
    found = copy.deepcopy(chance.choice(FORMS))
    _damage(found, chance)
    _taken(json.dumps(found).encode("utf-8", "replace"), chance)


def rules(chance: random.Random) -> None:
    """An export of Open Forms whose files are damaged in their shape."""
    with zipfile.ZipFile(io.BytesIO(samples.open_forms())) as archive:
        files = {name: json.loads(archive.read(name)) for name in archive.namelist()}
    _damage(files, chance)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name[:99], json.dumps(content).encode("utf-8", "replace"))
    _taken(out.getvalue(), chance)


def flows(chance: random.Random) -> None:
    """A flow of Open ePlatform with its words exchanged, or its bytes."""
    text = samples.EPLATFORM
    for _number in range(chance.randint(1, 5)):
        text = text.replace(chance.choice(TAGS), chance.choice(TAGS), chance.randint(1, 3))
    _taken(damaged_bytes(text, chance) if chance.random() < 0.5 else text, chance)


def papers(chance: random.Random) -> None:
    """A PDF with its names exchanged, or its bytes."""
    data = PDF
    for _number in range(chance.randint(1, 4)):
        data = data.replace(chance.choice(TOKENS), chance.choice(TOKENS), chance.randint(1, 2))
    _taken(damaged_bytes(data, chance) if chance.random() < 0.5 else data, chance)


def bytes_of_any(chance: random.Random) -> None:
    """Any of them with some of its bytes exchanged, lost or doubled; or nothing but rubbish."""
    if chance.random() < 0.1:
        _taken(chance.choice(BEGINNINGS) + chance.randbytes(chance.randrange(300)), chance)
    else:
        _taken(damaged_bytes(chance.choice(WHOLE), chance), chance)


PDF = samples.pdf()
WHOLE = [*map(samples.as_bytes, FORMS), samples.EPLATFORM, samples.open_forms(), PDF]
BEGINNINGS = [b"", b"PK\x03\x04", b"%PDF-1.7\n", b"<?xml ", b"{", b"[", b"key: ", b"\xff\xfe"]
FUZZED: dict[str, Callable[[random.Random], None]] = {
    "formulär": shaped, "regler": rules, "flöden": flows, "PDF": papers, "byte": bytes_of_any
}  # fmt: skip


def _taken(data: bytes, chance: random.Random) -> None:
    try:
        found = imported(data, "x.y")
    except ImportRefused as refusal:
        str(refusal)
        return
    for line in found.report:
        str(line)
    if found.report and chance.randrange(CHECKED) == 0:
        _opens(found)


def _opens(found: Imported) -> None:
    """The service compiles once what no form says is filled in; only information types remain."""
    plain = plain_data(found.bundle.texts.source, Findings())
    try:
        compile_service(read_service(written({**plain, **COMPLETED})))
    except DefinitionErrors as errors:
        others = {one.message for one in errors.problems} - {NO_TYPE}
        if others:
            raise AssertionError(f"does not open: {others}") from errors


def _damage(found: Any, chance: random.Random) -> None:
    for _number in range(chance.randint(1, 6)):
        part = _some_part(found, chance)
        if isinstance(part, dict):
            _damage_fields(part, found, chance)
        elif part:
            place = chance.randrange(len(part))
            part[place] = chance.choice([_value(chance), _copied(found, chance), part[place]])
            part += part[:1] * chance.randrange(3)


def _damage_fields(part: dict[str, Any], whole: Any, chance: random.Random) -> None:
    name = chance.choice([*part, chance.choice(NAMES)]) if part else chance.choice(NAMES)
    match chance.randrange(5):
        case 0:
            part.pop(name, None)
        case 1:
            part[name] = _value(chance)
        case 2:
            part[chance.choice(NAMES)] = part.pop(name, _value(chance))
        case 3:
            part[name] = _copied(whole, chance)
        case 4:
            part["type"] = chance.choice(KINDS)


def _value(chance: random.Random) -> Any:
    return copy.deepcopy(chance.choice(VALUES))


def _some_part(found: Any, chance: random.Random) -> Any:
    """Some list or fields within, more often deep than not."""
    part = found
    while True:
        inner = [one for one in _inside(part) if isinstance(one, dict | list)]
        if not inner or chance.random() < 0.2:
            return part
        part = chance.choice(inner)


def _inside(part: Any) -> list[Any]:
    return list(part.values()) if isinstance(part, dict) else part if isinstance(part, list) else []


def _copied(found: Any, chance: random.Random) -> Any:
    return copy.deepcopy(_some_part(found, chance))


def damaged_bytes(data: bytes, chance: random.Random) -> bytes:
    """The data with some of its bytes exchanged, lost or doubled."""
    octets = bytearray(data)
    for _damage in range(chance.randint(1, 6)):
        place = chance.randrange(len(octets))
        match chance.randrange(3):
            case 0:
                octets[place] = chance.randrange(256)
            case 1:
                del octets[place : place + chance.randrange(1, 9)]
            case 2:
                octets[place:place] = octets[place : place + chance.randrange(1, 99)]
    return bytes(octets)
