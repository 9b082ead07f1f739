"""One or several of a list: the builder's own, the municipality's, or a register's."""

from collections.abc import Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from typing import ClassVar

import msgspec

from torget.rooms.eservices.language.expressions.kinds import (
    DAY,
    TEXT,
    Kind,
    fields,
    list_of,
    one_of,
)
from torget.rooms.eservices.language.texts import N_, Noun, Translated
from torget.rooms.eservices.language.types.base import (
    CHOOSE,
    Context,
    FieldProblem,
    Json,
    QuestionBase,
    Raw,
    Reading,
)
from torget.rooms.eservices.language.types.day import day_number
from torget.rooms.eservices.language.types.text import text_fault

NOT_OFFERED = N_("Välj ett av alternativen")
NOT_IN_LIST = N_("”{written}” finns inte i listan. Välj ett av förslagen.")
DID_YOU_MEAN = N_("”{written}” finns inte i listan. Menade du ”{near}”?")
DESCRIBE_OTHER = N_("Skriv vad du menar med ”{other}”")
TOO_FEW = N_("Välj minst {least} alternativ")
TOO_MANY = N_("Välj högst {most} alternativ")

OTHER = "other"
CHILD = fields({"number": TEXT, "name": TEXT, "born_on": DAY})
LISTED = fields({"key": TEXT, "name": TEXT})
CHILDREN = "register.children"
LISTS = "lists."  # and the key of a list that the municipality keeps


