"""The municipality's rules for its systems, and the rows they do not hold for."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_noop as N_

from torget.foundation.actor import Actor
from torget.foundation.compliance import Check, Violation
from torget.rooms.systems.models import System
from torget.rooms.systems.queries.standings import standings
from torget.rooms.systems.rules import Standing, is_sealed, missing
from torget.rooms.systems.terms import (
    IN_USE,
    HostingModel,
    Lifecycle,
    Missing,
    Scope,
)

UNCONFIRMED, UNMOTIVATED = N_("Inte bekräftat på ett år"), N_("Kriterium eller skäl saknas")
NO_INSTRUCTION, NO_TRAINING = N_("Instruktion saknas"), N_("Utbildning saknas")
READ = (
    "key", "name", "scope", "criterion", "scope_why", "lifecycle", "hosting", "instruction",
    "training",
)  # fmt: skip
PEOPLE = {Missing.OWNER, Missing.MANAGER, Missing.OPERATIONS_LOCAL, Missing.OPERATIONS_SUPPLIER}


@dataclass(frozen=True, slots=True)
class _Row:
    """A system, and how it stands."""

    system: System
    stands: Standing


def check_systems(actor: Actor, *, today: date) -> list[Check]:
    """Each rule with the systems it does not hold for; needs `office.read` somewhere."""
    known = standings(actor, today=today)
    systems = System.objects.exclude(scope=Scope.EXCLUDED).only(*READ).order_by("name", "pk")
    rows = [_Row(one, known[one.pk]) for one in systems]
    used = [row for row in rows if row.system.lifecycle in IN_USE]
    performers = [row for row in used if row.system.scope == Scope.PERFORMER]
    return [
        _check(1, used, lambda row: _unkept(row, today)),
        _check(2, used, _half_shared),
        _check(28, rows, _unmotivated),
        _check(30, used, _untaught),
        _check(31, performers, lambda row: _first(missing(row.stands, Lifecycle.OPERATION))),
    ]


def _check(number: int, rows: Iterable[_Row], why: Callable[[_Row], str]) -> Check:
    found = ((row.system, why(row)) for row in rows)
    return Check(
        number=number,
        rows=tuple(Violation(key=one.key, name=one.name, why=said) for one, said in found if said),
    )


def _first(lacking: Iterable[Missing]) -> str:
    return next((str(one.label) for one in lacking), "")


def _lacks(row: _Row, among: set[Missing]) -> str:
    return _first(one for one in missing(row.stands, Lifecycle.OPERATION) if one in among)


def _unkept(row: _Row, today: date) -> str:
    if lacking := _lacks(row, PEOPLE):
        return lacking
    confirmed = row.stands.confirmed_on
    return "" if is_sealed(confirmed, today=today) else UNCONFIRMED


def _half_shared(row: _Row) -> str:
    return _lacks(row, PEOPLE) if row.system.hosting == HostingModel.SHARED else ""


def _unmotivated(row: _Row) -> str:
    if row.system.scope != Scope.COMMON or (row.system.criterion and row.system.scope_why):
        return ""
    return UNMOTIVATED


def _untaught(row: _Row) -> str:
    if not row.system.instruction:
        return NO_INSTRUCTION
    return "" if row.system.training else NO_TRAINING
