"""Lists of questions with a name, written once and used in many services.

A step uses one by a line among its questions, always a certain version of it:

    - use: kontaktuppgifter@3
    - {use: kontaktuppgifter@3, prefix: guardian_}    # keys become guardian_email …

The line is replaced by the questions when the definition is read, so what is published stands on
its own. Faults in what was put in are placed at the line.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
import yaml

from torget.rooms.eservices.language.expressions.tokens import WORDS, tokens
from torget.rooms.eservices.language.parts import Part
from torget.rooms.eservices.language.problems import Findings, Path
from torget.rooms.eservices.language.reading import compose
from torget.rooms.eservices.language.service import Service
from torget.rooms.eservices.language.texts import N_, Translated
from torget.rooms.eservices.language.types import Question

Blocks = Mapping[str, str]  # the text of each version: {"kontaktuppgifter@3": "title: …"}
USE, PREFIX = "use", "prefix"
REFERENCE = re.compile(r"([a-z][a-z0-9_]{0,49})@([1-9][0-9]{0,5})")
_PREFIX = re.compile(r"[a-z][a-z0-9_]{0,29}")
EXPRESSIONS = frozenset({"show_when", "required_when", "valid", "value"})

MOST_USES = 50  # so that a small text stays small when it is read

TOO_MANY_USES = N_("Block kan användas högst {most} gånger i en tjänst")
NOT_A_REFERENCE = N_("Skriv blockets nyckel och version: kontaktuppgifter@1")
NO_SUCH_BLOCK = N_("Det finns inget block ”{reference}”")
BLOCK_HAS_FAULTS = N_("Blocket ”{reference}” går inte att läsa")
NOT_A_PREFIX = N_("Här ska det stå små bokstäver a–z, siffror och _: guardian_")
ONLY_USE = N_("Fältet ”{field}” finns inte här. Bara ”use” och ”prefix” kan stå.")


class Block(Part, frozen=True, kw_only=True):
    """Questions that belong together, as their builder wrote them."""

    title: Translated
    questions: tuple[Question, ...]


def block_as_service(block: Block) -> Service:
    """The block as all there is of a service, so that its questions can be checked alone."""
    said = {"sv": "–", "en": "–"}
    plain: dict[str, Any] = {
        **{"key": "block", "kind": "application", "title": said, "summary": said},
        **{"audience": ["residents"], "maturity": 3, "unit": "block", "case_series": "XX"},
        "process_time": {"text": said, "promised_days": 1},
        "legal_bases": [{"law": "–", "paragraph": "–", "text": said}],
        "contact": {"name": said},
        "other_ways": [{"channel": "phone", "text": said}],
        "steps": [{"key": "block", "title": said, "questions": []}],
    }
    service = msgspec.convert(plain, Service)
    step = msgspec.structs.replace(service.steps[0], questions=block.questions)
    return msgspec.structs.replace(service, steps=(step,))


def references(text: str) -> tuple[str, ...]:
    """Every block version that a definition uses, however faulty the rest of it is."""
    if not REFERENCE.search(text):
        return ()
    root = compose(text, Findings())
    found = (reference_in(item) for _path, _parts, item in uses_in(root))
    return tuple(dict.fromkeys(one for one in found if REFERENCE.fullmatch(one)))


def expand(root: yaml.Node, blocks: Blocks, findings: Findings) -> None:
    """Put the questions of every block in the place of the line that uses it."""
    uses = list(uses_in(root))
    lines = {id(part): n for _path, parts, _use in uses for n, part in enumerate(parts.value)}
    for path, parts, item in uses[:MOST_USES]:
        findings.places[path] = (item.start_mark.line + 1, item.start_mark.column + 1)
        questions = questions_of(item, path, blocks, findings)
        place = next(number for number, part in enumerate(parts.value) if part is item)
        parts.value[place : place + 1] = questions
        lines |= {id(question): lines[id(item)] for question in questions}
    for path, _parts, item in uses[MOST_USES:]:
        findings.places[path] = (item.start_mark.line + 1, item.start_mark.column + 1)
        findings.add(path, TOO_MANY_USES, most=MOST_USES)
    for path, parts, _item in uses:
        for number, part in enumerate(parts.value):
            findings.origins[(*path[:-1], number)] = (*path[:-1], lines[id(part)])


def uses_in(root: yaml.Node | None) -> Iterator[tuple[Path, yaml.SequenceNode, yaml.MappingNode]]:
    """Each line that uses a block, with its path and the list that it stands in."""
    steps = field_of(root, "steps")
    for number, step in enumerate(steps.value if isinstance(steps, yaml.SequenceNode) else ()):
        questions = field_of(step, "questions")
        if not isinstance(questions, yaml.SequenceNode):
            continue
        for place, item in enumerate(questions.value):
            if field_of(item, USE) is not None:
                yield ("steps", number, "questions", place), questions, item


def field_of(node: Any, name: str) -> Any:
    """The value of a field; None when there is none."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value for key, value in pairs if key.value == name), None)


