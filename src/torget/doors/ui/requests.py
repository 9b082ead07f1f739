"""From requests to what the rooms understand, and from their answers to responses."""

import uuid
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.http import Http404, HttpRequest
from django.utils import timezone

from torget.foundation.actor import NOBODY, Actor
from torget.rooms.identity.queries import actor_for_person
from torget.rooms.organisation.queries import actor_for_employee

T = TypeVar("T")
P = ParamSpec("P")

PERSON, NAME, LEVEL, HOLDS = "person", "name", "assurance_level", "holds"  # keys in the session
SECOND_FACTOR = "second_factor"  # in the session: the employee has been seen to have one
STAFF_DOORS = frozenset({"desk", "studio", "office", "api"})  # and how they are addressed


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
    if door in STAFF_DOORS and "_auth_user_id" in session and request.user.is_authenticated:
        return actor_for_employee(request.user.employee, today=timezone.localdate(), door=door)
    return Actor(id=NOBODY.id, name=NOBODY.name, holds=holds, door=door) if holds else NOBODY


def employee_of(request: HttpRequest) -> Actor | None:
    """Who is logged in as an employee with two factors, to do something for themself.

    Without the post's permissions. Only for what is theirs as an employee: on all other pages of
    residents they are whoever they are there, so that a report without a name stays without.
    """
    if "_auth_user_id" not in request.session or not request.session.get(SECOND_FACTOR):
        return None
    if not request.user.is_authenticated:
        return None
    employee = request.user.employee
    return Actor(
        id=f"employee:{employee.pk}", name=employee.name, employee=employee.pk, door="portal"
    )


def act_as(request: HttpRequest, actor: Actor) -> None:
    """Let the rest of the request be the actor's."""
    request.__dict__["actor"] = actor


def found(query: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """The query's answer; Http404 when there is nothing, or nothing the actor may see."""
    try:
        return query(*args, **kwargs)
    except (ObjectDoesNotExist, ValidationError) as error:
        raise Http404 from error


def written(request: HttpRequest, field: str) -> str:
    """What was written in a text field, with the line breaks that the rooms use."""
    return "\n".join(request.POST.get(field, "").splitlines()).strip()


def once_of(request: HttpRequest) -> uuid.UUID:
    """The form's own key, so that a double click acts once."""
    try:
        return uuid.UUID(request.POST.get("once", ""))
    except ValueError:
        return uuid.uuid4()


def client_ip(request: HttpRequest) -> str:
    """The end user's address: from the proxy in front of us when the site is behind TLS."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if request.is_secure() else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
