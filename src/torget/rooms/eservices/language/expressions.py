"""Conditions such as `kind == 'altan' and height > 1.8`, checked before they are ever used.

The engine (zen) answers null, or a wrong answer, where a condition names something that does
not exist, compares with an option that is not there, or has an `=` too few. So every word of
a condition is looked up first. What stands here is the whole of the language:

    names of questions, register.… and me.…      numbers   'text'   true false null   [ … ]
    == != < <= > >=   + - * /   in   not in   and or not   ( )   cond ? a : b
    len contains startsWith endsWith some all none one count sum min max

A question that is hidden or not answered is null. Null equals nothing but null, so
`role != 'owner'` is true before the role is chosen; and a condition that must compute with
null (`height > 2`, `len(files) > 1`) is false.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
import zen

from torget.rooms.eservices.language.problems import Findings, Path
from torget.rooms.eservices.language.texts import N_

CLOSURES = frozenset({"some", "all", "none", "one", "count"})
FUNCTIONS = CLOSURES | {"len", "contains", "startsWith", "endsWith", "sum", "min", "max"}
WORDS = frozenset({"and", "or", "not", "in", "true", "false", "null"})
LONGEST = 500

TOO_LONG = N_("Villkoret är längre än {most} tecken. Dela upp det.")
STRANGE = N_("”{written}” kan inte stå i ett villkor")
USE_EQUALS = N_("Skriv == för att jämföra, inte =")
UNKNOWN_FUNCTION = N_("Funktionen ”{wrong}” finns inte.")
UNKNOWN_NAME = N_("Det finns ingen fråga ”{wrong}”.")
NOT_YET_ASKED = N_(
    "Frågan ”{name}” ställs inte förrän senare. Ett villkor får bara bero på det som redan frågats."
)
UNKNOWN_PART = N_("”{wrong}” finns inte i ”{name}”.")
NESTED = N_("Ett urval (some, all, count …) får inte stå inuti ett annat")
NOT_VALID = N_("Villkoret går inte att läsa: {reason}")
NOT_YES_OR_NO = N_("Villkoret ger inte ja eller nej")

_TOKEN = re.compile(
    r"\s*(?:(?P<text>'[^'\\]*'|\"[^\"\\]*\")"
    r"|(?P<number>\d+(?:\.\d+)?)"
    r"|(?P<path>(?:#|[A-Za-z_]\w*)(?:\.[A-Za-z_]\w*)*)"
    r"|(?P<sign>==|!=|<=|>=|\.\.|[-<>+*/()\[\],?:])"
    r"|(?P<strange>\S))",
    re.ASCII,
)


class Token(msgspec.Struct, frozen=True):
    kind: str  # text, number, path, sign or strange
    written: str


class Condition:
    """A compiled condition. `names` are the questions (and register, me) that it needs."""

    __slots__ = ("_expression", "_holds_unanswered", "names")

    def __init__(self, text: str, names: frozenset[str]) -> None:
        self.names = tuple(sorted(names))
        self._expression = zen.compile_expression(text)
        self._holds_unanswered = self._holds({name: None for name in self.names})

    def holds(self, values: Mapping[str, Any]) -> bool:
        """Whether the condition is true of the values, as questions' `compared` gives them."""
        needed = {name: values.get(name) for name in self.names}
        if not any(value is not None for value in needed.values()):
            return self._holds_unanswered  # most of an empty form, without asking the engine
        return self._holds(needed)

    def _holds(self, needed: dict[str, Any]) -> bool:
        try:
            return self._expression.evaluate(needed) is True
        except RuntimeError:  # what the engine raises for `null > 3`
            return False

    def gives_yes_or_no(self) -> bool:
        """False when the condition, with nothing answered, computes to something else."""
        try:
            result = self._expression.evaluate({name: None for name in self.names})
        except RuntimeError:
            return True  # it computes with answers, so without any it cannot say
        return result is None or isinstance(result, bool)


def tokens(text: str) -> Iterator[Token]:
    """The words and signs of a condition; whatever cannot be one has the kind "strange"."""
    position = 0
    text = text.rstrip()
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None or match.end() == position or match.lastgroup is None:
            yield Token("strange", text[position:].strip()[:1])
            return
        yield Token(match.lastgroup, match[match.lastgroup])
        position = match.end()


class Vocabulary(msgspec.Struct, frozen=True):
    """What the conditions of a service may speak of.

    `parts`: for each name, the parts it has. `options`: for choices, the keys to compare with.
    `alone`: names that are a yes or no by themselves. `later`: questions not yet asked.
    """

    parts: Mapping[str, frozenset[str]]
    options: Mapping[str, frozenset[str]]
    alone: frozenset[str]
    later: frozenset[str] = frozenset()


