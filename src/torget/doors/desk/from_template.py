"""Beginning a message from one of the unit's templates."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.utils.translation import override

from torget.doors.ui.formats import date_long
from torget.rooms.cases.queries import message_templates
from torget.rooms.cases.terms import merged

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest

    from torget.doors.ui.talk import Writing
    from torget.foundation.actor import Actor
    from torget.rooms.cases.models import Case, MessageTemplate, Party

# The site's own, and those of the national minorities that are written most.
LANGUAGES = {"sv": N_("Svenska"), "en": N_("Engelska"), "fi": N_("Finska"), "se": N_("Nordsamiska")}
FILL = "fill"  # the button's `do`


def to_begin_from(case: Case, parties: Iterable[Party], actor: Actor) -> dict[str, Any]:
    """What `desk/from_template.html` shows: nothing to choose when the unit has no templates.
    `parties`: the case's, the applicant first.
    """
    ours = message_templates(actor).filter(unit=case.unit_id)
    return {
        "options": [{"value": str(one.pk), "label": one.title} for one in ours],
        "languages": [{"value": key, "label": _(name)} for key, name in LANGUAGES.items()],
        "language": _applicants_language(parties),
        "url": reverse("desk:templates"),
        "do": FILL,
    }


def filled(request: HttpRequest, case: Case, writing: Writing, actor: Actor) -> Writing:
    """What was typed, with the chosen template's text after it; only that when none is chosen."""
    key = request.POST.get("template", "")
    ours = message_templates(actor).filter(unit=case.unit_id)
    template = next((one for one in ours if str(one.pk) == key), None)
    if template is None:
        return replace(writing, errors={})
    wanted = request.POST.get("language", "")
    language = wanted if wanted in LANGUAGES else _applicants_language(case.parties.order_by("pk"))
    text = _text(template, case, language if language in template.texts else "sv", actor)
    return replace(writing, text="\n\n".join(filter(None, (writing.text, text))), errors={})


def _text(template: MessageTemplate, case: Case, language: str, actor: Actor) -> str:
    with override(language):
        today = date_long(timezone.localdate())
    facts = {
        "number": case.number,
        "title": case.title_in(language),
        "officer": actor.name,
        "today": today,
    }
    return merged(template.text_in(language), facts)


def _applicants_language(parties: Iterable[Party]) -> str:
    applicant = next(iter(parties), None)
    return applicant.language if applicant and applicant.language in LANGUAGES else "sv"
