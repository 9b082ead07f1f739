"""Changing the text that describes the test persons, one at a time, leaving the others as written.

Comments and the order stay: only the lines of the one that is changed are written again.
"""

from typing import Any

import msgspec
import yaml

from torget.rooms.eservices.language.problems import Findings
from torget.rooms.eservices.language.reading import compose
from torget.rooms.eservices.personas import Persona
from torget.rooms.eservices.texts import plain_data, written


class NotThere(Exception):
    """There is no such test person, or the text is not a list of them."""


def with_persona(text: str, persona: Persona, number: int | None = None) -> str:
    """The text with the person added last, or instead of the one with the number; NotThere."""
    plain = _plain(persona)
    if number is None:
        number = len(_lines(text)) if text.strip() else 0
    return _replaced(text, number, plain)


def without_persona(text: str, number: int) -> str:
    """The text without the person with the number; NotThere."""
    return _replaced(text, number, None)


def _plain(persona: Persona) -> dict[str, Any]:
    """As people write it: what says nothing is left out, and days are days."""
    plain = msgspec.to_builtins(persona)
    plain["today"] = persona.today
    always = ("name", "today", "answers", "path", "unit")
    said = {key: value for key, value in plain.items() if key in always or value or value == 0}
    first = {key: said[key] for key in ("name", "today", "context") if key in said}
    return first | said  # as one reads it: who, and then what comes of it


def _replaced(text: str, number: int, plain: dict[str, Any] | None) -> str:
    starts = _lines(text) if text.strip() else []
    if not 0 <= number <= len(starts) or (plain is None and number == len(starts)):
        raise NotThere
    if starts and not _is_plain_list(text, starts):
        return _rewritten(text, number, plain)
    lines = text.splitlines(keepends=True)
    first = starts[number] if number < len(starts) else len(lines)
    last = starts[number + 1] if number + 1 < len(starts) else len(lines)
    while number + 1 < len(starts) and not lines[last - 1].split("#")[0].strip():
        last -= 1  # what stands above the next person is said of that one
    new = [] if plain is None else [written([plain])]
    if new and first == len(lines) and lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    return "".join([*lines[:first], *new, *lines[last:]])


def _rewritten(text: str, number: int, plain: dict[str, Any] | None) -> str:
    """The whole list written again, when it stands in a way that lines cannot be cut from."""
    people = list(plain_data(text, Findings()))
    people[number : number + 1] = [] if plain is None else [plain]
    return written(people)


def _lines(text: str) -> list[int]:
    """The line that each person begins on; NotThere."""
    node = compose(text, Findings())
    if not isinstance(node, yaml.SequenceNode):
        raise NotThere
    return [item.start_mark.line for item in node.value]


def _is_plain_list(text: str, starts: list[int]) -> bool:
    lines = text.splitlines()
    return len(set(starts)) == len(starts) and all(lines[at].startswith("- ") for at in starts)