def reference_in(use: yaml.MappingNode) -> str:
    """What a line that uses a block refers to, however it is written."""
    return str(field_of(use, USE).value)


def questions_of(
    item: yaml.MappingNode, path: Path, blocks: Blocks, findings: Findings
) -> list[yaml.Node]:
    """The block's questions as if they had been written here; none, and a fault, if it is wrong."""
    fields = {str(key.value): value.value for key, value in item.value}
    reference, prefix = str(fields.pop(USE)), fields.pop(PREFIX, "")
    for field in fields:
        findings.add(path, ONLY_USE, field=field)
    if not REFERENCE.fullmatch(reference):
        findings.add(path, NOT_A_REFERENCE)
        return []
    if prefix and not (isinstance(prefix, str) and _PREFIX.fullmatch(prefix)):
        findings.add(path, NOT_A_PREFIX)
        return []
    if reference not in blocks:
        findings.add(path, NO_SUCH_BLOCK, reference=reference)
        return []
    questions = field_of(compose(blocks[reference], Findings()), "questions")
    if not isinstance(questions, yaml.SequenceNode):
        findings.add(path, BLOCK_HAS_FAULTS, reference=reference)
        return []
    keys = (field_of(one, "key") for one in questions.value)
    new = {key.value: f"{prefix}{key.value}" for key in keys if isinstance(key, yaml.ScalarNode)}
    return [_moved(one, item.start_mark, new, is_question=True) for one in questions.value]


def _moved(
    node: yaml.Node, mark: Any, new: Mapping[str, str], *, is_question: bool = False, name: str = ""
) -> yaml.Node:
    """A copy that stands at the mark, with the block's own keys as they are called here."""
    if isinstance(node, yaml.MappingNode):
        pairs = [
            (
                _moved(key, mark, new),
                _renamed(value, mark, new)
                if is_question and key.value == "key"
                else _moved(value, mark, new, name=str(key.value)),
            )
            for key, value in node.value
        ]
        return yaml.MappingNode(node.tag, pairs, mark, mark)
    if isinstance(node, yaml.SequenceNode):
        return yaml.SequenceNode(
            node.tag, [_moved(one, mark, new) for one in node.value], mark, mark
        )
    text = _in_words(str(node.value), new) if name in EXPRESSIONS else node.value
    return yaml.ScalarNode(node.tag, text, mark, mark, getattr(node, "style", None))


def _renamed(node: yaml.Node, mark: Any, new: Mapping[str, str]) -> yaml.Node:
    if not isinstance(node, yaml.ScalarNode):
        return _moved(node, mark, new)
    return yaml.ScalarNode(node.tag, new.get(node.value, node.value), mark, mark)


def _in_words(text: str, new: Mapping[str, str]) -> str:
    """An expression with the block's keys as they are called here; as it was if none is."""
    if all(key == called for key, called in new.items()):
        return text
    words = []
    for token in tokens(text):
        first, dot, rest = token.written.partition(".")
        known = token.kind == "path" and first in new and first not in WORDS
        words.append(f"{new[first]}{dot}{rest}" if known else token.written)
    return " ".join(words)
