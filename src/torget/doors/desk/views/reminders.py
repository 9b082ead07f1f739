"""Whether one wants to be reminded in the morning."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from torget.doors.desk.doing import Doing, Field, doing_page
from torget.doors.ui.requests import actor_of
from torget.doors.ui.staff import staff
from torget.rooms.cases.actions import choose_reminders
from torget.rooms.cases.queries import wants_reminders

YES, NO = "yes", "no"


def _choosing(*, wanted: bool) -> Doing:
    return Doing(
        title=_("Påminnelser"),
        lead=[
            _("Den som handlägger ärenden får ett mejl på morgonen varje arbetsdag när något är "
              "försenat, ska vara klart inom två arbetsdagar, ska göras i dag eller saknar "
              "remissvar."),
            _("I mejlet står bara hur många de är. Är du anmäld som borta får du inget."),
        ],
        fields=[
            Field("wanted", _("Vill du bli påmind?"), type="choice", value=YES if wanted else NO,
                  options=[(YES, _("Ja, när något väntar")), (NO, _("Nej"))],
                  missing=_("Välj ja eller nej")),
        ],
        button=_("Spara"),
        back=(_("Min dag"), reverse("desk:my_day")),
    )  # fmt: skip


@never_cache
@staff
def reminders(request: HttpRequest) -> HttpResponse:
    """One's own choice."""
    actor = actor_of(request)
    doing = _choosing(wanted=wants_reminders(actor))
    if request.method != "POST":
        return doing_page(request, None, doing)
    typed = doing.typed(request)
    if faults := doing.faults(typed):
        return doing_page(request, None, doing, typed=typed, faults=faults)
    wanted = typed["wanted"] == YES
    choose_reminders(wanted=wanted, by=actor, at=timezone.now())
    messages.success(
        request, _("Du får påminnelser.") if wanted else _("Du får inga påminnelser längre.")
    )
    return redirect("desk:my_day")
