"""Asking someone outside the case for an opinion, and answering for one's own unit."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from torget.doors.desk.case_page import obstacles_said
from torget.doors.desk.choosing_documents import case_documents, chosen_documents
from torget.doors.desk.doing import Doing, Field, day_of, doing_page
from torget.doors.ui.attached import stored_files
from torget.doors.ui.files import file_response
from torget.doors.ui.referrals import answer_page
from torget.doors.ui.requests import actor_of, found, once_of, written
from torget.doors.ui.staff import staff
from torget.journeys.refer import give_more_time, refer, take_in_answer
from torget.rooms.cases.actions import CaseNotReady, open_referral, withdraw_referral
from torget.rooms.cases.queries import get_case, get_referral, referral_to_unit
from torget.rooms.cases.terms import Asked
from torget.rooms.organisation.queries import units_by_pk

if TYPE_CHECKING:
    from datetime import date

    from torget.foundation.actor import Actor
    from torget.rooms.cases.models import Case

THREE_WEEKS = timedelta(weeks=3)
OUTSIDE = "outside"  # who is asked is no unit of ours


def _asking(case: Case, *, actor: Actor, today: date) -> Doing:
    language = get_language() or "sv"
    units = sorted(
        (unit.name_in(language), str(pk)) for pk, unit in units_by_pk().items()
        if pk != case.unit_id
    )  # fmt: skip
    sensitive = case.protected or case.permission != "case.read"
    warned = _(
        "Ärendet har känsliga eller skyddade uppgifter: pröva sekretessen för varje handling."
    )
    return Doing(
        title=_("Skicka på remiss"),
        lead=[
            _("Den du frågar får e-post med en länk och inget om ärendet. Hen loggar in, läser "
              "frågan och handlingarna som du väljer, och svarar."),
            _("Skicka inte mer än vad som behövs för svaret. Uppgifter kan omfattas av sekretess "
              "(offentlighets- och sekretesslagen (2009:400))."),
            *([warned] if sensitive else []),
        ],
        fields=[
            Field("unit", _("Vem frågar du?"), type="select", value=OUTSIDE,
                  options=[(OUTSIDE, _("Någon utanför kommunen")),
                           *((pk, name) for name, pk in units)]),
            Field("name", _("Namn"), missing=_("Skriv vem du frågar"),
                  hint=_("Den du frågar, eller myndigheten. Behövs inte för en egen enhet.")),
            Field("email", _("E-post"), missing=_("Skriv en e-postadress som namn@exempel.se"),
                  hint=_("Dit länken skickas. Behövs inte för en egen enhet.")),
            Field("question", _("Vad vill du veta?"), rows=6, missing=_("Skriv frågan")),
            *case_documents(case, actor=actor),
            Field("answer_by", _("Svara senast"), type="date",
                  value=(today + THREE_WEEKS).isoformat(), missing=_("Välj en dag efter i dag")),
        ],
        button=_("Skicka remissen"),
    )  # fmt: skip


@never_cache
@staff
def ask(request: HttpRequest, number: str) -> HttpResponse:
    """Ask someone for an opinion by a day."""
    actor, now = actor_of(request), timezone.now()
    case = found(get_case, number, actor=actor)
    actor.must("case.write", unit=case.unit_id)
    today = timezone.localdate(now)
    doing = _asking(case, actor=actor, today=today)
    if request.method != "POST":
        return doing_page(request, case, doing)
    typed = doing.typed(request)
    faults = _where_to_send(typed, doing.faults(typed) | _not_ahead(typed, today))
    if faults:
        return doing_page(request, case, doing, typed=typed, faults=faults)
    try:
        refer(
            case, _asked(typed), documents=chosen_documents(case, typed, actor=actor),
            once=once_of(request), by=actor, at=now,
        )  # fmt: skip
    except CaseNotReady as error:
        obstacles_said(request, error)
    else:
        messages.success(request, _("Remissen är skickad."))
    return redirect(reverse("desk:case", args=[number]) + "#referrals")


def _asked(typed: dict[str, str]) -> Asked:
    unit = None if typed["unit"] == OUTSIDE else units_by_pk()[int(typed["unit"])]
    return Asked(
        name=unit.name_in("sv") if unit else typed["name"],
        email=unit.email if unit else typed["email"],
        question=typed["question"],
        answer_by=_day(typed),
        unit=unit.pk if unit else None,
    )


def _day(typed: dict[str, str]) -> date:
    day = day_of(typed["answer_by"])
    assert day is not None, "a day that cannot be read is a fault"
    return day


def _not_ahead(typed: dict[str, str], today: date) -> dict[str, str]:
    day = day_of(typed["answer_by"])
    passed = day is not None and day <= today
    return {"answer_by": _("Välj en dag efter i dag")} if passed else {}


def _where_to_send(typed: dict[str, str], faults: dict[str, str]) -> dict[str, str]:
    """What is wrong: only someone outside needs a name and an address, which must be one."""
    if typed["unit"] != OUTSIDE:
        return {name: said for name, said in faults.items() if name not in ("name", "email")}
    try:
        validate_email(typed["email"])
    except ValidationError:
        return faults | {"email": _("Skriv en e-postadress som namn@exempel.se")}
    return faults


@never_cache
@staff
def extend(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """Give the one who was asked more time."""
    actor, today = actor_of(request), timezone.localdate()
    case = found(get_case, number, actor=actor)
    actor.must("case.write", unit=case.unit_id)
    referral = found(get_referral, case, key)
    doing = Doing(
        title=_("Ge mer tid att svara"),
        lead=[_("{name} får veta den nya dagen.").format(name=referral.to_name)],
        fields=[
            Field("answer_by", _("Svara senast"), type="date",
                  value=(max(referral.answer_by, today) + THREE_WEEKS).isoformat(),
                  missing=_("Välj en dag efter i dag")),
        ],
        button=_("Spara"),
    )  # fmt: skip
    if request.method != "POST":
        return doing_page(request, case, doing)
    typed = doing.typed(request)
    if faults := doing.faults(typed) | _not_ahead(typed, today):
        return doing_page(request, case, doing, typed=typed, faults=faults)
    try:
        give_more_time(referral, _day(typed), by=actor, at=timezone.now())
    except CaseNotReady as error:
        obstacles_said(request, error)
    return redirect(reverse("desk:case", args=[number]) + "#referrals")


@staff
@require_POST
def withdraw(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """Take the question back."""
    actor = actor_of(request)
    case = found(get_case, number, actor=actor)
    try:
        withdraw_referral(found(get_referral, case, key), by=actor, at=timezone.now())
    except CaseNotReady as error:
        obstacles_said(request, error)
    return redirect(reverse("desk:case", args=[number]) + "#referrals")


@never_cache
@staff
def answer(request: HttpRequest, key: int) -> HttpResponse:
    """Answer for one's own unit."""
    actor, now = actor_of(request), timezone.now()
    referral = found(referral_to_unit, key, actor=actor)
    text, fault = written(request, "text"), ""
    try:
        row = open_referral(referral, by=actor, at=now)
        if request.method == "POST":
            fault = "" if text else _("Skriv ditt yttrande")
            documents, wrong = ([], "") if fault else stored_files(request, by=actor, at=now)
            fault = fault or wrong
            if not fault:
                take_in_answer(row, text, documents=documents, by=actor, at=now)
                messages.success(request, _("Yttrandet är skickat."))
                return redirect("desk:my_day")
    except CaseNotReady as error:
        obstacles_said(request, error)
        return redirect("desk:my_day")
    page = answer_page(request, row, text=text, fault=fault) | {
        "files": [
            {"name": one.name, "size": one.size, "note": "",
             "url": reverse("desk:referral_file", args=[key, one.pk])}
            for one in row.documents.order_by("pk")
        ],
        "asked_by": row.case.unit.name_in(get_language() or "sv"),
        "back_url": reverse("desk:my_day"),
    }  # fmt: skip
    return render(request, "desk/referral.html", page, status=422 if fault else 200)


@staff
def file(request: HttpRequest, key: int, document: int) -> HttpResponseBase:
    """A document that one's unit was sent."""
    actor = actor_of(request)
    referral = found(referral_to_unit, key, actor=actor)
    try:
        row = open_referral(referral, by=actor, at=timezone.now())
    except CaseNotReady as error:
        raise Http404 from error
    stored = row.documents.filter(pk=document).first()
    if stored is None:
        raise Http404
    return file_response(stored)
