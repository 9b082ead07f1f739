"""What is due in a case and why, who has got the decision, and what can be done about it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from torget.doors.ui.formats import date_long
from torget.rooms.cases.queries import (
    appeals_of,
    delay_request_of,
    due_in,
    is_delay_untold,
    last_day_of_legality,
    may_extend,
    served_parties,
    starts_clock_by_hand,
    statutory_time,
)
from torget.rooms.cases.terms import AppealWay, CourtOutcome, Due, Review, Way

if TYPE_CHECKING:
    from torget.foundation.actor import Actor
    from torget.rooms.cases.models import Appeal, Case, Decision
    from torget.rooms.cases.queries import DueNow, Served

WHY = {
    Due.PROMISE: N_("Det vi har lovat sökanden."),
    Due.STATUTORY: N_("Tiden enligt lag för den här sortens ärende."),
    Due.CONCLUDE: N_(
        "Sökanden har begärt att ärendet avgörs: besluta, eller avslå begäran "
        "(förvaltningslagen (2017:900) 12 §)."
    ),
    Due.APPEAL: N_(
        "Pröva om det kom i tid och lämna över det skyndsamt "
        "(förvaltningslagen (2017:900) 45 och 46 §§)."
    ),
}


def times(case: Case, *, actor: Actor, today: date) -> dict[str, Any]:
    """The panel: `rows` [{label, text, late}] and `links` [{title, url, text}]."""
    decision = getattr(case, "decision", None)
    served = served_parties(decision) if decision and decision.served_at else []
    appeals = list(appeals_of(case)) if decision else []
    due = due_in(case)
    rows = [_due(one, today) for one in due]
    rows += [_served(one) for one in served]
    rows += [_appeal(one) for one in appeals]
    if decision and decision.appeal_way == AppealWay.LEGALITY and decision.served_at:
        rows.append(_board(decision))
    if decision and decision.final_on:
        final = {"label": _("Laga kraft"), "text": date_long(decision.final_on), "late": False}
        rows.append(final)
    return {"rows": rows, "links": _links(case, served, appeals, due, actor=actor, today=today)}


def first_step(case: Case, actor: Actor) -> dict[str, Any] | None:
    """What the clock asks for before anything else: an appeal that waits for us."""
    if getattr(case, "decision", None) is None:
        return None
    for one in appeals_of(case):
        title = _next_of(one)
        if title and one.forwarded_at is None and _may(one, case, actor):
            url = reverse("desk:appeal", args=[case.number, one.pk])
            return {"label": title, "url": url, "text": "", "post": False}
    return None


def _due(one: DueNow, today: date) -> dict[str, Any]:
    late = one.due_on < today
    said = _("Senast {day}, försenat.") if late else _("Senast {day}.")
    lines = [said.format(day=date_long(one.due_on))]
    if one.first_due_on != one.due_on:
        lines.append(_("Flyttat från {day}.").format(day=date_long(one.first_due_on)))
    lines.append(_(WHY[one.kind]))
    return {"label": str(one.kind.label), "text": " ".join(lines), "late": late}


def _served(one: Served) -> dict[str, Any]:
    way = str(Way(one.serving.way).label) if one.serving else ""
    if one.served_on is None:
        text = _("{way}: har inte fått del av beslutet än.").format(way=way or _("Beslutet"))
    else:
        text = _("Fick del av beslutet {day}.").format(day=date_long(one.served_on))
    if one.last_day:
        text += " " + _("Kan överklaga till och med {day}.").format(day=date_long(one.last_day))
    return {"label": one.party.name or _("Anonym"), "text": text, "late": False}


def _board(decision: Decision) -> dict[str, Any]:
    """When the notice was put on the board, from which the time for legality review counts."""
    text, last_day = _("Dagen på anslagstavlan är inte noterad."), last_day_of_legality(decision)
    if decision.posted_on and last_day:
        text = _("På anslagstavlan {day}. Laglighetsprövning kan begäras till och med {last}.")
        text = text.format(day=date_long(decision.posted_on), last=date_long(last_day))
    return {"label": _("Anslag"), "text": text, "late": False}


def _appeal(one: Appeal) -> dict[str, Any]:
    said = [_("Inkommet {day}.").format(day=date_long(one.received_on))]
    if one.review:
        said.append(f"{Review(one.review).label}.")
    if one.forwarded_at:
        said.append(_("Överlämnat {day}.").format(day=date_long(one.forwarded_at)))
    if one.court_outcome:
        said.append(f"{CourtOutcome(one.court_outcome).label}.")
    label = _("Överklagande av {name}").format(name=one.appellant or _("Anonym"))
    return {"label": label, "text": " ".join(said), "late": False}


def _next_of(one: Appeal) -> str:
    """What is to be done with the appeal; empty when nothing is."""
    if not one.review:
        return _("Pröva om överklagandet kom i tid")
    if one.review == Review.LATE or one.court_final:
        return ""
    return _("Notera domstolens avgörande") if one.forwarded_at else _("Överlämna överklagandet")


def _may(one: Appeal, case: Case, actor: Actor) -> bool:
    permission = "case.write" if one.forwarded_at else "case.serve"
    return actor.may("case.decide" if not one.review else permission, unit=case.unit_id)


def _links(
    case: Case,
    served: list[Served],
    appeals: list[Appeal],
    due: list[DueNow],
    *,
    actor: Actor,
    today: date,
) -> list[dict[str, str]]:
    offered = [*_before_decision(case, due, today), *_after_decision(case, served, appeals)]
    links = [
        {"title": title, "url": reverse(view, args=[case.number, *more]), "text": text}
        for title, view, more, text, fits, permission in offered
        if fits and actor.may(permission, unit=case.unit_id)
    ]
    for one in appeals:
        if (title := _next_of(one)) and _may(one, case, actor):
            url = reverse("desk:appeal", args=[case.number, one.pk])
            links.append({"title": title, "url": url, "text": one.appellant})
    return links


Offer = tuple[str, str, list[int], str, bool, str]  # words, page, its more, text, fits, permission


def _before_decision(case: Case, due: list[DueNow], today: date) -> list[Offer]:
    if case.decided_at is not None or case.closed_at is not None:
        return []
    law, asked = statutory_time(case), delay_request_of(case)
    late = _("Förslag: den lovade dagen har passerat.")
    running = any(one.kind == Due.STATUTORY for one in due)
    return [
        (_("Notera att ansökan är komplett"), "desk:complete", [], law.law if law else "",
         law is not None and not running and not starts_clock_by_hand(case), "case.write"),
        (_("Förläng tiden enligt lag"), "desk:extend", [], "",
         running and may_extend(case, today=today), "case.write"),
        (_("Underrätta om försening"), "desk:delay", [],
         late if is_delay_untold(case, due, today=today) else "", True, "case.write"),
        (_("Avslå begäran att avgöra ärendet"), "desk:refuse", [], "",
         asked is not None and asked.refused_at is None, "case.decide"),
    ]  # fmt: skip


def _after_decision(case: Case, served: list[Served], appeals: list[Appeal]) -> list[Offer]:
    decision = getattr(case, "decision", None)
    if decision is None or decision.served_at is None:
        return []
    register: Offer = (_("Registrera överklagande"), "desk:register_appeal", [], "",
                       decision.final_on is None, "case.write")  # fmt: skip
    with_court = any(one.forwarded_at and not one.court_outcome for one in appeals)
    sent_back = any(one.court_outcome == CourtOutcome.REMITTED for one in appeals)
    change = _("Besluta på nytt") if sent_back else _("Ändra beslutet")
    return [
        (_("Notera dagen på anslagstavlan"), "desk:posting", [], "",
         decision.appeal_way == AppealWay.LEGALITY and decision.final_on is None, "case.serve"),
        register,
        (_("Rätta ett skrivfel i beslutet"), "desk:correct", [], "", True, "case.decide"),
        (change, "desk:change", [], "", not with_court, "case.decide"),
        *((_("Notera delgivning: {name}").format(name=one.party.name or _("Anonym")),
           "desk:serving", [one.party.pk], "", one.served_on is None, "case.serve")
          for one in served),
    ]  # fmt: skip
