"""The same to many cases: pick, say what, look at what will happen, do it, see how it went."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from torget.doors.desk.choosing import IN_ADDRESS, PERSON, SEARCH, narrowed
from torget.doors.desk.views.queue import row
from torget.doors.ui.questions import Option, Question
from torget.doors.ui.requests import actor_of, found, written
from torget.doors.ui.staff import staff
from torget.journeys.handle_many import handle_many
from torget.rooms.cases.actions import MOST_AT_ONCE, pick_cases, plan_batch
from torget.rooms.cases.queries import (
    batch_progress,
    batch_rows,
    cases_for,
    get_batch,
)
from torget.rooms.cases.queries import queue as cases_in_queue
from torget.rooms.cases.terms import NOT_ALLOWED, BatchAct, Obstacle
from torget.rooms.organisation.queries import colleagues_at

if TYPE_CHECKING:
    from uuid import UUID

    from torget.foundation.actor import Actor
    from torget.rooms.cases.models import Batch
    from torget.rooms.cases.queries import BatchRow


@staff
@require_POST
def pick(request: HttpRequest) -> HttpResponse:
    """From the list: those that are ticked, or all that match what is chosen."""
    actor = actor_of(request)
    cases = _matching(request, actor) if "all" in request.POST else _ticked(request, actor)
    if not cases:
        messages.error(request, _("Kryssa för minst ett ärende i listan."))
        return redirect("desk:queue")
    batch = pick_cases(cases, by=actor, at=timezone.now())
    return redirect("desk:many", batch.key)


def _ticked(request: HttpRequest, actor: Actor) -> list[int]:
    numbers = request.POST.getlist("number")[:MOST_AT_ONCE]
    return list(cases_for(actor).filter(number__in=numbers).values_list("pk", flat=True))


def _matching(request: HttpRequest, actor: Actor) -> list[int]:
    given = {name: request.POST.get(name, "") for name in IN_ADDRESS}
    searched = (request.session.get(SEARCH, ""), request.session.get(PERSON, ""))
    wanted = narrowed(given, *searched)
    cases = cases_in_queue(actor, wanted, today=timezone.localdate())
    return list(cases.values_list("pk", flat=True)[:MOST_AT_ONCE])


@never_cache
@staff
def many(request: HttpRequest, key: UUID) -> HttpResponse:
    """What to do with them; once that is said, what will happen; once it is done, how it went."""
    batch = found(get_batch, key, actor=actor_of(request))
    if batch.confirmed_at is not None:
        return _result(request, batch)
    if request.method == "POST":
        return _plan(request, batch)
    if not batch.act or "andra" in request.GET:
        return _choose(request, batch, errors={})
    return _preview(request, batch)


def _choose(request: HttpRequest, batch: Batch, *, errors: dict[str, str]) -> HttpResponse:
    actor = actor_of(request)
    total = batch_progress(batch, actor=actor).total
    act, officer = _act(request, batch, errors), _officer(request, batch, errors)
    page = {
        "count": total,
        "act": act,
        "officer": officer,
        "text": written(request, "text") or batch.text,
        "error": errors.get("text", ""),
        "problems": [
            {"id": {"act": act.id, "officer": officer.id}.get(name, name), "text": said}
            for name, said in errors.items()
        ],
        "form_action": request.path,
        "back_url": reverse("desk:queue"),
    }
    return render(request, "desk/many.html", page, status=422 if errors else 200)


def _act(request: HttpRequest, batch: Batch, errors: dict[str, str]) -> Question:
    wanted = request.POST.get("act", batch.act)
    return Question(
        key="act",
        type="choice",
        label=_("Gör så här"),
        options=tuple(
            Option(value=value, label=str(label), checked=value == wanted)
            for value, label in BatchAct.choices
        ),
        errors={"": errors["act"]} if "act" in errors else {},
    )


def _officer(request: HttpRequest, batch: Batch, errors: dict[str, str]) -> Question:
    wanted = request.POST.get("officer", str(batch.officer_id or ""))
    return Question(
        key="officer",
        type="choice",
        label=_("Kollega, om de ska ges till någon"),
        required=False,
        options=tuple(
            Option(value=str(one.pk), label=one.name, checked=str(one.pk) == wanted)
            for one in _receivers(actor_of(request))
        ),
        errors={"": errors["officer"]} if "officer" in errors else {},
    )


def _receivers(actor: Actor) -> Any:
    return colleagues_at(actor.units_for("case.assign"), today=timezone.localdate())


def _plan(request: HttpRequest, batch: Batch) -> HttpResponse:
    actor, text = actor_of(request), written(request, "text")
    act, officer = request.POST.get("act", ""), request.POST.get("officer", "")
    receiver = next((one for one in _receivers(actor) if str(one.pk) == officer), None)
    errors = {}
    if act not in BatchAct.values:
        errors["act"] = _("Välj vad som ska göras")
    if act == BatchAct.ASSIGN and receiver is None:
        errors["officer"] = _("Välj vem som ska ha ärendena")
    if act == BatchAct.MESSAGE and not text:
        errors["text"] = _("Skriv ett meddelande")
    if errors:
        return _choose(request, batch, errors=errors)
    plan_batch(
        batch,
        BatchAct(act),
        officer=receiver if act == BatchAct.ASSIGN else None,
        text=text if act == BatchAct.MESSAGE else "",
        by=actor,
        at=timezone.now(),
    )
    return redirect("desk:many", batch.key)


def _preview(request: HttpRequest, batch: Batch) -> HttpResponse:
    rows = batch_rows(batch, actor=actor_of(request), at=timezone.now())
    page = _page(batch, rows) | {
        "confirm_action": reverse("desk:many_do", args=[batch.key]),
        "change_url": f"{request.path}?andra=1",
    }
    return render(request, "desk/many_preview.html", page)


def _page(batch: Batch, rows: list[BatchRow]) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "act": BatchAct(batch.act).label,
        "officer": batch.officer.name if batch.officer else "",
        "paragraphs": batch.text.split("\n\n") if batch.text else [],
        "able": sum(not one.hinder for one in rows),
        "unable": sum(bool(one.hinder) for one in rows),
        "cases": [
            row(one.case, today) | {"hinder": _in_words(one.hinder), "done": one.is_done}
            for one in rows
        ],
        "queue_url": reverse("desk:queue"),
    }


def _in_words(hinder: str) -> str:
    if hinder == NOT_ALLOWED:
        return _("Behörigheten räcker inte för det här ärendet.")
    return str(Obstacle(hinder).label) if hinder else ""


@staff
@require_POST
def do(request: HttpRequest, key: UUID) -> HttpResponse:
    """Once, however often the button is pressed."""
    actor = actor_of(request)
    batch = found(get_batch, key, actor=actor)
    handle_many(batch, by=actor, at=timezone.now())
    return redirect("desk:many", batch.key)


def _result(request: HttpRequest, batch: Batch) -> HttpResponse:
    actor = actor_of(request)
    progress = batch_progress(batch, actor=actor)
    rows = batch_rows(batch, actor=actor, at=timezone.now())
    page = _page(batch, rows) | {
        "total": progress.total,
        "handled": progress.handled,
        "is_running": progress.handled < progress.total,
        "done": sum(one.is_done for one in rows),
        "here_url": request.path,
    }
    return render(request, "desk/many_result.html", page)
