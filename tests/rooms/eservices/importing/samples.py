"""A small form in each of the formats that are read, about keeping dogs."""

import io
import json
import zipfile
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

Plain = dict[str, Any]

DOG_PANEL: Plain = {
    "type": "panel",
    "key": "p2",
    "title": "Hunden",
    "conditional": {"show": True, "when": "animal", "eq": "dog"},
    "components": [
        {"type": "textfield", "key": "chip", "label": "Chip", "placeholder": "752…",
         "validate": {"required": True, "maxLength": 15, "pattern": "[0-9]+"}},
        {"type": "textarea", "key": "bites", "label": "Hur bits den?",
         "customConditional": "show = data.dangerous === true;"},
        {"type": "number", "key": "age", "label": "Ålder", "suffix": "år",
         "validate": {"min": 0, "max": 30, "integer": True},
         "customConditional": "show = util.anything(data)"},
        {"type": "datagrid", "key": "pups", "label": "Valpar", "components": [
            {"type": "textfield", "key": "pup", "label": "Namn", "validate": {"required": True}},
            {"type": "file", "key": "photo", "label": "Foto"}]},
        {"type": "signature", "key": "sign", "label": "Namnteckning"},
        {"type": "button", "key": "submit", "label": "Skicka"},
    ],
}  # fmt: skip
FORM_IO: Plain = {
    "title": "Anmäl husdjur",
    "display": "wizard",
    "components": [
        {"type": "panel", "key": "p1", "title": "Djuret", "components": [
            {"type": "content", "key": "text", "html": "<p>Fyll i <b>allt</b>.</p>"
             "<script>alert(1)</script>", "label": "Content"},
            {"type": "radio", "key": "animal", "label": "Vilket djur?",
             "values": [{"value": "dog", "label": "Hund"}, {"value": "cat", "label": "Katt"}],
             "validate": {"required": True}},
            {"type": "fieldset", "legend": "Mer", "components": [
                {"type": "checkbox", "key": "dangerous", "label": "Den bits"}]},
            {"type": "selectboxes", "key": "seen", "label": "Sedd vid",
             "values": [{"value": "a", "label": "Torget"}, {"value": "b", "label": "Ån"}]},
            {"type": "datetime", "key": "when", "label": "När?", "enableTime": True},
            {"type": "magic", "key": "magic", "label": "Trolleri"}]},
        DOG_PANEL,
    ],
}  # fmt: skip

FORM_JS: Plain = {
    "type": "default",
    "id": "Husdjur",
    "schemaVersion": 16,
    "components": [
        {"type": "text", "text": "# Anmälan\nSvara på *allt*."},
        {"type": "select", "key": "animal", "label": "Vilket djur?",
         "values": [{"value": "dog", "label": "Hund"}, {"value": "cat", "label": "Katt"}],
         "validate": {"required": True}},
        {"type": "number", "key": "age", "label": "Ålder", "validate": {"min": 1}},
        {"type": "textfield", "key": "mail", "label": "E-post",
         "validate": {"validationType": "email"},
         "conditional": {"hide": '=animal = "cat" or not(age > 3)'}},
        {"type": "dynamiclist", "path": "pups", "label": "Valpar", "components": [
            {"type": "textfield", "key": "name", "label": "Namn"}]},
        {"type": "checkbox", "key": "sure", "label": "Jag lovar", "validate": {"required": True}},
        {"type": "textfield", "key": "odd", "label": "Udda",
         "conditional": {"hide": "=count(pups) > 1"}},
        {"type": "iframe", "label": "Karta"},
    ],
}  # fmt: skip

