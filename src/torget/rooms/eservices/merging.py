"""A service that was taken in and changed here, merged with the original that has changed since.

Three texts: the `base` that was taken in, `ours` and `theirs`. What only one side changed is kept.
Where both changed the same thing there is a conflict, and ours stands unless theirs is chosen.
Steps and questions are known by their keys, so that what has moved is still the same.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

from torget.rooms.eservices.differences import FIELDS
from torget.rooms.eservices.language.blocks import PREFIX, USE, references
from torget.rooms.eservices.language.problems import Findings
from torget.rooms.eservices.language.texts import N_, Message
from torget.rooms.eservices.texts import ServiceTexts, plain_data, written

Path = tuple[str, ...]
Plain = dict[str, Any]

STEP = " step"  # which step a question stands in, while steps and questions are apart
NAMES = ("key", "name")  # what the parts of a list are known by; a use of a block by the block


class Absent(Enum):
    """Stands where a side has nothing."""

    GONE = "gone"


GONE = Absent.GONE


@dataclass(frozen=True, slots=True)
class Conflict:
    """What both sides changed, each in its way; GONE for what a side took away.

    `called` is what people know the step or the question as.
    """

    path: Path
    ours: Any
    theirs: Any
    called: str = field(default="", compare=False)

    @property
    def id(self) -> str:
        """What a choice between the two is known by."""
        return "/".join(part.replace("~", "~0").replace("/", "~1") for part in self.path)


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged value, with ours where both changed, or theirs where that was chosen."""

    value: Any
    conflicts: tuple[Conflict, ...] = ()


def merged(
    base: Any, ours: Any, theirs: Any, chosen: Set[str] = frozenset(), path: Path = ()
) -> Merged:
    """The three merged; `chosen` are the conflicts, by id, where theirs is taken."""
    merge = _Merge(chosen)
    value = merge.value(base, ours, theirs, path)
    return Merged(value, tuple(merge.conflicts))


class _Merge:
    def __init__(self, chosen: Set[str]) -> None:
        self.chosen = chosen
        self.conflicts: list[Conflict] = []

    def value(self, base: Any, ours: Any, theirs: Any, path: Path) -> Any:
        if _same(ours, theirs) or _same(base, theirs):
            return ours
        if _same(base, ours):
            return theirs
        if isinstance(ours, dict) and isinstance(theirs, dict) and not _both_retyped(
            base, ours, theirs
        ):  # fmt: skip
            return self.fields(base if isinstance(base, dict) else {}, ours, theirs, path)
        sides = [_by_name(side) for side in (base, ours, theirs)]
        if sides[1] is not None and sides[2] is not None:
            found = self.fields(sides[0] or {}, sides[1], sides[2], path)
            return list(found.values())
        return self.conflict(ours, theirs, path)

    def fields(self, base: Plain, ours: Plain, theirs: Plain, path: Path) -> Plain:
        names = in_order(list(base), list(ours), list(theirs))
        values = {
            name: self.value(
                base.get(name, GONE), ours.get(name, GONE), theirs.get(name, GONE), (*path, name)
            )
            for name in names
        }
        return {name: value for name, value in values.items() if value is not GONE}

    def conflict(self, ours: Any, theirs: Any, path: Path) -> Any:
        found = Conflict(path, ours, theirs)
        self.conflicts.append(found)
        return theirs if found.id in self.chosen else ours


def _same(one: Any, other: Any) -> bool:
    """Whether two values say the same; true is not 1."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return type(one) is type(other) and bool(one == other)


def _both_retyped(base: Any, ours: Plain, theirs: Plain) -> bool:
    """Whether both made it something else: fields of two types make no question together."""
    was = base.get("type") if isinstance(base, dict) else None
    kinds = (ours.get("type"), theirs.get("type"))
    return kinds[0] != kinds[1] and was not in kinds


def _by_name(side: Any) -> Plain | None:
    """A list's parts by what they are known by; None when they are not, or not each its own."""
    if not isinstance(side, list) or not all(isinstance(part, dict) for part in side):
        return None
    known = {name: part for part in side if (name := _name(part))}
    return known if len(known) == len(side) else None


def _name(part: Plain) -> str:
    for known_by in NAMES:
        if isinstance(name := part.get(known_by), str):
            return name
    block = part.get(USE)
    prefix = part.get(PREFIX, "")
    return f"{USE} {block.partition('@')[0]} {prefix}" if isinstance(block, str) else ""


