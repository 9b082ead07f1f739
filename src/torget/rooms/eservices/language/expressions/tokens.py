"""The words and signs that an expression is written with."""

import re
from collections.abc import Iterator

import msgspec

WORDS = frozenset({"and", "or", "not", "in", "true", "false", "null"})

_TOKEN = re.compile(
    r"\s*(?:(?P<text>'[^'\\]*'|\"[^\"\\]*\")"
    r"|(?P<number>\d+(?:\.\d+)?)"
    r"|(?P<path>(?:#|[A-Za-z_]\w*)(?:\.[A-Za-z_]\w*)*)"
    r"|(?P<sign>==|!=|<=|>=|[-<>+*/()\[\],?:])"
    r"|(?P<strange>\S))",
    re.ASCII,
)


class Token(msgspec.Struct, frozen=True):
    """`kind`: text, number, path, sign, strange, or end after the last."""

    kind: str
    written: str


END = Token("end", "")


def tokens(text: str) -> Iterator[Token]:
    """The words and signs; whatever cannot be one has the kind "strange"."""
    for match in _TOKEN.finditer(text.rstrip()):
        yield Token(match.lastgroup or "strange", match[match.lastgroup or 0])
