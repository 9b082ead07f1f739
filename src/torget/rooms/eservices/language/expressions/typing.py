"""Whether the parts of an expression fit together, and how the engine is to be asked."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

import msgspec

from torget.rooms.eservices.language.expressions.kinds import (
    ANY_LIST,
    DAY,
    NULL,
    NUMBER,
    TEXT,
    TIME,
    YES_NO,
    Kind,
    are_alike,
    list_of,
    paths_of,
)
from torget.rooms.eservices.language.expressions.parsing import (
    COMPARISONS,
    Binary,
    Call,
    Either,
    Literal,
    Name,
    Node,
    Several,
    Unary,
)
from torget.rooms.eservices.language.texts import N_, Value

CLOSURES = frozenset({"some", "all", "none", "one", "count"})
ON_LISTS = frozenset({"sum", "min", "max", "average"})
ON_NUMBERS = frozenset({"abs", "round", "floor", "ceil"})
ON_TEXTS = frozenset({"contains", "startsWith", "endsWith"})
FUNCTIONS = CLOSURES | ON_LISTS | ON_NUMBERS | ON_TEXTS | {"len"}
ENGINES = {"average": "avg"}  # where the engine's word is another

UNKNOWN_FUNCTION = N_("Funktionen ”{wrong}” finns inte.")
UNKNOWN_NAME = N_("Det finns ingen fråga ”{wrong}”.")
NOT_YET_ASKED = N_(
    "Frågan ”{name}” ställs inte förrän senare. Ett villkor får bara bero på det som redan frågats."
)
UNKNOWN_PART = N_("”{wrong}” finns inte i ”{name}”.")
NESTED = N_("Ett urval (some, all, count …) får inte stå inuti ett annat")
NO_ITEM = N_("”#” betyder en post i en lista och kan bara stå i some, all, none, one eller count")
WRONG_COUNT = N_("”{function}” ska ha {count} värden inom parentesen")
NOT_ALIKE = N_("Det går inte att jämföra {one} med {other}")
NOT_ORDERED = N_("Det går inte att säga att {one} är större eller mindre än {other}")
NOT_COMPUTED = N_("Det går inte att räkna {one} {sign} {other}")
WANTS = N_("Här ska det stå {wanted}, inte {found}")
NOT_A_DAY = N_("Skriv datumet som 2026-05-01, inte ”{wrong}”")
NOT_A_TIME = N_("Skriv klockslaget som 08:30, inte ”{wrong}”")


class Unfit(Exception):
    """The expression makes no sense; `wrong` and `known` say what word was meant to be another."""

    def __init__(
        self, text: str, *, wrong: str | None = None, known: Iterable[str] = (), **values: Value
    ) -> None:
        super().__init__(text)
        self.text, self.wrong, self.known, self.values = text, wrong, tuple(known), values


class Typed(msgspec.Struct, frozen=True):
    """A part of an expression: its kind, how the engine is asked, and its text if it is one."""

    kind: Kind
    asked: str
    text: str | None = None


class Checker:
    """Checks one expression; `names` are then the questions (and register, me) that it needs."""

    def __init__(self, known: Mapping[str, Kind], later: frozenset[str]) -> None:
        self.known, self.later = known, later
        self.names: set[str] = set()
        self.item: Kind | None = None
        self.by_type: Mapping[type[Node], Callable[..., Typed]] = {
            Literal: self.literal,
            Name: self.name,
            Unary: self.unary,
            Binary: self.binary,
            Either: self.either,
            Call: self.call,
            Several: self.several,
        }

    def check(self, node: Node) -> Typed:
        """The part with its kind; raises Unfit."""
        return self.by_type[type(node)](node)

    def wanted(self, node: Node, kind: Kind) -> Typed:
        """The part, which must be of the kind (or null)."""
        found = self.check(node)
        if not are_alike(found.kind, kind):
            raise Unfit(WANTS, wanted=kind.said, found=found.kind.said)
        return found

    def literal(self, node: Literal) -> Typed:
        match node.value:
            case str() as text:
                return Typed(TEXT, node.written, text)
            case bool():
                return Typed(YES_NO, node.written)
            case None:
                return Typed(NULL, node.written)
        return Typed(NUMBER, node.written)

    def several(self, node: Several) -> Typed:
        items = [self.check(item) for item in node.items]
        for item in items[1:]:
            if not are_alike(items[0].kind, item.kind):
                raise Unfit(NOT_ALIKE, one=items[0].kind.said, other=item.kind.said)
        asked = f"[{', '.join(item.asked for item in items)}]"
        return Typed(list_of(items[0].kind) if items else ANY_LIST, asked)

    # --- names ----------------------------------------------------------------------------

    def name(self, node: Name) -> Typed:
        if node.root == "#":
            if self.item is None:
                raise Unfit(NO_ITEM)
            return _part(Typed(self.item, "#"), node)
        if self.item is not None and node.root in self.item.parts:
            return _part(Typed(self.item, "#"), Name(node.root, (node.root, *node.parts)))
        if node.root in self.later:
            raise Unfit(NOT_YET_ASKED, name=node.root)
        if node.root not in self.known:
            raise Unfit(UNKNOWN_NAME, wrong=node.root, known=self.known)
        self.names.add(node.root)
        return _part(Typed(self.known[node.root], node.root), node)

    # --- operators ------------------------------------------------------------------------

    def unary(self, node: Unary) -> Typed:
        kind = YES_NO if node.sign == "not" else NUMBER
        return Typed(kind, f"({node.sign} {self.wanted(node.value, kind).asked})")

    def either(self, node: Either) -> Typed:
        test = self.wanted(node.condition, YES_NO)
        this, that = self.check(node.this), self.check(node.that)
        if not are_alike(this.kind, that.kind):
            raise Unfit(NOT_ALIKE, one=this.kind.said, other=that.kind.said)
        kind = that.kind if this.kind == NULL else this.kind
        return Typed(kind, f"({test.asked} ? {this.asked} : {that.asked})")

    def binary(self, node: Binary) -> Typed:
        if node.sign in ("and", "or"):
            left, right = self.wanted(node.left, YES_NO), self.wanted(node.right, YES_NO)
            return Typed(YES_NO, f"({left.asked} {node.sign} {right.asked})")
        if node.sign in ("in", "not in"):
            return self.member(node)
        left, right = _same(self.check(node.left), self.check(node.right))
        asked = f"({left.asked} {node.sign} {right.asked})"
        if node.sign in COMPARISONS:
            _must_compare(node.sign, left, right)
            return Typed(YES_NO, asked)
        return Typed(_computed(node.sign, left.kind, right.kind), asked)

    def member(self, node: Binary) -> Typed:
        left = self.check(node.left)
        if isinstance(node.right, Several):
            pairs = [_same(left, self.check(item)) for item in node.right.items]
            for one, other in pairs:
                _must_compare("==", one, other)
            listed = f"[{', '.join(other.asked for _, other in pairs)}]"
            return Typed(YES_NO, f"({left.asked} {node.sign} {listed})")
        right = self.check(node.right)
        if right.kind.item is None:
            raise Unfit(WANTS, wanted=ANY_LIST.said, found=right.kind.said)
        left, _ = _same(left, Typed(right.kind.item, ""))
        _must_compare("==", left, Typed(right.kind.item, ""))
        return Typed(YES_NO, f"({left.asked} {node.sign} {right.asked})")

    # --- functions ------------------------------------------------------------------------

    def call(self, node: Call) -> Typed:
        name, given = node.function, node.arguments
        if name not in FUNCTIONS:
            raise Unfit(UNKNOWN_FUNCTION, wrong=name, known=FUNCTIONS)
        if name in CLOSURES:
            return self.closure(name, given)
        if name in ON_LISTS:
            return self.on_list(name, given)
        if name in ON_TEXTS:
            return self.on_texts(name, given)
        _must_have(name, given, 1)
        if name in ON_NUMBERS:
            return Typed(NUMBER, f"{name}({self.wanted(given[0], NUMBER).asked})")
        measured = self.check(given[0])
        if measured.kind.name not in ("list", "text"):
            raise Unfit(WANTS, wanted=ANY_LIST.said, found=measured.kind.said)
        return Typed(NUMBER, f"len({measured.asked})")

    def closure(self, name: str, given: tuple[Node, ...]) -> Typed:
        _must_have(name, given, 2)
        items = self.wanted(given[0], ANY_LIST)
        if self.item is not None:
            raise Unfit(NESTED)
        self.item = items.kind.item or NULL
        condition = self.wanted(given[1], YES_NO)
        self.item = None
        kind = NUMBER if name == "count" else YES_NO
        return Typed(kind, f"{name}({items.asked}, {condition.asked})")

    def on_list(self, name: str, given: tuple[Node, ...]) -> Typed:
        """The sum of a list, or of the numbers given one by one."""
        if len(given) != 1:
            asked = ", ".join(self.wanted(item, NUMBER).asked for item in given)
            return Typed(NUMBER, f"{ENGINES.get(name, name)}([{asked}])")
        numbers = self.wanted(given[0], ANY_LIST)
        if numbers.kind.item not in (NUMBER, None):
            raise Unfit(WANTS, wanted=NUMBER.said, found=numbers.kind.item.said)
        return Typed(NUMBER, f"{ENGINES.get(name, name)}({numbers.asked})")

    def on_texts(self, name: str, given: tuple[Node, ...]) -> Typed:
        _must_have(name, given, 2)
        within = self.check(given[0])
        if name == "contains" and within.kind.item is not None:
            sought, _ = _same(self.check(given[1]), Typed(within.kind.item, ""))
            _must_compare("==", sought, Typed(within.kind.item, ""))
            return Typed(YES_NO, f"contains({within.asked}, {sought.asked})")
        within = self.wanted(given[0], TEXT)
        return Typed(YES_NO, f"{name}({within.asked}, {self.wanted(given[1], TEXT).asked})")


def _must_have(name: str, given: tuple[Node, ...], count: int) -> None:
    if len(given) != count:
        raise Unfit(WRONG_COUNT, function=name, count=count)


def _part(whole: Typed, node: Name) -> Typed:
    """The named part of something, or of every item of a list (without those that have none)."""
    found = whole
    for place, part in enumerate(node.parts):
        if found.kind.item is not None:
            item = _part(Typed(found.kind.item, "#"), Name(node.root, node.parts[place:]))
            asked = f"map(filter({found.asked}, {item.asked} != null), {item.asked})"
            return Typed(list_of(item.kind), asked)
        if part not in found.kind.parts:
            wrong, known = ".".join(node.parts), paths_of(whole.kind)
            raise Unfit(UNKNOWN_PART, wrong=wrong, known=known, name=node.root)
        found = Typed(found.kind.parts[part], f"{found.asked}.{part}")
    return found


def _same(left: Typed, right: Typed) -> tuple[Typed, Typed]:
    """The two, where a text beside a day or a time of day is read as one."""
    if left.text is not None and right.kind in (DAY, TIME):
        return _read(left.text, right.kind), right
    if right.text is not None and left.kind in (DAY, TIME):
        return left, _read(right.text, left.kind)
    return left, right


def _read(text: str, kind: Kind) -> Typed:
    try:
        if kind == DAY:
            return Typed(DAY, str(date.fromisoformat(text).toordinal()))
        hours, minutes = (int(part) for part in text.split(":"))
    except ValueError:
        raise Unfit(NOT_A_DAY if kind == DAY else NOT_A_TIME, wrong=text) from None
    return Typed(TIME, str(hours * 60 + minutes))


def _must_compare(sign: str, left: Typed, right: Typed) -> None:
    if sign not in ("==", "!="):
        ordered = left.kind == right.kind and left.kind in (NUMBER, DAY, TIME)
        if not ordered:
            raise Unfit(NOT_ORDERED, one=left.kind.said, other=right.kind.said)
        return
    if not are_alike(left.kind, right.kind):
        raise Unfit(NOT_ALIKE, one=left.kind.said, other=right.kind.said)
    for one, other in ((left, right), (right, left)):
        options = one.kind.options
        if options is not None and other.text is not None and other.text not in options:
            raise Unfit(UNKNOWN_PART, wrong=other.text, known=options, name=one.asked)


def _computed(sign: str, left: Kind, right: Kind) -> Kind:
    if left == right == NUMBER:
        return NUMBER
    if (left, right) == (DAY, NUMBER) and sign in "+-":
        return DAY
    if left == right and left in (DAY, TIME) and sign == "-":
        return NUMBER
    raise Unfit(NOT_COMPUTED, one=left.said, sign=sign, other=right.said)
