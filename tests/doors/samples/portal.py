"""The resident's own pages."""

from datetime import date
from typing import Any

import msgspec

from tests.doors.samples.questions import QUESTIONS, WRONG
from tests.doors.samples.talk import FILES, NOON, THREADS, WRITE_BOX
from torget.doors.ui.questions import Question, problems_of

CRUMBS = [{"label": "Mina sidor", "url": "/mina-sidor/"}]
SECTIONS = [
    {
        "title": "Om bygget",
        "change_url": "",
        "rows": [
            {
                "label": "Vad vill du göra?",
                "lines": ["Bygga till"],
                "source": "",
                "held": "Folkbokföringen säger: Strandgatan 4",
                "change_url": "/steg/arbete",
            },
            {
                "label": "Din adress",
                "lines": ["Strandgatan 4", "981 32 Solvik"],
                "source": "Hämtat från folkbokföringen",
                "held": "",
                "change_url": "",
            },
            {
                "label": "Kontrollansvarig",
                "lines": [],
                "source": "",
                "held": "",
                "change_url": "/steg/ka",
            },
        ],
    }
]
EVENTS = [
    {"title": "Vi tog emot din ansökan", "text": "", "at": NOON, "state": "done"},
    {"title": "En handläggare läser", "text": "Maria Holm", "at": None, "state": "now"},
    {"title": "Du får ett beslut", "text": "Senast 31 januari 2027", "at": None, "state": "next"},
]
FLOW = {
    "purpose": "login",
    "mode": "other",
    "status": "Starta BankID-appen och läs av koden.",
    "failed": False,
    "qr_url": "/static/ui/img/favicon.svg",
    "launch_url": "",
    "launch_now": False,
    "poll_url": "/bankid/lage",
    "refresh_url": "/bankid/",
    "cancel_action": "/bankid/avbryt",
    "switch_action": "/bankid/byt",
    "retry_action": "/bankid/igen",
    "text_to_sign": "",
    "text_language": "sv",
}
TO_SIGN = "Ansökan om bygglov\nViken 4:12\n\nJag söker lov för att bygga till med 24 kvadratmeter."
STEP = {
    "filled_in_for": "",
    "shown": "area start",
    "more": False,
    "service_title": "Ansök om bygglov",
    "step": {"number": 2, "total": 9, "title": "Om bygget", "intro": ""},
    "questions": (msgspec.structs.replace(QUESTIONS[5], heading=True),),
    "problems": (),
    "form_action": "/steg/arbete",
    "upload_url": "/steg/arbete/fil",
    "back_url": "/steg/fastighet",
    "save_action": "/steg/arbete",
    "saved": "Sparat kl. 12.05",
    "continue_label": "Fortsätt",
}
CASES = [
    {
        "number": "BYGG-2026-14",
        "title": "Ansök om bygglov",
        "status": "Vi väntar på dig",
        "kind": "warning",
        "text": "Inkom 22 november 2026",
        "url": "/arende/1",
    },
    {
        "number": "FSK-2026-3",
        "title": "Ansök om plats i förskola",
        "status": "Handläggs",
        "kind": "active",
        "text": "Inkom 3 november 2026",
        "url": "/arende/2",
    },
]
CASE = {
    "crumbs": CRUMBS,
    "case": {
        "number": "BYGG-2026-14",
        "title": "Ansök om bygglov",
        "status": "Vi väntar på dig",
        "kind": "warning",
        "now": "Vi behöver en ritning till innan vi kan gå vidare.",
        "promised_on": date(2027, 1, 31),
        "late": True,
        "asked": {"text": "Du har begärt att vi avgör ärendet.", "reasons": ["Vi väntar på svar."]},
        "conclude_url": "/mina-sidor/arende/1/avgor/",
        "facts": [
            {"label": "Handläggare", "text": "Maria Holm"},
            {"label": "Enhet", "text": "Bygglovsenheten"},
            {"label": "Inkom", "text": "22 november 2026"},
        ],
        "looked_url": "/arende/1/vem",
    },
    "events": EVENTS,
    "threads": THREADS,
    "related": [{"title": "Bygglov", "text": "BYGG-2026-15 · Hör ihop", "url": "/arende/2"}],
    "reply_action": "/arende/1/svara",
    "write": WRITE_BOX,
    "hearing": None,
    "supplement": {
        "paragraphs": ["Skicka en ritning på fasaden mot söder."],
        "due_on": date(2026, 12, 6),
        "action": "/arende/1/komplettera",
        "upload_url": "",
        "questions": (QUESTIONS[1], QUESTIONS[14]),
    },
    "decision": {
        "outcome": "Bifall",
        "kind": "good",
        "decided_on": date(2027, 1, 12),
        "summary": ["Du får bygga till enligt ritningarna."],
        "reasons": ["Åtgärden följer detaljplanen."],
        "automatic": {"text": "Beslutet är fattat automatiskt.", "url": "/granska/"},
        "pdf_url": "/beslut.pdf",
        "corrections": [{"at": NOON, "wrong": "planket", "right": "staketet"}],
        "earlier": [{"decided_on": NOON, "summary": "Ansökan avslås."}],
        "appeal": ["Skriv till Länsstyrelsen, men skicka brevet till oss."],
        "appealing": {
            "last_on": date(2027, 2, 2),
            "url": "/mina-sidor/arende/1/overklaga/",
            "appeals": [
                {
                    "title": "Någon har överklagat",
                    "text": "Det kom in i går.",
                    "reasons": "För sent.",
                }
            ],
            "final_on": date(2027, 2, 3),
        },
    },
    "documents": FILES,
    "sections": SECTIONS,
    "problems": (),
}
SIGNERS = [{"name": "Ali Berg", "status": "Inte tillfrågad än", "kind": ""}]
CHECK = {
    "filled_in_for": "",
    "asks_to_sign": "",
    "service_title": "Ansök om bygglov",
    "step": {"number": 9, "total": 9},
    "remaining": [],
    "sections": SECTIONS,
    "files": FILES,
    "signers": SIGNERS,
    "price": "1 250 kr",
    "declaration": "Genom att skriva under intygar du att uppgifterna stämmer.",
    "needs_signature": True,
    "shown_digest": "9f86d081884c7d65",
    "form_action": "/kontrollera",
    "back_url": "/steg/sista",
}
LOGIN = {
    "form_action": "/logga-in/bankid",
    "next": "/mina-sidor/",
    "reason": "Vi behöver veta vem du är, eftersom ansökan innehåller dina uppgifter.",
    "service_title": "Ansök om bygglov",
    "back_url": "/",
    "other_ways": [{"title": "Utländsk e-legitimation", "text": "via eIDAS", "url": "/eidas"}],
}

