"""The contact centre."""

from typing import Any

from tests.doors.samples.talk import NOON

CONTACT = {
    "done_url": "",
    "name": "",
    "channel": "Telefon",
    "at": NOON,
    "by": "Per Sandin",
    "text": "Undrar när bygglovet är klart.",
    "outcome": "Löst direkt",
    "number": "BYGG-2026-14",
    "url": "/desk/1",
}
CASE = {
    "number": "BYGG-2026-14",
    "title": "Ansök om bygglov, Strand 1:14",
    "url": "/desk/1",
    "status": "Handläggs",
    "kind": "active",
    "now": "En handläggare läser ansökan.",
    "due": "3 maj 2026",
    "officer": "Maria Holm",
}
FRONT = {
    "query": "",
    "searched": False,
    "unknown": "",
    "cases": [],
    "waiting": 2,
    "drafts": [{"title": "Felanmälan", "name": "", "at": NOON, "url": "/utkast/1"}],
    "figures": [{"label": "Telefon", "text": "42"}],
    "solved": 71,
    "find_url": "/desk/kontaktcenter/sok/",
    "contact_url": "/desk/kontaktcenter/kontakt/",
    "anyone_url": "/desk/kontaktcenter/fyll-i/",
    "waiting_url": "/desk/kontakter/",
}

CONTACTS: dict[str, dict[str, Any]] = {
    "desk/contact_centre.html": FRONT,
    "desk/contact_centre.html#found": {
        **FRONT,
        "query": "strand",
        "searched": True,
        "cases": [
            CASE
            | {"applicant": "Lova Strand", "people": [{"name": "Lova Strand", "url": "/desk/p/1"}]}
        ],
    },
    "desk/contact_centre.html#unknown": {
        **FRONT,
        "query": "19880320-2384",
        "searched": True,
        "unknown": "19880320-2384",
    },
    "desk/contact_person.html": {
        "name": "Lova Strand",
        "home_url": "/desk/kontaktcenter/",
        "facts": [{"label": "Telefonnummer", "text": "070-174 06 05"}],
        "contact_url": "/x",
        "start_url": "/y",
        "asked": ["Skriva under: Ansök om bygglov"],
        "cases": [CASE | {"ways": [{"label": "Skriv i ärendet", "url": "/z"}]}],
        "ended": [CASE],
        "contacts": [CONTACT],
    },
    "desk/contact_person.html#new": {
        "name": "Lova Strand",
        "home_url": "/desk/kontaktcenter/",
        "facts": [],
        "contact_url": "/x",
        "start_url": "",
        "asked": [],
        "cases": [],
        "ended": [],
        "contacts": [],
    },
    "desk/contacts.html": {
        "contacts": [CONTACT | {"name": "Lova Strand", "done_url": "/k"}],
        "day_url": "/desk/min-dag/",
    },
    "desk/contacts.html#empty": {"contacts": [], "day_url": "/desk/min-dag/"},
}
