"""Hints for forms beside a JSON Schema: order, labels, pages, and what is shown when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from torget.rooms.eservices.importing.conditions import (
    Condition,
    Test,
    Untranslated,
    every,
    not_understood,
    opposite,
)
from torget.rooms.eservices.importing.draft import CONDITION, Draft
from torget.rooms.eservices.importing.plain import table, tables, word
from torget.rooms.eservices.language.texts import N_

Plain = Mapping[str, Any]

RULE = N_("regeln {effect} fördes inte över")
HINTS = N_("{names} fördes inte över")
# The hints that say nothing of what is asked.
SILENT = frozenset({"ui:autofocus", "ui:order", "ui:title", "ui:description", "ui:help",
                    "ui:widget", "ui:classNames", "ui:submitButtonOptions"})  # fmt: skip


@dataclass(slots=True)
class Layout:
    """What the hints say, by the dotted path of the property."""

    order: list[str] = field(default_factory=list)
    steps: dict[str, str] = field(default_factory=dict)  # of a property on the outermost level
    shown: dict[str, Condition] = field(default_factory=dict)
    labels: dict[str, Any] = field(default_factory=dict)
    rjsf: Plain = field(default_factory=dict)

    def ordered(self, properties: Mapping[str, Any]) -> list[tuple[str, Any]]:
        """The properties: those that the hints order first, where `*` stands for the rest."""
        named = [name for name in dict.fromkeys(self.order) if name in properties]
        rest = [name for name in properties if name not in named]
        place = self.order.index("*") if "*" in self.order else len(named)
        before = [name for name in self.order[:place] if name in named]
        after = [name for name in named if name not in before]
        return [(name, properties[name]) for name in dict.fromkeys([*before, *rest, *after])]

    def step_of(self, name: str) -> str:
        return self.steps.get(name, "")

    def _hint(self, path: str, name: str) -> Any:
        part: Any = self.rjsf
        for key in path.split("."):
            part = table(part).get(key, table(table(part).get("items")).get(key))
        own = table(part)
        return own.get(f"ui:{name}", table(own.get("ui:options")).get(name))

    def label(self, path: str) -> Any:
        return self.labels.get(path) or self._hint(path, "title")

    def hint(self, path: str) -> Any:
        return self._hint(path, "help") or self._hint(path, "description")

    def widget(self, path: str) -> str:
        return word(self._hint(path, "widget"))

    def is_hidden(self, path: str) -> bool:
        return self.widget(path) == "hidden"


def layout_of(found: Plain, draft: Draft) -> Layout:
    """The hints that stand beside the schema, of either kind."""
    layout = Layout()
    if isinstance(found.get("schema"), dict):
        layout.rjsf = table(found.get("uiSchema"))
        order = layout.rjsf.get("ui:order")
        layout.order = [name for name in order if isinstance(name, str)] \
            if isinstance(order, list) else []  # fmt: skip
        left = sorted(_unknown(layout.rjsf))
        if left:
            draft.left_out("", HINTS, names=", ".join(left)[:200])
        _elements([table(found.get("uischema"))], "", None, layout, draft)
    return layout


def _unknown(hints: Plain) -> set[str]:
    """The hints of RJSF that are not carried over, on every level."""
    own = {name[:60] for name in hints if name.startswith("ui:")} - SILENT - {"ui:options"}
    return own.union(*(_unknown(table(inner)) for inner in hints.values()))


def _elements(
    elements: list[Plain], step: str, around: Condition | None, layout: Layout, draft: Draft
) -> None:
    """Walk the elements of JSON Forms: controls, and what lays them out."""
    for element in elements:
        kind, label = word(element.get("type")), word(element.get("label"))
        shown = every(around, _rule(element, draft))
        if kind == "Control":
            _control(element, step, shown, layout)
        elif kind in ("Category", "Group") and not step and label:
            if shown is not None:
                layout.shown[label] = shown
            _elements(tables(element.get("elements")), label, None, layout, draft)
        else:
            _elements(tables(element.get("elements")), step, shown, layout, draft)


def _control(element: Plain, step: str, shown: Condition | None, layout: Layout) -> None:
    path = path_of(element.get("scope"))
    outermost = path.partition(".")[0]
    if not path:
        return
    layout.order.append(outermost)
    if step:
        layout.steps.setdefault(outermost, step)
    if shown is not None:
        layout.shown[path] = shown
    if isinstance(element.get("label"), str):
        layout.labels[path] = element["label"]


def _rule(element: Plain, draft: Draft) -> Condition | None:
    rule = table(element.get("rule"))
    effect = word(rule.get("effect"))
    if not rule:
        return None
    if effect not in ("SHOW", "HIDE"):
        draft.left_out(element.get("scope"), RULE, effect=effect[:60] or "?")
        return None
    try:
        condition = _condition(table(rule.get("condition")))
    except Untranslated as error:
        draft.left_out(element.get("scope") or element.get("label"), CONDITION, why=error.why)
        return None
    return condition if effect == "SHOW" else opposite(condition)


def _condition(condition: Plain) -> Condition:
    name = path_of(condition.get("scope"))
    schema = table(condition.get("schema"))
    if "expectedValue" in condition:
        return Test(name, "==", condition["expectedValue"])
    if list(schema) == ["const"]:
        return Test(name, "==", schema["const"])
    if list(schema) == ["enum"] and isinstance(schema["enum"], list) and len(schema["enum"]) == 1:
        return Test(name, "==", schema["enum"][0])
    raise not_understood(condition.get("scope"))


def path_of(scope: Any) -> str:
    """`#/properties/person/properties/name` as `person.name`."""
    parts = word(scope).removeprefix("#").strip("/").split("/")
    return ".".join(part for part in parts if part not in ("properties", ""))
