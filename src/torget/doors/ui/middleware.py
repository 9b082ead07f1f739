"""What happens around every request."""

from collections.abc import Callable
from http import HTTPStatus

import structlog
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import get_script_prefix, set_script_prefix
from django.utils import timezone, translation

from torget.doors.ui.requests import PERSON, STAFF_DOORS
from torget.foundation.actor import Forbidden
from torget.foundation.municipality import serving

log = structlog.get_logger(__name__)

Handler = Callable[[HttpRequest], HttpResponseBase]
ENGLISH = "/en"
SEEN = "seen"
STAFF = "_auth_user_id"  # Django's key for a logged-in account
FRESH = 300  # seconds between two prolongations of a session, so that most requests write nothing


class OuterFence:
    """What browsers are told not to do, the same on every response, static files included."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        self.headers: dict[str, str] = settings.OUTER_FENCE

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, text in self.headers.items():
            response.headers.setdefault(name, text)
        return response


class BoundMunicipality:
    """Say whose request this is, for as long as it lasts."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with serving(settings.ENVIRONMENT.municipality):
            return self.get_response(request)


class LanguageFromAddress:
    """Swedish at the root, English under /en/: every page has one address in each language."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        english = request.path_info == ENGLISH or request.path_info.startswith(f"{ENGLISH}/")
        before = get_script_prefix()
        if english:
            request.path_info = request.path_info[len(ENGLISH) :] or "/"
            set_script_prefix(f"{ENGLISH}/")
        language = "en" if english else "sv"
        with translation.override(language):
            request.LANGUAGE_CODE = language
            try:
                response = self.get_response(request)
            finally:
                set_script_prefix(before)
        response.headers.setdefault("Content-Language", language)
        return response


class ActingPerson:
    """Say which door it is, and keep the session of someone active alive."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        first = request.path_info[1:].partition("/")[0]
        # `actor_of` reads it, when someone asks.
        request.__dict__["door"] = first if first in STAFF_DOORS else "portal"
        response = self.get_response(request)
        if request.session.accessed and (PERSON in request.session or STAFF in request.session):
            now = int(timezone.now().timestamp())
            if now - request.session.get(SEEN, 0) > FRESH:
                request.session[SEEN] = now
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class PlainErrors:
    """Turn what rooms refuse, and a silent database, into pages that say so plainly."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
            return response
        # An address that only takes what a form sends, opened by hand: there is no page.
        page = render(request, "405.html", status=response.status_code)
        page["Allow"] = response["Allow"]
        return page

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Forbidden):
            raise PermissionDenied from error
        if isinstance(error, OperationalError):
            log.error("database.silent", why=str(error))
            return render(request, "503.html", status=503)
        return None
