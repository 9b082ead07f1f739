"""Open Forms: a zip with the form, its steps, their Form.io definitions, and its logic."""

from collections.abc import Mapping
from typing import Any

from torget.rooms.eservices.importing import formio
from torget.rooms.eservices.importing.conditions import (
    Condition,
    Joined,
    Untranslated,
    opposite,
)
from torget.rooms.eservices.importing.draft import Draft
from torget.rooms.eservices.importing.json_logic import condition_in
from torget.rooms.eservices.importing.plain import read_json, table, tables, word
from torget.rooms.eservices.importing.report import ImportRefused
from torget.rooms.eservices.language.texts import N_

FORMS, STEPS, DEFINITIONS, LOGIC = (
    "forms.json", "formSteps.json", "formDefinitions.json", "formLogic.json"
)  # fmt: skip
FILES = frozenset({FORMS, STEPS, DEFINITIONS, LOGIC, "formVariables.json", "_meta.json"})

MISSING = N_("”{name}” saknas.")
ONE_FORM = N_("filen har fler formulär, bara det första fördes över")
RULE = N_("en regel fördes inte över")
ACTION = N_("en regel gör ”{action}”, som inte finns här")
VARIABLE = N_("en egen variabel fördes inte över")


class Archive:
    """The files of an export, read."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files
        forms = self.tables(FORMS)
        if not forms:
            raise ImportRefused(MISSING, name=FORMS)
        self.form, self.forms = forms[0], len(forms)

    def tables(self, name: str) -> list[Mapping[str, Any]]:
        return tables(read_json(self._files[name])) if name in self._files else []


def read(archive: Archive, draft: Draft) -> None:
    """Ask in the draft what the first form of the export asks."""
    draft.title = archive.form.get("name")
    draft.summary = archive.form.get("introduction_page_content") or archive.form.get("explanation")
    if archive.forms > 1:
        draft.left_out("", ONE_FORM)
    for variable in archive.tables("formVariables.json"):
        if variable.get("source") == "user_defined":
            draft.left_out(variable.get("name") or variable.get("key"), VARIABLE)
    known, steps_known = _logic(archive, draft)
    definitions = {
        word(one.get(name)): one
        for one in archive.tables(DEFINITIONS)
        for name in ("url", "uuid")
        if word(one.get(name))
    }
    for step in _steps(archive):
        definition = definitions.get(word(step.get("form_definition")), {})
        title = definition.get("name") or definition.get("internal_name")
        shown = steps_known.get(word(step.get("uuid"))) or steps_known.get(word(step.get("url")))
        draft.step(title, shown=shown)
        components = tables(table(definition.get("configuration")).get("components"))
        formio.walk(components, draft, None, known)


def _steps(archive: Archive) -> list[Mapping[str, Any]]:
    """The form's steps in their order."""
    own = {word(archive.form.get(name)) for name in ("url", "uuid")} - {""}
    steps = [s for s in archive.tables(STEPS) if not own or word(s.get("form")) in own | {""}]
    return sorted(steps, key=lambda step: _place(step.get("index", step.get("order"))))


def _place(value: Any) -> int:
    return value if isinstance(value, int) else 0


def _logic(archive: Archive, draft: Draft) -> tuple[dict[str, Condition], dict[str, Condition]]:
    """When components and steps are shown, by the rules; what else rules do is reported."""
    components: dict[str, Condition] = {}
    steps: dict[str, Condition] = {}
    for rule in archive.tables(LOGIC):
        about = rule.get("description") or ""
        try:
            trigger = condition_in(rule.get("json_logic_trigger"))
        except Untranslated as error:
            draft.left_out(about, RULE, why=error.why)
            continue
        for action in tables(rule.get("actions")):
            _note(action, trigger, components, steps, draft)
    return components, steps


def _note(
    action: Mapping[str, Any],
    trigger: Condition,
    components: dict[str, Condition],
    steps: dict[str, Condition],
    draft: Draft,
) -> None:
    """What one action of a rule means for what is shown."""
    does = table(action.get("action"))
    kind = word(does.get("type"))
    prop = word(table(does.get("property")).get("value"))
    if kind == "step-not-applicable":
        step = word(action.get("form_step_uuid")) or word(action.get("form_step"))
        _join(steps, step, "and", opposite(trigger))
    elif kind == "step-applicable":
        step = word(action.get("form_step_uuid")) or word(action.get("form_step"))
        _join(steps, step, "or", trigger)
    elif kind == "property" and prop == "hidden":
        hides = does.get("state") is True
        name = word(action.get("component"))
        _join(components, name, "and" if hides else "or", opposite(trigger) if hides else trigger)
    else:
        named = word(action.get("component")) or word(action.get("variable"))
        draft.left_out(named, ACTION, action=(f"{kind} {prop}".strip() or "?")[:80])


def _join(known: dict[str, Condition], name: str, joint: str, condition: Condition) -> None:
    """One rule more about the same part: it shows it too, or it hides it too."""
    if name in known:
        both: tuple[Condition, ...] = (known[name], condition)
        known[name] = Joined("and" if joint == "and" else "or", both)
    elif name:
        known[name] = condition
