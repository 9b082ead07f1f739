"""Any page of the registers as it was on another day: `?dag=2026-12-31` in its address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

from django.contrib import messages
from django.utils import timezone
from django.utils.translation import gettext as _

from torget.doors.ui.requests import actor_of
from torget.rooms.audit.queries import as_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

P = ParamSpec("P")
DAY = "dag"  # in the address


def as_it_was(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Let the page be asked for as it was at the end of a day. Who may see it is decided by today:
    put this below `staff`. A day that is no day, or has not ended, gives the page of now.
    """

    @wraps(view)
    def shown(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        actor_of(request)  # asked once, of the present
        day = _asked_day(request)
        if day is None:
            return view(request, *args, **kwargs)
        request.__dict__["past"] = day
        with as_of(_end_of(day)):
            return view(request, *args, **kwargs)

    return shown


def past_of(request: HttpRequest) -> dict[str, Any]:
    """What `office/page.html` says about the day: {day, now_url}, with nothing for the present."""
    day: date | None = request.__dict__.get("past")
    if day is None:
        return {}
    asked = request.GET.copy()
    asked.pop(DAY, None)
    return {"day": day, "now_url": f"?{asked.urlencode()}"}


def day_of(request: HttpRequest) -> date:
    """The day that the page is of: today, or the one that is asked for."""
    day: date | None = request.__dict__.get("past")
    return day or timezone.localdate()


def _asked_day(request: HttpRequest) -> date | None:
    text = request.GET.get(DAY, "")
    if not text or request.method != "GET":
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        messages.error(request, _("Skriv dagen som år-månad-dag, till exempel 2026-12-31."))
        return None
    return day if day < timezone.localdate() else None


def _end_of(day: date) -> datetime:
    following = datetime.combine(day + timedelta(days=1), time())
    return timezone.make_aware(following) - timedelta(microseconds=1)
