"""Conditions of other form systems, and how they are said in our expressions."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from torget.rooms.eservices.importing.plain import is_true, number, word
from torget.rooms.eservices.language.texts import N_, Message, Value

Sign = Literal["==", "!=", "<", "<=", ">", ">=", "filled", "empty"]
OPPOSITES: Mapping[str, Sign] = {
    "==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">",
    "filled": "empty", "empty": "filled",
}  # fmt: skip
MOST_TESTS = 40

NOT_UNDERSTOOD = N_("villkoret är skrivet på ett sätt som inte kan översättas: {written}")
NOT_ASKED = N_("villkoret beror på ”{name}”, som inte frågas före")
NO_SUCH_OPTION = N_("villkoret nämner ”{value}”, som inte är ett alternativ i ”{name}”")
NOT_COMPARED = N_("villkoret jämför ”{name}” på ett sätt som inte går här")
TOO_LONG = N_("villkoret är för långt")


class Untranslated(Exception):
    """The condition cannot be said here; `why` says the reason."""

    def __init__(self, why: str, **values: Value) -> None:
        self.why = Message(why, values)
        super().__init__(str(self.why))


def not_understood(written: Any) -> Untranslated:
    return Untranslated(NOT_UNDERSTOOD, written=word(written)[:120] or "…")


@dataclass(frozen=True, slots=True)
class Test:
    """One answer compared with a value; `name` is the question's in the file."""

    name: str
    sign: Sign
    value: Any = None


@dataclass(frozen=True, slots=True)
class Joined:
    """Several conditions of which every one, or at least some one, must hold."""

    joint: Literal["and", "or"]
    parts: "tuple[Condition, ...]"


Condition = Test | Joined


def opposite(condition: Condition) -> Condition:
    """What holds when the condition does not."""
    if isinstance(condition, Test):
        return Test(condition.name, OPPOSITES[condition.sign], condition.value)
    other: Literal["and", "or"] = "or" if condition.joint == "and" else "and"
    return Joined(other, tuple(opposite(part) for part in condition.parts))


def every(*conditions: Condition | None) -> Condition | None:
    """All of those that there are."""
    parts = tuple(condition for condition in conditions if condition is not None)
    return parts[0] if len(parts) == 1 else Joined("and", parts) if parts else None


@dataclass(slots=True)
class Asked:
    """A question of ours that an imported condition may ask about."""

    key: str
    type: str
    label: str
    place: int  # of the question among all; of the step for conditions of steps
    step: int
    options: Mapping[str, str] = field(default_factory=dict)  # their value: our key


def expression(condition: Condition, asked: Mapping[str, Asked]) -> str:
    """The condition in our words; raises Untranslated."""
    if count(condition) > MOST_TESTS:
        raise Untranslated(TOO_LONG)
    return _said(condition, asked, whole=True)


def count(condition: Condition) -> int:
    if isinstance(condition, Test):
        return 1
    return sum(map(count, condition.parts))


def _said(condition: Condition, asked: Mapping[str, Asked], *, whole: bool = False) -> str:
    if isinstance(condition, Test):
        return _test(condition, asked)
    if not condition.parts:
        raise not_understood("")
    said = f" {condition.joint} ".join(_said(part, asked) for part in condition.parts)
    return said if whole or len(condition.parts) == 1 else f"({said})"


def _test(test: Test, asked: Mapping[str, Asked]) -> str:
    about = asked.get(test.name)
    if about is None:
        of, _dot, last = test.name.rpartition(".")
        if of in asked and asked[of].type == "choices":
            sign: Sign = "==" if is_true(test.value) == (test.sign == "==") else "!="
            return _of_options(asked[of], Test(of, sign, last))
        about = asked.get(last)
    if about is None:
        raise Untranslated(NOT_ASKED, name=test.name[:80] or "…")
    if test.sign in ("filled", "empty"):
        return f"{about.key} {'!=' if test.sign == 'filled' else '=='} null"
    if test.value is None or test.value == "":
        if test.sign not in ("==", "!="):
            raise Untranslated(NOT_COMPARED, name=about.label)
        return f"{about.key} {test.sign} null"
    return _by_type(about, test)


def _by_type(about: Asked, test: Test) -> str:
    if about.type in ("choice", "choices"):
        return _of_options(about, test)
    if about.type in ("yes_no", "declaration") and test.sign in ("==", "!="):
        return f"{about.key} {'==' if is_true(test.value) == (test.sign == '==') else '!='} true"
    written = _value(about.type, test.value)
    ordered = about.type in ("number", "money", "date", "time")
    if written is None or not (ordered or test.sign in ("==", "!=")):
        raise Untranslated(NOT_COMPARED, name=about.label)
    return f"{about.key} {test.sign} {written}"


def _of_options(about: Asked, test: Test) -> str:
    option = about.options.get(word(test.value))
    if option is None:
        raise Untranslated(NO_SUCH_OPTION, value=word(test.value)[:80] or "…", name=about.label)
    if test.sign not in ("==", "!="):
        raise Untranslated(NOT_COMPARED, name=about.label)
    if about.type == "choice":
        return f"{about.key} {test.sign} '{option}'"
    return f"{'not ' * (test.sign == '!=')}contains({about.key}, '{option}')"


def _value(kind: str, value: Any) -> str | None:
    """The value as one writes it beside a question of the type; None if it cannot stand there."""
    match kind:
        case "number" | "money":
            found = number(value)
            return None if found is None or "e" in f"{found}" else f"{found}"
        case "date":
            return f"'{value[:10]}'" if _is_day(value) else None
        case "time":
            found_time = re.match(r"[0-2][0-9]:[0-5][0-9]", word(value), re.ASCII)
            return f"'{found_time[0]}'" if found_time and found_time[0] < "24" else None
        case "text" | "long_text" | "email" | "phone" | "property":
            text = word(value)
            plain = text.isprintable() and not set(text) & set("'\\")
            return f"'{text}'" if text and plain else None
    return None


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(date.fromisoformat(value[:10]))
    except ValueError:
        return False
