"""What an import would do, row by row, as the catalogue is now."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from typing import Any

from django.db.models import QuerySet
from django.db.models.enums import ChoicesType

from torget.foundation.actor import Actor
from torget.rooms.information.terms import plain_key
from torget.rooms.organisation.queries import committees
from torget.rooms.systems.models import Import, System
from torget.rooms.systems.terms import HostingModel, Lifecycle, Outcome, SystemFacts

ALIKE = 0.84  # of the letters, before two names may be the same system
YES = frozenset({"ja", "j", "x", "1", "true", "sant", "yes"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What would happen to a row. `system`: the key of the one it is, or may be. `changed`: names
    of what would change. `unknown`: a word that nothing here is called.
    """

    number: int  # as in the file, the headings being 1
    name: str
    outcome: Outcome
    system: str = ""
    changed: tuple[str, ...] = ()
    unknown: str = ""
    facts: SystemFacts | None = None
    lifecycle: Lifecycle | None = None
    supplier: str = ""


def imports(actor: Actor) -> QuerySet[Import]:
    """The imports, newest first; needs `systems.edit`."""
    actor.must_anywhere("systems.edit")
    return Import.objects.order_by("-pk")


def facts_of(system: System) -> SystemFacts:
    """What stands about a system now, to be changed in part."""
    plain: dict[str, Any] = {
        one.name: getattr(system, one.name)
        for one in fields(SystemFacts)
        if one.name not in ("committee", "unit")
    }
    unit = system.unit.key if system.unit else ""
    return SystemFacts(committee=system.committee.key, unit=unit, **plain)


def plan_of(taken: Import, *, actor: Actor, same: Mapping[int, str] | None = None) -> list[Planned]:
    """What each row would do now. `same`: for rows that look like a system, its key when it is
    the same, or "" when it is new; a row without answer is left. Needs `systems.edit`.
    """
    actor.must_anywhere("systems.edit")
    known = list(System.objects.select_related("committee", "unit"))
    by_key = {system.key: system for system in known}
    by_name = {(plain_key(system.name), system.committee.key): system for system in known}
    areas: dict[str, str] = {}
    for area in committees():
        areas |= {plain_key(area.key): area.key, plain_key(area.name["sv"]): area.key}
    close: dict[str, list[str]] = {}
    for name in (plain_key(system.name) for system in known):
        close.setdefault(name[:3], []).append(name)
    planned: list[Planned] = []
    seen: set[tuple[str, str]] = set()
    for number, row in enumerate(taken.rows, 2):
        cells = {name: row[column] for name, column in taken.columns.items() if row[column]}
        one = _read(number, cells, taken, areas)
        if one.outcome == Outcome.FAULT or one.facts is None:
            planned.append(one)
            continue
        place = (plain_key(one.name), one.facts.committee)
        if place in seen:
            planned.append(replace(one, outcome=Outcome.TWICE))
            continue
        seen.add(place)
        found = by_name.get(place)
        if found is None and (like := _like(place[0], close, by_name)):
            answer = (same or {}).get(number)
            if answer is None:
                planned.append(replace(one, outcome=Outcome.ALIKE, system=like))
                continue
            found = by_key.get(answer)
        planned.append(_against(one, found, cells) if found else one)
    return planned


def _like(
    name: str, close: Mapping[str, list[str]], by_name: Mapping[tuple[str, str], System]
) -> str:
    """The key of a system whose name is the same elsewhere, or almost the same."""
    near = get_close_matches(name, close.get(name[:3], []), n=1, cutoff=ALIKE)
    return next((one.key for (known, _c), one in by_name.items() if near and known == near[0]), "")


def _read(
    number: int, cells: Mapping[str, str], taken: Import, areas: Mapping[str, str]
) -> Planned:
    """The row as facts, or the word in it that nothing here is called."""
    name = cells.get("name", "")[:200]
    area = areas.get(plain_key(cells["committee"])) if "committee" in cells else taken.committee
    lifecycle = _chosen(Lifecycle, cells.get("lifecycle", ""), Lifecycle.OPERATION)
    hosting = _chosen(HostingModel, cells.get("hosting", ""), HostingModel.OWN)
    wrong = {"name": not name, "committee": not area, "lifecycle": lifecycle is None,
             "hosting": hosting is None}  # fmt: skip
    for column, is_wrong in wrong.items():
        if is_wrong:
            return Planned(number=number, name=name, outcome=Outcome.FAULT,
                           unknown=cells.get(column, ""), changed=(column,))  # fmt: skip
    return Planned(
        number=number,
        name=name,
        outcome=Outcome.NEW,
        facts=SystemFacts(
            name=name,
            committee=area or "",
            purpose=cells.get("purpose", ""),
            hosting=HostingModel(hosting or ""),
            is_vital=cells.get("is_vital", "").lower() in YES,
        ),
        lifecycle=Lifecycle(lifecycle or ""),
        supplier=cells.get("supplier", "")[:200],
    )


def _chosen(kind: ChoicesType, word: str, otherwise: str) -> str | None:
    """The value whose label or own name the word is; None for a word that is neither."""
    if not word:
        return otherwise
    known = {plain_key(str(label)): value for value, label in kind.choices}
    known |= {plain_key(value): value for value, _label in kind.choices}
    return known.get(plain_key(word))


def _against(one: Planned, found: System, cells: Mapping[str, str]) -> Planned:
    """What would change in the system that the row is; its state is never changed by a file."""
    now = facts_of(found)
    given = {name: getattr(one.facts, name) for name in ("purpose", "hosting", "is_vital")
             if name in cells}  # fmt: skip
    wanted = replace(now, **given)
    changed = tuple(name for name in given if getattr(now, name) != given[name])
    outcome = Outcome.CHANGED if changed else Outcome.SAME
    return replace(one, outcome=outcome, system=found.key, changed=changed, facts=wanted)
