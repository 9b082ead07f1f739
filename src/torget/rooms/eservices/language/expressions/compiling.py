"""Expressions made ready for use."""

from collections.abc import Mapping
from typing import Any

import msgspec
import zen

from torget.rooms.eservices.language.expressions.kinds import YES_NO, Kind
from torget.rooms.eservices.language.expressions.parsing import Name, Unreadable, parse
from torget.rooms.eservices.language.expressions.typing import Checker, Typed, Unfit
from torget.rooms.eservices.language.problems import Findings, Path
from torget.rooms.eservices.language.texts import N_

NOT_YES_OR_NO = N_("Villkoret ger inte ja eller nej")
ALWAYS_THE_SAME = N_("Villkoret beror inte på något svar")
NOT_VALID = N_("Villkoret går inte att läsa: {reason}")


class Expression:
    """A compiled expression. `names` are the questions (and register, me) that it needs."""

    __slots__ = ("_expression", "_unanswered", "names")

    def __init__(self, asked: str, names: frozenset[str]) -> None:
        self.names = tuple(sorted(names))
        self._expression = zen.compile_expression(asked)
        self._unanswered = self._result({name: None for name in self.names})

    def result(self, values: Mapping[str, Any]) -> Any:
        """What it comes to, of values as questions' `compared` gives them; None if it cannot."""
        needed = {name: values.get(name) for name in self.names}
        if not any(value is not None for value in needed.values()):
            return self._unanswered  # most of an empty form, without asking the engine
        return self._result(needed)

    def _result(self, needed: dict[str, Any]) -> Any:
        try:
            return self._expression.evaluate(needed)
        except RuntimeError:  # what the engine raises for `null > 3`
            return None


class Condition(Expression):
    """What is true or not of the answers."""

    __slots__ = ()

    def holds(self, values: Mapping[str, Any]) -> bool:
        """Whether the condition is true; what cannot be told is not."""
        return self.result(values) is True


class Formula(Expression):
    """What is worked out from the answers; `kind` is what it gives."""

    __slots__ = ("kind",)

    def __init__(self, asked: str, names: frozenset[str], kind: Kind) -> None:
        super().__init__(asked, names)
        self.kind = kind

    def value(self, values: Mapping[str, Any]) -> Any:
        """The value, whole numbers as integers; None when something it needs is missing."""
        found = self.result(values)
        if isinstance(found, float) and found.is_integer():
            return int(found)
        return found


class Vocabulary(msgspec.Struct, frozen=True):
    """What the expressions at one place in a service may speak of.

    `known`: questions, register and me with their kinds. `later`: questions not yet asked.
    """

    known: Mapping[str, Kind]
    later: frozenset[str] = frozenset()


def compile_condition(
    text: str, words: Vocabulary, findings: Findings, path: Path
) -> Condition | None:
    """The condition ready for use, or None with its fault noted in `findings`."""
    checked = _checked(text, words, findings, path)
    if checked is None:
        return None
    typed, names = checked
    if typed.kind != YES_NO:
        findings.add(path, NOT_YES_OR_NO)
        return None
    if not names:
        findings.add(path, ALWAYS_THE_SAME)
        return None
    return Condition(typed.asked, names)


def compile_formula(text: str, words: Vocabulary, findings: Findings, path: Path) -> Formula | None:
    """The calculation ready for use, or None with its fault noted in `findings`."""
    checked = _checked(text, words, findings, path)
    if checked is None:
        return None
    typed, names = checked
    return Formula(typed.asked, names, typed.kind)


def _checked(
    text: str, words: Vocabulary, findings: Findings, path: Path
) -> tuple[Typed, frozenset[str]] | None:
    checker = Checker(words.known, words.later)
    try:
        tree = parse(text)
        typed = checker.check(tree)
    except Unreadable as fault:
        findings.add(path, fault.text, **fault.values)
        return None
    except Unfit as fault:
        if fault.wrong is not None:
            findings.add_unknown(path, fault.text, fault.wrong, fault.known, **fault.values)
        else:
            findings.add(path, fault.text, **fault.values)
        return None
    if isinstance(tree, Name) and typed.kind == YES_NO:
        typed = Typed(YES_NO, f"({typed.asked} == true)")
    if fault_found := zen.validate_expression(typed.asked):
        findings.add(path, NOT_VALID, reason=str(fault_found.get("source", "")))
        return None
    return typed, frozenset(checker.names)
