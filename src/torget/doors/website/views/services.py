"""A service before it begins: what is needed, who may see it, how long it takes."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_noop, ngettext
from django.utils.translation import gettext as _

from torget.doors.ui.requests import actor_of, found
from torget.doors.website.views.pages import controller, phone_link
from torget.foundation.actor import Actor
from torget.rooms.eservices.queries import (
    PublishedService,
    demands,
    is_open_on,
    published_service,
)
from torget.rooms.eservices.terms import Service, asks_others_to_sign
from torget.rooms.information.queries import privacy_notice, types_by_key
from torget.rooms.information.terms import PersonalData, PrivacyEntry
from torget.rooms.organisation.queries import position_names
from torget.rooms.submissions.queries import open_draft_of, places_left

CHANNELS = {
    "paper": gettext_noop("På papper"),
    "phone": gettext_noop("Ring oss"),
    "visit": gettext_noop("Besök oss"),
    "agent": gettext_noop("Genom ombud"),
    "email": gettext_noop("E-posta oss"),
}


AUDIENCES = {
    "residents": gettext_noop("invånare"),
    "companies": gettext_noop("företag"),
    "associations": gettext_noop("föreningar"),
    "employees": gettext_noop("anställda i kommunen"),
}


def service(request: HttpRequest, key: str) -> HttpResponse:
    chosen = found(published_service, key)
    context = {"crumbs": _crumbs(), "service": _facts(chosen, actor_of(request))}
    return render(request, "website/service.html", context)


def service_privacy(request: HttpRequest, key: str) -> HttpResponse:
    chosen = found(published_service, key)
    types = types_by_key(chosen.compiled.information_types())
    notice = privacy_notice(types.values())
    owners = position_names(one.owner for one in notice.entries if one.owner)
    facts, language = chosen.compiled.service, get_language()
    sensitive = {key for key, kind in types.items() if kind.personal_data == PersonalData.SPECIAL}
    context = {
        "crumbs": [*_crumbs(), _crumb(facts.title.in_(language), "website:service", key)],
        "service_title": facts.title.in_(language),
        "controller": controller(),
        "purpose": facts.summary.in_(language),
        "rows": [
            _privacy_row(entry, owners.get(entry.owner or "", {}), entry.key in sensitive)
            for entry in notice.entries
        ],
        "recipients": [_("Ingen utanför kommunen, om inte en lag säger det.")],
        "who_sees": _who_sees(chosen),
    }
    return render(request, "website/service_privacy.html", context)


def _facts(chosen: PublishedService, actor: Actor) -> dict[str, Any]:
    facts, language = chosen.compiled.service, get_language()
    draft = open_draft_of(chosen.key, actor=actor)
    return {
        "title": facts.title.in_(language),
        "summary": facts.summary.in_(language),
        "description": "",
        "start_url": reverse("portal:start", args=[chosen.key]),
        "draft_url": reverse("portal:resume", args=[draft.key]) if draft else "",
        "organisation_url": _organisation_url(chosen),
        "login_needed": demands(chosen.compiled).assurance_level > 0,
        "login_text": _login_text(chosen),
        "needs": [text.in_(language) for text in facts.before_you_start],
        "facts": _short_facts(facts),
        "who_sees": _who_sees(chosen),
        "privacy_url": reverse("website:service_privacy", args=[chosen.key]),
        "signing": _signing(facts),
        "other_ways": [
            {"title": _(CHANNELS[way.channel]), "text": way.text.in_(language), "url": ""}
            for way in facts.other_ways
        ],
        "contact": {
            "unit": facts.contact.name.in_(language),
            "phone": facts.contact.phone,
            "phone_link": phone_link(facts.contact.phone),
            "email": facts.contact.email,
        },
        "laws": [
            {"name": f"{basis.law} {basis.paragraph}", "text": basis.text.in_(language)}
            for basis in facts.legal_bases
        ],
        "closed": _closed(chosen),
    }


def _closed(chosen: PublishedService) -> str:
    opening = chosen.compiled.service.opening
    if opening is None:
        return ""
    is_open = is_open_on(chosen, timezone.localdate()) and places_left(chosen.compiled) != 0
    return "" if is_open else opening.closed.in_(get_language())


def _organisation_url(chosen: PublishedService) -> str:
    """Where one begins for an organisation, when one may also begin for oneself."""
    audience = set(chosen.compiled.service.audience)
    is_for_both = "residents" in audience and audience & {"companies", "associations"}
    if not is_for_both or demands(chosen.compiled).assurance_level == 0:
        return ""
    return reverse("portal:on_behalf", args=[chosen.key])


def _short_facts(facts: Service) -> list[dict[str, str]]:
    language = get_language()
    who = ", ".join(_(AUDIENCES[one]) for one in facts.audience).capitalize()
    shown = [{"label": _("Vem det är till för"), "text": who}]
    shown += [{"label": _("Så lång tid tar det"), "text": facts.process_time.text.in_(language)}]
    if facts.fee:
        shown.append({"label": _("Kostnad"), "text": facts.fee.text.in_(language)})
    steps = ngettext("{count} sida", "{count} sidor", len(facts.steps))
    shown.append({"label": _("Formuläret"), "text": _("Högst {pages}. Det sparas medan du skriver.")
                  .format(pages=steps.format(count=len(facts.steps)))})  # fmt: skip
    return shown


def _login_text(chosen: PublishedService) -> str:
    if "employees" in chosen.compiled.service.audience:
        return _("För anställda. Du loggar in som när du arbetar.")
    if demands(chosen.compiled).assurance_level > 0:
        return _("Du loggar in med e-legitimation, så att vi vet att det är du.")
    if anonymous := chosen.compiled.service.anonymous_allowed:
        return anonymous.law.in_(get_language())
    return _("Du behöver inte logga in.")


def _signing(facts: Service) -> str:
    if asks_others_to_sign(facts):
        return _("Du skriver under med din e-legitimation. De du namnger får också skriva under.")
    if facts.signing.others:
        return _("Du skriver under med din e-legitimation. Barnets andra vårdnadshavare också.")
    return _("Du skriver under med din e-legitimation.") if facts.signing.required else ""


def _who_sees(chosen: PublishedService) -> str:
    if demands(chosen.compiled).reading_permission == "case.read.sensitive":
        return _(
            "Bara de som handlägger ärendet och får läsa känsliga uppgifter kan se det du skriver. "
            "Varje läsning loggas, och du kan själv se vem som har läst."
        )
    if demands(chosen.compiled).assurance_level == 0:
        return _(
            "De som handlägger ärendet kan se det du skriver. Det kan bli offentligt om någon "
            "begär att få läsa det. Varje läsning loggas."
        )
    return _(
        "De som handlägger ärendet kan se det du skriver. Det kan bli offentligt om någon begär "
        "att få läsa det. Varje läsning loggas, och du kan själv se vem som har läst."
    )


def _privacy_row(entry: PrivacyEntry, owner: Mapping[str, str], sensitive: bool) -> dict[str, Any]:
    language = get_language()
    return {
        "name": entry.name.in_(language),
        "legal_basis": entry.basis.say(_, language),
        "laws": ", ".join(entry.laws),
        "source": entry.source.say(_, language),
        "kept": entry.kept.say(_, language),
        "owner": owner.get(language) or owner.get("sv", ""),
        "sensitive": sensitive,
    }


def _crumbs() -> list[dict[str, str]]:
    return [_crumb(_("Start"), "website:home"), _crumb(_("E-tjänster"), "website:search")]


def _crumb(label: str, name: str, *arguments: str) -> dict[str, str]:
    return {"label": label, "url": reverse(name, args=arguments)}