SCHEMA: Plain = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Anmäl husdjur",
    "type": "object",
    "required": ["animal"],
    "properties": {
        "animal": {"title": "Vilket djur?", "enum": ["dog", "cat"]},
        "born": {"type": "string", "format": "date", "title": "Född"},
        "names": {"type": "array", "items": {"type": "object", "properties": {
            "name": {"type": "string", "title": "Namn"}}, "required": ["name"]}},
        "owner": {"$ref": "#/$defs/person"},
        "chip": {"type": "string", "pattern": "^[0-9]+$"},
    },
    "$defs": {"person": {"type": "object", "title": "Ägaren", "properties": {
        "phone": {"type": "string", "title": "Telefon"},
        "parent": {"$ref": "#/$defs/person"}}}},
    "if": {"properties": {"animal": {"const": "dog"}}},
    "then": {"required": ["chip"], "properties": {"breed": {"type": "string", "title": "Ras"}}},
}  # fmt: skip
HINTED: Plain = {
    "schema": SCHEMA,
    "uiSchema": {"ui:order": ["born", "*"], "owner": {"phone": {"ui:widget": "tel"}},
                 "chip": {"ui:title": "Chipnummer", "ui:field": "own"}},
    "uischema": {"type": "VerticalLayout", "elements": [
        {"type": "Group", "label": "Om djuret", "elements": [
            {"type": "Control", "scope": "#/properties/animal"},
            {"type": "Control", "scope": "#/properties/born", "rule": {
                "effect": "HIDE", "condition": {
                    "scope": "#/properties/animal", "schema": {"const": "cat"}}}}]}]},
}  # fmt: skip

EPLATFORM = """\
<?xml version="1.0" encoding="UTF-8"?>
<Flow><name>Anmäl husdjur</name><shortDescription>&lt;p&gt;Kort&lt;/p&gt;</shortDescription>
<Statuses><Status><name>Klar</name></Status></Statuses>
<Steps><Step><name>Ägaren</name><sortIndex>1</sortIndex><QueryDescriptors>
<QueryDescriptor><queryID>9</queryID><name>Chip</name><sortIndex>0</sortIndex>
<defaultQueryState>HIDDEN</defaultQueryState>
<TextFieldQuery><Fields><TextField><label>Chipnummer</label><required>true</required>
<maxContentLength>15</maxContentLength></TextField>
<TextField><label>Din e-post</label><formatValidator>x.EmailStringFormatValidator</formatValidator>
</TextField></Fields></TextFieldQuery></QueryDescriptor>
<QueryDescriptor><queryID>11</queryID><name>Dold</name>
<defaultQueryState>HIDDEN</defaultQueryState><TextAreaQuery/></QueryDescriptor>
<QueryDescriptor><queryID>12</queryID><name>Underskrift</name><ManualMultiSignQuery/>
</QueryDescriptor>
</QueryDescriptors></Step>
<Step><name>Djuret</name><sortIndex>0</sortIndex><QueryDescriptors>
<QueryDescriptor><queryID>7</queryID><name>Vilket djur?</name>
<defaultQueryState>VISIBLE_REQUIRED</defaultQueryState>
<RadioButtonQuery><description>Välj &lt;b&gt;ett&lt;/b&gt;</description>
<Alternatives><RadioButtonAlternative><alternativeID>1</alternativeID><name>Hund</name>
</RadioButtonAlternative><RadioButtonAlternative><alternativeID>2</alternativeID><name>Katt</name>
</RadioButtonAlternative></Alternatives><freeTextAlternative>Annat</freeTextAlternative>
</RadioButtonQuery>
<EvaluatorDescriptors><EvaluatorDescriptor><name>Hund</name><enabled>true</enabled>
<TargetQueryIDs><queryID>9</queryID></TargetQueryIDs><QueryStateEvaluator>
<selectionMode>ANY</selectionMode><queryState>VISIBLE_REQUIRED</queryState>
<RequiredAlternativeIDs><alternativeID>1</alternativeID></RequiredAlternativeIDs>
</QueryStateEvaluator></EvaluatorDescriptor></EvaluatorDescriptors></QueryDescriptor>
</QueryDescriptors></Step></Steps></Flow>
""".encode()


def as_bytes(found: Any) -> bytes:
    return json.dumps(found).encode()


