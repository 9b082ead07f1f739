"""The desk."""

from typing import Any

from tests.doors.samples.portal import SECTIONS
from tests.doors.samples.tables import AUTOMATED, PROPOSAL
from tests.doors.samples.talk import BEGIN, FILES, NOON, THREADS, WRITE_BOX
from torget.doors.ui.questions import Option, Question
from torget.foundation.health import Finding, State

CASE = {
    "number": "BYGG-2026-14",
    "title": "Ansök om bygglov",
    "url": "/desk/1",
    "applicant": "Lova Strand",
}
OUTCOME = Question(
    key="outcome",
    type="choice",
    label="Utgång",
    options=(
        Option(value="granted", label="Bifall", hint="Sökanden får det hon bett om", checked=True),
        Option(value="refused", label="Avslag"),
        Option(value="dismissed", label="Avvisning", hint="Kan inte prövas"),
        Option(value="written_off", label="Avskrivning", hint="Ansökan är återkallad"),
    ),
)
METHOD = Question(
    key="method",
    type="choice",
    label="Hur?",
    options=(
        Option(value="my_pages", label="Mina sidor och e-post", checked=True),
        Option(value="post", label="Vanlig delgivning med brev"),
    ),
)
QUEUE = [
    {
        "number": f"BYGG-2026-{14 - row}",
        "title": "Ansök om bygglov",
        "url": f"/desk/{row}",
        "applicant": applicant,
        "due": due,
        "urgency": urgency,
        "status": status,
        "kind": kind,
        "assigned": assigned,
        "unread": unread,
        "hits": [
            {
                "where": "Sökande",
                "pieces": [{"text": "Lova ", "hit": False}, {"text": "Strand", "hit": True}],
            }
        ],
    }
    for row, (applicant, due, urgency, status, kind, assigned, unread) in enumerate(
        [
            ("Lova Strand", "3 dagar försenat", "overdue", "Handläggs", "active", "Maria Holm", 2),
            ("Ali Berg", "I morgon", "soon", "Kompletterat", "warning", "Maria Holm", 0),
            ("Nils-Åke Öberg", "31 januari 2027", "", "Nytt", "", "", 0),
            ("Viken Bygg AB", "", "", "Beslutat", "good", "Yusuf Lind", 0),
        ]
    )
]
PAGES = {
    "number": 1,
    "total": 2,
    "previous_url": "",
    "next_url": "?sida=2",
    "links": [{"number": number, "url": f"?sida={number}"} for number in (1, 2)],
}
CHOICES = (Option(value="", label="Alla", checked=True), Option(value="new", label="Nya"))
FILTERS = {
    "query": "strand",
    "person": True,
    "offered": {
        name: list(CHOICES) for name in ("show", "units", "services", "statuses", "officers")
    },
    "narrowed": True,
    "view": "desk:queue",
    "action": "/desk/sok/",
}
WAYS = [
    {"label": "Lista", "url": "/desk/", "current": True},
    {"label": "Tavla", "url": "/desk/tavla/", "current": False},
]
MANY = {
    "act": "Ge dem till en kollega",
    "officer": "Omar Lind",
    "paragraphs": ["Kontoret är stängt på fredag."],
    "able": 3,
    "unable": 1,
    "cases": [
        one | {"hinder": "Ärendet är avslutat." if row == 1 else "", "done": row == 0}
        for row, one in enumerate(QUEUE)
    ],
    "queue_url": "/desk/",
}
DECISION = {
    "title": "Bygglov för tillbyggnad på Viken 4:12",
    "outcome": "Bifall",
    "decision_text": ["Bygglov ges för tillbyggnad av enbostadshus."],
    "reasons": ["Åtgärden följer detaljplanen.", "Grannarna har inget att erinra."],
    "legal_basis": ["9 kap. 30 § plan- och bygglagen (2010:900)"],
    "appeal": ["Skriv till Länsstyrelsen, men skicka brevet till oss."],
    "applicant": "Lova Strand",
    "unit": "Bygglovsenheten",
    "officer": "Maria Holm",
    "officer_title": "Bygglovshandläggare",
}

