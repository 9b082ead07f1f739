"""Staff only, and only with a second factor."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from torget.doors.ui.requests import SECOND_FACTOR, actor_of

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)


def staff(
    view: Callable[Concatenate[HttpRequest, P], R],
) -> Callable[Concatenate[HttpRequest, P], R | HttpResponseBase]:
    """An employee who has logged in with two factors; others are led to do so."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> R | HttpResponseBase:
        if actor_of(request).employee is None:
            return redirect_to_login(request.get_full_path())
        if not request.session.get(SECOND_FACTOR):
            if not is_mfa_enabled(request.user):
                messages.warning(request, _("Lägg till en andra faktor innan du går vidare."))
                return redirect("mfa_activate_totp")
            request.session[SECOND_FACTOR] = True
        return view(request, *args, **kwargs)

    return guarded
