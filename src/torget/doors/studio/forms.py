"""From a part of a definition to the fields of its form, each with its faults."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date
from typing import Any

import msgspec
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from torget.doors.studio.question_types import NAMES
from torget.doors.studio.value_words import ERRORS, VALUES
from torget.doors.studio.words import Words, words_of
from torget.doors.ui.questions import Option, Problem
from torget.rooms.eservices.terms import Problem as Fault
from torget.rooms.eservices.terms import editing

Path = tuple[str | int, ...]
Pairs = Iterable[tuple[str, str]]
Sources = Mapping[str, Pairs]  # what there is to choose from, by the field's struct and name

ONE_VALUE = frozenset(
    {
        editing.Kind.LINE,
        editing.Kind.EXPRESSION,
        editing.Kind.DAY,
        editing.Kind.PROSE,
        editing.Kind.NUMBER,
        editing.Kind.CHOICE,
    }
)
SEVERAL_VALUES = frozenset({editing.Kind.SEVERAL, editing.Kind.LINES})


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One of several: its own fields, or where they are."""

    id: str
    where: str  # what its buttons post: options.2
    title: str
    about: str = ""
    url: str = ""
    fields: tuple[Field, ...] = ()
    seldom: tuple[Field, ...] = ()


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """What `studio/fields.html` draws. `writable`: false where only the text can say it."""

    id: str
    name: str
    kind: str
    label: str
    hint: str = ""
    required: bool = False
    rows: int = 0
    value: str = ""
    texts: tuple[tuple[str, str, str], ...] = ()  # language, its name, text
    checked: bool = False
    options: tuple[Option, ...] = ()
    fields: tuple[Field, ...] = ()
    seldom: tuple[Field, ...] = ()
    items: tuple[Item, ...] = ()
    errors: tuple[str, ...] = ()
    writable: bool = True

    @property
    def troubled(self) -> bool:
        """Whether there is a fault in it, so that it must not be folded away."""
        inner = (
            *self.fields,
            *self.seldom,
            *(f for i in self.items for f in (*i.fields, *i.seldom)),
        )
        return bool(self.errors) or any(field.troubled for field in inner)