PORTAL: dict[str, dict[str, Any]] = {
    "portal/login.html": LOGIN,
    "portal/bankid.html": {"flow": FLOW},
    "portal/bankid.html#same": {
        "flow": {
            **FLOW,
            "mode": "same",
            "purpose": "sign",
            "launch_url": "bankid:///",
            "text_to_sign": TO_SIGN,
        }
    },
    "portal/bankid.html#failed": {
        "flow": {**FLOW, "failed": True, "status": "Tiden gick ut. Försök igen."}
    },
    "portal/bankid_status.html": {"flow": FLOW},
    "portal/step.html": STEP,
    "portal/step.html#more": {**STEP, "more": True},
    "portal/step.html#all": {**STEP, "questions": QUESTIONS},
    "portal/step.html#wrong": {**STEP, "questions": WRONG, "problems": problems_of(WRONG)},
    "portal/step.html#date": {
        **STEP,
        "questions": (msgspec.structs.replace(WRONG[3], heading=True),),
        "problems": problems_of((WRONG[3],)),
    },
    "portal/check.html": CHECK,
    "portal/check.html#for_someone": {
        **CHECK,
        "filled_in_for": "Du fyller i åt Lova Strand.",
        "asks_to_sign": "Lova Strand",
    },
    "portal/check.html#remaining": {
        **CHECK,
        "remaining": [{"url": "/steg/ka", "text": "Skriv vem som är kontrollansvarig"}],
    },
    "portal/sign.html": {
        "service_title": "Ansök om bygglov",
        "text_to_sign": TO_SIGN,
        "text_language": "sv",
        "form_action": "/skriv-under",
        "back_url": "/kontrollera",
    },
    "portal/receipt.html": {
        "receipt": {
            "service_title": "Ansök om bygglov",
            "number": "BYGG-2026-14",
            "received_at": NOON,
            "waiting_for": ["Ali Berg"],
            "email": "lova@example.com",
            "pdf_url": "/kvittens.pdf",
            "home_url": "/desk/kontaktcenter/",
            "case_url": "/arende/1",
            "events": EVENTS,
        }
    },
    "portal/my_pages.html": {
        "todo": [
            {
                "title": "Komplettera din ansökan om bygglov",
                "text": "Vi behöver en ritning till.",
                "url": "/arende/1#supplement",
                "action": "Komplettera",
                "due": "Senast 6 december",
                "urgent": False,
            },
            {
                "title": "Ali Berg ber dig skriva under",
                "text": "Ansök om plats i förskola, för Elsa",
                "url": "/skriv-under/3",
                "action": "Läs och skriv under",
                "due": "",
                "urgent": False,
            },
        ],
        "drafts": [
            {
                "title": "Ansök om bygglov",
                "url": "/utkast/1",
                "text": "Sparat i dag kl. 9.12. Tas bort den 22 december.",
                "remove_url": "/utkast/1/ta-bort",
            }
        ],
        "cases": CASES,
        "ended": [{**CASES[1], "status": "Avslutat", "kind": ""}],
        "contact": {"email": "lova@example.com", "phone": "", "url": "/mina-sidor/kontakt"},
    },
    "portal/contact.html": {
        "form_action": "/mina-sidor/kontakt",
        "back_url": "/mina-sidor/",
        "email": "lova",
        "phone": "",
        "errors": {"email": "Skriv e-posten med @, som namn@example.com", "phone": ""},
        "problems": [{"id": "email", "text": "Skriv e-posten med @, som namn@example.com"}],
    },
    "portal/on_behalf.html": {
        "service_title": "Ansök om serveringstillstånd",
        "questions": tuple(one for one in WRONG if one.type == "company"),
        "problems": [{"id": "q-organisation-number", "text": "Skriv organisationsnumret"}],
        "form_action": "/ansok/serveringstillstand/for/",
        "back_url": "/e-tjanster/serveringstillstand/",
    },
    "portal/case.html": CASE,
    "portal/case.html#new": {
        **CASE,
        "hearing": {
            "paragraphs": ["Grannen skriver att huset skymmer."],
            "answer_by": NOON.date(),
            "files": [],
            "url": "/mina-sidor/arende/c/yttra/",
        },
        "supplement": None,
        "decision": None,
        "threads": [],
        "documents": [],
        "reply_action": "",
    },
    "portal/doing.html": {
        "crumbs": CRUMBS,
        "case": {"number": "BYGG-2026-14", "url": "/mina-sidor/arende/1/"},
        "title": "Överklaga beslutet",
        "lead": ["Sista dag att överklaga är 2 februari 2027."],
        "questions": [
            Question(
                key="text",
                type="long_text",
                label="Vad vill du ska ändras, och varför?",
                errors={"": "Skriv vad du vill ändra"},
            ),
            Question(key="files", type="files", label="Filer", sent_with_form=True),
        ],
        "button": "Skicka överklagandet",
        "form_action": "/mina-sidor/arende/1/overklaga/",
        "once": "2f1c",
        "problems": [{"id": "q-text", "text": "Skriv vad du vill ändra"}],
    },
    "portal/who_looked.html": {
        "crumbs": CRUMBS,
        "case": {"number": "BYGG-2026-14", "title": "Ansök om bygglov"},
        "views": [
            {
                "at": NOON,
                "name": "Maria Holm",
                "role": "Bygglovshandläggare",
                "what": "Läste ärendet",
            }
        ],
        "pages": None,
    },
    "portal/co_sign.html": {
        "ask": {
            "title": "Ali Berg ber dig skriva under",
            "service_title": "Ansök om plats i förskola",
            "text": "Båda vårdnadshavarna behöver skriva under.",
            "due": "Senast 6 december",
        },
        "sections": SECTIONS,
        "files": [],
        "form_action": "/skriv-under/3",
        "refuse_action": "/skriv-under/3/nej",
        "back_url": "/mina-sidor/",
    },
    "portal/session_expired.html": {"login_url": "/logga-in", "saved": True},
    "portal/draft_remove.html": {
        "draft": {"title": "Ansök om bygglov", "text": "Sparat i dag kl. 9.12"},
        "form_action": "/utkast/1/ta-bort",
        "back_url": "/mina-sidor/",
    },
    "portal/ended.html": {
        "service_title": "Ansök om färdtjänst",
        "title": "Du kan söka när du har fyllt 65",
        "text": "Ring kundcenter om du **behöver hjälp** redan nu.",
        "back_url": "/steg/alder",
        "remove_url": "/ta-bort",
        "home_url": "/",
    },
    "portal/draft_removed.html": {"draft": {"title": "Ansök om bygglov"}},
}
