"""The keys that can be pressed at the desk, and turning them off."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from torget.doors.ui.shortcuts import COOKIE, OFF, SHORTCUTS, are_on
from torget.doors.ui.staff import staff

YEAR = 365 * 24 * 3600  # seconds


@staff
def shortcuts(request: HttpRequest) -> HttpResponse:
    """What each key does. A post turns them all off or on in this browser."""
    if request.method != "POST":
        rows = [{"keys": one.keys.split(), "does": _(one.label)} for one in SHORTCUTS]
        return render(request, "desk/shortcuts.html", {"rows": rows, "on": are_on(request)})
    answer = redirect("desk:shortcuts")
    if are_on(request):
        answer.set_cookie(
            COOKIE, OFF, max_age=YEAR, secure=request.is_secure(), httponly=True, samesite="Lax"
        )
        messages.success(request, _("Kortkommandona är avstängda i den här webbläsaren."))
    else:
        answer.delete_cookie(COOKIE, samesite="Lax")
        messages.success(request, _("Kortkommandona är på."))
    return answer
