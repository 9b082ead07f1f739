"""Reading what others wrote: JSON within bounds, and values that may be anything at all."""

import html
import json
import math
import re
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

import nh3

from torget.rooms.eservices.importing.report import ImportRefused
from torget.rooms.eservices.language.texts import N_
from torget.rooms.eservices.language.types.base import clean

Plain = dict[str, Any]

LARGEST_FILE = 5_000_000  # bytes
DEEPEST = 60
MOST_PARTS = 200_000  # values in one file
LONGEST_TEXT = 5_000

TOO_LARGE = N_("Filen är för stor.")
TOO_DEEP = N_("Filen är för djupt nästlad.")
NOT_JSON = N_("Filen går inte att läsa som JSON.")

_MARKUP = re.compile(r"<[a-zA-Z/!][^<>]{0,2000}>")
_LINE_END = re.compile(r"<\s*(?:br|/p|/div|/li|/h[1-6]|/tr)\b[^<>]{0,200}>", re.IGNORECASE)
_ITEM = re.compile(r"<\s*li\b[^<>]{0,200}>", re.IGNORECASE)
_SCRIPT = re.compile(r"<\s*script\b|javascript:|<[^<>]{0,2000}\son[a-z]+\s*=", re.IGNORECASE)
_BLANKS = re.compile(r"\n\s*\n\s*")


def read_json(data: bytes) -> Any:
    """What the file says; raises ImportRefused for what is no JSON, too large or too deep."""
    try:
        found = json.loads(data.decode("utf-8-sig"), parse_constant=_no_number)
    except RecursionError as error:
        raise ImportRefused(TOO_DEEP) from error
    except ValueError as error:
        raise ImportRefused(NOT_JSON) from error
    within_bounds(found)
    return found


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def within_bounds(found: Any) -> None:
    """Raise ImportRefused for what is nested deeper, or has more parts, than any form has."""
    level, count = [found], 0
    for _depth in range(DEEPEST):
        count += len(level)
        if count > MOST_PARTS:
            raise ImportRefused(TOO_LARGE)
        level = [inner for part in level for inner in _inside(part)]
        if not level:
            return
    raise ImportRefused(TOO_DEEP)


def _inside(part: Any) -> Iterator[Any]:
    if isinstance(part, dict):
        yield from part.values()
    elif isinstance(part, list):
        yield from part


def table(value: Any) -> Mapping[str, Any]:
    """The value if it has fields, or no fields."""
    return value if isinstance(value, dict) else {}


def tables(value: Any) -> list[Mapping[str, Any]]:
    """Those in the list that have fields."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def word(value: Any) -> str:
    """A name or a value as one short text; "" for what is none."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and abs(value) < 10**15:
        return str(value)
    if isinstance(value, float) and math.isfinite(value):
        return f"{value:.15g}"
    return clean(value)[:300] if isinstance(value, str) else ""


def is_true(value: Any) -> bool:
    """Whether it is said to be so, as other systems say it."""
    return value is True or (isinstance(value, str) and value.strip().lower() in {"true", "1"})


def whole(value: Any, least: int, most: int) -> int | None:
    """A whole number within bounds, however written; None for anything else."""
    found = number(value)
    if found is None or found != int(found) or not least <= found <= most:
        return None
    return int(found)


def number(value: Any) -> float | int | None:
    """A number of a size that a form can ask for; None for anything else."""
    if isinstance(value, str):
        try:
            value = float(value) if len(value) < 40 else None
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if abs(value) > 10**12 or value != value:
        return None
    return int(value) if value == int(value) else value


def plain_text(value: Any) -> str:
    """What was written, as plain text that can stand in a service: no markup, no strange signs."""
    text = word(value) if not isinstance(value, str) else clean(value[: 4 * LONGEST_TEXT])
    if "<" in text or "&" in text:
        text = _ITEM.sub("- ", _LINE_END.sub("\n", text))
        text = html.unescape(nh3.clean(text, tags=set()))
    text = "".join(sign for sign in text if sign.isprintable() or sign == "\n")
    return _BLANKS.sub("\n\n", text).strip()[:LONGEST_TEXT]


def has_markup(value: Any) -> bool:
    """Whether `plain_text` takes tags away from it."""
    return isinstance(value, str) and _MARKUP.search(value) is not None


def has_script(value: Any) -> bool:
    """Whether it tries to run something where it is shown."""
    return isinstance(value, str) and _SCRIPT.search(value) is not None
