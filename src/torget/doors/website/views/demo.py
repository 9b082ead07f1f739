"""The way into the demonstration: who to be, and where the simulators are."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from torget.demo.people import PASSWORD, RESIDENTS, STAFF


def demo(request: HttpRequest) -> HttpResponse:
    """Only when the settings say that this is a demonstration; otherwise 404."""
    if not settings.ENVIRONMENT.demo:
        raise Http404
    simulators = settings.ENVIRONMENT.simulators_url
    context = {
        "simulators": [
            {"title": _(title), "url": f"{simulators}{path}", "text": _(text)}
            for title, path, text in SIMULATORS
        ],
        "residents": [
            {"name": resident.name, "number": resident.number, "text": _(resident.about)}
            for resident in RESIDENTS
        ],
        "staff": [
            {
                "name": member.name,
                "role": member.title,
                "email": member.email,
                "password": PASSWORD,
                "text": _(member.about),
            }
            for member in STAFF
        ],
        "addresses": [],
        "desk_login_url": reverse("desk:queue"),
    }
    return render(request, "website/demo.html", context)


SIMULATORS = (
    (N_("Telefonen med BankID"), "/phone", N_("Välj vem du är, läs och godkänn.")),
    (N_("Brevlådan"), "/mailbox", N_("All e-post som Torget har skickat.")),
    (
        N_("Engångskoder"),
        "/authenticator",
        N_("De anställdas andra faktor när de loggar in."),
    ),
    (
        N_("Strömbrytare"),
        "/switches",
        N_("Stäng av en simulator och se vad som händer."),
    ),
)
