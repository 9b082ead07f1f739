"""How each part of a definition is filled in by a form, told by the language's own structs.

A new field or question type gets its form from its annotation; only its label is written by hand.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

import msgspec
from msgspec import inspect

from torget.rooms.eservices.language.texts import LANGUAGES, Translated

Given = Mapping[str, Sequence[str]]  # what a form sent, each name with its values
Plain = dict[str, Any]
EXPRESSIONS = frozenset({"show_when", "required_when", "when", "valid", "value", "amount"})
DAYS = frozenset({"opens_on", "closes_on"})
PROSE = frozenset({"Clause.text"})


class Kind(StrEnum):
    """How a field is filled in."""

    LINE = "line"
    EXPRESSION = "expression"  # a line that is a condition or a calculation
    DAY = "day"
    PROSE = "prose"  # paragraphs, in Swedish only
    NUMBER = "number"
    FLAG = "flag"
    CHOICE = "choice"
    SEVERAL = "several"  # any of a few values
    LINES = "lines"  # any number of short texts
    TEXT = "text"  # in every language
    TEXTS = "texts"  # any number of those
    MESSAGES = "messages"  # those of some names
    PART = "part"  # fields of its own
    PARTS = "parts"  # any number of those
    QUESTIONS = "questions"  # parts that are too large to stand inside another


LISTS = frozenset({Kind.TEXTS, Kind.PARTS})


@dataclass(frozen=True, slots=True)
class Shape:
    """One field. `default` is what counts when it is left out, as plain data."""

    name: str
    kind: Kind
    owner: str  # the struct that it is a field of
    required: bool = False
    default: Any = None
    choices: tuple[Any, ...] = ()  # values, or names of messages
    fields: tuple["Shape", ...] = ()

    def fits(self, value: Any) -> bool:
        """Whether a form can show what stands there, so that nothing is lost by saving it."""
        if value is None:
            return True
        if self.kind in {Kind.PART, Kind.TEXT, Kind.MESSAGES}:
            return isinstance(value, dict)
        if self.kind in LISTS or self.kind is Kind.QUESTIONS:
            return isinstance(value, list) and all(isinstance(item, dict) for item in value)
        if self.kind in {Kind.SEVERAL, Kind.LINES}:
            return isinstance(value, list) and not any(map(_is_nested, value))
        return not _is_nested(value)


def _is_nested(value: Any) -> bool:
    return isinstance(value, (dict, list))


@cache
def shapes_of(struct: type[msgspec.Struct]) -> tuple[Shape, ...]:
    """The fields of a struct, in its order."""
    info = inspect.type_info(struct)
    assert isinstance(info, inspect.StructType), "only structs have fields"
    return tuple(_shape(field, struct) for field in info.fields)


def _shape(field: inspect.Field, struct: type[msgspec.Struct]) -> Shape:
    kind, choices, fields = _kind(field.encode_name, _present(field.type), struct)
    name, owner = field.encode_name, struct.__name__
    return Shape(name, kind, owner, field.required, _default(field), choices, fields)


def _default(field: inspect.Field) -> Any:
    if field.required:
        return None
    made = field.default_factory
    default = msgspec.to_builtins(field.default if made is msgspec.NODEFAULT else made())
    return list(default) if isinstance(default, tuple) else default


def _present(wanted: inspect.Type) -> inspect.Type:
    """The type without "or nothing"."""
    if isinstance(wanted, inspect.UnionType):
        rest = [kind for kind in wanted.types if not isinstance(kind, inspect.NoneType)]
        return rest[0] if len(rest) == 1 else wanted
    return wanted


def _kind(
    name: str, wanted: inspect.Type, struct: type[msgspec.Struct]
) -> tuple[Kind, tuple[Any, ...], tuple[Shape, ...]]:
    match wanted:
        case inspect.StrType():
            return _text_kind(name, struct.__name__), (), ()
        case inspect.BoolType():
            return Kind.FLAG, (), ()
        case inspect.IntType() | inspect.FloatType():
            return Kind.NUMBER, (), ()
        case inspect.LiteralType():
            return Kind.CHOICE, wanted.values, ()
        case inspect.DictType():
            return Kind.MESSAGES, tuple(sorted(getattr(struct, "ERRORS", ()))), ()
        case inspect.StructType() if wanted.cls is Translated:
            return Kind.TEXT, (), ()
        case inspect.StructType():
            return Kind.PART, (), shapes_of(wanted.cls)
        case inspect.VarTupleType():
            return _list_kind(wanted.item_type)
    raise TypeError(f"{struct.__name__}.{name} has no form")


def _text_kind(name: str, owner: str) -> Kind:
    if f"{owner}.{name}" in PROSE:
        return Kind.PROSE
    day = Kind.DAY if name in DAYS else Kind.LINE
    return Kind.EXPRESSION if name in EXPRESSIONS else day


def _list_kind(item: inspect.Type) -> tuple[Kind, tuple[Any, ...], tuple[Shape, ...]]:
    match item:
        case inspect.LiteralType():
            return Kind.SEVERAL, item.values, ()
        case inspect.StrType():
            return Kind.LINES, (), ()
        case inspect.StructType() if item.cls is Translated:
            return Kind.TEXTS, (), ()
        case inspect.StructType() if not _holds_questions(item):
            return Kind.PARTS, (), shapes_of(item.cls)
    return Kind.QUESTIONS, (), ()


def _holds_questions(part: inspect.StructType) -> bool:
    return any(field.encode_name == "questions" for field in part.fields)


# --- what a form says ---------------------------------------------------------------------------


def read(shape: Shape, given: Given, name: str, old: Any) -> Any:
    """The field as plain data, None to leave it out; `old` where the form did not have it.

    What cannot be right is kept as it was written, for the language to say what is wrong with it.
    Lists keep their empty items, see `pruned`.
    """
    if shape.kind in {Kind.PART, Kind.TEXT, Kind.MESSAGES}:
        posted = any(sent.startswith(f"{name}.") for sent in given)
    else:
        posted = name in given
    if not posted:
        return old
    value = _read(shape, given, name, old)
    return None if value == shape.default and not shape.required else value


def _read(shape: Shape, given: Given, name: str, old: Any) -> Any:
    match shape.kind:
        case Kind.FLAG:
            return given[name][-1] == "1"
        case Kind.NUMBER:
            return _number(given[name][-1])
        case Kind.CHOICE:
            by_text = {str(value): value for value in shape.choices}
            return by_text.get(given[name][-1], given[name][-1] or None)
        case Kind.SEVERAL | Kind.LINES:
            lines = [line.strip() for text in given[name] for line in text.splitlines()]
            return [line for line in lines if line] or None
        case Kind.TEXT:
            return in_languages(given.get(f"{name}.{one}", [""])[-1] for one in LANGUAGES)
        case Kind.MESSAGES:
            return _read_messages(shape, given, name, old)
        case Kind.PART:
            return read_fields(shape.fields, given, old, f"{name}.") or None
        case Kind.TEXTS | Kind.PARTS:
            return _read_items(shape, given, name, old)
        case Kind.QUESTIONS:
            return old
    return _text(shape.kind, given[name][-1])


def _text(kind: Kind, written: str) -> str | None:
    """One line, or paragraphs where they may be written."""
    parts = written.splitlines() if kind is Kind.PROSE else written.split()
    return ("\n" if kind is Kind.PROSE else " ").join(parts).strip() or None


def read_fields(fields: Iterable[Shape], given: Given, old: Any, prefix: str = "") -> Plain:
    """What a form says of several fields, and what stood beside them that no form knows."""
    before: Plain = old if isinstance(old, dict) else {}
    found = {
        shape.name: read(shape, given, f"{prefix}{shape.name}", before.get(shape.name))
        for shape in fields
    }
    return {key: value for key, value in (before | found).items() if value is not None}


def _read_items(shape: Shape, given: Given, name: str, old: Any) -> list[Any]:
    before = old if isinstance(old, list) else []
    start = f"{name}."
    heads = {sent[len(start) :].partition(".")[0] for sent in given if sent.startswith(start)}
    item = Shape(name, Kind.TEXT if shape.kind is Kind.TEXTS else Kind.PART, shape.owner,
                 fields=shape.fields)  # fmt: skip
    return [
        _read(item, given, f"{name}.{at}", before[at] if at < len(before) else None) or {}
        for at in sorted(int(head) for head in heads if head.isdecimal() and len(head) < 4)
    ]


def _read_messages(shape: Shape, given: Given, name: str, old: Any) -> Plain | None:
    unknown = {key: text for key, text in (old or {}).items() if key not in shape.choices}
    texts = {
        key: in_languages(given.get(f"{name}.{key}.{one}", [""])[-1] for one in LANGUAGES)
        for key in shape.choices
    }
    return unknown | {key: text for key, text in texts.items() if text} or None


def _number(written: str) -> Any:
    """The number, or the text where it is none."""
    text = "".join(written.split()).replace(",", ".")
    if not re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,6})?", text):
        return " ".join(written.split()) or None
    return float(text) if "." in text else int(text)


def in_languages(texts: Iterable[str]) -> Plain | None:
    """{sv: …, en: …} of what was written; the Swedish for both while one is missing."""
    swedish, english = ("\n".join(text.splitlines()).strip() for text in texts)
    if not swedish and not english:
        return None
    return dict(zip(LANGUAGES, (swedish or english, english or swedish), strict=True))


def pruned(fields: Iterable[Shape], part: Plain, *, only_last: bool = False) -> None:
    """Take away list items that nothing was written in; with `only_last` those at the end."""
    for shape in fields:
        value = part.get(shape.name)
        if shape.kind is Kind.PART and isinstance(value, dict):
            pruned(shape.fields, value, only_last=only_last)
            if not any(value.values()) and not shape.required:
                del part[shape.name]
        elif shape.kind in LISTS and isinstance(value, list):
            kept = value if only_last else [item for item in value if item]
            while kept and not kept[-1]:
                kept = kept[:-1]
            part[shape.name] = kept
            if not kept and not shape.required:
                del part[shape.name]
