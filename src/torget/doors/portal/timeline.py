"""The case as a line of time, in words for the one it concerns."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from torget.doors.ui.events import happened
from torget.doors.ui.formats import date_long
from torget.rooms.cases.terms import Kind, Status

if TYPE_CHECKING:
    from torget.rooms.cases.models import Case

HAPPENED = {
    "received": N_("Vi har tagit emot ditt ärende"),
    "started": N_("En handläggare har börjat arbeta med ärendet"),
    "all_signed": N_("Alla har skrivit under"),
    "signature_withheld": N_("Någon har svarat att de inte skriver under"),
    "handed_over": N_("Ärendet har gått vidare till en annan enhet"),
    "supplement_asked": N_("Vi har bett dig om en komplettering"),
    "supplement_answered": N_("Du har skickat en komplettering"),
    "communicated": N_("Du kan yttra dig över underlaget"),
    "statement_made": N_("Ett yttrande har kommit in"),
    "review_asked": N_("Du har bett en människa titta på beslutet"),
    "review_answered": N_("En människa har tittat på beslutet"),
    "referred": N_("Vi har bett någon annan att yttra sig"),
    "referral_answered": N_("Ett yttrande som vi har bett om har kommit in"),
    "decided": N_("Beslut är fattat"),
    "served": N_("Du har fått beslutet"),
    "decision_corrected": N_("Vi har rättat ett fel i beslutet"),
    "decision_changed": N_("Vi har ändrat beslutet"),
    "closed": N_("Ärendet är avslutat"),
    "complete": N_("Din ansökan är komplett"),
    "extended": N_("Vi har förlängt tiden för ditt ärende"),
    "delayed": N_("Ditt ärende tar längre tid än vi lovade"),
    "conclusion_asked": N_("Du har begärt att vi avgör ärendet"),
    "conclusion_refused": N_("Vi har sagt nej till att avgöra ärendet nu"),
    "appealed": N_("Beslutet är överklagat"),
    "appeal_accepted": N_("Överklagandet går vidare till domstolen"),
    "appeal_dismissed": N_("Överklagandet kom för sent och är avvisat"),
    "appeal_forwarded": N_("Vi har lämnat över överklagandet till domstolen"),
    "court_answered": N_("Domstolen har avgjort överklagandet"),
}
COMES = {
    "signature": N_("Den som behöver skriva under gör det"),
    "handling": N_("En handläggare går igenom ärendet"),
    "supplement": N_("Du svarar på vår fråga"),
    "decision": N_("Du får beslut"),
}
DONE = N_("Ärendet är klart")
NOW = {
    Status.RECEIVED: N_("Ditt ärende väntar på en handläggare."),
    Status.IN_PROGRESS: N_("En handläggare arbetar med ditt ärende."),
    Status.AWAITING_SIGNATURE: N_("Någon mer behöver skriva under innan vi kan börja."),
    Status.AWAITING_SUPPLEMENT: N_("Vi väntar på att du kompletterar ditt ärende."),
    Status.DECIDED: N_("Beslut är fattat."),
    Status.CLOSED: N_("Ärendet är avslutat."),
}
NEXT = {
    Status.RECEIVED: ("handling", "decision"),
    Status.IN_PROGRESS: ("decision",),
    Status.AWAITING_SIGNATURE: ("signature", "handling", "decision"),
    Status.AWAITING_SUPPLEMENT: ("supplement", "decision"),
    Status.DECIDED: (),
    Status.CLOSED: (),
}


def timeline(case: Case) -> list[dict[str, Any]]:
    """What happened and what happens next, oldest first."""
    past = [
        {
            "title": happened(event, HAPPENED),
            "text": _detail(event.values),
            "at": event.at,
            "state": "done",
        }
        for event in case.events.order_by("at", "id")
    ]
    return [*past, *coming(case)]


def coming(case: Case) -> list[dict[str, Any]]:
    """What remains, the promised day last. Only an application is decided: the rest is done."""
    promised = _("Senast {day}").format(day=date_long(case.due_on))
    comes = COMES if case.kind == Kind.APPLICATION else {**COMES, "decision": DONE}
    return [
        {
            "title": _(comes[what]),
            "text": promised if what == "decision" else "",
            "at": None,
            "state": "now" if place == 0 else "next",
        }
        for place, what in enumerate(NEXT[Status(case.status)])
    ]


def _detail(values: dict[str, str]) -> str:
    if "answer_by" in values:
        day = date_long(date.fromisoformat(values["answer_by"]))
        return _("Svara senast {day}").format(day=day)
    if "new_day" in values:
        return _("Ny dag: {day}").format(day=date_long(date.fromisoformat(values["new_day"])))
    return ""


def now(case: Case) -> str:
    return case.now_in(get_language() or "sv") or _(NOW[Status(case.status)])
