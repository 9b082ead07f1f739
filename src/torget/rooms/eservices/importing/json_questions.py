"""What each kind of value in a JSON Schema becomes as a question."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from torget.rooms.eservices.importing.plain import number, tables, whole, word
from torget.rooms.eservices.language.texts import N_

Schema = Mapping[str, Any]

WITH_TIME = N_("klockslaget följde inte med")
ONE_LINE_EACH = N_("flera texter blev en text, med en på varje rad")
FORMAT = {"sv": "Kontrollera svaret", "en": "Check your answer"}
FORMATS = {"date": "date", "time": "time", "email": "email", "idn-email": "email"}
WIDGETS = {
    "textarea": "long_text",
    "date": "date",
    "time": "time",
    "email": "email",
    "tel": "phone",
}
FILES = ("data-url", "binary", "byte", "file")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question of ours asks for the value."""

    kind: str
    fields: dict[str, Any] = field(default_factory=dict)
    options: tuple[tuple[str, Any], ...] = ()
    why: str = ""


def options_of(schema: Schema) -> Iterator[tuple[str, Any]]:
    """The values that can be chosen, with their titles."""
    values, names = schema.get("enum"), schema.get("enumNames")
    if isinstance(values, list):
        for place, value in enumerate(values):
            listed = isinstance(names, list) and place < len(names)
            yield word(value), names[place] if listed and names else value
        return
    for one in tables(schema.get("oneOf") or schema.get("anyOf")):
        if "const" in one:
            yield word(one["const"]), one.get("title", one["const"])


def answer_of(schema: Schema, item: Schema, widget: str, kind: str, of: str) -> Answer | None:
    """The question for a value of the type `kind` (lists: of the type `of`); None for no kind."""
    if options := tuple(options_of(schema)):
        return Answer("choice", options=options)
    if kind == "boolean":
        return Answer("yes_no")
    if kind in ("integer", "number"):
        return Answer("number", _bounds(schema, 0 if kind == "integer" else 2))
    if kind == "array":
        return _of_list(schema, item, of)
    if kind in ("string", ""):
        return _of_text(schema, widget) if kind or schema.get("format") or not schema else None
    return None


def _bounds(schema: Schema, decimals: int) -> dict[str, Any]:
    least = number(schema.get("minimum", schema.get("exclusiveMinimum")))
    most = number(schema.get("maximum", schema.get("exclusiveMaximum")))
    if least is not None and most is not None and least > most:
        least = most = None
    return {"min": least, "max": most, "decimals": decimals or None}


def _of_list(schema: Schema, item: Schema, of: str) -> Answer | None:
    if options := tuple(options_of(item)):
        most = max(1, len(options))
        least = whole(schema.get("minItems"), 1, most)
        highest = whole(schema.get("maxItems"), least or 1, most)
        return Answer("choices", {"min": least, "max": highest}, options)
    if _is_file(item):
        return Answer("files", {"max_count": whole(schema.get("maxItems"), 1, 50)})
    if of in ("string", "number", "integer"):
        return Answer("long_text", why=ONE_LINE_EACH)
    return None


def _of_text(schema: Schema, widget: str) -> Answer:
    written = word(schema.get("format"))
    if _is_file(schema) or widget == "file":
        return Answer("files", {"max_count": 1})
    if written == "date-time":
        return Answer("date", why=WITH_TIME)
    kind = FORMATS.get(written) or WIDGETS.get(widget) or "text"
    longest = whole(schema.get("maxLength"), 1, 10_000)
    if kind == "text" and longest and longest > 500:
        kind = "long_text"
    fields: dict[str, Any] = {"max_length": longest} if kind in ("text", "long_text") else {}
    if kind == "text" and (pattern := _whole_pattern(schema.get("pattern"))):
        fields["pattern"] = {"matches": pattern, "message": FORMAT}
    return Answer(kind, fields)


def _is_file(schema: Schema) -> bool:
    media = schema.get("contentEncoding") == "base64"
    return media or schema.get("format") in FILES


def _whole_pattern(pattern: Any) -> str:
    """The pattern of a whole answer: a schema's may begin and end anywhere, ours may not."""
    if not isinstance(pattern, str) or not 0 < len(pattern) <= 400:
        return ""
    begins, ends = pattern.startswith("^"), pattern.endswith("$") and not pattern.endswith("\\$")
    inner = pattern[begins : len(pattern) - ends]
    if "|" in inner:
        inner = f"(?:{inner})"
    return f"{'' if begins else '.*'}{inner}{'' if ends else '.*'}"
