"""From YAML text to structs, with every fault found at once and placed by line and column."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, TypeVar

import yaml
from msgspec import inspect
from yaml.constructor import ConstructorError, SafeConstructor
from yaml.reader import ReaderError

from torget.rooms.eservices.language.problems import Findings, Path
from torget.rooms.eservices.language.texts import N_, Noun

LARGEST_TEXT = 500_000
DEEPEST = 25

NOT_YAML = N_("Texten går inte att läsa som YAML: {reason}")
CANNOT_STAND = N_("Här står ett osynligt tecken som inte kan vara med. Skriv om raden.")
TOO_LARGE = N_("Texten är för stor")
TOO_DEEP = N_("Texten är för djupt nästlad")
NO_ALIASES = N_("Ankare och alias (& och *) får inte användas. Skriv ut texten.")
EMPTY = N_("Texten är tom")
WRONG_KIND = N_("Här ska det stå {expected}, inte {found}")
QUOTE_TEXT = N_('Här ska det stå text. Sätt citattecken: "{written}"')
EMPTY_TEXT = N_("Texten är tom")
UNKNOWN_FIELD = N_("Fältet ”{wrong}” finns inte här.")
MISSING_FIELD = N_("Fältet ”{field}” saknas")
TWICE = N_("Fältet ”{field}” står två gånger")
UNKNOWN_VALUE = N_("”{wrong}” går inte att använda här. Välj bland: {known}.")
NO_TYPE = N_("Fältet ”type” saknas. Välj bland: {known}.")

TEXT = Noun(N_("text"))
A_NUMBER = Noun(N_("ett tal"))
A_WHOLE_NUMBER = Noun(N_("ett heltal"))
YES_OR_NO = Noun(N_("true eller false"))
A_LIST = Noun(N_("en lista"))
FIELDS = Noun(N_("fält med värden"))
NOTHING = Noun(N_("ingenting"))

Wanted = TypeVar("Wanted")
FAILED: Any = object()  # stands where a value could not be read; never leaves this module


def read_yaml(text: str, wanted: type[Wanted], findings: Findings) -> Wanted | None:
    """The text as a `wanted`, its parts' places noted in `findings`; None if it has faults."""
    node = compose(text, findings)
    return None if node is None else read_node(node, wanted, findings)


def read_node(node: yaml.Node, wanted: type[Wanted], findings: Findings) -> Wanted | None:
    """As `read_yaml`, of a text that has become YAML's own tree."""
    kind: Any = wanted
    value = _Reader(findings).value(node, _type_info(kind), ())
    return None if value is FAILED else value


@cache
def _type_info(wanted: type) -> Any:
    return inspect.type_info(wanted)


def compose(text: str, findings: Findings) -> yaml.Node | None:
    """The text as YAML's own tree, without what makes a small text huge; None if it has faults."""
    findings.places[()] = (1, 1)
    if len(text) > LARGEST_TEXT:
        findings.add((), TOO_LARGE)
        return None
    octets = text.encode("utf-8", "replace")
    try:
        if not _is_plain(octets, findings):
            return None
        node = yaml.compose(octets, Loader=yaml.CSafeLoader)
    except ReaderError as error:
        before = octets[: error.position].decode("utf-8", "replace")
        findings.places[()] = (before.count("\n") + 1, len(before) - before.rfind("\n"))
        findings.add((), CANNOT_STAND)
        return None
    except yaml.MarkedYAMLError as error:
        findings.places[()] = _place(error.problem_mark)
        findings.add((), NOT_YAML, reason=error.problem or "")
        return None
    if node is None:
        findings.add((), EMPTY)
    return node


