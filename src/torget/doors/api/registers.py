"""What the municipality holds and how it is organised: open to all, without what is secret.

How information is classified is not told: that says where protection is needed most. Nor who
holds a position, which is for the municipality's own pages. The shape is told in
docs/utveckla/api.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from torget.rooms.information.queries import all_types
from torget.rooms.organisation.queries import (
    committees,
    delegation_orders,
    position_names,
    positions_on,
    units_by_pk,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from torget.rooms.information.terms import InformationTypeFacts


@require_safe
def information(request: HttpRequest) -> JsonResponse:
    """Every kind of information: what it is, whose, by what law, how long, whether open."""
    types = all_types().values()
    owners = position_names(one.owner for one in types if one.owner)
    return _answer({"information_types": [_type(one, owners) for one in types]})


def _type(one: InformationTypeFacts, owners: Mapping[str, dict[str, str]]) -> dict[str, Any]:
    language = _language()
    owner = owners.get(one.owner or "", {})
    return {
        "key": one.key,
        "name": one.name.in_(language),
        "description": one.description.in_(language),
        "purpose": one.purpose.in_(language),
        "owner": owner.get(language) or owner.get("sv"),
        "unit": one.unit,
        "laws": list(one.legal_basis),
        "personal_data": str(one.personal_data),
        "holder": one.holder.in_(language) if one.holder else None,
        "secrecy": one.secrecy or None,
        "kept_years": one.retention.years,
        "kept_from": str(one.retention.starts) if one.retention.starts else None,
        "disposal_decision": one.retention.decision or None,
        "open": one.openness.open,
    }


@require_safe
def organisation(request: HttpRequest) -> JsonResponse:
    """Committees, units and positions of today."""
    language = _language()
    units = sorted(units_by_pk().values(), key=lambda unit: unit.key)
    keys = {unit.pk: unit.key for unit in units}
    return _answer(
        {
            "committees": [
                {"key": one.key, "kind": one.kind, "name": one.name.get(language) or one.name["sv"]}
                for one in committees()
            ],
            "units": [
                {
                    "key": unit.key,
                    "name": unit.name_in(language),
                    "committee": unit.committee.key,
                    "below": keys.get(unit.parent_id) if unit.parent_id else None,
                }
                for unit in units
            ],
            "positions": [
                {
                    "key": one.key,
                    "name": one.name_in(language),
                    "unit": one.unit.key if one.unit else None,
                    "committee": one.committee.key if one.committee else None,
                }
                for one in positions_on(timezone.localdate())
            ],
        }
    )


@require_safe
def delegations(request: HttpRequest) -> JsonResponse:
    """Every row of the delegation orders as they are today."""
    rows = delegation_orders(today=timezone.localdate())
    return _answer(
        {
            "delegations": [
                {
                    "committee": row.committee.key,
                    "number": row.number,
                    "title": row.title,
                    "services": row.services,
                    "outcomes": row.outcomes,
                    "amount_most": row.amount_most,
                    "roles": row.roles,
                    "unit": row.unit.key if row.unit else None,
                    "passed_on_from": row.parent.number if row.parent else None,
                    "resolution": row.resolution,
                    "valid_from": row.valid_from.isoformat(),
                }
                for row in rows
            ]
        }
    )


def _language() -> str:
    return get_language() or "sv"


def _answer(data: dict[str, Any]) -> JsonResponse:
    answer = JsonResponse(data, json_dumps_params={"ensure_ascii": False})
    answer["Access-Control-Allow-Origin"] = "*"
    return answer