class Drawing:
    """Draws the fields of one part. `new`: the list that gets one more empty item."""

    def __init__(
        self,
        faults: Mapping[Path, tuple[str, ...]],
        sources: Sources,
        new: str = "",
        url: Callable[[int], str] = str,
    ) -> None:
        self.faults = faults
        self.sources = sources
        self.new = new
        self.url = url
        self.said: set[Path] = set()  # faults that some field shows

    def fields(
        self, shapes: Iterable[editing.Shape], part: Mapping[str, Any], path: Path = ()
    ) -> tuple[tuple[Field, ...], tuple[Field, ...]]:
        """Those often used, and those seldom."""
        often: list[Field] = []
        seldom: list[Field] = []
        for shape in shapes:
            words = words_of(shape.owner, shape.name)
            field = self.field(shape, words, part.get(shape.name), (*path, shape.name))
            (seldom if words.seldom else often).append(field)
        return tuple(often), tuple(seldom)

    def field(self, shape: editing.Shape, words: Words, value: Any, path: Path) -> Field:
        value = shape.default if value is None else value
        common: dict[str, Any] = {
            "id": id_of(path),
            "name": ".".join(map(str, path)),
            "kind": str(shape.kind),
            "label": _(words.label),
            "hint": _(words.hint) if words.hint else "",
            "required": shape.required,
            "rows": words.rows,
            "errors": self._errors(path, shape.kind),
        }
        if not shape.fits(value):
            return Field(**common, writable=False)
        return Field(**common | self._content(shape, words, value, path))

    def _content(
        self, shape: editing.Shape, words: Words, value: Any, path: Path
    ) -> dict[str, Any]:
        if shape.kind in ONE_VALUE or shape.kind in SEVERAL_VALUES:
            return self._values(shape, value)
        match shape.kind:
            case editing.Kind.FLAG:
                return {"checked": value is True}
            case editing.Kind.TEXT:
                return {"texts": _in_languages(value)}
            case editing.Kind.MESSAGES:
                return {"fields": self._messages(shape, value or {}, path)}
            case editing.Kind.PART:
                often, seldom = self.fields(shape.fields, value or {}, path)
                return {"fields": often, "seldom": seldom}
            case editing.Kind.QUESTIONS:
                return {"items": self._questions(value or [], path), "options": ()}
        return {"items": self._items(shape, words, value or [], path)}

    def _values(self, shape: editing.Shape, value: Any) -> dict[str, Any]:
        several = shape.kind in SEVERAL_VALUES
        chosen = [str(one) for one in value or ()] if several else [_written(value)]
        pairs = self._pairs(shape)
        if shape.kind is editing.Kind.DAY and not _is_day(chosen[0]):  # no picker could show it
            return {"value": chosen[0], "kind": str(editing.Kind.LINE)}
        if pairs is None:
            return {"value": "\n".join(chosen)}
        known = {one for one, _label in pairs}
        pairs += [(one, one) for one in chosen if one and one not in known]
        empty = not chosen[0] or shape.default == "" if not several else False
        if empty and "" not in known:
            pairs = [("", "–"), *pairs]
        options = tuple(Option(value=o, label=label, checked=o in chosen) for o, label in pairs)
        return {"value": "\n".join(chosen), "options": options}

    def _pairs(self, shape: editing.Shape) -> list[tuple[str, str]] | None:
        """What there is to choose from; None where anything may be written."""
        where = f"{shape.owner}.{shape.name}"
        if shape.choices:
            labels = VALUES.get(where, {})
            listed = [one for one in labels if one in map(str, shape.choices)]
            rest = [str(one) for one in shape.choices if str(one) not in labels]
            return [(one, _(labels.get(one, one))) for one in (*listed, *rest)]
        if shape.kind in {editing.Kind.LINE, editing.Kind.LINES}:
            found = self.sources.get(where, self.sources.get(shape.name))
            return None if found is None else list(found)
        return None

    def _messages(
        self, shape: editing.Shape, value: Mapping[str, Any], path: Path
    ) -> tuple[Field, ...]:
        return tuple(
            Field(
                id=id_of((*path, key)),
                name=".".join(map(str, (*path, key))),
                kind=str(editing.Kind.TEXT),
                label=_(ERRORS.get(key, key)),
                texts=_in_languages(value.get(key)),
                errors=self._errors((*path, key), editing.Kind.TEXT),
            )
            for key in shape.choices
        )

    def _items(
        self, shape: editing.Shape, words: Words, value: list[Any], path: Path
    ) -> tuple[Item, ...]:
        more: list[Any] = [{}] if ".".join(map(str, path)) == self.new else []
        return tuple(
            self._item(shape, words, number, item, (*path, number))
            for number, item in enumerate([*value, *more])
        )

    def _item(
        self, shape: editing.Shape, words: Words, number: int, value: Any, path: Path
    ) -> Item:
        title, where = f"{_(words.item or words.label)} {number + 1}", ".".join(map(str, path))
        if shape.kind is editing.Kind.TEXTS:
            inner = Field(
                id=id_of((*path, "sv")),
                name=where,
                kind=str(editing.Kind.TEXT),
                label=title,
                required=True,
                rows=words.rows,
                texts=_in_languages(value),
                errors=self._errors(path, editing.Kind.TEXT),
            )
            return Item(id=id_of(path), where=where, title=title, fields=(inner,))
        often, seldom = self.fields(shape.fields, value, path)
        return Item(id=id_of(path), where=where, title=title, fields=often, seldom=seldom)

    def _questions(self, value: list[Any], path: Path) -> tuple[Item, ...]:
        language = get_language() or "sv"
        return tuple(
            Item(
                id=id_of((*path, number)),
                where=".".join(map(str, (*path, number))),
                title=said(question.get("label"), language) or str(question.get("key", "")),
                about=_(NAMES.get(str(question.get("type", "")), "–")),
                url=self.url(number),
            )
            for number, question in enumerate(value)
        )

    def _errors(self, path: Path, kind: editing.Kind) -> tuple[str, ...]:
        """Faults of the field; those deeper too, where nothing deeper is drawn."""
        deep = kind not in {
            editing.Kind.PART,
            editing.Kind.PARTS,
            editing.Kind.TEXTS,
            editing.Kind.MESSAGES,
        }
        found = [
            where for where in self.faults if where == path or (deep and where[: len(path)] == path)
        ]
        if kind is editing.Kind.QUESTIONS:
            found = [where for where in found if where == path]
        self.said.update(found)
        return tuple(text for where in found for text in self.faults[where])


def id_of(path: Path) -> str:
    """Where a field stands in its page."""
    return "f-" + "-".join(map(str, path)).replace("_", "-")


def faults_under(problems: Iterable[Fault], path: Path) -> dict[Path, tuple[str, ...]]:
    """What is wrong with the part at the path, by where in it."""
    found: dict[Path, tuple[str, ...]] = {}
    language = get_language() or "sv"
    for problem in problems:
        if problem.path[: len(path)] == path:
            inside = problem.path[len(path) :]
            found[inside] = (*found.get(inside, ()), problem.text.say(_, language))
    return found


def problems_of(fields: Iterable[Field]) -> list[Problem]:
    """The faults for the top of the page, each leading to its field."""
    found: list[Problem] = []
    for field in fields:
        found += [Problem(field.id, f"{field.label}: {text}") for text in field.errors]
        found += problems_of((*field.fields, *field.seldom))
        for item in field.items:
            found += problems_of((*item.fields, *item.seldom))
    return found


def said(text: Any, language: str) -> str:
    """The words of a text that may be anything, in the language."""
    return str(text.get(language) or "") if isinstance(text, dict) else ""


def _is_day(text: str) -> bool:
    with suppress(ValueError):
        return not text or bool(date.fromisoformat(text))
    return False


def _written(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.15g}".replace(".", ",")
    return "" if value is None else str(value)


def _in_languages(value: Any) -> tuple[tuple[str, str, str], ...]:
    return (("sv", "Svenska", said(value, "sv")), ("en", "English", said(value, "en")))