def open_forms(logic: list[Plain] | None = None) -> bytes:
    """An export with one form of two steps."""
    rule = {
        "description": "Hundar har chip",
        "json_logic_trigger": {"==": [{"var": "animal"}, "dog"]},
        "actions": [
            {"component": "chip", "action": {"type": "property", "state": False,
             "property": {"value": "hidden", "type": "bool"}}},
            {"component": "chip", "action": {"type": "disable-next"}}],
    }  # fmt: skip
    chip = {"type": "textfield", "key": "chip", "label": "Chip", "hidden": True}
    files: dict[str, Any] = {
        "forms.json": [{"uuid": "f", "url": "/f", "name": "Anmäl husdjur"}],
        "formSteps.json": [
            {"uuid": "s2", "index": 1, "form": "/f", "form_definition": "/d2"},
            {"uuid": "s1", "index": 0, "form": "/f", "form_definition": "/d1"}],
        "formDefinitions.json": [
            {"url": "/d1", "name": "Djuret", "configuration": {
                "components": FORM_IO["components"][0]["components"][1:2]}},
            {"url": "/d2", "name": "Hunden", "configuration": {"components": [chip]}}],
        "formLogic.json": [rule] if logic is None else logic,
        "formVariables.json": [{"key": "own", "name": "Egen", "source": "user_defined"}],
    }  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, json.dumps(content))
    return out.getvalue()


def pdf() -> bytes:
    """Two pages with fields of each kind, in another order than they are read in."""
    writer = PdfWriter()
    pages = [writer.add_blank_page(200, 200) for _ in range(2)]
    fields: list[tuple[int, int, Plain]] = [
        (1, 10, {"/FT": "/Sig", "/T": "sign", "/TU": "Namnteckning"}),
        (1, 50, {"/FT": "/Btn", "/T": "sure", "/TU": "Jag lovar", "/Ff": 2, "on": ["Ja"]}),
        (0, 90, {"/FT": "/Tx", "/T": "owner_name", "/Ff": 2, "/MaxLen": 40}),
        (0, 70, {"/FT": "/Btn", "/T": "animal", "/TU": "Vilket djur?", "/Ff": 1 << 15,
                 "on": ["Hund", "Katt"]}),
        (0, 50, {"/FT": "/Ch", "/T": "size", "/TU": "Storlek", "/Opt": [["s", "Liten"], "Stor"]}),
        (0, 30, {"/FT": "/Tx", "/T": "born", "/TU": "Född", "js": "AFDate_FormatEx('yyyy');"}),
        (0, 20, {"/FT": "/Btn", "/T": "ok", "/TU": "Rensa", "/Ff": 1 << 16}),
    ]  # fmt: skip
    kept = ArrayObject(writer._add_object(_field(writer, pages, *one)) for one in fields)
    form = DictionaryObject({NameObject("/Fields"): kept})
    writer._root_object[NameObject("/AcroForm")] = writer._add_object(form)
    writer.add_metadata({"/Title": "Anmäl husdjur"})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _field(writer: PdfWriter, pages: list[Any], page: int, top: int, said: Plain) -> Any:
    found = DictionaryObject(
        {NameObject(key): _value(value) for key, value in said.items() if key.startswith("/")}
    )
    states = said.get("on", [])
    widgets = [found] if len(states) < 2 else [DictionaryObject() for _ in states]
    for place, widget in enumerate(widgets):
        widget[NameObject("/Subtype")] = NameObject("/Widget")
        widget[NameObject("/Rect")] = ArrayObject(
            FloatObject(side) for side in (10 + place, top, 20 + place, top + 8)
        )
        if states:
            on = DictionaryObject({NameObject(f"/{states[place]}"): DictionaryObject()})
            widget[NameObject("/AP")] = DictionaryObject({NameObject("/N"): on})
    if "js" in said:
        action = DictionaryObject({NameObject("/JS"): TextStringObject(said["js"])})
        found[NameObject("/AA")] = DictionaryObject({NameObject("/F"): action})
    kids = ArrayObject(writer._add_object(widget) for widget in widgets)
    if len(states) > 1:
        found[NameObject("/Kids")] = kids
        return _on_page(pages[page], kids, found)
    return _on_page(pages[page], kids, kids[0].get_object())


def _on_page(page: Any, kids: ArrayObject, field: Any) -> Any:
    already = page.get("/Annots", ArrayObject())
    page[NameObject("/Annots")] = ArrayObject([*already, *kids])
    return field


def _value(value: Any) -> Any:
    if isinstance(value, list):
        return ArrayObject(map(_value, value))
    if isinstance(value, int):
        return NumberObject(value)
    return NameObject(value) if value.startswith("/") else TextStringObject(value)
