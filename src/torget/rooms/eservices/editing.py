"""Common changes to a definition without writing YAML: its steps and questions as plain data.

A change is decoded, made, and written out again in the one way that we write; comments in the
text are lost by it. What is not understood here is left as it stands, faults too.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any, get_args

import msgspec
import yaml

from torget.rooms.eservices.language.problems import Findings
from torget.rooms.eservices.language.service import Step
from torget.rooms.eservices.language.texts import LANGUAGES
from torget.rooms.eservices.language.types import Question
from torget.rooms.eservices.texts import plain_data, written

Plain = dict[str, Any]
QUESTION_TYPES: dict[str, Any] = {
    str(kind.__struct_config__.tag): kind for kind in get_args(Question)
}


class NotEditable(Exception):
    """The text is not so far a service that its steps can be found, or the place is gone."""


def edited(source: str, change: Callable[[Plain], None]) -> str:
    """The text with the change made; raises NotEditable."""
    plain = definition(source)
    change(plain)
    return written(plain)


def definition(source: str) -> Plain:
    """What the text says, with a list of steps that each have a list of questions."""
    plain = plain_data(source, Findings())
    if not isinstance(plain, dict) or not isinstance(plain.setdefault("steps", []), list):
        raise NotEditable
    for step in plain["steps"]:
        if not isinstance(step, dict) or not isinstance(step.setdefault("questions", []), list):
            raise NotEditable
        if not all(isinstance(question, dict) for question in step["questions"]):
            raise NotEditable
    return plain


def has_comments(source: str) -> bool:
    """Whether there is something in the text that a change by form takes away."""
    end = 0
    try:
        for token in yaml.scan(source, Loader=yaml.SafeLoader):
            if "#" in source[end : token.start_mark.index]:
                return True
            end = max(end, token.end_mark.index)
    except yaml.YAMLError:
        return False
    return False


def fields_of(kind: str) -> frozenset[str]:
    """What a question of the type may say."""
    wanted = QUESTION_TYPES.get(kind)
    return frozenset(_names(wanted)) if wanted else frozenset()


def step_at(plain: Plain, number: int) -> Plain:
    return _at(plain["steps"], number)


def question_at(plain: Plain, step: int, number: int) -> Plain:
    return _at(step_at(plain, step)["questions"], number)


def add_step(plain: Plain, title: str) -> None:
    """A new last step, with a title to translate and nothing asked yet."""
    taken = {step.get("key") for step in plain["steps"]}
    key = key_for(title, taken)
    plain["steps"].append({"key": key, "title": {"sv": title, "en": title}, "questions": []})


def add_question(plain: Plain, step: int, kind: str, label: str) -> None:
    """A new last question of a step."""
    asked = {question.get("key") for one in plain["steps"] for question in one["questions"]}
    steps = {one.get("key") for one in plain["steps"]}
    question: Plain = {"type": kind, "key": key_for(label, asked | steps)}
    step_at(plain, step)["questions"].append({**question, "label": {"sv": label, "en": label}})


def change(part: Plain, values: Plain) -> None:
    """Set fields; None takes one away. Written in the format's own order.

    A question that gets another type loses what only its old type could say.
    """
    lost = fields_of(part.get("type", ""))
    part.update(values)
    kind = QUESTION_TYPES.get(part.get("type", ""))
    order = ["type", *_names(kind)] if kind else _names(Step)
    kept = {
        name: value
        for name, value in part.items()
        if value is not None and (name in order or name not in lost)
    }
    part.clear()
    for name in sorted(kept, key=lambda name: order.index(name) if name in order else len(order)):
        part[name] = kept[name]


def move(parts: list[Plain], number: int, by: int) -> None:
    """Move one of them up or down; at the end of the list it stays."""
    part, place = _at(parts, number), number + by
    if 0 <= place < len(parts):
        del parts[number]
        parts.insert(place, part)


def remove(parts: list[Plain], number: int) -> None:
    _at(parts, number)
    del parts[number]


def in_languages(texts: Iterable[str]) -> Plain | None:
    """{sv: …, en: …} of what was written; the Swedish for both while one is missing."""
    swedish, english = (text.strip() for text in texts)
    if not swedish and not english:
        return None
    return dict(zip(LANGUAGES, (swedish or english, english or swedish), strict=True))


def key_for(label: str, taken: Iterable[Any]) -> str:
    """A key that the label suggests and that nothing else has."""
    plain = unicodedata.normalize("NFKD", label.lower()).encode("ascii", "ignore").decode()
    base = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:30].strip("_")
    base = base if base[:1].isalpha() else f"q_{base}".strip("_")
    known, number, key = set(taken), 1, base
    while key in known:
        number += 1
        key = f"{base}_{number}"
    return key


def read_options(text: str, before: list[Plain]) -> list[Plain]:
    """Options as lines of key | Swedish | English; the key may be left out, hints are kept."""
    known = {option.get("key"): option for option in before}
    options: list[Plain] = []
    for line in filter(str.strip, text.splitlines()):
        words = [word.strip() for word in line.split("|")]
        words = words if len(words) > 2 else ["", *words]
        label = in_languages((words[1], words[2] if len(words) > 2 else ""))
        if label is None:
            continue
        key = words[0] or key_for(label["sv"], [one["key"] for one in options])
        options.append({**known.get(key, {}), "key": key, "label": label})
    return options


def written_options(options: list[Plain]) -> str:
    """The lines that `read_options` reads."""
    lines = []
    for option in options:
        label = option.get("label") or {}
        lines.append(f"{option.get('key', '')} | {label.get('sv', '')} | {label.get('en', '')}")
    return "\n".join(lines)


def _names(struct: Any) -> list[str]:
    return [field.encode_name for field in msgspec.structs.fields(struct)]


def _at(parts: list[Plain], number: int) -> Plain:
    if not 0 <= number < len(parts):
        raise NotEditable
    return parts[number]
