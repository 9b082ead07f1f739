"""Axe on every page of a service without a browser of one's own: by Chromium on the server.

Nothing is fetched over a network: the pages are drawn here and handed to Chromium as it asks.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from inspect import unwrap
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponseBase
from django.urls import resolve, reverse
from django.utils.http import urlencode

from torget.doors.ui.middleware import LanguageFromAddress
from torget.doors.ui.page import page_context
from torget.foundation.actor import Actor
from torget.foundation.chromium import ARGUMENTS, chromium_program
from torget.rooms.eservices.terms import InspectionPlan, Report

SITE = "http://torget.invalid"  # a name that leads nowhere
NARROW = {"width": 375, "height": 800}


class NoBrowser(Exception):
    """Playwright or Chromium is missing on this machine."""


def look_at(key: str, plan: InspectionPlan, *, by: Actor) -> Report:
    """What axe finds on every page of the plan; raises NoBrowser."""
    if find_spec("playwright") is None:
        raise NoBrowser
    playwright = import_module("playwright.sync_api")
    addresses = _addresses(key, plan)
    # Drawn first: a thread with Playwright in it may not ask the database.
    pages = {address: _drawn(address, by) for address in addresses}
    if look := page_context(None)["page"].municipality.look:
        pages[look] = _drawn(look, by)
    with playwright.sync_playwright() as driver:
        try:
            browser = driver.chromium.launch(executable_path=chromium_program(), args=ARGUMENTS)
        except playwright.Error as error:
            raise NoBrowser from error
        try:
            return _looked(browser, addresses, pages, plan)
        finally:
            browser.close()


def _addresses(key: str, plan: InspectionPlan) -> list[str]:
    path = reverse("studio:preview", args=[key])
    return [
        ("/en" if sight.language == "en" else "")
        + f"{path}?"
        + urlencode(
            {
                "steg": sight.step,
                "person": "" if sight.person is None else sight.person,
                "granska": 1,
            }
        )
        for sight in plan.sights
    ]


def _looked(
    browser: Any, addresses: list[str], pages: dict[str, tuple[bytes, str]], plan: InspectionPlan
) -> Report:
    page = browser.new_page(viewport=NARROW)
    page.route("**/*", lambda route: _serve(route, pages))
    faults: list[dict[str, Any]] = []
    engine = ""
    for sight, address in enumerate(addresses):
        page.goto(f"{SITE}{address}")
        found = page.evaluate("inspectPage()")
        engine = found["engine"]
        faults += [{"sight": sight, **fault} for fault in found["faults"]]
    told = {"plan": plan.hash, "engine": engine, "sights": len(addresses), "faults": faults}
    return msgspec.convert(told, Report)


def _serve(route: Any, pages: dict[str, tuple[bytes, str]]) -> None:
    asked = urlsplit(route.request.url)
    known = pages.get(f"{asked.path}?{asked.query}" if asked.query else asked.path)
    if known:
        route.fulfill(body=known[0], content_type=known[1])
    elif path := _static_file(asked.path):
        route.fulfill(path=path)
    else:
        route.abort()


def _static_file(path: str) -> Path | None:
    """Where a static file lies: collected, or among our sources while developing."""
    if not path.startswith(settings.STATIC_URL):
        return None
    name = path.removeprefix(settings.STATIC_URL)
    collected = Path(settings.STATIC_ROOT) / name
    found = collected if collected.is_file() else finders.find(name)
    return Path(found) if found else None


def _drawn(address: str, by: Actor) -> tuple[bytes, str]:
    """The page as bytes with its type, drawn past the log-in: whoever commands may read it."""
    path, _mark, query = address.partition("?")
    request = WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "wsgi.input": BytesIO(),
        }
    )
    request.__dict__["actor"] = by

    def view(asked: Any) -> HttpResponseBase:
        match = resolve(asked.path_info)
        drawn: HttpResponseBase = unwrap(match.func)(asked, *match.args, **match.kwargs)
        return drawn

    answer: Any = LanguageFromAddress(view)(request)
    return bytes(answer.content), answer.headers["Content-Type"]
