"""Kinds of values, so that a number is never compared with a name."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

import msgspec

from torget.rooms.eservices.language.texts import N_, Noun

NO_PARTS: Mapping[str, "Kind"] = MappingProxyType({})


class Kind(msgspec.Struct, frozen=True):
    """What a value is. `said` is how messages speak of it.

    `options`: the only texts it can be. `item`: of what it is a list. `parts`: its named parts;
    a value with parts may be a text itself too, as a child that is "other".
    """

    name: str
    said: Noun
    options: frozenset[str] | None = None
    item: "Kind | None" = None
    parts: Mapping[str, "Kind"] = NO_PARTS


NUMBER = Kind("number", Noun(N_("ett tal")))
TEXT = Kind("text", Noun(N_("en text")))
YES_NO = Kind("yes_no", Noun(N_("ja eller nej")))
DAY = Kind("day", Noun(N_("ett datum")))  # computed with as days since year 1
TIME = Kind("time", Noun(N_("ett klockslag")))  # computed with as minutes since midnight
NULL = Kind("null", Noun(N_("ingenting")))
ANY_LIST = Kind("list", Noun(N_("en lista")))
PARTED = Noun(N_("något med delar"))
CHOSEN = Noun(N_("ett av alternativen"))


def one_of(options: Iterable[str]) -> Kind:
    """A text that is one of these."""
    return Kind("text", CHOSEN, options=frozenset(options))


def list_of(item: Kind) -> Kind:
    return Kind("list", ANY_LIST.said, item=item)


def fields(parts: Mapping[str, Kind], options: Iterable[str] | None = None) -> Kind:
    """Something with parts; with `options` it can be one of those texts instead."""
    return Kind("fields", PARTED, frozenset(options) if options else None, None, parts)


def paths_of(kind: Kind) -> list[str]:
    """The names of all parts, and of their parts: address, address.city …"""
    inner = [f"{name}.{path}" for name, part in kind.parts.items() for path in paths_of(part)]
    return [*kind.parts, *inner]


def are_alike(one: Kind, other: Kind) -> bool:
    """Whether values of the kinds can be equal. Anything can be nothing."""
    if NULL in (one, other):
        return True
    if {one.name, other.name} == {"text", "fields"}:
        return bool((one if one.name == "fields" else other).options)
    return one.name == other.name
