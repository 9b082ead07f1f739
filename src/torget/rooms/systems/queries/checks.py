"""The municipality's rules for its systems, and the rows they do not hold for."""

from collections.abc import Callable, Iterable
from datetime import date

from django.utils.translation import gettext_noop as N_

from torget.foundation.actor import Actor
from torget.foundation.compliance import Check, Violation
from torget.rooms.systems.models import System
from torget.rooms.systems.queries.catalogue import catalogue, standing_of
from torget.rooms.systems.rules import is_sealed, missing
from torget.rooms.systems.terms import (
    IN_USE,
    HostingModel,
    Lifecycle,
    Missing,
    Scope,
)

PEOPLE = {Missing.OWNER, Missing.MANAGER, Missing.OPERATIONS_LOCAL, Missing.OPERATIONS_SUPPLIER}


def check_systems(actor: Actor, *, today: date) -> list[Check]:
    """Each rule with the systems it does not hold for; needs `office.read` somewhere."""
    rows = list(catalogue(actor, today=today).exclude(scope=Scope.EXCLUDED))
    used = [row for row in rows if row.lifecycle in IN_USE]
    performers = [row for row in used if row.scope == Scope.PERFORMER]
    return [
        _check(1, used, lambda row: _unkept(row, today)),
        _check(2, used, _half_shared),
        _check(28, rows, _unmotivated),
        _check(30, used, _untaught),
        _check(31, performers, lambda row: _first(missing(standing_of(row), Lifecycle.OPERATION))),
    ]


def _check(number: int, rows: Iterable[System], why: Callable[[System], str]) -> Check:
    found = ((row, why(row)) for row in rows)
    return Check(
        number=number,
        rows=tuple(Violation(key=row.key, name=row.name, why=said) for row, said in found if said),
    )


def _first(lacking: Iterable[Missing]) -> str:
    return next((str(one.label) for one in lacking), "")


def _lacks(row: System, among: set[Missing]) -> str:
    return _first(one for one in missing(standing_of(row), Lifecycle.OPERATION) if one in among)


def _unkept(row: System, today: date) -> str:
    if lacking := _lacks(row, PEOPLE):
        return lacking
    confirmed = standing_of(row).confirmed_on
    return "" if is_sealed(confirmed, today=today) else N_("Inte bekräftat på ett år")


def _half_shared(row: System) -> str:
    return _lacks(row, PEOPLE) if row.hosting == HostingModel.SHARED else ""


def _unmotivated(row: System) -> str:
    if row.scope != Scope.COMMON or (row.criterion and row.scope_why):
        return ""
    return N_("Kriterium eller skäl saknas")


def _untaught(row: System) -> str:
    if not row.instruction:
        return N_("Instruktion saknas")
    return "" if row.training else N_("Utbildning saknas")
