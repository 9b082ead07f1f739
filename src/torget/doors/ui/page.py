"""What every page's frame needs: language, municipality, who is here, and where the doors are."""

from collections.abc import Iterable, Mapping
from time import monotonic
from typing import Any

import msgspec
from django.conf import settings
from django.contrib.messages import get_messages
from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, gettext_noop

from torget.foundation.actor import Actor
from torget.foundation.municipality import NoMunicipalityBound, bound
from torget.rooms.organisation.queries import the_municipality


class Municipality(msgspec.Struct, frozen=True):
    """How the municipality presents itself."""

    name: str
    email: str = ""
    phone: str = ""  # as people write it: 0980-319 200
    visit: str = ""  # street address where anyone may come
    hours: str = ""  # when someone answers
    website: str = ""  # the municipality's own site, when it is another than this
    logo: str = "ui/img/solvik.svg"  # below the static files

    @property
    def phone_link(self) -> str:
        digits = "".join(character for character in self.phone if character.isdigit())
        return f"tel:+46{digits.removeprefix('0')}" if digits else ""


class Language(msgspec.Struct, frozen=True):
    code: str
    name: str  # in itself: Svenska, English
    url: str
    current: bool


class NavLink(msgspec.Struct, frozen=True):
    label: str  # a message id; the template translates it
    url: str
    icon: str
    current: bool


class Notice(msgspec.Struct, frozen=True):
    """A line that answers what the person just did. `level`: info, good, warning or bad."""

    level: str
    text: str


class Page(msgspec.Struct, frozen=True):
    """`page` in every template."""

    language: str
    languages: tuple[Language, ...]
    path: str
    municipality: Municipality
    person: str  # the resident's name, or empty
    staff: str  # the employee's name, or empty
    staff_links: tuple[NavLink, ...]
    links: Mapping[str, str]  # by the keys of PLACES
    notices: tuple[Notice, ...]
    is_demo: bool


# Names of the views that frames link to.
PLACES = {
    "home": "website:home",
    "search": "website:search",
    "reach_us": "website:reach_us",
    "accessibility": "website:accessibility",
    "privacy": "website:privacy",
    "login": "portal:login",
    "logout": "portal:logout",
    "my_pages": "portal:my_pages",
    "desk": "desk:queue",
    "staff_logout": "account_logout",
    "staff_security": "mfa_index",
}

# The desk's top row: label, view, icon and the permission that shows it ("" shows it to all).
DESK_PLACES = (
    (gettext_noop("Ärenden"), "desk:queue", "list", ""),
    (gettext_noop("Ej framkomna"), "desk:undelivered", "mail", "message.resend"),
    (gettext_noop("Logg"), "desk:trail", "eye", "audit.read"),
    (gettext_noop("Systemet"), "desk:status", "shield", "system.read"),
)

_LEVELS = {"success": "good", "warning": "warning", "error": "bad"}
_ENGLISH = "/en"


def page_context(request: HttpRequest | None) -> dict[str, Any]:
    """`page` for the engine. Without a request (Django's own 500 page) nobody is logged in."""
    actor = getattr(request, "actor", None)
    staff = isinstance(actor, Actor) and actor.employee is not None
    person = isinstance(actor, Actor) and actor.person is not None
    path = request.path_info if request else "/"
    return {
        "page": Page(
            language=(get_language() or "sv").partition("-")[0],
            languages=_languages(request),
            path=path,
            municipality=_municipality(),
            person=actor.name if person and actor else "",
            staff=actor.name if staff and actor else "",
            staff_links=tuple(_staff_links(actor, path)) if staff and actor else (),
            links={key: reverse(name) for key, name in PLACES.items()},
            notices=tuple(_notices(request)),
            is_demo=settings.ENVIRONMENT.demo,
        )
    }


# How each municipality presents itself, read again when it is older than this.
_known: dict[tuple[str, str], tuple[float, Municipality]] = {}
FRESH = 60.0  # seconds


def _municipality() -> Municipality:
    """The bound municipality's presentation; a nameless one when none is bound or set up."""
    try:
        key = (bound(), get_language() or "sv")
    except NoMunicipalityBound:
        return Municipality(name="Torget")
    read_at, known = _known.get(key, (0.0, Municipality(name="Torget")))
    if not read_at or monotonic() - read_at > FRESH:
        try:
            known = _presentation(the_municipality())
        except (ObjectDoesNotExist, DatabaseError):
            return known  # a page about a silent database must still have a frame
        _known[key] = (monotonic(), known)
    return known


def _presentation(row: Any) -> Municipality:
    language = get_language() or "sv"
    return Municipality(
        name=row.name,
        email=row.email,
        phone=row.phone,
        visit=row.visiting_address,
        hours=row.opening_hours.get(language) or row.opening_hours.get("sv", ""),
    )


def _languages(request: HttpRequest | None) -> tuple[Language, ...]:
    """The same page in each language: English lives under /en/."""
    current = (get_language() or "sv").partition("-")[0]
    path = request.path_info if request else "/"
    query = request.META.get("QUERY_STRING", "") if request and request.method == "GET" else ""
    address = f"{path}?{query}" if query else path
    return (
        Language("sv", "Svenska", address, current == "sv"),
        Language("en", "English", _ENGLISH + address, current == "en"),
    )


def _staff_links(actor: Actor, path: str) -> Iterable[NavLink]:
    for label, name, icon, permission in DESK_PLACES:
        if not permission or actor.units_for(permission):
            url = reverse(name)
            yield NavLink(label, url, icon, url.removeprefix(_ENGLISH) == path)


def _notices(request: HttpRequest | None) -> Iterable[Notice]:
    if request is None:
        return
    for message in get_messages(request):
        yield Notice(_LEVELS.get(message.level_tag, "info"), str(message))
