"""How information is classified: deciding it, and seeing where it is missing or old."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.views.decorators.cache import never_cache

from torget.doors.office.history import in_words
from torget.doors.office.listing import Choice, Column, Listing, list_page
from torget.doors.office.past import as_it_was, day_of
from torget.doors.ui import doing
from torget.doors.ui.doing import Doing, Field, chosen_of, draw_doing
from torget.doors.ui.requests import actor_of, found
from torget.doors.ui.staff import staff
from torget.foundation.actor import Forbidden
from torget.rooms.information.actions import decide_classification
from torget.rooms.information.queries import (
    LADDERS,
    BelowFloor,
    LadderBroken,
    ReviewNotRight,
    StillOpen,
    TooSecretForEServices,
    classifications_of,
    confidentiality_floor,
    information_type,
    information_types,
    level_of,
    may_classify,
    with_class_in_force,
)
from torget.rooms.information.terms import Aspect, Class, Classes, PersonalData

if TYPE_CHECKING:
    from torget.foundation.actor import Actor
    from torget.rooms.information.models import InformationType

STATES = {
    "forslag": N_("Bara ett förslag"),
    "beslutad": N_("Beslutad"),
    "gammal": N_("Ska ses över"),
}
PROPOSED_REVIEW = timedelta(days=2 * 365)


def _state(row: InformationType, day: date) -> str:
    review_on: date | None = getattr(row, "review_on", None)
    if review_on is None:
        return STATES["forslag"]
    return STATES["gammal"] if review_on <= day else STATES["beslutad"]


def _listing(day: date) -> Listing[InformationType]:
    chosen = {
        "forslag": Q(review_on=None),
        "beslutad": Q(review_on__gt=day),
        "gammal": Q(review_on__lte=day),
    }
    levels = (
        (Aspect.CONFIDENTIALITY, N_("K")),
        (Aspect.INTEGRITY, N_("R")),
        (Aspect.AVAILABILITY, N_("T")),
        (Aspect.TRACEABILITY, N_("S")),
    )
    return Listing(
        name="klassningar",
        title=N_("Klassningar"),
        intro=N_(
            "Hur varje informationstyp är klassad, vem som har beslutat det och när det ska ses "
            "över. Det som ingen har beslutat är ett förslag från biblioteket."
        ),
        columns=(
            Column(key="name", label=N_("Namn"), value=lambda row: in_words(row.name),
                   sort="name__sv", url=lambda row: reverse("office:type", args=[row.key])),
            Column(key="owner", label=N_("Informationsägare"), sort="owner__name__sv",
                   value=lambda row: in_words(row.owner.name) if row.owner else _("Saknas")),
            *(_level(aspect, label) for aspect, label in levels),
            Column(key="state", label=N_("Läge"), value=lambda row: _(_state(row, day))),
            Column(key="decided", label=N_("Beslutad"), sort="decided_at",
                   value=_decided_on),
            Column(key="by", label=N_("Beslutad av"), sort="decided_by",
                   value=lambda row: getattr(row, "decided_by", None)),
            Column(key="review", label=N_("Ses över"), sort="review_on",
                   value=lambda row: getattr(row, "review_on", None)),
        ),
        choices=(
            Choice(key="lage", label=N_("Läge"), options=[*STATES.items()],
                   narrow=lambda rows, value: rows.filter(chosen[value])),
        ),
        search=("name__sv", "name__en", "key", "owner__name__sv"),
    )  # fmt: skip


def _level(aspect: Aspect, label: str) -> Column[InformationType]:
    name = aspect.value
    return Column(key=name, label=label, sort=name, value=lambda row: getattr(row, name))


def _decided_on(row: InformationType) -> date | None:
    decided_at: datetime | None = getattr(row, "decided_at", None)
    return timezone.localdate(decided_at) if decided_at else None


@never_cache
@staff
@as_it_was
def classifications(request: HttpRequest) -> HttpResponse:
    """Every type with its class, and whether anyone has decided it."""
    rows = with_class_in_force(information_types(actor_of(request)))
    return list_page(request, _listing(day_of(request)), rows)


# --- deciding -------------------------------------------------------------------------------


@never_cache
@staff
def classify(request: HttpRequest, key: str) -> HttpResponse:
    """Climb the four ladders, say why, and decide."""
    actor, today = actor_of(request), timezone.localdate()
    row = found(information_type, key, actor, on=today)
    if not may_classify(row, actor, today=today):
        raise Forbidden("information.classify")
    name = in_words(row.name)
    belongs = {"number": name, "title": name, "url": reverse("office:type", args=[key])}
    page = _page(row, today)
    if request.method != "POST":
        return draw_doing(request, belongs, page)
    typed = page.typed(request)
    faults = page.faults(typed) or _decide(row, typed, actor)
    if faults:
        return draw_doing(request, belongs, page, typed=typed, faults=faults)
    messages.success(request, _("Klassningen är beslutad och gäller nu."))
    return redirect("office:type", key)


def _page(row: InformationType, today: date) -> Doing:
    return Doing(
        title=_("Klassa informationen"),
        lead=[
            _("Kryssa i det som stämmer, uppifrån och ner. Nivån är hur många påståenden i rad "
              "som stämmer. Tänk på den värsta rimliga följden, inte på den vanliga."),
            _("E-tjänsterna följer beslutet genast: inloggning, behörighet och vad som får "
              "publiceras."),
        ],
        fields=[
            *(one for aspect in Aspect for one in _ladder(row, aspect)),
            Field("note", _("Variation och samlad mängd"), rows=3, required=False,
                  value=_last_note(row),
                  hint=_("Till exempel om enstaka uppgifter är känsligare, eller om många "
                         "tillsammans är det.")),
            Field("review_on", _("Ses över senast"), type="date",
                  value=(today + PROPOSED_REVIEW).isoformat(), hint=_("Högst tre år framåt.")),
        ],
        button=_("Besluta klassningen"),
    )  # fmt: skip


def _last_note(row: InformationType) -> str:
    last = classifications_of(row).first()
    return last.note if last else ""


def _ladder(row: InformationType, aspect: Aspect) -> list[Field]:
    label = str(aspect.label)
    level = getattr(row, aspect.value)
    return [
        Field(
            aspect.value,
            label,
            type="choices",
            required=False,
            options=[(str(step), _(text)) for step, text in enumerate(LADDERS[aspect], 1)],
            value=",".join(str(step) for step in range(1, level + 1)),
        ),
        Field(
            f"{aspect.value}_why",
            _("Varför, {aspect}").format(aspect=label.lower()),
            rows=2,
            value=getattr(row, f"{aspect.value}_why"),
            missing=_("Skriv varför"),
        ),
    ]


def _decide(row: InformationType, typed: dict[str, str], actor: Actor) -> dict[str, str]:
    """Decide; what stopped it, by field."""
    classes, faults = {}, {}
    for aspect in Aspect:
        try:
            level = level_of([int(step) for step in chosen_of(typed[aspect.value])])
        except LadderBroken:
            faults[aspect.value] = _("Du har hoppat över ett steg. Kryssa i uppifrån och ner")
        else:
            classes[aspect] = Class(level, typed[f"{aspect.value}_why"])
    review_on = doing.day_of(typed["review_on"])
    if faults or review_on is None:
        return faults
    decided = Classes(of=classes, review_on=review_on, note=typed["note"])
    try:
        decide_classification(row.key, decided, by=actor, at=timezone.now())
    except TooSecretForEServices:
        return {
            "confidentiality": _(
                "Det som rör Sveriges säkerhet får inte hanteras här. "
                "Tala med säkerhetsskyddschefen"
            )
        }
    except BelowFloor:
        floor = confidentiality_floor(PersonalData(row.personal_data))
        return {
            "confidentiality": _("Sådana personuppgifter kräver minst nivå {level}").format(
                level=int(floor)
            )
        }
    except StillOpen:
        said = _("Uppgiften får bli öppna data, och då är nivån 0. Ändra det först")
        return {"confidentiality": said}
    except ReviewNotRight:
        return {"review_on": _("Välj en dag efter i dag och inom tre år")}
    return {}  # fmt: skip