def compile_condition(
    text: str, vocabulary: Vocabulary, findings: Findings, path: Path
) -> Condition | None:
    """The condition ready for use, or None with its faults noted in `findings`."""
    before = len(findings.problems)
    found = list(tokens(text))
    if len(text) > LONGEST:
        findings.add(path, TOO_LONG, most=LONGEST)
    else:
        _check_signs(found, findings, path)
    if len(findings.problems) == before:
        if fault := zen.validate_expression(text):
            findings.add(path, NOT_VALID, reason=str(fault.get("source", "")))
        else:
            _check_names(found, vocabulary, findings, path)
            _check_options(found, vocabulary, findings, path)
    if len(findings.problems) > before:
        return None
    condition = Condition(text, names_in(found))
    if not _gives_yes_or_no(found, condition, vocabulary):
        findings.add(path, NOT_YES_OR_NO)
        return None
    return condition


def names_in(found: list[Token]) -> frozenset[str]:
    """The first words of all paths: questions, register, me."""
    return frozenset(root for _, root, _ in _paths(found))


def _paths(found: list[Token]) -> Iterator[tuple[int, str, list[str]]]:
    """Place, first word and following words of each path, functions and closures left out."""
    for place, token in enumerate(found):
        called = place + 1 < len(found) and found[place + 1].written == "("
        first, *rest = token.written.split(".")
        plain = token.kind == "path" and first not in WORDS and not first.startswith("#")
        if plain and not (called and token.written in FUNCTIONS):
            yield place, first, rest


def _check_signs(found: list[Token], findings: Findings, path: Path) -> None:
    depth, closures = 0, list[int]()
    for place, token in enumerate(found):
        following = found[place + 1].written if place + 1 < len(found) else ""
        if token.kind == "strange":
            text = USE_EQUALS if token.written == "=" else STRANGE
            findings.add(path, text, **({} if token.written == "=" else {"written": token.written}))
            return
        if token.kind == "path" and following == "(" and token.written not in WORDS:
            if token.written not in FUNCTIONS:
                findings.add_unknown(path, UNKNOWN_FUNCTION, token.written, FUNCTIONS)
            elif token.written in CLOSURES:
                if closures:
                    findings.add(path, NESTED)
                closures.append(depth)
        depth += {"(": 1, ")": -1}.get(token.written, 0) if token.kind == "sign" else 0
        if token.written == ")" and closures and depth == closures[-1]:
            closures.pop()


def _check_names(
    found: list[Token], vocabulary: Vocabulary, findings: Findings, path: Path
) -> None:
    for _, name, rest in _paths(found):
        if name in vocabulary.later:
            findings.add(path, NOT_YET_ASKED, name=name)
        elif name not in vocabulary.parts:
            findings.add_unknown(path, UNKNOWN_NAME, name, vocabulary.parts)
        elif rest and ".".join(rest) not in vocabulary.parts[name]:
            parts = vocabulary.parts[name]
            findings.add_unknown(path, UNKNOWN_PART, ".".join(rest), parts, name=name)


def _check_options(
    found: list[Token], vocabulary: Vocabulary, findings: Findings, path: Path
) -> None:
    """A choice is only compared with options that it has."""
    for place, name, rest in _paths(found):
        if rest or name not in vocabulary.options:
            continue
        for text in _compared_with(found, place):
            if text not in vocabulary.options[name]:
                known = vocabulary.options[name]
                findings.add_unknown(path, UNKNOWN_PART, text, known, name=name)


def _compared_with(found: list[Token], place: int) -> Iterator[str]:
    """Texts that stand beside the name: name == 'x', 'x' == name, 'x' in name, name in ['x']."""
    signs = [token.written for token in found]
    after = place + 1
    if signs[after : after + 1] in (["=="], ["!="]):
        yield from _texts(found[after + 1 : after + 2])
    if place and signs[place - 1] in ("==", "!="):
        yield from _texts(found[place - 2 : place - 1])
    if place and signs[place - 1] == "in":
        left = place - 3 if signs[place - 2] == "not" else place - 2
        yield from _texts(found[max(left, 0) : left + 1])
    after += signs[after : after + 1] == ["not"]
    if signs[after : after + 2] == ["in", "["]:
        end = signs.index("]", after) if "]" in signs[after:] else len(signs)
        yield from _texts(found[after + 2 : end])


def _texts(found: list[Token]) -> Iterator[str]:
    return (token.written[1:-1] for token in found if token.kind == "text")


def _gives_yes_or_no(found: list[Token], condition: Condition, vocabulary: Vocabulary) -> bool:
    """Guards against `kind` or `area + 1` alone, which would hide the question for ever."""
    words = [token.written for token in found if token.written not in ("not", "(", ")")]
    if len(words) == 1:
        return words[0] in vocabulary.alone
    return condition.gives_yes_or_no()
