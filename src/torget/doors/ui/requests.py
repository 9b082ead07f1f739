"""From requests to what the rooms understand, and from their answers to responses."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.http import Http404, HttpRequest
from django.utils import timezone

from torget.foundation.actor import NOBODY, Actor
from torget.rooms.identity.queries import actor_for_person
from torget.rooms.organisation.queries import actor_for_employee

if TYPE_CHECKING:
    from torget.rooms.organisation.models import Employee

T = TypeVar("T")
P = ParamSpec("P")

PERSON, NAME, LEVEL, HOLDS = "person", "name", "assurance_level", "holds"  # keys in the session
SECOND_FACTOR = "second_factor"  # in the session: the employee has been seen to have one
STAFF_DOORS = frozenset({"desk", "studio"})  # also the first part of their addresses


def actor_of(request: HttpRequest) -> Actor:
    """Who is asking, from the session; NOBODY for someone who has not said."""
    known: Actor | None = request.__dict__.get("actor")
    if known is None:
        door = request.__dict__.get("door", "")
        known = find_actor(request, door) if door else NOBODY
        request.__dict__["actor"] = known
    return known


def resident_of(request: HttpRequest) -> Actor:
    """The logged-in resident, or PermissionDenied."""
    actor = actor_of(request)
    if actor.person is None:
        raise PermissionDenied
    return actor


def find_actor(request: HttpRequest, door: str) -> Actor:
    """Read the actor from the session: a resident, an employee with two factors, or nobody."""
    session = request.session
    holds = frozenset(session.get(HOLDS, ()))
    if door not in STAFF_DOORS and (person := session.get(PERSON)):
        return actor_for_person(
            person, name=session[NAME], assurance_level=session[LEVEL], holds=holds, door=door
        )
    if door == "portal" and session.get(SECOND_FACTOR) and request.user.is_authenticated:
        return _applicant(request.user.employee, holds)
    if door in STAFF_DOORS and "_auth_user_id" in session and request.user.is_authenticated:
        return actor_for_employee(request.user.employee, today=timezone.localdate(), door=door)
    return Actor(id=NOBODY.id, name=NOBODY.name, holds=holds, door=door) if holds else NOBODY


def _applicant(employee: Employee, holds: frozenset[str]) -> Actor:
    """An employee who fills in something for themself: with none of the post's permissions."""
    return Actor(
        id=f"employee:{employee.pk}",
        name=employee.name,
        employee=employee.pk,
        holds=holds,
        door="portal",
    )


def found(query: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """The query's answer; Http404 when there is nothing, or nothing the actor may see."""
    try:
        return query(*args, **kwargs)
    except (ObjectDoesNotExist, ValidationError) as error:
        raise Http404 from error


def written(request: HttpRequest, field: str) -> str:
    """What was written in a text field, with the line breaks that the rooms use."""
    return "\n".join(request.POST.get(field, "").splitlines()).strip()


def client_ip(request: HttpRequest) -> str:
    """The end user's address: from the proxy in front of us when the site is behind TLS."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if request.is_secure() else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
