"""JSON Schema, alone or with hints for forms (`uiSchema` of RJSF, `uischema` of JSON Forms)."""

from collections.abc import Mapping
from typing import Any

from torget.rooms.eservices.importing.conditions import (
    Condition,
    Joined,
    Test,
    Untranslated,
    every,
    not_understood,
    opposite,
)
from torget.rooms.eservices.importing.draft import Draft
from torget.rooms.eservices.importing.json_layout import Layout, layout_of
from torget.rooms.eservices.importing.json_questions import Answer, answer_of
from torget.rooms.eservices.importing.plain import TOO_LARGE, table, tables, whole, word
from torget.rooms.eservices.importing.report import ImportRefused
from torget.rooms.eservices.language.texts import N_

Schema = Mapping[str, Any]

ELSEWHERE = N_("Filen hänvisar till {address}. Bara det som står i filen läses, inget hämtas.")
RING = N_("hänvisar till sig själv och fördes inte över")
NOTHING_THERE = N_("hänvisar till något som inte finns i filen")
NOT_CARRIED = N_("{names} fördes inte över")
UNKNOWN = N_("är av ett slag som inte finns här")
RULE = N_("en regel (if) fördes inte över")
DEMANDED = N_("vilka frågor som måste besvaras tillsammans fördes inte över")
SHAPES = ("oneOf", "anyOf", "not", "patternProperties", "propertyNames", "dependentSchemas",
          "contains", "const")  # fmt: skip
DEEPEST = 12
LOST = " lost"
FOLLOWED = " followed"  # among a schema's words, and none of the words that schemas have
MOST_PARTS = 50_000  # looked at, each time that a reference leads to them


def is_schema(found: Any) -> bool:
    """Whether it looks like a schema, alone or beside its hints."""
    schema = found.get("schema") if isinstance(found.get("schema"), dict) else found
    return "properties" in schema or "$ref" in schema


def read(found: Schema, draft: Draft) -> None:
    """Ask in the draft what the schema's properties ask for; refuses addresses elsewhere."""
    schema = table(found.get("schema")) or found
    refuse_addresses(found)
    draft.title, draft.summary = schema.get("title"), schema.get("description")
    hints = layout_of(found, draft)
    reader = _Reader(schema, hints, draft)
    reader.whole()


def refuse_addresses(found: Any) -> None:
    """Raise ImportRefused for a `$ref` that leads out of the file."""
    waiting = [found]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            for name in ("$ref", "$dynamicRef"):
                address = part.get(name)
                if isinstance(address, str) and not address.startswith("#"):
                    raise ImportRefused(ELSEWHERE, address=address[:200])
            waiting += part.values()
        elif isinstance(part, list):
            waiting += part


