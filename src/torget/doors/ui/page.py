"""What every page's frame needs: language, municipality, who is here, and where the doors are."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from time import monotonic
from typing import Any

import msgspec
from django.conf import settings
from django.contrib.messages import get_messages
from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language, gettext_noop

from torget.doors.ui.look import mark
from torget.doors.ui.requests import actor_of
from torget.doors.ui.shortcuts import as_data
from torget.foundation.actor import NOBODY, Actor
from torget.foundation.municipality import NoMunicipalityBound, bound
from torget.rooms.organisation.queries import the_municipality
from torget.rooms.organisation.terms import TORGETS_COLOUR


class Municipality(msgspec.Struct, frozen=True):
    """How the municipality presents itself."""

    name: str
    email: str = ""
    phone: str = ""  # as people write it: 0980-319 200
    visit: str = ""  # street address where anyone may come
    hours: str = ""  # when someone answers
    website: str = ""  # the municipality's own site, when it is another than this
    logo: str = ""  # where the picture is found; empty: the name alone
    look: str = ""  # where its own colours are found; empty: they are Torget's

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
    current: str  # the value of aria-current: "page", "true" for a page below it, or ""


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
    shortcuts: str = ""  # what keys do at the desk, for its script; empty: nothing


# Names of the views that frames link to.
PLACES = {
    "home": "website:home",
    "search": "website:search",
    "reach_us": "website:reach_us",
    "accessibility": "website:accessibility",
    "privacy": "website:privacy",
    "automatic": "website:automatic",
    "login": "portal:login",
    "logout": "portal:logout",
    "my_pages": "portal:my_pages",
    "desk": "desk:queue",
    "shortcuts": "desk:shortcuts",
    "staff_logout": "account_logout",
    "staff_security": "mfa_index",
}

# The desk's top row: label, view, icon and the permission that shows it ("" shows it to all).
DESK_PLACES = (
    (gettext_noop("Min dag"), "desk:my_day", "clock", "case.read"),
    (gettext_noop("Ärenden"), "desk:queue", "list", ""),
    (gettext_noop("Kontakt"), "desk:contact_centre", "phone", "contact.meet"),
    (gettext_noop("Registrera"), "desk:register", "plus", "case.register"),
    (gettext_noop("E-tjänster"), "studio:services", "edit", "service.edit"),
    (gettext_noop("Styrning"), "office:start", "shield", "office.read"),
    (gettext_noop("Internt"), "desk:internal", "person", ""),
    (gettext_noop("Ej framkomna"), "desk:undelivered", "mail", "message.resend"),
    (gettext_noop("Statistik"), "desk:statistics", "list", "statistics.read"),
    (gettext_noop("Logg"), "desk:trail", "eye", "audit.read"),
    (gettext_noop("Systemet"), "desk:status", "shield", "system.read"),
)

_LEVELS = {"success": "good", "warning": "warning", "error": "bad"}
_ENGLISH = "/en"


def page_context(request: HttpRequest | None) -> dict[str, Any]:
    """`page` for the engine. Without a request (Django's own 500 page) nobody is logged in."""
    actor = _actor(request)
    staff, person = actor.employee is not None, actor.person is not None
    path, language = request.path_info if request else "/", get_language() or "sv"
    return {
        "page": Page(
            language=language,
            languages=_languages(request, path, language),
            path=path,
            municipality=_municipality(language),
            person=actor.name if person else "",
            staff=actor.name if staff else "",
            staff_links=tuple(_staff_links(actor, path)) if staff else (),
            links=_links(get_script_prefix()),
            notices=tuple(_notices(request)),
            is_demo=settings.ENVIRONMENT.demo,
            shortcuts=as_data(request) if staff else "",
        )
    }


def _actor(request: HttpRequest | None) -> Actor:
    """Who is here; nobody when the database that would know is silent."""
    if request is None:
        return NOBODY
    try:
        return actor_of(request)
    except DatabaseError:
        return NOBODY


@lru_cache
def _links(_prefix: str) -> Mapping[str, str]:
    """The addresses of PLACES below the prefix, which is the language's."""
    return {key: reverse(name) for key, name in PLACES.items()}


# How each municipality presents itself, read again when it is older than this.
_known: dict[tuple[str, str], tuple[float, Municipality]] = {}
FRESH = 60.0  # seconds


def _municipality(language: str) -> Municipality:
    """The bound municipality's presentation; a nameless one when none is bound or set up."""
    try:
        key = (bound(), language)
    except NoMunicipalityBound:
        return Municipality(name="Torget")
    read_at, known = _known.get(key, (0.0, Municipality(name="Torget")))
    if not read_at or monotonic() - read_at > FRESH:
        try:
            known = _presentation(the_municipality(), language)
        except (ObjectDoesNotExist, DatabaseError):
            return known  # a page about a silent database must still have a frame
        _known[key] = (monotonic(), known)
    return known


def _presentation(row: Any, language: str) -> Municipality:
    return Municipality(
        name=row.name,
        email=row.email,
        phone=row.phone,
        visit=row.visiting_address,
        hours=row.opening_hours.get(language) or row.opening_hours.get("sv", ""),
        logo=_logo(row.key),
        look=_look(row.colour),
    )


def _logo(key: str) -> str:
    """The picture among the static files that is named after the municipality, if there is one."""
    for kind in ("svg", "png"):
        try:
            return static(f"look/{key}.{kind}")
        except ValueError:  # not among those that were collected
            continue
    return ""


def _look(colour: str) -> str:
    """One address for all languages, so that a browser fetches it once."""
    if colour == TORGETS_COLOUR:
        return ""
    return reverse("website:look", args=[mark(colour)]).removeprefix(_ENGLISH)


def _languages(request: HttpRequest | None, path: str, current: str) -> tuple[Language, ...]:
    """The same page in each language: English lives under /en/."""
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
            place = url.removeprefix(_ENGLISH)
            # All of the desk lies below the queue's address, but only the cases belong to it.
            below = f"{place}arende/" if name == "desk:queue" else place
            current = "page" if place == path else "true" if path.startswith(below) else ""
            yield NavLink(label, url, icon, current)


def _notices(request: HttpRequest | None) -> Iterable[Notice]:
    if request is None:
        return
    for message in get_messages(request):
        yield Notice(_LEVELS.get(message.level_tag, "info"), str(message))
