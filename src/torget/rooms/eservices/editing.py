"""Common changes to a definition without writing YAML: its steps and questions as plain data.

A change is decoded, made, and written out again in the one way that we write; comments in the
text are lost by it. What is not understood here is left as it stands, faults too.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from functools import lru_cache
from typing import Any, get_args

import msgspec
import yaml

from torget.rooms.eservices.language.problems import Findings, Path
from torget.rooms.eservices.language.service import Service, Step
from torget.rooms.eservices.language.type_checks import SOURCES
from torget.rooms.eservices.language.types import Question
from torget.rooms.eservices.language.types.rows import RowQuestion
from torget.rooms.eservices.shapes import Given, pruned, read_fields
from torget.rooms.eservices.shapes import Kind as Kind
from torget.rooms.eservices.shapes import Plain as Plain
from torget.rooms.eservices.shapes import Shape as Shape
from torget.rooms.eservices.shapes import shapes_of as shapes_of
from torget.rooms.eservices.texts import plain_data, written

Place = Sequence[int]  # no number: the service; then step, question, question of the table
QUESTION_TYPES: dict[str, Any] = {
    str(kind.__struct_config__.tag): kind for kind in get_args(Question)
}
ROW_TYPES = frozenset(str(kind.__struct_config__.tag) for kind in get_args(RowQuestion))
LISTS = ("steps", "questions", "questions")  # what each number of a place counts in


class NotEditable(Exception):
    """The text is not so far a service that its steps can be found, or the place is gone."""


def edited(source: str, change: Callable[[Plain], None]) -> str:
    """The text with the change made; raises NotEditable."""
    plain = definition(source)
    change(plain)
    return written(plain)


def definition(source: str) -> Plain:
    """What the text says, with a list of steps that each have a list of questions; NotEditable."""
    return deepcopy(_definition(source))


@lru_cache(maxsize=16)  # a form, its preview and its checks ask about the same text
def _definition(source: str) -> Plain:
    plain = plain_data(source, Findings())
    if not isinstance(plain, dict) or not isinstance(plain.setdefault("steps", []), list):
        raise NotEditable
    for step in plain["steps"]:
        if not isinstance(step, dict) or not isinstance(step.setdefault("questions", []), list):
            raise NotEditable
        if not all(isinstance(question, dict) for question in step["questions"]):
            raise NotEditable
    return plain


@lru_cache(maxsize=16)
def has_comments(source: str) -> bool:
    """Whether there is something in the text that a change by form takes away."""
    if "#" not in source:
        return False
    end = 0
    try:
        for token in yaml.scan(source, Loader=yaml.CSafeLoader):
            if "#" in source[end : token.start_mark.index]:
                return True
            end = max(end, token.end_mark.index)
    except yaml.YAMLError:
        return False
    return False


def path_to(place: Place) -> Path:
    """Where the language's problems say that the part at the place stands."""
    if len(place) > len(LISTS):
        raise NotEditable
    return tuple(step for pair in zip(LISTS, place, strict=False) for step in pair)


def part_at(plain: Plain, place: Place) -> Plain:
    """The service, step, question or question of a table that stands there; NotEditable."""
    found: Any = plain
    for name, number in zip(path_to(place)[::2], place, strict=True):
        parts = found.get(name) if isinstance(found, dict) else None
        found = _at(parts, number) if isinstance(parts, list) else None
    if not isinstance(found, dict):
        raise NotEditable
    return found


def parts_at(plain: Plain, place: Place) -> list[Plain]:
    """The steps of the service, or the questions of the step or table at the place."""
    part = part_at(plain, place)
    parts = part.setdefault(LISTS[len(place)], []) if len(place) < len(LISTS) else None
    if not isinstance(parts, list):
        raise NotEditable
    return parts


def struct_of(part: Plain, place: Place) -> type[msgspec.Struct] | None:
    """What kind of part it is; None for a question of an unknown type."""
    if len(place) < 2:
        return (Service, Step)[len(place)]
    return QUESTION_TYPES.get(str(part.get("type")))


def types_at(place: Place) -> frozenset[str]:
    """The types that a question at the place may have."""
    return ROW_TYPES if len(place) > 2 else frozenset(QUESTION_TYPES)


