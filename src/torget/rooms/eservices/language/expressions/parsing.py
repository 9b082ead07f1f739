"""From words and signs to a tree, by how tightly each operator binds."""

from collections.abc import Mapping

import msgspec

from torget.rooms.eservices.language.expressions.tokens import END, WORDS, Token, tokens
from torget.rooms.eservices.language.texts import N_, Value

LONGEST = 500
DEEPEST = 40
MOST_TERMS = 100

TOO_LONG = N_("Villkoret är längre än {most} tecken. Dela upp det.")
TOO_DEEP = N_("Villkoret har för många parenteser i varandra. Dela upp det.")
TOO_MANY_TERMS = N_("Villkoret har fler än {most} led. Dela upp det.")
STRANGE = N_("”{written}” kan inte stå i ett villkor")
USE_EQUALS = N_("Skriv == för att jämföra, inte =")
ENDS_EARLY = N_("Villkoret slutar mitt i")
UNEXPECTED = N_("”{written}” står på fel plats i villkoret")
EXPECTED = N_("Här väntas ”{wanted}”, inte ”{written}”")
IN_A_ROW = N_("Skriv ”and” mellan två jämförelser, till exempel a < b and b < c")


class Unreadable(Exception):
    """The expression cannot be read: a message with its values."""

    def __init__(self, text: str, **values: Value) -> None:
        super().__init__(text)
        self.text, self.values = text, values


class Node(msgspec.Struct, frozen=True):
    """A part of an expression."""


class Literal(Node, frozen=True):
    value: str | float | bool | None
    written: str


class Name(Node, frozen=True):
    root: str
    parts: tuple[str, ...]


class Unary(Node, frozen=True):
    sign: str
    value: Node


class Binary(Node, frozen=True):
    sign: str
    left: Node
    right: Node


class Either(Node, frozen=True):
    condition: Node
    this: Node
    that: Node


class Call(Node, frozen=True):
    function: str
    arguments: tuple[Node, ...]


class Several(Node, frozen=True):
    items: tuple[Node, ...]


COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">=", "in", "not in"})
BINDS: Mapping[str, int] = {
    "or": 1,
    "and": 2,
    **dict.fromkeys(COMPARISONS, 4),
    "+": 5,
    "-": 5,
    "*": 6,
    "/": 6,
}
NOT, MINUS = 3, 7
CONSTANTS: Mapping[str, bool | None] = {"true": True, "false": False, "null": None}


def parse(text: str) -> Node:
    """The tree of an expression; raises Unreadable."""
    if len(text) > LONGEST:
        raise Unreadable(TOO_LONG, most=LONGEST)
    found = list(tokens(text))
    for token in found:
        if token.kind == "strange":
            if token.written == "=":
                raise Unreadable(USE_EQUALS)
            raise Unreadable(STRANGE, written=token.written)
    parser = _Parser(found)
    node = parser.whole()
    parser.must_be_at_end()
    return node


class _Parser:
    def __init__(self, found: list[Token]) -> None:
        self.found = [*found, END]
        self.place = 0
        self.depth = self.terms = 0

    @property
    def next(self) -> Token:
        return self.found[self.place]

    def take(self) -> Token:
        token = self.next
        self.place += 1
        return token

    def expect(self, sign: str) -> None:
        token = self.take()
        if token.kind == "end":
            raise Unreadable(ENDS_EARLY)
        if token.written != sign:
            raise Unreadable(EXPECTED, wanted=sign, written=token.written)

    def must_be_at_end(self) -> None:
        if self.next.kind != "end":
            raise Unreadable(UNEXPECTED, written=self.next.written)

    def whole(self) -> Node:
        """An expression, with its `? :` if it has one."""
        node = self.operations(0)
        if self.next.written == "?" and self.next.kind == "sign":
            self.take()
            this = self.whole()
            self.expect(":")
            node = Either(node, this, self.whole())
        return node

    def operations(self, binds: int) -> Node:
        """Operators that bind tighter than `binds`, from the left."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unreadable(TOO_DEEP)
        left = self.operand()
        while (sign := self.operator()) and BINDS[sign] > binds:
            self.place += len(sign.split())
            right = self.operations(BINDS[sign])
            if sign in COMPARISONS and isinstance(left, Binary) and left.sign in COMPARISONS:
                raise Unreadable(IN_A_ROW)
            left = Binary(sign, left, right)
            self.terms += 1
            if self.terms > MOST_TERMS:
                raise Unreadable(TOO_MANY_TERMS, most=MOST_TERMS)
        self.depth -= 1
        return left

    def operator(self) -> str:
        """The operator that comes next, or nothing."""
        token = self.next
        if token.written == "not" and self.found[self.place + 1].written == "in":
            return "not in"
        return token.written if token.kind != "text" and token.written in BINDS else ""

    def operand(self) -> Node:
        token = self.take()
        if token.kind == "end":
            raise Unreadable(ENDS_EARLY)
        if token.kind == "text":
            return Literal(token.written[1:-1], token.written)
        if token.kind == "number":
            return Literal(float(token.written), token.written)
        if token.written == "not":
            return Unary("not", self.operations(NOT))
        if token.written == "-":
            return Unary("-", self.operations(MINUS))
        if token.written == "(":
            node = self.whole()
            self.expect(")")
            return node
        if token.written == "[":
            return Several(self.items("]"))
        if token.kind == "path":
            return self.named(token)
        raise Unreadable(UNEXPECTED, written=token.written)

    def named(self, token: Token) -> Node:
        if token.written in CONSTANTS:
            return Literal(CONSTANTS[token.written], token.written)
        if token.written in WORDS:
            raise Unreadable(UNEXPECTED, written=token.written)
        if self.next.written == "(":
            self.take()
            return Call(token.written, self.items(")"))
        root, *parts = token.written.split(".")
        return Name(root, tuple(parts))

    def items(self, end: str) -> tuple[Node, ...]:
        """Expressions with commas between them, and the sign that ends them."""
        found: list[Node] = []
        while self.next.written != end:
            found.append(self.whole())
            if self.next.written != ",":
                break
            self.take()
        self.expect(end)
        return tuple(found)