def _is_plain(text: bytes, findings: Findings) -> bool:
    """Refuse what makes a small text huge or endless before the tree is built."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        anchored = getattr(event, "anchor", None) is not None
        if depth > DEEPEST or anchored:
            findings.places[()] = _place(event.start_mark)
            findings.add((), NO_ALIASES if anchored else TOO_DEEP)
            return False
    return True


class _Reader:
    """Walks the tree beside the type that is wanted, and notes what does not fit."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.readers: dict[type, Callable[[yaml.Node, Any, Path], Any]] = {
            inspect.StrType: self.text,
            inspect.IntType: self.scalar,
            inspect.FloatType: self.scalar,
            inspect.BoolType: self.scalar,
            inspect.LiteralType: self.literal,
            inspect.UnionType: self.union,
            inspect.VarTupleType: self.items,
            inspect.DictType: self.mapping,
            inspect.StructType: self.struct,
        }

    def value(self, node: yaml.Node, wanted: Any, path: Path) -> Any:
        self.findings.places[path] = _place(node.start_mark)
        return self.readers[type(wanted)](node, wanted, path)

    def scalar(self, node: yaml.Node, wanted: Any, path: Path) -> Any:
        value = _plain_value(node)
        if isinstance(wanted, inspect.BoolType):
            fits, expected = isinstance(value, bool), YES_OR_NO
        elif isinstance(wanted, inspect.IntType):
            fits = isinstance(value, int) and not isinstance(value, bool)
            expected = A_WHOLE_NUMBER
        else:
            fits = isinstance(value, (int, float)) and not isinstance(value, bool)
            expected = A_NUMBER
            value = float(value) if fits else value  # as JSON reads it, so that hashes agree
        return value if fits else self.wrong_kind(node, expected, path)

    def text(self, node: yaml.Node, wanted: Any, path: Path) -> Any:
        value = _plain_value(node)
        if isinstance(value, str) and not value.strip():
            self.findings.add(path, EMPTY_TEXT)
            return FAILED
        if isinstance(value, str) and "\x00" in value:  # no store can keep it
            self.findings.add(path, CANNOT_STAND)
            return FAILED
        if isinstance(value, str):
            return value.strip()
        if isinstance(node, yaml.ScalarNode) and node.value and value is not None:
            self.findings.add(path, QUOTE_TEXT, written=node.value)
            return FAILED
        return self.wrong_kind(node, TEXT, path)

    def literal(self, node: yaml.Node, wanted: Any, path: Path) -> Any:
        value = _plain_value(node)
        if value in wanted.values and not isinstance(value, bool):
            # The declared object itself: by it the encoder knows what is a field's default.
            return next(known for known in wanted.values if known == value)
        known = [str(value) for value in wanted.values]
        written = node.value if isinstance(node, yaml.ScalarNode) else "…"
        self.findings.add_unknown(path, UNKNOWN_VALUE, written, known, known=", ".join(known))
        return FAILED

    def union(self, node: yaml.Node, wanted: Any, path: Path) -> Any:
        """Either "something or nothing", or structs told apart by their `type`."""
        types = wanted.types
        if any(isinstance(option, inspect.NoneType) for option in types):
            if _plain_value(node) is None and isinstance(node, yaml.ScalarNode):
                return None
            rest = [option for option in types if not isinstance(option, inspect.NoneType)]
            return self.value(node, rest[0], path)
        by_tag = {option.tag: option for option in types}
        if not isinstance(node, yaml.MappingNode):
            return self.wrong_kind(node, FIELDS, path)
        tagged = next((value for key, value in node.value if key.value == "type"), None)
        if tagged is None:
            self.findings.add(path, NO_TYPE, known=", ".join(by_tag))
            return FAILED
        tag = tagged.value if isinstance(tagged, yaml.ScalarNode) else "…"
        if tag not in by_tag:
            known = ", ".join(by_tag)
            self.findings.places[(*path, "type")] = _place(tagged.start_mark)
            self.findings.add_unknown((*path, "type"), UNKNOWN_VALUE, tag, by_tag, known=known)
            return FAILED
        return self.struct(node, by_tag[tag], path)

    def items(self, node: yaml.Node, wanted: Any, path: Path) -> Any:
        if not isinstance(node, yaml.SequenceNode):
            return self.wrong_kind(node, A_LIST, path)
        values = [
            self.value(item, wanted.item_type, (*path, number))
            for number, item in enumerate(node.value)
        ]
        return FAILED if FAILED in values else tuple(values)

    def mapping(self, node: yaml.Node, wanted: Any, path: Path) -> Any:
        values = {
            name: self.value(value, wanted.value_type, (*path, name))
            for name, value in self.entries(node, path)
        }
        wrong = FAILED in values.values() or not isinstance(node, yaml.MappingNode)
        return FAILED if wrong else values

    def struct(self, node: yaml.Node, wanted: Any, path: Path) -> Any:
        fields = {field.encode_name: field for field in wanted.fields}
        values: dict[str, Any] = {}
        for name, value in self.entries(node, path):
            if name in fields:
                values[name] = self.value(value, fields[name].type, (*path, name))
            elif name != wanted.tag_field:
                self.findings.add_unknown((*path, name), UNKNOWN_FIELD, name, fields)
                values[name] = FAILED
        if not isinstance(node, yaml.MappingNode):
            return FAILED
        missing = [name for name, field in fields.items() if field.required and name not in values]
        for name in missing:
            self.findings.add((*path, name), MISSING_FIELD, field=name)
        if missing or FAILED in values.values():
            return FAILED
        return wanted.cls(**{fields[name].name: value for name, value in values.items()})

    def entries(self, node: yaml.Node, path: Path) -> Iterable[tuple[str, yaml.Node]]:
        if not isinstance(node, yaml.MappingNode):
            self.wrong_kind(node, FIELDS, path)
            return
        seen: set[str] = set()
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else "…"
            place = _place(key.start_mark)
            self.findings.places.setdefault((*path, name), place)
            if name in seen:
                self.findings.places[(*path, name)] = place
                self.findings.add((*path, name), TWICE, field=name)
                continue
            seen.add(name)
            yield name, value

    def wrong_kind(self, node: yaml.Node, expected: Noun, path: Path) -> Any:
        self.findings.add(path, WRONG_KIND, expected=expected, found=_kind(node))
        return FAILED


def _plain_value(node: yaml.Node) -> Any:
    """The scalar as YAML means it; None for lists, fields and values that YAML cannot make."""
    if not isinstance(node, yaml.ScalarNode):
        return None
    try:
        return SafeConstructor().construct_object(node)
    except (ConstructorError, ValueError):
        return None


def _kind(node: yaml.Node) -> Noun | str:
    if isinstance(node, yaml.SequenceNode):
        return A_LIST
    if isinstance(node, yaml.MappingNode):
        return FIELDS
    return f"”{node.value}”" if node.value else NOTHING


def _place(mark: Any) -> tuple[int, int]:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
