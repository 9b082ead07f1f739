"""What differs between two versions of a service, in words."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

import msgspec

from torget.rooms.eservices.language.service import Service, Step
from torget.rooms.eservices.language.texts import N_, Message, Translated, Value
from torget.rooms.eservices.language.types import QuestionBase


class Kind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Change(msgspec.Struct, frozen=True):
    """One difference. `before` and `after` are what was said, where that helps.

    `field` is what of the thing was changed: a word of ours, or a field's own name.
    """

    kind: Kind
    what: Message
    field: str = ""
    before: str = ""
    after: str = ""


# Our own words for what a builder may have changed; other fields go by their own names.
FIELDS: Mapping[str, str] = {
    "title": N_("rubriken"),
    "intro": N_("inledningen"),
    "label": N_("frågans ord"),
    "hint": N_("ledtråden"),
    "help": N_("förklaringen"),
    "text": N_("texten"),
    "show_when": N_("villkoret för att visas"),
    "required": N_("om den måste besvaras"),
    "information": N_("slaget av uppgift"),
    "options": N_("alternativen"),
    "type": N_("slaget av svar"),
}


def differences(before: Service, after: Service) -> list[Change]:
    """Every difference in steps and questions, then those in what is said of the service."""
    return [
        *_steps(before, after),
        *_questions(before, after),
        *_process(before, after),
        *_facts(before, after),
    ]


def _said(text: str, **values: Value) -> Message:
    return Message(text, values)


def _steps(before: Service, after: Service) -> Iterator[Change]:
    old, new = ({step.key: step for step in one.steps} for one in (before, after))
    for key, step in new.items():
        if key not in old:
            yield Change(Kind.ADDED, _said(N_("Steget ”{title}”"), title=step.title))
    for key, step in old.items():
        if key not in new:
            yield Change(Kind.REMOVED, _said(N_("Steget ”{title}”"), title=step.title))
    if [key for key in old if key in new] != [key for key in new if key in old]:
        order = " → ".join(step.title.sv for step in new.values())
        yield Change(Kind.CHANGED, _said(N_("Stegens ordning")), after=order)
    for key in new.keys() & old.keys():
        name = _said(N_("Steget ”{title}”"), title=new[key].title)
        yield from _fields(old[key], new[key], name, without=("key", "questions"))


def _asked(service: Service) -> dict[str, tuple[Step, QuestionBase]]:
    return {question.key: (step, question) for step in service.steps for question in step.questions}


def _questions(before: Service, after: Service) -> Iterator[Change]:
    old, new = _asked(before), _asked(after)
    for key, (_step, question) in new.items():
        if key not in old:
            yield Change(Kind.ADDED, _said(N_("Frågan ”{label}”"), label=question.label))
    for key, (_step, question) in old.items():
        if key not in new:
            yield Change(Kind.REMOVED, _said(N_("Frågan ”{label}”"), label=question.label))
    for key, (step, question) in new.items():
        if key not in old:
            continue
        was_in, was = old[key]
        name = _said(N_("Frågan ”{label}”"), label=question.label)
        if was_in.key != step.key:
            moved = _said(N_("Frågan ”{label}” står i ett annat steg"), label=question.label)
            yield Change(Kind.CHANGED, moved, "", was_in.title.sv, step.title.sv)
        if was.type != question.type:
            yield Change(Kind.CHANGED, name, FIELDS["type"], was.type, question.type)
        else:
            yield from _fields(was, question, name, without=("key",))


def _process(before: Service, after: Service) -> Iterator[Change]:
    """The way of the case: all of it new or gone, or else status by status."""
    old, new = before.process, after.process
    if old is None or new is None:
        if old is not new:
            kind = Kind.ADDED if old is None else Kind.REMOVED
            yield Change(kind, _said(N_("Ärendets egen väg")))
        return
    for words, was, now in (
        (N_("Statusen ”{name}”"), old.statuses, new.statuses),
        (N_("Övergången ”{name}”"), old.transitions, new.transitions),
        (N_("Fasen ”{name}”"), old.phases, new.phases),
    ):
        yield from _parts(words, {one.key: one for one in was}, {one.key: one for one in now})


def _parts(words: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    """Parts that came, went, were changed or stand in another order, which counts too."""
    for key in [key for key in new if key not in old]:
        yield Change(Kind.ADDED, _said(words, name=_name(new[key])))
    for key in [key for key in old if key not in new]:
        yield Change(Kind.REMOVED, _said(words, name=_name(old[key])))
    for key in [key for key in new if key in old]:
        yield from _fields(old[key], new[key], _said(words, name=_name(new[key])), without=("key",))
    order = [key for key in new if key in old]
    if order != [key for key in old if key in new]:
        said = " → ".join(_name(new[key]) for key in order)
        yield Change(Kind.CHANGED, _said(N_("Ordningen i ärendets väg")), after=said)


def _name(part: Any) -> str:
    """A status or phase by its title, a transition by its button, or else by its key."""
    text = getattr(part, "title", None) or getattr(part, "label", None)
    return text.sv if text else str(part.key)


def _facts(before: Service, after: Service) -> Iterator[Change]:
    name = _said(N_("Tjänsten"))
    yield from _fields(before, after, name, without=("key", "steps", "process"))


def _fields(old: Any, new: Any, name: Message, *, without: tuple[str, ...]) -> Iterator[Change]:
    for field in old.__struct_fields__:
        was, now = getattr(old, field), getattr(new, field)
        if field not in without and was != now:
            named = FIELDS.get(field, field)
            yield Change(Kind.CHANGED, name, named, _words(was), _words(now))


def _words(value: Any) -> str:
    """What a field says, short enough to read beside another."""
    if isinstance(value, Translated):
        return f"{value.sv} / {value.en}"
    if value is None or value == () or value == "" or value == {}:
        return ""
    if isinstance(value, str | bool | int | float):
        return str(value)
    if isinstance(value, (tuple, list)):
        return ", ".join(_item(one) for one in value)
    return _item(value)


def _item(part: Any) -> str:
    """A part by its label, or else by all that it says."""
    label = getattr(part, "label", None)
    if isinstance(label, Translated):
        return label.sv
    if isinstance(part, msgspec.Struct):
        said = (getattr(part, name) for name in part.__struct_fields__)
        return " ".join(filter(None, map(_words, said)))
    return _words(part)
