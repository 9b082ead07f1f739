"""What the case page shows an officer."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from torget.doors.desk.from_template import to_begin_from
from torget.doors.desk.notes import notes_in
from torget.doors.desk.opinions import (
    approval_notice,
    awaited,
    drafts_of,
    referral_rows,
)
from torget.doors.desk.proposing import automated_said, decided_by, to_review
from torget.doors.desk.stream import stream_of, threads_in
from torget.doors.desk.times import first_step, times
from torget.doors.desk.to_do import to_do
from torget.doors.desk.views.queue import CLASSES, KINDS, due_in_words
from torget.doors.ui.answers import what_came_in
from torget.doors.ui.formats import datetime_short
from torget.doors.ui.related import related_rows
from torget.doors.ui.talk import box, files_in
from torget.foundation.actor import Actor
from torget.foundation.identity_numbers import IdentityNumber
from torget.rooms.cases.actions import CaseNotReady
from torget.rooms.cases.queries import (
    allows,
    appeals_of,
    buttons_for,
    comes_before,
    corrections_of,
    disqualifications_of,
    earlier_decisions,
    memoranda_of,
    next_action_for,
    others_present,
    urgency_of,
)
from torget.rooms.cases.terms import (
    Kind,
    NextAction,
    PartyRole,
    Status,
)
from torget.rooms.eservices.terms import Act, Transition
from torget.rooms.messaging.queries import messages_about
from torget.rooms.messaging.terms import State
from torget.rooms.submissions.queries import signatures_of

if TYPE_CHECKING:
    from torget.rooms.cases.models import Case, Disqualification
    from torget.rooms.documents.models import Document

ACTS: Mapping[NextAction, Act] = {NextAction.DECIDE: "decided", NextAction.CLOSE: "closed"}
ACTIONS = {
    NextAction.TAKE: (N_("Ta ärendet"), "desk:take", True),
    NextAction.DECIDE: (N_("Besluta"), "desk:decide", False),
    NextAction.SERVE: (N_("Expediera beslutet"), "desk:serve", False),
    NextAction.CLOSE: (N_("Avsluta ärendet"), "desk:close", True),
}


def case_page(case: Case, *, actor: Actor, now: datetime, thread: str = "") -> dict[str, Any]:
    """The whole page, of a case the actor has been allowed to open. `thread`: to be answered."""
    writes = actor.may("case.write", unit=case.unit_id) and case.status != Status.CLOSED
    disqualified = list(disqualifications_of(case))
    approval, to_approve = approval_notice(case, actor)
    automated = automated_said(case, actor=actor)
    following, steps = _next_and_steps(case, actor, now, to_approve or to_review(automated))
    asked = referral_rows(case, writes=writes, today=timezone.localdate(now))
    parties = list(case.parties.select_related("person").order_by("pk"))
    threads = threads_in(case, partial(_document, case), writes=writes)
    awaits = awaited(asked) if case.decided_at is None else []
    return {
        "case": heading(case) | decided_by(case, automated),
        "next_action": following,
        "other_actions": steps + _others(case, actor) + _liftings(case, disqualified, actor),
        "presence": presence_text(case, actor=actor, now=now),
        "presence_url": reverse("desk:presence", args=[case.number]),
        "sections": what_came_in(case.submission),
        "files": [*_sent_in(case), *files_in(threads, mine=False), *_with_appeals(case)],
        "documents": [*_documents(case), *files_in(threads, mine=True)],
        "stream": stream_of(case, threads),
        "write": box(threads, asked=thread),
        "begin": to_begin_from(case, parties, actor) if writes else {},
        "notes": notes_in(case),
        "referrals": asked,
        "drafts": drafts_of(case) if writes else [],
        **to_do(case, actor, today=timezone.localdate(now)),
        "parties": [_party(party) for party in parties],
        "facts": [*_facts(case, actor), *_disqualified(disqualified)],
        "message_action": reverse("desk:write", args=[case.number]) if writes else "",
        "related": related_rows(case, "desk:case", actor=actor),
        "contact_url": _contact_url(case, actor),
        "note_action": reverse("desk:note", args=[case.number]) if writes else "",
        "once": str(uuid.uuid4()),
        "automated": automated,
        "obstacles": [*approval, *_obstacles(case), *awaits],
        "times": times(case, actor=actor, today=timezone.localdate(now)),
    }


def heading(case: Case) -> dict[str, Any]:
    """What every page about the case has at its head."""
    today, language = timezone.localdate(), get_language() or "sv"
    level = urgency_of(case, today=today)
    return {
        "number": case.number,
        "title": case.title_in(language) + (f", {case.summary}" if case.summary else ""),
        "url": reverse("desk:case", args=[case.number]),
        "applicant": case.applicant_name or _("Anonym"),
        "status": case.status_in(language),
        "kind": KINDS[Status(case.status)],
        "due": due_in_words(case, today),
        "urgency": CLASSES.get(level, ""),
        "assigned": case.officer.name if case.officer else "",
        "unit": case.unit.name_in(language),
        "register_number": "",
    }


def presence_text(case: Case, *, actor: Actor, now: datetime) -> str:
    names = [found.employee.name for found in others_present(case, actor=actor, now=now)]
    if not names:
        return ""
    return _("{names} har också ärendet öppet.").format(names=", ".join(names))


def obstacles_said(request: HttpRequest, error: CaseNotReady) -> None:
    for obstacle in error.obstacles:
        messages.error(request, obstacle.label)


def usual_step(case: Case, actor: Actor) -> dict[str, Any] | None:
    """The one obvious thing to do, as a button, for those who may; None when there is none."""
    what = next_action_for(case)
    if what not in ACTIONS or not actor.may(PERMISSIONS[what], unit=case.unit_id):
        return None
    if what in ACTS and not allows(case, ACTS[what]):
        return None
    label, view, post = ACTIONS[what]
    return {"label": _(label), "url": reverse(view, args=[case.number]), "text": "", "post": post}


def _next_and_steps(
    case: Case, actor: Actor, now: datetime, urgent: dict[str, Any] | None
) -> tuple[dict[str, Any] | None, list[dict[str, Any]]]:
    """The one obvious thing, and what else the process lets one do: what is urgent comes before
    all, and then the order of the process says which.
    """
    urgent = first_step(case, actor) or urgent
    usual, act = usual_step(case, actor), ACTS.get(next_action_for(case))
    buttons = buttons_for(case, actor=actor, at=now)
    steps = [_step(case, one) for one in buttons]
    if steps and (usual is None or (act and comes_before(case, buttons[0].key, act))):
        steps = [*steps, *([usual] if usual else [])]
    elif usual:
        steps = [usual, *steps]
    ways = [urgent, *steps] if urgent else steps
    return (ways[0], ways[1:]) if ways else (None, [])


def _step(case: Case, made: Transition) -> dict[str, Any]:
    """A button that the process has from where the case stands."""
    assert made.label is not None  # what is made by hand has one
    url = reverse("desk:advance", args=[case.number, made.key])
    return {"label": made.label.in_(get_language() or "sv"), "url": url, "text": "", "post": True}


PERMISSIONS = {
    NextAction.TAKE: "case.assign",
    NextAction.DECIDE: "case.decide",
    NextAction.SERVE: "case.serve",
    NextAction.CLOSE: "case.close",
}


def _others(case: Case, actor: Actor) -> list[dict[str, Any]]:
    open_case = case.status not in (Status.DECIDED, Status.CLOSED)
    known = case.submission.person_id is not None
    offered = (
        (_("Begär komplettering"), "desk:supplement", False,
         open_case and known and case.status != Status.AWAITING_SUPPLEMENT
         and allows(case, "supplement_asked"), "case.write"),
        (_("Ta över ärendet"), "desk:take", True,
         open_case and case.officer_id not in (None, actor.employee), "case.assign"),
        (_("Besluta ändå"), "desk:decide", False,
         case.status in (Status.AWAITING_SUPPLEMENT, Status.AWAITING_SIGNATURE)
         and case.officer_id is not None and allows(case, "decided"), "case.decide"),
        (_("Kommunicera underlag"), "desk:hear", False, open_case and known, "case.write"),
        (_("Skriv tjänsteskrivelse"), "desk:begin_memorandum", False, open_case, "case.write"),
        (_("Skicka på remiss"), "desk:refer", False, open_case, "case.write"),
        (_("Anmäl jäv"), "desk:declare", False, open_case, "case.write"),
        (_("Lämna över"), "desk:hand_over", False, open_case, "case.write"),
        (_("Slå ihop"), "desk:join", False,
         open_case and case.kind == Kind.NOTIFICATION, "case.close"),
        (_("Koppla ihop"), "desk:relate", False, True, "case.write"),
        (_("Nytt ärende från det här"), "desk:begin_from", False, True, "case.write"),
        (_("Hämta hela ärendet"), "desk:export", False, True, "case.write"),
        (_("Logg"), "desk:case_trail", False, True, "audit.read"),
    )  # fmt: skip
    return [
        {"label": label, "url": reverse(view, args=[case.number]), "post": post}
        for label, view, post, fits, permission in offered
        if fits and actor.may(permission, unit=case.unit_id)
    ]


def _disqualified(rows: list[Disqualification]) -> list[dict[str, str]]:
    return [{"label": _("Jävig"), "text": f"{row.employee.name}: {row.reason}"} for row in rows]


def _liftings(case: Case, rows: list[Disqualification], actor: Actor) -> list[dict[str, Any]]:
    """A way for others to lift each disqualification."""
    if not actor.may("case.assign", unit=case.unit_id):
        return []
    return [
        {
            "label": _("Upphäv jäv: {name}").format(name=row.employee.name),
            "url": reverse("desk:lift", args=[case.number, row.pk]),
            "post": True,
        }
        for row in rows
        if row.employee_id != actor.employee
    ]


def _obstacles(case: Case) -> list[str]:
    found = []
    if case.status == Status.AWAITING_SUPPLEMENT:
        found.append(_("Sökanden har inte svarat på begäran om komplettering."))
    if case.status == Status.AWAITING_SIGNATURE:
        found.append(_("Alla har inte skrivit under."))
    return found


def _facts(case: Case, actor: Actor) -> list[dict[str, str]]:
    facts = [
        {"label": _("Inkom"), "text": datetime_short(case.received_at)},
        {"label": _("Enhet"), "text": case.unit.name_in(get_language() or "sv")},
    ]
    if case.protected:
        warning = _(
            "Sökanden har skydd, eller så svarade inte folkbokföringen. "
            "Lämna inte ut något utan prövning."
        )
        facts.append({"label": _("Skyddade uppgifter"), "text": warning})
    for signature in signatures_of(case.submission):
        when = datetime_short(signature.signed_at)
        facts.append({"label": _("Underskrift"), "text": f"{signature.name}, BankID, {when}"})
    for message in messages_about(f"case:{case}"):
        if message.state == State.FAILED:
            facts.append({"label": _("E-post kom inte fram"), "text": message.subject})
    return facts


def _party(party: Any) -> dict[str, str]:
    lines = [party.name or _("Anonym")]
    if party.person:
        lines.append(IdentityNumber(party.person.number).written(timezone.localdate()))
    lines += [text for text in (party.email, party.phone) if text]
    return {"label": str(PartyRole(party.role).label), "text": " · ".join(lines)}


def _contact_url(case: Case, actor: Actor) -> str:
    registers = actor.units_for("case.register")
    return reverse("desk:contact_of_case", args=[case.number]) if registers else ""


def _sent_in(case: Case) -> list[dict[str, Any]]:
    """The application's own files."""
    return [
        {
            "name": file["name"],
            "size": file["size"],
            "url": reverse("desk:read", args=[case.number, file["document"]]),
            "note": "",
        }
        for file in case.submission.files
    ]


def _with_appeals(case: Case) -> list[dict[str, Any]]:
    """Files that came with appeals of the decision, if there is one."""
    if case.decided_at is None:
        return []
    return [_document(case, one) for appeal in appeals_of(case) for one in appeal.documents.all()]


def _document(case: Case, document: Document) -> dict[str, Any]:
    opens = document.may_be_opened
    return {
        "name": document.name,
        "size": document.size,
        "url": reverse("desk:read", args=[case.number, document.pk]) if opens else "",
        "note": "" if opens else document.get_scan_display(),
    }


def _documents(case: Case) -> list[dict[str, Any]]:
    receipt = getattr(case.submission, "receipt", None)
    decision = getattr(case, "decision", None)
    made = [found.document for found in (receipt, decision) if found and found.document_id]
    made += [decision.extract] if decision and decision.extract_id else []
    if decision and decision.replaces_id:
        made += [one.document for one in earlier_decisions(case) if one.document]
    made += [one.document for one in corrections_of(case) if one.document]
    made += [one.document for one in memoranda_of(case) if one.document]
    return [_document(case, document) for document in made]
