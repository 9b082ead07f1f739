"""What a system must have, and when what stands about it is in doubt. Plain values in and out."""

import calendar
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from torget.rooms.systems.terms import (
    IN_USE,
    Doubt,
    HostingModel,
    Lifecycle,
    Missing,
    RoleKey,
    Scope,
)

# A system's owner says once a year that what stands here is true. The strategies say "kept
# current"; that this means a year is our reading, as in docs/decisions/0035.
CONFIRMED_FOR = timedelta(days=365)

Levels = tuple[int, int, int, int]  # confidentiality, integrity, availability, traceability

# Where one may go from each state: onward, back from a retirement that was regretted, and out.
MOVES: dict[Lifecycle, tuple[Lifecycle, ...]] = {
    Lifecycle.IDEA: (Lifecycle.PLANNED, Lifecycle.RETIRED),
    Lifecycle.PLANNED: (Lifecycle.PROCURED, Lifecycle.RETIRED),
    Lifecycle.PROCURED: (Lifecycle.INTRODUCED, Lifecycle.RETIRED),
    Lifecycle.INTRODUCED: (Lifecycle.APPROVED, Lifecycle.RETIRED),
    Lifecycle.APPROVED: (Lifecycle.OPERATION, Lifecycle.RETIRED),
    Lifecycle.OPERATION: (Lifecycle.RETIRING,),
    Lifecycle.RETIRING: (Lifecycle.RETIRED, Lifecycle.OPERATION),
    Lifecycle.RETIRED: (),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """All that the rules ask about a system. `roles`: those that somebody holds today."""

    lifecycle: Lifecycle
    hosting: HostingModel
    scope: Scope
    roles: frozenset[str]
    types: int
    unclassified: int
    is_personal: bool
    has_contract: bool
    has_processing: bool
    connections: int
    retire_on: date | None
    data_after: str
    confirmed_on: date | None


def system_class(types: Iterable[Levels]) -> Levels | None:
    """The worst of each aspect over its information; None when it has none."""
    columns = list(zip(*types, strict=True))
    if not columns:
        return None
    worst = [max(column) for column in columns]
    return worst[0], worst[1], worst[2], worst[3]


def missing(standing: Standing, target: Lifecycle) -> list[Missing]:
    """Everything that keeps the system from the state, at once.

    The registers left out with a reason are asked for nothing.
    """
    if standing.scope == Scope.EXCLUDED:
        return []
    if target in (Lifecycle.APPROVED, Lifecycle.OPERATION):
        return [*_roles(standing), *_information(standing), *_agreements(standing)]
    if target == Lifecycle.RETIRING:
        return [*_roles(standing), *([] if standing.retire_on else [Missing.RETIRE_ON])]
    if target == Lifecycle.RETIRED and standing.lifecycle in IN_USE:
        gone = [] if standing.data_after else [Missing.DATA_AFTER]
        return [*gone, *([Missing.INTEGRATIONS] if standing.connections else [])]
    return []


def _roles(standing: Standing) -> list[Missing]:
    needed = [RoleKey.OWNER, RoleKey.MANAGER]
    if standing.hosting in (HostingModel.OWN, HostingModel.SHARED):
        needed.append(RoleKey.OPERATIONS_LOCAL)
    if standing.hosting != HostingModel.OWN:  # shared: one of each
        needed.append(RoleKey.OPERATIONS_SUPPLIER)
    return [Missing(role.value) for role in needed if role.value not in standing.roles]


def _information(standing: Standing) -> list[Missing]:
    if not standing.types:
        return [Missing.INFORMATION]
    return [Missing.CLASSIFICATION] if standing.unclassified else []


def _agreements(standing: Standing) -> list[Missing]:
    if standing.hosting == HostingModel.OWN:
        return []
    lacking = [] if standing.has_contract else [Missing.CONTRACT]
    if standing.is_personal and not standing.has_processing:
        lacking.append(Missing.PROCESSING)  # dataskyddsförordningen (EU) 2016/679 artikel 28.3
    return lacking


def doubts(standing: Standing, *, today: date) -> list[Doubt]:
    """Why what stands may not be true; a retired system is history and not in doubt."""
    if standing.lifecycle == Lifecycle.RETIRED:
        return []
    found = []
    if standing.retire_on and standing.retire_on <= today:
        found.append(Doubt.DATES)
    if standing.lifecycle in IN_USE:
        lacking = set(missing(standing, Lifecycle.OPERATION))
        if lacking - {Missing.CONTRACT}:
            found.append(Doubt.LIFECYCLE)
        if Missing.CONTRACT in lacking:
            found.append(Doubt.CONTRACT)
    if not is_sealed(standing.confirmed_on, today=today):
        found.append(Doubt.UNCONFIRMED)
    return found


def is_sealed(confirmed_on: date | None, *, today: date) -> bool:
    """Whether someone has said within the year that it is true."""
    return confirmed_on is not None and today - confirmed_on <= CONFIRMED_FOR


REMINDED = timedelta(days=7)  # before the day that owners are asked to answer by


def asks_again(due_on: date, reminded_on: date | None, *, today: date) -> bool:
    """Whether owners are reminded today: once in the last week, and once when the day is past."""
    if today > due_on:
        return reminded_on is None or reminded_on <= due_on
    return today >= due_on - REMINDED and reminded_on is None


def notice_on(valid_to: date | None, months: int) -> date | None:
    """The last day to give notice: so many months before the contract ends."""
    if valid_to is None:
        return None
    month = valid_to.year * 12 + valid_to.month - 1 - months
    year, month = divmod(month, 12)
    return date(year, month + 1, min(valid_to.day, calendar.monthrange(year, month + 1)[1]))


def reached(
    start: str, links_of: Callable[[Collection[str]], Iterable[tuple[str, str]]], *, depth: int
) -> tuple[dict[str, int], list[tuple[str, str]]]:
    """Everything that so many steps lead to along the links, in either direction, with how many
    steps it is away; and the links between what was reached.

    `links_of` answers with every link that touches one of some nodes.
    """
    found, edge = {start: 0}, [start]
    for step in range(1, depth + 1):
        ends = [end for link in links_of(edge) for end in link]
        edge = list(dict.fromkeys(end for end in ends if end not in found))
        found |= dict.fromkeys(edge, step)
    return found, [link for link in links_of(found) if link[0] in found and link[1] in found]


def downstream(start: int, flows: Iterable[tuple[int, int]]) -> frozenset[int]:
    """Everything that information from the start flows to, by way of others too."""
    onward: dict[int, set[int]] = {}
    for source, target in flows:
        onward.setdefault(source, set()).add(target)
    found: set[int] = set()
    edge = {start}
    while edge:
        edge = {far for one in edge for far in onward.get(one, ())} - found - {start}
        found |= edge
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two systems that do the same, or hold so many of the same types."""

    first: int
    second: int
    shared: int
    same_purpose: bool


COMMON_TO_MANY = 12  # a type that more systems hold than this tells none of them apart
MUCH = 0.5  # of the types that either holds
MOST_PAIRS = 200


def overlaps(holds: Mapping[int, Set[int]], purposes: Mapping[int, str]) -> list[Overlap]:
    """Pairs with the same purpose in words, or with half of their telling types in common."""
    holders: dict[int, list[int]] = {}
    for system, types in holds.items():
        for kind in types:
            holders.setdefault(kind, []).append(system)
    telling = {kind: who for kind, who in holders.items() if len(who) <= COMMON_TO_MANY}
    shared = Counter(pair for who in telling.values() for pair in combinations(sorted(who), 2))
    alike: dict[str, list[int]] = {}
    for system, purpose in purposes.items():
        if words := " ".join(purpose.lower().split()):
            alike.setdefault(words, []).append(system)
    same = {pair for who in alike.values() for pair in combinations(sorted(who), 2)}
    own = Counter(system for who in telling.values() for system in who)
    much = {
        (one, other)
        for (one, other), count in shared.items()
        if count >= MUCH * (own[one] + own[other] - count)
    }
    found = [Overlap(*pair, shared[pair], pair in same) for pair in same | much]
    found.sort(key=lambda one: (not one.same_purpose, -one.shared, one.first, one.second))
    return found[:MOST_PAIRS]
