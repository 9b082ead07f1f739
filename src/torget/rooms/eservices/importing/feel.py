"""FEEL, as form-js writes conditions: `=kind = "dog" and age >= 3`. Comparisons only."""

import json
import re
from collections.abc import Iterator
from typing import Any, cast

from torget.rooms.eservices.importing.conditions import (
    Condition,
    Joined,
    Sign,
    Test,
    not_understood,
    opposite,
)

LONGEST = 1000
DEEPEST = 20
SIGNS = {"=": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
WORDS = {"true": True, "false": False, "null": None}

_TOKEN = re.compile(
    r"\s*(?:(?P<text>\"[^\"\\]*\")|(?P<number>-?\d{1,15}(?:\.\d{1,10})?)"
    r"|(?P<name>[^\W\d][\w.]*)|(?P<sign>!=|<=|>=|[=<>()])|(?P<strange>\S))"
)


def condition_in(written: str) -> Condition:
    """The condition; raises Untranslated."""
    text = written.strip().removeprefix("=")
    if len(text) > LONGEST:
        raise not_understood(written)
    reader = _Reader(text)
    found = reader.either(0)
    if reader.now != "":
        raise not_understood(written)
    return found


class _Reader:
    """Reads from left to right: `or` of `and` of comparisons."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.rest = self._tokens(text)
        self.kind, self.now = next(self.rest)

    @staticmethod
    def _tokens(text: str) -> Iterator[tuple[str, str]]:
        for found in _TOKEN.finditer(text.rstrip()):
            yield found.lastgroup or "strange", found[found.lastgroup or 0]
        yield "end", ""

    def take(self) -> tuple[str, str]:
        taken = self.kind, self.now
        if self.kind != "end":
            self.kind, self.now = next(self.rest)
        return taken

    def either(self, depth: int) -> Condition:
        return self._joined("or", depth)

    def _joined(self, joint: str, depth: int) -> Condition:
        if depth > DEEPEST:
            raise not_understood(self.text)
        parts = [self._part(joint, depth)]
        while self.kind == "name" and self.now == joint:
            self.take()
            parts.append(self._part(joint, depth))
        both = Joined("or" if joint == "or" else "and", tuple(parts))
        return parts[0] if len(parts) == 1 else both

    def _part(self, joint: str, depth: int) -> Condition:
        return self._joined("and", depth) if joint == "or" else self._single(depth)

    def _single(self, depth: int) -> Condition:
        if self.kind == "name" and self.now == "not":
            self.take()
            return opposite(self._inside(depth))
        return self._inside(depth) if self.now == "(" else self._comparison()

    def _inside(self, depth: int) -> Condition:
        if self.take()[1] != "(":
            raise not_understood(self.text)
        found = self.either(depth + 1)
        if self.take()[1] != ")":
            raise not_understood(self.text)
        return found

    def _comparison(self) -> Condition:
        left = self.take()
        if self.now not in SIGNS:
            if _is_name(left):
                return Test(left[1], "==", True)
            raise not_understood(self.text)
        sign = SIGNS[self.take()[1]]
        right = self.take()
        if _is_name(left) and not _is_name(right):
            return Test(left[1], cast(Sign, sign), self._value(right))
        if _is_name(right) and not _is_name(left):
            return Test(right[1], cast(Sign, MIRRORED.get(sign, sign)), self._value(left))
        raise not_understood(self.text)

    def _value(self, token: tuple[str, str]) -> Any:
        kind, written = token
        if kind in ("text", "number"):
            return written[1:-1] if kind == "text" else json.loads(written)
        if kind == "name":
            return WORDS[written]
        raise not_understood(self.text)


def _is_name(token: tuple[str, str]) -> bool:
    return token[0] == "name" and token[1] not in WORDS
