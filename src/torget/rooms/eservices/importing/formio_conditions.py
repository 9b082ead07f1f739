"""When a Form.io component is shown: by simple settings, by JsonLogic, or by one plain script."""

import json
import re
from collections.abc import Mapping
from typing import Any, cast

from torget.rooms.eservices.importing.conditions import (
    Condition,
    Joined,
    Sign,
    Test,
    not_understood,
    opposite,
)
from torget.rooms.eservices.importing.json_logic import condition_in
from torget.rooms.eservices.importing.plain import is_true, table, tables, word

# The one script that says no more than a setting could: show = data.kind === 'dog';
_PLAIN_SCRIPT = re.compile(
    r"show\s*=\s*\(?\s*(?:data|row)\.(?P<name>[\w.]{1,100})\s*(?P<sign>[=!]==?|<=?|>=?)\s*"
    r"(?P<value>'[^'\\]{0,100}'|\"[^\"\\]{0,100}\"|true|false|null|-?\d{1,12}(?:\.\d{1,6})?)"
    r"\s*\)?\s*;?",
    re.ASCII,
)
OPERATORS: Mapping[str, Sign] = {
    "isEqual": "==", "isNotEqual": "!=", "isEmpty": "empty", "isNotEmpty": "filled",
    "lessThan": "<", "lessThanOrEqual": "<=", "greaterThan": ">", "greaterThanOrEqual": ">=",
    "includes": "==", "notIncludes": "!=", "isDateEqual": "==", "isNotDateEqual": "!=",
}  # fmt: skip


def shown_when(component: Mapping[str, Any]) -> Condition | None:
    """The condition, None when it is always shown; raises Untranslated."""
    script = component.get("customConditional")
    if isinstance(script, str) and script.strip():
        return _in_script(script.strip())
    settings = table(component.get("conditional"))
    if logic := settings.get("json"):
        return condition_in(logic)
    found = _simple(settings)
    return found if found is None or _shows(settings) else opposite(found)


def _simple(settings: Mapping[str, Any]) -> Condition | None:
    if conditions := tables(settings.get("conditions")):
        joint = "or" if settings.get("conjunction") == "any" else "and"
        return Joined("and" if joint == "and" else "or", tuple(map(_one, conditions)))
    if name := word(settings.get("when")):
        return Test(name, "==", _value(settings.get("eq")))
    return None


def _one(condition: Mapping[str, Any]) -> Condition:
    sign = OPERATORS.get(word(condition.get("operator")))
    if sign is None:
        raise not_understood(condition.get("operator"))
    return Test(word(condition.get("component")), sign, _value(condition.get("value")))


def _value(value: Any) -> Any:
    if isinstance(value, dict | list):
        raise not_understood("…")
    return value


def _shows(settings: Mapping[str, Any]) -> bool:
    """Whether the condition shows it, or hides it; what is not said shows."""
    return settings.get("show") in (None, "") or is_true(settings.get("show"))


def _in_script(script: str) -> Condition:
    found = _PLAIN_SCRIPT.fullmatch(script)
    if found is None:
        raise not_understood(script)
    written = found["value"]
    value = written[1:-1] if written[0] in "'\"" else json.loads(written)
    sign = found["sign"].replace("===", "==").replace("!==", "!=")
    return Test(found["name"], cast(Sign, sign), value)
