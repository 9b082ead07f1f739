"""JsonLogic, as Form.io and Open Forms write conditions: `{"==": [{"var": "x"}, "y"]}`."""

from typing import Any, cast

from torget.rooms.eservices.importing.conditions import (
    Condition,
    Joined,
    Sign,
    Test,
    not_understood,
    opposite,
)
from torget.rooms.eservices.importing.plain import word

SIGNS = {
    "==": "==",
    "===": "==",
    "!=": "!=",
    "!==": "!=",
    "<": "<",
    "<=": "<=",
    ">": ">",
    ">=": ">=",
}
MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def condition_in(logic: Any) -> Condition:
    """The condition; raises Untranslated for what goes beyond comparing answers."""
    if not isinstance(logic, dict) or len(logic) != 1:
        raise not_understood(logic)
    [(operation, given)] = logic.items()
    parts = given if isinstance(given, list) else [given]
    if operation in ("and", "or"):
        return Joined("and" if operation == "and" else "or", tuple(map(condition_in, parts)))
    if operation == "!" and len(parts) == 1:
        name = _name(parts[0])
        return Test(name, "empty") if name else opposite(condition_in(parts[0]))
    if operation == "!!" and len(parts) == 1 and (name := _name(parts[0])):
        return Test(name, "filled")
    if operation == "in" and len(parts) == 2:
        return _in(parts[0], parts[1])
    if operation in SIGNS and len(parts) == 2:
        return _compared(SIGNS[operation], parts[0], parts[1])
    raise not_understood(operation)


def _compared(sign: str, left: Any, right: Any) -> Condition:
    if name := _name(left):
        return Test(name, cast(Sign, sign), _constant(right))
    if name := _name(right):
        return Test(name, cast(Sign, MIRRORED.get(sign, sign)), _constant(left))
    raise not_understood(sign)


def _in(sought: Any, within: Any) -> Condition:
    """One of several values, or one among those chosen."""
    name = _name(sought)
    if name and isinstance(within, list):
        return Joined("or", tuple(Test(name, "==", _constant(value)) for value in within))
    if name := _name(within):
        return Test(name, "==", _constant(sought))
    raise not_understood("in")


def _name(part: Any) -> str:
    """The question that is asked about; "" when it is something else."""
    variable = part.get("var") if isinstance(part, dict) and len(part) == 1 else None
    return word(variable[0] if isinstance(variable, list) and variable else variable)


def _constant(value: Any) -> Any:
    if isinstance(value, dict) and list(value) == ["date"] and isinstance(value["date"], str):
        return value["date"]
    if isinstance(value, dict | list):
        raise not_understood("…")
    return value