def in_order(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """Every name once: in the order of the side that moved something, ours when both did."""
    ours_moved = _common(ours, base) != _common(base, ours)
    lead, other = (ours, theirs) if ours_moved else (theirs, ours)
    order = list(lead)
    for place, name in enumerate(other):
        if name not in order:
            before = [one for one in other[:place] if one in order]
            order.insert(order.index(before[-1]) + 1 if before else 0, name)
    return order


def _common(names: Sequence[str], others: Sequence[str]) -> list[str]:
    known = set(others)
    return [name for name in names if name in known]


# --- a whole service --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MergedTexts:
    """A service's three texts merged; `conflicts` begin with the text they are in."""

    texts: ServiceTexts
    conflicts: tuple[Conflict, ...]


def merged_texts(
    base: ServiceTexts, ours: ServiceTexts, theirs: ServiceTexts, chosen: Set[str] = frozenset()
) -> MergedTexts:
    """The texts merged by what they say. A text that only one side changed is kept to the letter.

    A text that cannot be read is taken whole, from one side or the other.
    """
    source, first = _merged_text("source", base.source, ours.source, theirs.source, chosen)
    people, second = _merged_text("personas", base.personas, ours.personas, theirs.personas, chosen)
    notes = merged(base.notes, ours.notes, theirs.notes, chosen, ("notes",))
    blocks = dict(theirs.blocks) | dict(ours.blocks)
    used = tuple((one, blocks[one]) for one in references(source) if one in blocks)
    texts = ServiceTexts(source, people, notes.value, used)
    return MergedTexts(texts, (*first, *second, *notes.conflicts))


def _merged_text(
    name: str, base: str, ours: str, theirs: str, chosen: Set[str]
) -> tuple[str, tuple[Conflict, ...]]:
    if ours == theirs or theirs == base:
        return ours, ()
    if ours == base:
        return theirs, ()
    was, mine, other = (plain_data(text, Findings()) for text in (base, ours, theirs))
    if mine is None or other is None:
        whole = merged(base, ours, theirs, chosen, (name,))
        return whole.value, whole.conflicts
    apart = [_apart(side) for side in (was, mine, other)]
    placed = [side for side in apart if side is not None]
    if len(placed) == 3:
        was, mine, other = placed
    found = merged(was, mine, other, chosen, (name,))
    conflicts = tuple(
        replace(one, called=_called(one.path, mine, other)) for one in found.conflicts
    )
    for text, side in ((ours, mine), (theirs, other)):
        if _same(found.value, side):
            return text, conflicts
    plain = _together(found.value, mine, other) if len(placed) == 3 else found.value
    return written(plain), conflicts


def _called(path: Path, *sides: Any) -> str:
    """The words of the step or the question, or its key when it has none."""
    if len(path) < 3:
        return ""
    for side in sides:
        part = (_by_name(side.get(path[1])) or {}).get(path[2]) if isinstance(side, dict) else None
        words = (part.get("label") or part.get("title")) if part else None
        if isinstance(words, dict) and isinstance(words.get("sv"), str):
            return str(words["sv"])
    return path[2]


def _apart(plain: Any) -> Plain | None:
    """A definition with its questions beside its steps, so that one can be followed as it moves.

    None when there are not steps and questions that are each known by a key of their own.
    """
    if not isinstance(plain, dict) or "questions" in plain:
        return None
    steps = plain.get("steps")
    if steps is None or _by_name(steps) is None:
        return None
    if not all("key" in step and isinstance(step.get("questions"), list) for step in steps):
        return None
    if _by_name([question for step in steps for question in step["questions"]]) is None:
        return None
    placed = [{**question, STEP: step["key"]} for step in steps for question in step["questions"]]
    bare = [{name: value for name, value in step.items() if name != "questions"} for step in steps]
    return {**plain, "steps": bare, "questions": placed}


def _together(plain: Plain, *sides: Plain) -> Plain:
    """The definition as it is written. A step that has a question stays, whoever took it away."""
    steps = [{**step, "questions": []} for step in plain.get("steps", [])]
    by_key = {step["key"]: step for step in steps}
    for question in plain.get("questions", []):
        key = question[STEP]
        if key not in by_key:
            known = (step for side in sides for step in side["steps"] if step["key"] == key)
            by_key[key] = {**next(known), "questions": []}
            steps.append(by_key[key])
        bare = {name: value for name, value in question.items() if name != STEP}
        by_key[key]["questions"].append(bare)
    whole = {name: value for name, value in plain.items() if name not in ("steps", "questions")}
    return {**whole, "steps": steps}


def differing(before: str, after: str) -> list[Conflict]:
    """What differs between two definitions, faulty or not: `ours` was before, `theirs` is after."""
    was, now = (plain_data(text, Findings()) for text in (before, after))
    one, other = _apart(was), _apart(now)
    if one is not None and other is not None:
        was, now = one, other
    found = _differences(was, now, ("source",))
    return [replace(one, called=_called(one.path, was, now)) for one in found]


def _differences(was: Any, now: Any, path: Path) -> Iterator[Conflict]:
    if _same(was, now):
        return
    before, after = (side if isinstance(side, dict) else _by_name(side) for side in (was, now))
    if before is None or after is None:
        yield Conflict(path, was, now)
        return
    for name in dict.fromkeys([*before, *after]):
        yield from _differences(before.get(name, GONE), after.get(name, GONE), (*path, name))


# --- in words ---------------------------------------------------------------------------------

PARTS = {
    "source": N_("Tjänsten"),
    "personas": N_("Testpersonerna"),
    "notes": N_("Anteckningarna"),
}
STEP_CALLED = N_("Steget ”{name}”")
QUESTION_CALLED = N_("Frågan ”{name}”")
PERSON_CALLED = N_("Testpersonen ”{name}”")


LANGUAGES = {"sv": N_("svenska"), "en": N_("engelska")}


def place_of(conflict: Conflict) -> tuple[Message, tuple[str, ...]]:
    """What the conflict is about, and words for which field of it: catalogue entries, or names."""
    part, *rest = conflict.path
    called = PERSON_CALLED if part == "personas" else None
    if part == "source" and len(rest) > 1:
        called = {"steps": STEP_CALLED, "questions": QUESTION_CALLED}.get(rest[0])
        rest = rest[1:] if called else rest
    if called is None or not rest:
        return Message(PARTS[part]), _words(rest)
    return Message(called, {"name": conflict.called or rest[0]}), _words(rest[1:])


def _words(path: list[str]) -> tuple[str, ...]:
    return tuple(LANGUAGES.get(name) or FIELDS.get(name, name) for name in path)


def said(value: Any) -> str:
    """One side of a conflict as text to read; nothing for what the side took away."""
    if value is GONE:
        return ""
    if isinstance(value, dict):
        value = {name: inner for name, inner in value.items() if name != STEP}
    return value if isinstance(value, str) else written(value).removesuffix("...\n").strip()
