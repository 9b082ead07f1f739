"""Logging in and signing with an e-ID: the same waiting page for both."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import segno
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from torget.doors.portal.access import UNSAVED
from torget.doors.ui.requests import HOLDS, LEVEL, NAME, PERSON, actor_of, client_ip
from torget.foundation.actor import NOBODY, Actor
from torget.foundation.identity_numbers import IdentityNumber
from torget.journeys.finish_signature import finish_signature
from torget.rooms.eservices.queries import published_service
from torget.rooms.identity.actions import (
    WrongPerson,
    cancel_order,
    collect_order,
    look_up_person,
    sign_in,
    start_order,
)
from torget.rooms.identity.ports import OrderRequest
from torget.rooms.identity.queries import launch_url, qr_text
from torget.rooms.identity.queries import order as order_by_key
from torget.rooms.identity.terms import OrderRefused, Purpose, Stage
from torget.rooms.submissions.terms import (
    DraftChanged,
    DraftIncomplete,
    ServiceFull,
    SignatureMissing,
)

if TYPE_CHECKING:
    from torget.rooms.identity.models import Order

METHOD = "bankid"
FLOW = "eid"  # in the session: {"order": key, "next": url, "back": url, "launched": bool}
MOBILE = ("Mobile", "Android", "iPhone", "iPad")


def login(request: HttpRequest) -> HttpResponse:
    """Choose how to log in; a post opens an order and goes to wait for it."""
    next_url = _safe(request, request.POST.get("next") or request.GET.get("next", ""))
    if request.method == "POST":
        flow = {"next": next_url, "back": f"{request.path}?next={next_url}"}
        asked = _request(request, Purpose.IDENTIFY)
        return begin(request, asked, flow, same_device=_chose_this_device(request))
    if actor_of(request).person is not None:
        return redirect(next_url)
    service = _service_title(next_url)
    context = {
        "form_action": reverse("portal:login"),
        "next": next_url,
        "reason": _("Vi behöver veta vem du är innan du går vidare.") if service else "",
        "service_title": service,
        "back_url": reverse("website:home"),
        "other_ways": [],
    }
    return render(request, "portal/login.html", context)


@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    request.session.flush()
    messages.success(request, _("Du är utloggad."))
    return redirect("website:home")


def begin(
    request: HttpRequest,
    asked: OrderRequest,
    flow: dict[str, Any],
    *,
    same_device: bool,
    subject: str = "",
) -> HttpResponse:
    """Open an order bound to this browser and go to wait; a refusal is told where we came from."""
    try:
        order = start_order(
            METHOD,
            asked,
            same_device=same_device,
            subject=subject,
            by=actor_of(request),
            at=timezone.now(),
        )
    except OrderRefused as error:
        messages.error(request, _(error.message))
        if asked.purpose == Purpose.SIGN:
            messages.info(request, _("Det du hade fyllt i är sparat."))
        return redirect(flow["back"])
    request.session[FLOW] = {**flow, "order": str(order.key), "launched": False}
    return redirect("portal:waiting")


def sign_request(
    request: HttpRequest, *, text: str, hidden: bytes, number: IdentityNumber
) -> OrderRequest:
    """What to ask of a person who is to sign: the text they see, and what is bound to it."""
    return _request(request, Purpose.SIGN, text=text, hidden=hidden, number=number)


def _request(
    request: HttpRequest,
    purpose: Purpose,
    *,
    text: str = "",
    hidden: bytes = b"",
    number: IdentityNumber | None = None,
) -> OrderRequest:
    return OrderRequest(
        purpose=purpose,
        end_user_ip=client_ip(request),
        user_agent=request.META.get("HTTP_USER_AGENT", "")[:256] or "unknown",
        domain=urlsplit(settings.ENVIRONMENT.site_url).hostname or "localhost",
        return_url=request.build_absolute_uri(reverse("portal:returned")),
        visible_text=text,
        hidden_data=hidden,
        identity_number=number,
    )


# --- waiting --------------------------------------------------------------------------------


class NoOrder(LookupError):
    """This browser waits for nothing: what it began is over, or was cut when a process ended."""


def led_back(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Lead those who have no order to where they can begin again."""

    @wraps(view)
    def shown(request: HttpRequest) -> HttpResponse:
        try:
            return view(request)
        except NoOrder:
            return redirect(_begin_again(request))

    return shown


