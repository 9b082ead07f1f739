"""Cases that belong together, and a new one from the one at hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from torget.doors.desk.case_page import obstacles_said
from torget.doors.desk.doing import Doing, Field, chosen_of, doing_page
from torget.doors.ui.requests import actor_of, found, once_of
from torget.doors.ui.staff import staff
from torget.journeys.open_from_case import open_from_case
from torget.rooms.cases.actions import CaseNotReady, join_case, relate_cases
from torget.rooms.cases.queries import cases_for, documents_of, get_case
from torget.rooms.eservices.queries import public_services
from torget.rooms.submissions.terms import AlreadySubmitted

if TYPE_CHECKING:
    from torget.rooms.cases.models import Case


def _number() -> Field:
    return Field("number", _("Ärendenummer"), hint=_("Till exempel BYGG-2026-0001"),
                 missing=_("Skriv ett ärendenummer"))  # fmt: skip


def _relating() -> Doing:
    return Doing(
        title=_("Koppla ihop med ett annat ärende"),
        lead=[_("Det syns i båda ärendena, för dem som får läsa båda.")],
        fields=[_number()],
        button=_("Koppla ihop"),
    )


def _joining() -> Doing:
    return Doing(
        title=_("Slå ihop med ett annat ärende"),
        lead=[
            _(
                "När flera har anmält samma sak. Det här ärendet avslutas, och den som anmälde får "
                "veta att det andra går vidare, och när det är klart. Ingen ser någon annans "
                "uppgifter."
            )
        ],
        fields=[_number()],
        button=_("Slå ihop"),
    )


@never_cache
@staff
def relate(request: HttpRequest, number: str) -> HttpResponse:
    """Say by its number which case this one belongs with."""
    case = _opened(request, number, "case.write")
    return _with_other(request, case, _relating(), relate_cases, _("Ärendena är ihopkopplade."))


@never_cache
@staff
def join(request: HttpRequest, number: str) -> HttpResponse:
    """Close the case because another answers it too."""
    case = _opened(request, number, "case.close")
    return _with_other(request, case, _joining(), join_case, _("Ärendet är ihopslaget."))


def _opened(request: HttpRequest, number: str, permission: str) -> Case:
    actor = actor_of(request)
    case = found(get_case, number, actor=actor)
    actor.must(permission, unit=case.unit_id)
    return case


def _with_other(
    request: HttpRequest, case: Case, doing: Doing, act: Callable[..., object], done: str
) -> HttpResponse:
    """The page that asks for the number of another case, and what is then done to the two."""
    if request.method != "POST":
        return doing_page(request, case, doing)
    actor, typed = actor_of(request), doing.typed(request)
    faults = doing.faults(typed)
    other = cases_for(actor).filter(number=typed["number"].upper()[:24]).first()
    if not faults and (other is None or other.pk == case.pk):
        faults = {"number": _("Det finns inget annat ärende med det numret som du får läsa")}
    if faults or other is None:
        return doing_page(request, case, doing, typed=typed, faults=faults)
    try:
        act(case, other, by=actor, at=timezone.now())
    except CaseNotReady as error:
        obstacles_said(request, error)
    else:
        messages.success(request, done)
    return redirect("desk:case", case.number)


def _beginning(case: Case, request: HttpRequest) -> Doing:
    language = get_language() or "sv"
    services = [
        (one.compiled.service.key, one.compiled.service.title.in_(language))
        for one in public_services()
    ]
    documents = documents_of(case, actor=actor_of(request)).order_by("pk")
    files = [(str(one.pk), one.name) for one in documents if one.may_be_opened]
    return Doing(
        title=_("Nytt ärende från det här"),
        lead=[_("Parterna följer med och får en kvittens.")],
        fields=[
            Field("kind", _("Är det något nytt?"), type="select",
                  options=[("", _("Välj")),
                           ("new", _("Något nytt: tiderna räknas från i dag")),
                           ("split", _("En del av det som redan har kommit in: tiderna räknas "
                                       "från då"))],
                  missing=_("Välj om det är något nytt")),
            Field("service", _("Vad gäller det nya ärendet?"), type="select",
                  options=[("", _("Välj")), *sorted(services, key=lambda one: one[1])],
                  missing=_("Välj vad det gäller")),
            Field("text", _("Varför, och vad ska prövas där?"), rows=4,
                  missing=_("Skriv vad det gäller"), hint=_("Parterna kan läsa det.")),
            *([Field("documents", _("Handlingar som ska med"), type="choices", required=False,
                     options=files)] if files else []),
        ],
        button=_("Öppna ärendet"),
    )  # fmt: skip


@never_cache
@staff
def begin(request: HttpRequest, number: str) -> HttpResponse:
    """Choose what it is about and which documents go along; sent twice it opens one case."""
    actor = actor_of(request)
    case = found(get_case, number, actor=actor)
    actor.must("case.write", unit=case.unit_id)
    actor.must_anywhere("case.register")
    doing = _beginning(case, request)
    if request.method != "POST":
        return doing_page(request, case, doing)
    typed = doing.typed(request)
    if faults := doing.faults(typed):
        return doing_page(request, case, doing, typed=typed, faults=faults)
    keys = [int(one) for one in chosen_of(typed.get("documents", ""))]
    chosen = list(documents_of(case, actor=actor).filter(pk__in=keys)) if keys else []
    try:
        opened = open_from_case(
            case, typed["service"], typed["text"], splits=typed["kind"] == "split",
            documents=chosen, once=once_of(request),
            by=actor, at=timezone.now(),
        )  # fmt: skip
    except AlreadySubmitted:
        messages.success(request, _("Ärendet är redan öppnat."))
        return redirect("desk:case", number)
    except CaseNotReady as error:
        obstacles_said(request, error)
        return redirect("desk:case", number)
    messages.success(request, _("Ärende {number} är öppnat.").format(number=opened.number))
    readable = cases_for(actor).filter(pk=opened.pk).exists()
    return redirect("desk:case", opened.number if readable else number)
