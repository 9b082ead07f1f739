"""Who works where, what they may do, and who answers for what."""

from torget.rooms.organisation.queries.delegation import (
    amount_matters,
    authority_of,
    delegation_order,
    delegation_orders,
    delegations_exist,
    right_of,
    right_to_decide,
)
from torget.rooms.organisation.queries.people import (
    absences_of,
    absences_on,
    actor_for_employee,
    colleagues,
    colleagues_at,
    employee,
    fellow_officers,
    officers_at_work,
    stood_in_for,
    the_municipality,
    unit,
    units_by_pk,
)
from torget.rooms.organisation.queries.positions import (
    holdings_on,
    positions_held,
    positions_on,
    vacancies,
)

__all__ = [
    "absences_of",
    "absences_on",
    "actor_for_employee",
    "amount_matters",
    "authority_of",
    "colleagues",
    "colleagues_at",
    "delegation_order",
    "delegation_orders",
    "delegations_exist",
    "employee",
    "fellow_officers",
    "holdings_on",
    "officers_at_work",
    "positions_held",
    "positions_on",
    "right_of",
    "right_to_decide",
    "stood_in_for",
    "the_municipality",
    "unit",
    "units_by_pk",
    "vacancies",
]