DESK: dict[str, dict[str, Any]] = {
    "desk/internal.html": {
        "services": [
            {"title": "Beställ passerkort", "summary": "Till dörrar du behöver.", "url": "/x"}
        ],
        "drafts": [{"title": "Beställ passerkort", "url": "/y", "changed_at": NOON}],
    },
    "desk/shortcuts.html": {"rows": [{"keys": ["g", "d"], "does": "Gå till Min dag"}], "on": True},
    "desk/shortcuts.html#off": {"rows": [], "on": False},
    "desk/internal.html#empty": {"services": [], "drafts": []},
    "desk/many.html": {
        "count": 2,
        "act": OUTCOME,
        "officer": METHOD,
        "text": "Kontoret är stängt på fredag.",
        "error": "",
        "problems": [{"id": "act", "text": "Välj vad som ska göras"}],
        "form_action": "/desk/flera/1/",
        "back_url": "/desk/",
    },
    "desk/many_preview.html": {
        **MANY,
        "confirm_action": "/desk/flera/1/gor/",
        "change_url": "/desk/flera/1/?andra=1",
    },
    "desk/many_result.html": {
        **MANY,
        "done": 1,
        "total": 4,
        "handled": 2,
        "is_running": True,
        "here_url": "/desk/flera/1/",
    },
    "desk/queue.html": {
        "ways": WAYS,
        "saved": {
            "choices": [
                {"name": "Mina på Strand", "owner": "", "use": "/1/", "remove": "/2/"},
                {"name": "Alla sena", "owner": "Yusuf Lind", "use": "/3/", "remove": "/4/"},
            ],
            "action": "/desk/urval/",
            "export": "/desk/hamta/",
            "units": list(CHOICES),
            "may_save": True,
        },
        "pick": {"action": "/desk/flera/", "fields": [{"name": "show", "value": "mine"}]},
        "title": "Ärenden",
        "counters": [
            {"label": "Mina", "count": 12, "url": "?mine", "current": True},
            {"label": "Utan handläggare", "count": 3, "url": "?none", "current": False},
            {"label": "Försenade", "count": 1, "url": "?late", "current": False},
            {"label": "Alla öppna", "count": 1248, "url": "?all", "current": False},
        ],
        "filters": FILTERS,
        "found": "Inget ärende har just de orden.",
        "cases": QUEUE,
        "pages": PAGES,
    },
    "desk/case.html": {
        "automated": AUTOMATED,
        "case": {
            **CASE,
            "status": "Handläggs",
            "kind": "active",
            "due": "Klart senast i morgon",
            "urgency": "soon",
            "assigned": "Maria Holm",
        },
        "next_action": {"label": "Besluta", "url": "/desk/1/besluta", "post": False},
        "other_actions": [
            {"label": "Begär komplettering", "url": "/desk/1/komplettera", "post": False},
            {"label": "Lämna över", "url": "/desk/1/lamna", "post": True},
        ],
        "presence": "Yusuf Lind har också ärendet öppet.",
        "presence_url": "/desk/1/narvaro",
        "sections": SECTIONS,
        "files": FILES,
        "stream": [{"title": "Ärendet kom in", "at": NOON, "posts": []}, *THREADS],
        "write": WRITE_BOX,
        "begin": BEGIN,
        "notes": [{"author": "Maria Holm", "at": NOON, "paragraphs": ["Ringde sökanden."]}],
        "documents": FILES[:1],
        "parties": [{"label": "Sökande", "text": "Lova Strand"}],
        "times": {
            "rows": [
                {"label": "Svar till sökanden", "text": "3 mars 2026, försenat", "late": True},
                {"label": "Lova Strand", "text": "Fick del av beslutet 2 mars.", "late": False},
            ],
            "links": [{"title": "Underrätta om försening", "url": "/desk/1/sen", "text": ""}],
        },
        "facts": [
            {"label": "Fastighet", "text": "Viken 4:12"},
            {"label": "Enhet", "text": "Bygglov"},
        ],
        "message_action": "/desk/1/meddelande",
        "tasks": [
            {
                "title": "Ring grannen",
                "about": "senast 12 mars",
                "done": False,
                "late": True,
                "url": "/desk/arende/c/uppgift/1/",
            },
            {
                "title": "Mät huset",
                "about": "Klart: Anna Berg",
                "done": True,
                "late": False,
                "url": "/desk/arende/c/uppgift/2/",
            },
        ],
        "add_task_url": "/desk/arende/c/uppgift/",
        "add_task": "Lägg till en uppgift",
        "related": [{"title": "Bygglov", "text": "BYGG-2026-15 · Hör ihop", "url": "/desk/2"}],
        "contact_url": "/desk/1/kontakt/",
        "note_action": "/desk/1/anteckning",
        "once": "4f0c",
        "obstacles": ["En komplettering är begärd men inte besvarad."],
        "drafts": [{"title": "Till nämnden", "url": "/desk/t/1/", "text": "Utkast"}],
        "referrals": [
            {
                "to": "Polisen",
                "stands": "Senast 3 mars 2026, försenat.",
                "open": True,
                "late": True,
                "question": ["Hur är platsen?"],
                "answer": [],
                "files": [],
                "links": [
                    {"label": "Ge mer tid", "url": "/desk/remiss/tid/", "post": False},
                    {"label": "Ta tillbaka", "url": "/desk/remiss/aterta/", "post": True},
                ],
            },
            {
                "to": "Räddningstjänsten",
                "stands": "Svar kom in 2 mars 2026 från Erik Strand.",
                "open": False,
                "late": False,
                "question": ["Går det att komma fram?"],
                "answer": ["Ja, det går."],
                "files": [],
                "links": [],
            },
        ],
    },
    "desk/presence.html": {"presence": ""},
    "desk/message.html": {
        "case": CASE,
        "recipient": "Till Lova Strand, i Mina sidor med avisering via e-post",
        "form_action": "/desk/1/meddelande",
        "write": {**WRITE_BOX, "threads": [], "errors": {"text": "Skriv ett meddelande"}},
        "begin": BEGIN,
        "problems": [{"id": "text", "text": "Skriv ett meddelande"}],
    },
    "desk/note.html": {
        "case": CASE,
        "form_action": "/desk/1/anteckning",
        "once": "4f0c",
        "text": "",
        "error": "",
        "problems": (),
    },
    "desk/supplement.html": {
        "case": CASE,
        "form_action": "/desk/1/komplettera",
        "once": "4f0c",
        "text": "",
        "due": "2026-12-06",
        "errors": {"text": "", "due": ""},
        "problems": (),
    },
    "desk/decide.html": {
        "case": CASE,
        "form_action": "/desk/1/besluta",
        "outcome": {"value": "granted", "label": "Bifall", "change_url": "/desk/1/utgang"},
        "decision_text": "",
        "reasons": "",
        "legal_basis": "9 kap. 30 § plan- och bygglagen (2010:900)",
        "appeal": DECISION["appeal"],
        "errors": {"decision_text": "", "reasons": "Skriv skälen för beslutet", "legal_basis": ""},
        "problems": [{"id": "reasons", "text": "Skriv skälen för beslutet"}],
        "resolve_url": "/desk/arende/c/besluta/namnden/",
        "asks_amount": True,
        "amount": "4500",
        "authority": "Delegation 4.2: bygglov inom detaljplan.",
        "examples": [{"title": "Planenligt", "text": "Åtgärden följer detaljplanen."}],
        "proposal": PROPOSAL,
    },
    "desk/outcome.html": {
        "case": CASE,
        "outcome": OUTCOME,
        "form_action": "/desk/1/besluta",
        "problems": (),
    },
    "ui/doing.html": {
        "case": CASE,
        "title": "Pröva om överklagandet kom i tid",
        "lead": ["Efter dagarna: i rätt tid."],
        "facts": [{"label": "Lova Strand, inkommet 3 mars", "text": "Ändra beslutet."}],
        "fields": [
            {"name": "outcome", "question": OUTCOME, "id": OUTCOME.id},
            {
                "name": "reasons",
                "id": "reasons",
                "question": None,
                "label": "Skäl",
                "hint": "Den som överklagade läser dem.",
                "type": "text",
                "rows": 4,
                "required": False,
                "value": "",
                "error": "Skriv varför",
                "width": "",
            },
        ],
        "more": [{"label": "Visa som PDF", "value": "pdf"}],
        "button": "Spara",
        "form_action": "/desk/1/x",
        "once": "2f1c",
        "problems": [{"id": "reasons", "text": "Skriv varför"}],
    },
    "desk/serve.html": {
        "case": CASE,
        "parties": [{"name": "Lova Strand", "way": "Mina sidor", "detail": "Aviseras via e-post"}],
        "method": METHOD,
        "form_action": "/desk/1/delge",
        "problems": (),
        "pdf_url": "/beslut.pdf",
    },
    "desk/trail.html": {
        "query": "BYGG-2026-14",
        "form_action": "/desk/logg",
        "person_url": "/desk/logg?person=7",
        "entries": [
            {
                "at": NOON,
                "who": "Maria Holm",
                "what": "Läste ärendet",
                "subject": "BYGG-2026-14",
                "url": "/desk/1",
                "door": "Handläggning",
            }
        ],
        "sealed": "Kedjan är obruten till och med 22 november 2026 kl. 12.05.",
        "whole": True,
        "pages": None,
    },
    "desk/undelivered.html": {
        "messages": [
            {
                "subject": "Kvittens på din ansökan",
                "language": "sv",
                "recipient": "lova@example.com",
                "channel": "E-post",
                "tried_at": NOON,
                "attempts": 5,
                "reason": "Adressen finns inte",
                "case_number": "BYGG-2026-14",
                "case_url": "/desk/1",
                "resend_action": "/desk/igen/1",
            }
        ],
        "pages": None,
    },
    "desk/status.html": {
        "findings": [
            Finding("BankID", State.WORKS, "Svarar."),
            Finding(
                "Virusskanner",
                State.MISSING,
                "Ingen virusskanner är inställd.",
                "Ange TORGET_CLAMD.",
            ),
            Finding("E-post", State.BROKEN, "Servern svarar inte.", "Kontrollera TORGET_SMTP_URL."),
        ],
        "checked_at": NOON,
        "version": "0.1.0",
    },
}
DESK["desk/export.html"] = DESK["desk/case.html"] | {
    "language": "sv",
    "listed": [
        {"name": "fasad.pdf", "path": "handlingar/001-fasad.pdf", "missing": ""},
        {"name": "virus.pdf", "path": "", "missing": "Innehåller skadlig kod"},
    ],
}