def _begin_again(request: HttpRequest) -> str:
    """The page to go to; the person is told when they have to log in once more."""
    if actor_of(request).person is not None:
        return reverse("portal:my_pages")
    messages.info(request, _("Inloggningen blev inte klar. Logga in en gång till."))
    return reverse("portal:login")


@never_cache
@led_back
def waiting(request: HttpRequest) -> HttpResponse:
    flow, order = _flow(request)
    if order.stage == Stage.COMPLETE:
        return redirect("portal:finish")
    return _waiting_page(request, flow, order)


def _waiting_page(request: HttpRequest, flow: dict[str, Any], order: Order) -> HttpResponse:
    launch_now = order.same_device and not flow["launched"] and order.stage == Stage.PENDING
    if launch_now:
        request.session[FLOW] = {**flow, "launched": True}
    agent = request.META.get("HTTP_USER_AGENT", "")
    mobile = any(word in agent for word in MOBILE)
    context = {
        "purpose": "sign" if order.purpose == Purpose.SIGN else "login",
        "mode": "same" if order.same_device else "other",
        **_status(order),
        "done": False,
        "qr_url": reverse("portal:qr"),
        "launch_url": launch_url(order, mobile=mobile) if order.same_device else "",
        "launch_now": launch_now,
        "poll_url": reverse("portal:status"),
        "refresh_url": reverse("portal:finish"),
        "cancel_action": reverse("portal:cancel"),
        "switch_action": reverse("portal:switch"),
        "retry_action": reverse("portal:again"),
        "text_to_sign": order.visible_text,
        "text_language": flow.get("language") or get_language() or "sv",
    }
    return render(request, "portal/bankid.html", {"flow": context})


def _status(order: Order) -> dict[str, Any]:
    return {
        "status": _(order.message) if order.message else _("Vi kontaktar BankID …"),
        "failed": order.stage == Stage.FAILED,
    }


@never_cache
def status(request: HttpRequest) -> HttpResponse:
    """The part of the page that changes; X-Next says where to go when it is over."""
    try:
        _flow_data, order = _flow(request)
    except NoOrder:
        return HttpResponse(headers={"X-Next": reverse("portal:waiting")})
    was_pending = order.stage == Stage.PENDING
    order = collect_order(order, by=actor_of(request), at=timezone.now())
    response = render(request, "portal/bankid_status.html", {"flow": _status(order)})
    if order.stage == Stage.COMPLETE:
        response["X-Next"] = reverse("portal:finish")
    elif order.stage == Stage.FAILED and was_pending:
        response["X-Next"] = reverse("portal:waiting")
    return response


@never_cache
def qr(request: HttpRequest) -> HttpResponse:
    """The moving code of this second."""
    try:
        _flow_data, order = _flow(request)
    except NoOrder as error:
        raise Http404 from error
    code = segno.make(qr_text(order, now=timezone.now()), error="L", boost_error=False)
    svg = BytesIO()
    code.save(svg, kind="svg", scale=5, border=2, light="#fff", xmldecl=False, nl=False)
    return HttpResponse(svg.getvalue(), content_type="image/svg+xml")


@never_cache
@led_back
def finish(request: HttpRequest) -> HttpResponse:
    """Where a completed order leads; a pending one goes on waiting."""
    flow, order = _flow(request)
    order = collect_order(order, by=actor_of(request), at=timezone.now())
    if order.stage != Stage.COMPLETE:
        return _waiting_page(request, flow, order)
    if order.purpose == Purpose.SIGN:
        return _signed(request, flow, order)
    return _logged_in(request, flow, order)