def fetchable(kind: str) -> tuple[str, ...]:
    """What can fill in a question of the type: register.name, me.email …"""
    return tuple(sorted(SOURCES.get(QUESTION_TYPES.get(kind, Question), ())))


def add(plain: Plain, place: Place, label: str, kind: str = "") -> None:
    """A new last step of the service, or question of the type in the step or table there."""
    parts = parts_at(plain, place)
    if kind:
        kind = kind if kind in types_at((*place, 0)) else "text"
    key = key_for(label, _keys(plain))
    said = {"sv": label, "en": label}
    parts.append(
        {"type": kind, "key": key, "label": said}
        if kind
        else {"key": key, "title": said, "questions": []}
    )


def _keys(plain: Plain) -> set[Any]:
    """Every key that a step or question has."""
    parts = [
        *plain["steps"],
        *(question for one in plain["steps"] for question in one["questions"]),
    ]
    tables = [part["questions"] for part in parts if isinstance(part.get("questions"), list)]
    found = [*parts, *(question for table in tables for question in table)]
    return {part.get("key") for part in found if isinstance(part, dict)}


def fill_in(part: Plain, place: Place, given: Given) -> None:
    """Change the part as a form says. Empty items of lists stay until `tidy`."""
    struct = struct_of(part, place) or QUESTION_TYPES["text"]
    found = read_fields(shapes_of(struct), given, part)
    wanted = given.get("type", [""])[-1]
    if len(place) > 1 and wanted in types_at(place):
        found["type"] = wanted
    change(part, dict.fromkeys(part) | found, struct)


def tidy(part: Plain, place: Place, *, only_last: bool = False) -> None:
    """Take away list items that nothing was written in; with `only_last` those at the end.

    Options without a key get one of their label.
    """
    if struct := struct_of(part, place):
        pruned(shapes_of(struct), part, only_last=only_last)
    listed = part.get("options")
    options = listed if isinstance(listed, list) else []
    for option in options:
        label = option.get("label") if isinstance(option, dict) else None
        if isinstance(label, dict) and not option.get("key"):
            key = key_for(str(label.get("sv")), [one.get("key") for one in options])
            before = dict(option)
            option.clear()
            option.update({"key": key} | before)


def arrange(part: Plain, what: str, where: str) -> None:
    """Move or remove an item of one of the part's lists: up, options.2."""
    *names, number = where.split(".")
    found: Any = part
    for name in names:
        found = found.get(name) if isinstance(found, dict) else None
    if not isinstance(found, list) or not number.isdecimal():
        raise NotEditable
    if what == "remove":
        remove(found, int(number))
    else:
        move(found, int(number), {"up": -1, "down": 1}[what])


def change(part: Plain, values: Plain, struct: type[msgspec.Struct]) -> None:
    """Set fields; None takes one away. Written in the format's own order.

    A question that gets another type loses what only its old type, the `struct`, could say.
    """
    lost = _names(struct)
    part.update(values)
    kind = QUESTION_TYPES.get(part.get("type", "")) if "type" in part else None
    order = ["type", *_names(kind)] if kind else lost
    kept = {
        name: value
        for name, value in part.items()
        if value is not None and (name in order or name not in lost)
    }
    part.clear()
    for name in sorted(kept, key=lambda name: order.index(name) if name in order else len(order)):
        part[name] = kept[name]


def move(parts: list[Plain], number: int, by: int) -> None:
    """Move one of them up or down; at the end of the list it stays."""
    part, place = _at(parts, number), number + by
    if 0 <= place < len(parts):
        del parts[number]
        parts.insert(place, part)


def remove(parts: list[Plain], number: int) -> None:
    _at(parts, number)
    del parts[number]


def key_for(label: str, taken: Iterable[Any]) -> str:
    """A key that the label suggests and that nothing else has."""
    plain = unicodedata.normalize("NFKD", label.lower()).encode("ascii", "ignore").decode()
    base = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:30].strip("_")
    base = base if base[:1].isalpha() else f"q_{base}".strip("_")
    known, number, key = set(taken), 1, base
    while key in known:
        number += 1
        key = f"{base}_{number}"
    return key


def _names(struct: Any) -> list[str]:
    return [field.encode_name for field in msgspec.structs.fields(struct)]


def _at(parts: list[Plain], number: int) -> Plain:
    if not 0 <= number < len(parts):
        raise NotEditable
    return parts[number]