class _Reader:
    """Walks the schema's properties in the order that the hints give."""

    def __init__(self, schema: Schema, hints: Layout, draft: Draft) -> None:
        self.root, self.hints, self.draft, self.parts = schema, hints, draft, 0

    def whole(self) -> None:
        schema = self.resolved(self.root, "")
        shown, needed = self._rules(schema)
        begun: str | None = None
        for name, one in self.hints.ordered(self._properties(schema)):
            step = self.hints.step_of(name) or (name if self._is_group(one) else "")
            if step != begun:
                self._step(step, one, schema)
                begun = step
            self._property(name, one, schema, shown.get(name), needed.get(name), path=name)

    def _step(self, step: str, one: Schema, schema: Schema) -> None:
        """Begin a step: a page of the hints, a group of properties, or those without a group."""
        if step in self.hints.steps.values():
            self.draft.step(step, shown=self.hints.shown.get(step))
        elif step:
            self.draft.step(one.get("title") or step, intro=one.get("description"))
        else:
            self.draft.step(schema.get("title"))

    def resolved(self, schema: Any, what: str, around: Schema | None = None) -> Schema:
        """The schema with its own references followed and `allOf` laid together.

        What was followed to get there, also for what is `around` it, it keeps under FOLLOWED.
        """
        found: dict[str, Any] = dict(table(schema))
        seen = set((around or {}).get(FOLLOWED, ()))
        self._work(1)
        while isinstance(address := found.pop("$ref", None), str):
            target = _at(self.root, address)
            if address in seen or target is None:
                self.draft.left_out(what, RING if address in seen else NOTHING_THERE)
                return {LOST: True}
            seen.add(address)
            self._work(len(target))
            found = {**target, **found}
        for part in tables(found.get("allOf")):
            if "if" not in part and "$ref" not in part:
                for name, value in part.items():
                    found[name] = _laid(found.get(name), value)
        found.pop(LOST, None)
        found[FOLLOWED] = seen
        found["properties"] = dict(table(found.get("properties")))  # ours to add to
        return found

    def _work(self, parts: int) -> None:
        """Refuse a small file whose references within itself make it endless."""
        self.parts += parts
        if self.parts > MOST_PARTS:
            raise ImportRefused(TOO_LARGE)

    def _properties(self, schema: Schema) -> dict[str, Schema]:
        return {name[:100]: self.resolved(one, name, schema)
                for name, one in table(schema.get("properties")).items()}  # fmt: skip

    def _is_group(self, schema: Schema) -> bool:
        return bool(table(schema.get("properties")))

    def _property(
        self,
        name: str,
        schema: Schema,
        parent: Schema,
        shown: Condition | None,
        needed: Condition | None,
        *,
        path: str,
        depth: int = 0,
    ) -> None:
        label = self.hints.label(path) or schema.get("title") or name
        if LOST in schema:
            return
        if depth > DEEPEST:
            self.draft.left_out(label, RING)
        elif self.hints.is_hidden(path):
            self.draft.left_out(label, NOT_CARRIED, names="hidden")
        elif self._is_group(schema):
            self._group(schema, shown, path, depth)
        else:
            listed = parent.get("required")
            demanded = isinstance(listed, list) and name in listed
            asked = {
                "name": path,
                "shown": every(shown, self.hints.shown.get(path)),
                "needed": None if demanded else needed,
                "hint": self.draft.said(self.hints.hint(path) or schema.get("description"), label),
                "required": None if demanded else False,
            }
            self._ask(label, schema, asked, path, depth)

    def _group(self, schema: Schema, around: Condition | None, path: str, depth: int) -> None:
        shown, needed = self._rules(schema, path)
        for name, one in self._properties(schema).items():
            self._property(name, one, schema, every(around, shown.get(name)), needed.get(name),
                           path=f"{path}.{name}", depth=depth + 1)  # fmt: skip

    def _ask(
        self, label: Any, schema: Schema, asked: dict[str, Any], path: str, depth: int
    ) -> None:
        item = self.resolved(schema.get("items"), path, schema)
        answer = answer_of(schema, item, self.hints.widget(path), _type(schema), _type(item))
        left = _not_carried(schema, answer)
        if left:
            self.draft.left_out(label, NOT_CARRIED, names=", ".join(left))
        if _type(schema) == "array" and self._is_group(item):
            self._rows(label, item, schema, asked, path, depth)
        elif answer:
            self.draft.ask(answer.kind, label, options=answer.options, why=answer.why,
                           **answer.fields, **asked)  # fmt: skip
        else:
            self.draft.left_out(label, UNKNOWN)

    def _rows(
        self, label: Any, item: Schema, schema: Schema, asked: dict[str, Any], path: str, depth: int
    ) -> None:
        self.draft.rows(label, item.get("title"), lambda: self._group(item, None, path, depth + 1),
                        min=whole(schema.get("minItems"), 1, 100),
                        max=whole(schema.get("maxItems"), 1, 100), **asked)  # fmt: skip

    # --- conditions -----------------------------------------------------------------------

    def _rules(
        self, schema: Schema, path: str = ""
    ) -> tuple[dict[str, Condition], dict[str, Condition]]:
        """What `if`, and `dependentRequired`, say of when to show and when to demand."""
        shown: dict[str, Condition] = {}
        needed: dict[str, Condition] = {}
        for rule in [schema, *tables(schema.get("allOf"))]:
            if "if" not in rule:
                continue
            try:
                holds = _holds(table(rule["if"]), path)
            except Untranslated as error:
                self.draft.left_out(path or "if", RULE, why=error.why)
                continue
            for branch, condition in (("then", holds), ("else", opposite(holds))):
                self._branch(schema, table(rule.get(branch)), condition, shown, needed)
        for name, others in table(schema.get("dependentRequired")).items():
            for other in others if isinstance(others, list) else []:
                needed[word(other)] = Test(_within(path, name), "filled")
        if table(schema.get("dependencies")):
            self.draft.left_out(path, DEMANDED)
        return shown, needed

    def _branch(
        self,
        schema: Schema,
        branch: Schema,
        condition: Condition,
        shown: dict[str, Condition],
        needed: dict[str, Condition],
    ) -> None:
        """What holds under a condition: its own properties are shown then, others demanded."""
        listed = branch.get("required")
        properties: dict[str, Any] = schema["properties"]
        for name, one in table(branch.get("properties")).items():
            if name not in properties:
                properties[name] = one
                shown[name] = condition
        for name in listed if isinstance(listed, list) else []:
            if isinstance(name, str):
                needed[name] = condition


def _not_carried(schema: Schema, answer: Answer | None) -> list[str]:
    """What the schema says of a value that the question does not."""
    if answer and answer.options:
        return [name for name in ("default", "readOnly") if name in schema]
    lost = [name for name in SHAPES if name in schema]
    missed = "pattern" in schema and "pattern" not in (answer.fields if answer else {})
    return [*lost, "pattern"] if missed else lost


def _holds(test: Schema, path: str) -> Condition:
    """The condition of an `if`: properties that are one of some constants."""
    parts: list[Condition] = []
    for name, one in table(test.get("properties")).items():
        parts.append(value_is(_within(path, name), table(one)))
    if not parts or set(test) - {"properties", "required", "type"}:
        raise not_understood("if")
    return Joined("and", tuple(parts))


def value_is(name: str, schema: Schema) -> Condition:
    """The condition that an answer fits `const` or `enum`; raises Untranslated."""
    if set(schema) - {"const", "enum", "type", "title"}:
        raise not_understood(name)
    if "const" in schema:
        return Test(name, "==", schema["const"])
    values = schema.get("enum")
    if isinstance(values, list) and values:
        return Joined("or", tuple(Test(name, "==", value) for value in values))
    raise not_understood(name)


def _within(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _type(schema: Schema) -> str:
    """The one type that is not null."""
    kinds = schema.get("type")
    if isinstance(kinds, list):
        kinds = next((kind for kind in kinds if kind != "null"), "")
    return word(kinds)


def _at(root: Schema, address: str) -> Schema | None:
    """What a reference within the file leads to."""
    part: Any = root
    for name in address.removeprefix("#").strip("/").split("/"):
        if name:
            part = table(part).get(name.replace("~1", "/").replace("~0", "~"))
    return part if isinstance(part, dict) else None


def _laid(one: Any, other: Any) -> Any:
    if isinstance(one, dict) and isinstance(other, dict):
        return {**one, **other}
    return [*one, *other] if isinstance(one, list) and isinstance(other, list) else other