def _signed(request: HttpRequest, flow: dict[str, Any], order: Order) -> HttpResponse:
    """On to the receipt; asked again, when the answer was lost on its way, to the same receipt."""
    try:
        finish_signature(order, door="portal", at=timezone.now())
    except DraftIncomplete:
        messages.error(request, _("Något saknas nu i ansökan. Inget är skickat."))
    except DraftChanged:
        messages.error(
            request, _("Svaren ändrades efter att du läste texten. Läs igen och skriv under.")
        )
    except ServiceFull:
        messages.error(request, _("Det blev fullt innan du skrev under. Inget är skickat."))
    except SignatureMissing:
        messages.error(
            request, _("Underskriften gick inte att använda. Inget är skickat. Försök igen.")
        )
    else:
        if order.subject.startswith("request:"):
            messages.success(request, _("Tack, din underskrift är mottagen."))
        return redirect(flow["next"])
    del request.session[FLOW]
    return redirect(flow["back"])


def _logged_in(request: HttpRequest, flow: dict[str, Any], order: Order) -> HttpResponse:
    now = timezone.now()
    by = Actor(id=NOBODY.id, name=NOBODY.name, door="portal")
    try:
        person = sign_in(order, by=by, at=now)
    except WrongPerson as error:
        del request.session[FLOW]
        raise NoOrder from error
    by = Actor(id=f"person:{person.pk}", name=person.name, person=person.pk, door="portal")
    person = look_up_person(person, purpose="login", by=by, at=now)
    kept = {key: request.session[key] for key in (HOLDS, UNSAVED) if key in request.session}
    request.session.cycle_key()
    for key in [*request.session.keys()]:
        if not key.startswith("_auth_user"):
            del request.session[key]
    request.session.update(
        {**kept, PERSON: person.pk, NAME: person.name, LEVEL: 3, "logged_in_to": flow["next"]}
    )
    return redirect(flow["next"])


def returned(request: HttpRequest) -> HttpResponse:
    """The app sends people here; only the browser that began knows the nonce."""
    try:
        _flow_data, order = _flow(request)
    except NoOrder:
        return redirect("portal:my_pages")
    if not constant_time_compare(request.GET.get("nonce", ""), order.nonce):
        raise Http404
    return redirect("portal:finish")


# --- changing one's mind --------------------------------------------------------------------


@require_POST
@led_back
def switch(request: HttpRequest) -> HttpResponse:
    """The other device instead."""
    return _restart(request, change_device=True)


@require_POST
@led_back
def again(request: HttpRequest) -> HttpResponse:
    return _restart(request, change_device=False)


def _restart(request: HttpRequest, *, change_device: bool) -> HttpResponse:
    """Open the same request anew."""
    flow, order = _flow(request)
    cancel_order(order, by=actor_of(request), at=timezone.now())
    asked = _request(
        request,
        Purpose(order.purpose),
        text=order.visible_text,
        hidden=bytes(order.hidden_data),
        number=IdentityNumber(order.locked_to) if order.locked_to else None,
    )
    same_device = order.same_device != change_device
    return begin(request, asked, flow, same_device=same_device, subject=order.subject)


@require_POST
@led_back
def cancel(request: HttpRequest) -> HttpResponse:
    flow, order = _flow(request)
    cancel_order(order, by=actor_of(request), at=timezone.now())
    del request.session[FLOW]
    return redirect(flow["back"])


def _flow(request: HttpRequest) -> tuple[dict[str, Any], Order]:
    """This browser's order; NoOrder when it has none."""
    flow = request.session.get(FLOW)
    if not flow:
        raise NoOrder
    return flow, order_by_key(flow["order"])


def _chose_this_device(request: HttpRequest) -> bool:
    return request.POST.get("method") == "same_device"


def _safe(request: HttpRequest, url: str) -> str:
    """The address if it is within the site, otherwise Mina sidor."""
    if url_has_allowed_host_and_scheme(
        url, {request.get_host()}, require_https=request.is_secure()
    ):
        return url
    return reverse("portal:my_pages")


def _service_title(next_url: str) -> str:
    start = reverse("portal:start", args=["x"]).removesuffix("x/")
    if not next_url.startswith(start):
        return ""
    try:
        chosen = published_service(next_url.removeprefix(start).strip("/"))
    except ObjectDoesNotExist:
        return ""
    return chosen.compiled.service.title.in_(get_language())