class Option(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Something to choose. `key` is stored, the label is shown."""

    key: str
    label: Translated
    hint: Translated | None = None


class Other(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The way out of a list. With `ask`, the person writes what is meant.

    Stored as "other", or as {"other": text} when there is an `ask`. Conditions see "other".
    """

    label: Translated
    hint: Translated | None = None
    ask: Translated | None = None
    max_length: int = 200


class Choice(QuestionBase, frozen=True, kw_only=True, tag="choice"):
    """One option, stored by its key.

    `options_from: register.children` offers the person's children and stores the chosen child
    as {"number", "name", "born_on"}. A person without known children is not asked.
    `options_from: lists.schools` offers what the list "schools" held when the person began, and
    stores {"key", "name"}. `search`: the person writes and is offered what fits.
    """

    NOUN: ClassVar[Noun] = Noun(N_("ett alternativ"))
    MISSING: ClassVar[str] = CHOOSE
    ERRORS: ClassVar[frozenset[str]] = frozenset({"required", "not_offered", "other", "too_long"})

    options: tuple[Option, ...] = ()
    options_from: str = ""
    search: bool = False
    other: Other | None = None

    @property
    def list_key(self) -> str:
        """The key of the municipality's list that the options stand in, if any."""
        return self.options_from.removeprefix(LISTS) if self.options_from.startswith(LISTS) else ""

    @property
    def fetches(self) -> frozenset[str]:
        return frozenset({self.options_from} - {""})

    @property
    def of_children(self) -> bool:
        return self.options_from == CHILDREN

    def read(self, raw: Raw, today: date, context: Context) -> Reading:
        chosen = self.field(raw)
        if chosen == OTHER and self.other:
            return _read_other(self, self.other, raw)
        offered = self._offered(context)
        if self.search and chosen not in offered:
            if self.other and self.field(raw, OTHER):  # written beside, where the list has nothing
                return _read_other(self, self.other, raw)
            return self._found(chosen, context) if chosen else Reading()
        return Reading(value=offered.get(chosen))

    def _offered(self, context: Context) -> Mapping[str, Json]:
        """What is stored for each option, by what the form sends."""
        if self.of_children:
            return {key: _chosen_child(child) for key, child in children_in(context).items()}
        if self.list_key:
            return listed(self.list_key, context)
        return {option.key: option.key for option in self.options}

    def _found(self, written: str, context: Context) -> Reading:
        """The option whose label was written, or what to say when there is none."""
        by_label = {_plain(label): value for label, value in self._labels(context)}
        if (value := by_label.get(_plain(written))) is not None:
            return Reading(value)
        if self.other and _plain(written) in map(_plain, self.other.label.all()):
            return Reading(OTHER)
        near = get_close_matches(_plain(written)[:100], by_label, n=1)
        if not near:
            return Reading(problems=(self.problem("not_offered", NOT_IN_LIST, written=written),))
        said = next(label for label, _value in self._labels(context) if _plain(label) == near[0])
        problem = self.problem("not_offered", DID_YOU_MEAN, written=written, near=said)
        return Reading(problems=(problem,))

    def _labels(self, context: Context) -> Iterator[tuple[str, Json]]:
        if self.options_from:
            yield from ((value["name"], value) for value in self._offered(context).values())
        for option in self.options:
            yield from ((label, option.key) for label in option.label.all())

    def problems(self, value: Json, today: date, context: Context) -> list[FieldProblem]:
        if self.other and _is_other(value):
            return _other_problems(self, self.other, value)
        if self.options_from:
            key = value.get("number" if self.of_children else "key") if _is_dict(value) else None
            is_offered = isinstance(key, str) and key in self._offered(context)
        else:
            is_offered = isinstance(value, str) and value in option_keys(self.options)
        return [] if is_offered else [self.problem("not_offered", NOT_OFFERED)]

    def show(self, value: Json, language: str) -> list[str]:
        if self.options_from and not _is_other(value):
            number = value.get("number")
            return [value["name"], f"{number[:8]}-{number[8:]}"] if number else [value["name"]]
        return [_label(self.options, self.other, value, language)]

    def written(self, value: Json, language: str) -> dict[str, str]:
        """What is written, beside "other" or to search; `chosen` says which option is chosen."""
        parts = _written_other(value)
        return parts | {"": self.show(value, language)[0]} if self.search else parts

    def chosen(self, value: Json) -> frozenset[str]:
        """The keys of the options that are chosen."""
        return frozenset([_chosen_key(value)] if value else [])

    @property
    def value_kind(self) -> Kind:
        keys = _all_keys(self.options, self.other)
        if not self.options_from:
            return one_of(keys)
        return fields((CHILD if self.of_children else LISTED).parts, keys)

    def compared(self, value: Json) -> Json:
        if isinstance(value, dict) and not _is_other(value):
            return compared_child(value) if self.of_children else compared_listed(value)
        return OTHER if _is_other(value) else super().compared(value)

    def is_from_register(self, value: Json) -> bool:
        return self.of_children and isinstance(value, dict)

    def offered(self, context: Context) -> bool:
        return not self.of_children or bool(children_in(context))


class Choices(QuestionBase, frozen=True, kw_only=True, tag="choices"):
    """Any number of options, stored as a list of keys in the order of the definition.

    `options_from: lists.schools` offers what the list held when the person began, and stores
    {"key", "name"} of each that is chosen. `search`: a long list can be narrowed by writing.
    """

    NOUN: ClassVar[Noun] = Noun(N_("ett eller flera alternativ"))
    MISSING: ClassVar[str] = CHOOSE
    ERRORS: ClassVar[frozenset[str]] = frozenset(
        {"required", "not_offered", "other", "too_long", "too_few", "too_many"}
    )

    options: tuple[Option, ...] = ()
    options_from: str = ""
    search: bool = False
    other: Other | None = None
    least: int = msgspec.field(default=0, name="min")
    most: int = msgspec.field(default=0, name="max")  # 0: as many as there are

    def read(self, raw: Raw, today: date, context: Context) -> Reading:
        chosen = {value.strip() for value in raw.get(self.key, ())}
        values = [value for key, value in self._offered(context).items() if key in chosen]
        if OTHER in chosen and self.other:
            other = _read_other(self, self.other, raw)
            return Reading(value=[*values, other.value], problems=other.problems)
        return Reading(value=values or None)

    def problems(self, value: Json, today: date, context: Context) -> list[FieldProblem]:
        if not isinstance(value, list) or not value:
            return [self.problem("not_offered", NOT_OFFERED)]
        offered = self._offered(context)
        for item in value:
            if self.other and _is_other(item):
                if problems := _other_problems(self, self.other, item):
                    return problems
            elif not _is_among(item, offered):
                return [self.problem("not_offered", NOT_OFFERED)]
        if len(value) < self.least:
            return [self.problem("too_few", TOO_FEW, least=self.least)]
        if self.most and len(value) > self.most:
            return [self.problem("too_many", TOO_MANY, most=self.most)]
        return []

    @property
    def list_key(self) -> str:
        """The key of the municipality's list that the options stand in, if any."""
        return self.options_from.removeprefix(LISTS) if self.options_from.startswith(LISTS) else ""

    @property
    def fetches(self) -> frozenset[str]:
        return frozenset({self.options_from} - {""})

    def _offered(self, context: Context) -> Mapping[str, Json]:
        if self.list_key:
            return listed(self.list_key, context)
        return {option.key: option.key for option in self.options}

    def show(self, value: Json, language: str) -> list[str]:
        return [
            item["name"]
            if isinstance(item, dict) and "name" in item
            else _label(self.options, self.other, item, language)
            for item in value
        ]

    def written(self, value: Json, language: str) -> dict[str, str]:
        """What is written beside "other"; which options are chosen is for `chosen` to say."""
        others = [item for item in value or () if isinstance(item, dict)]
        return _written_other(others[0]) if others else {}

    def chosen(self, value: Json) -> frozenset[str]:
        """The keys of the options that are chosen."""
        return frozenset(_chosen_key(item) for item in value or ())

    @property
    def value_kind(self) -> Kind:
        keys = _all_keys(self.options, self.other)
        return list_of(fields(LISTED.parts, keys) if self.list_key else one_of(keys))

    def compared(self, value: Json) -> Json:
        if not isinstance(value, list):
            return None
        if self.list_key:
            return [OTHER if _is_other(item) else compared_listed(item)
                    for item in value if isinstance(item, dict) or _is_other(item)]  # fmt: skip
        return [OTHER if _is_other(item) else item for item in value if _is_choice(item)]


def _is_among(item: Json, offered: Mapping[str, Json]) -> bool:
    """Whether the item is stored as one of what is offered."""
    key = item.get("key") if isinstance(item, dict) else item
    return isinstance(key, str) and key in offered and isinstance(item, type(offered[key]))


def option_keys(options: tuple[Option, ...]) -> frozenset[str]:
    return frozenset([option.key for option in options])


def _chosen_key(value: Json) -> str:
    if _is_other(value):
        return OTHER
    return str(value.get("number", value.get("key")) if isinstance(value, dict) else value)


def _written_other(value: Json) -> dict[str, str]:
    return {OTHER: str(value[OTHER])} if isinstance(value, dict) and OTHER in value else {}


def _all_keys(options: tuple[Option, ...], other: Other | None) -> frozenset[str]:
    return option_keys(options) | ({OTHER} if other else set())


def compared_child(child: Json) -> Json:
    """A child of the register's as expressions see it."""
    facts = _chosen_child(child)
    return {**facts, "born_on": day_number(facts["born_on"])}


def compared_listed(value: Json) -> Json:
    """One of a list as expressions see it."""
    return {part: text for part in LISTED.parts if isinstance(text := value.get(part), str)}


def children_in(context: Context) -> Mapping[str, Json]:
    """The person's children in the register, by identity number."""
    register = context.get("register") or {}
    return {child["number"]: child for child in register.get("children") or ()}


def listed(key: str, context: Context) -> dict[str, Json]:
    """What a list of the municipality's held when the person began: {"key", "name"} by key."""
    rows = (context.get("lists") or {}).get(key) or ()
    return {row["key"]: {"key": row["key"], "name": row["name"]} for row in rows}


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _is_dict(value: Json) -> bool:
    return isinstance(value, dict)


def _chosen_child(child: Json) -> Json:
    """The facts that are kept of a child, as texts."""
    return {key: str(child.get(key) or "") for key in ("number", "name", "born_on")}


def _is_choice(value: Json) -> bool:
    return isinstance(value, str) or _is_other(value)


def _is_other(value: Json) -> bool:
    return value == OTHER or (isinstance(value, dict) and set(value) == {OTHER})


def _read_other(question: QuestionBase, other: Other, raw: Raw) -> Reading:
    if not other.ask:
        return Reading(value=OTHER)
    return Reading(value={OTHER: " ".join(question.field(raw, OTHER).split())})


def _other_problems(question: QuestionBase, other: Other, value: Json) -> list[FieldProblem]:
    if not other.ask or not isinstance(value, dict):
        expected = value == OTHER and not other.ask
        return [] if expected else [question.problem("not_offered", NOT_OFFERED)]
    text = value[OTHER]
    if not text:
        return [question.problem("other", DESCRIBE_OTHER, OTHER, other=other.label)]
    fault = text_fault(question, text, other.max_length)
    return [fault] if fault else []


def _label(options: tuple[Option, ...], other: Other | None, value: Json, language: str) -> str:
    if other and _is_other(value):
        text = value[OTHER] if isinstance(value, dict) else ""
        label = other.label.in_(language)
        return f"{label}: {text}" if text else label
    return next(option.label.in_(language) for option in options if option.key == value)
