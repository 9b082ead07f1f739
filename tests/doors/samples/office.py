"""The registers of information."""

from datetime import UTC, date, datetime
from typing import Any

from torget.doors.ui.questions import Option

NOON = datetime(2026, 11, 22, 11, 0, tzinfo=UTC)
PAST = {"day": date(2026, 11, 20), "now_url": "?sok=namn"}
LIST: dict[str, Any] = {
    "title": "Informationstyper",
    "intro": "All information som kommunen tar emot.",
    "count": "1 rad",
    "searches": True,
    "query": "namn",
    "day": "",
    "choices": [
        {
            "key": "agare",
            "label": "Ägare",
            "options": [Option(value="", label="Alla"), Option(value="med", label="Har")],
        }
    ],
    "columns": [
        {"label": "Namn", "url": "?sortera=name", "order": "ascending"},
        {"label": "Ägare", "url": "", "order": ""},
    ],
    "rows": [
        [
            {"label": "Namn", "text": "Namn", "url": "/office/information/person.name/"},
            {"label": "Ägare", "text": "Saknas", "url": ""},
        ]
    ],
    "files": [{"label": "XLSX", "url": "?som=xlsx"}],
    "pages": {
        "number": 1,
        "total": 2,
        "previous_url": "",
        "next_url": "?sida=2",
        "links": [{"number": 1, "url": "?sida=1"}, {"number": 2, "url": "?sida=2"}],
    },
    "add": {"label": "Lägg till", "url": "/office/system/nytt/"},
    "past": {},
}
HISTORY = [
    {
        "title": "Ändrades",
        "by": "Astrid Vik",
        "at": NOON,
        "columns": [{"label": "Namn", "before": "Namnet", "after": "Namn"}],
    }
]
POST = {
    "name": "Bygglovschef",
    "url": "/office/organisation/befattningar/bygglovschef/",
    "holders": [{"name": "Eva Ström", "url": "/office/organisation/personer/7/"}],
}
HELD = {
    "name": "Eva Ström",
    "url": "/office/organisation/personer/7/",
    "from": date(2026, 1, 1),
    "to": None,
    "by": "Förvaltningschefen",
    "acknowledged_at": None,
    "is_now": True,
    "end_url": "/office/organisation/befattningar/bygglovschef/3/avsluta/",
    "know_url": "/office/organisation/befattningar/bygglovschef/3/bekrafta/",
}
OVER = {"to": date(2026, 5, 1), "acknowledged_at": NOON, "is_now": False}
POSITION: dict[str, Any] = {
    "name": "Bygglovschef",
    "facts": [{"label": "Finns vid", "text": "Bygglov"}],
    "vacant": False,
    "holdings": [HELD, HELD | OVER | {"end_url": "", "know_url": ""}],
    "appoint_url": "/office/organisation/befattningar/bygglovschef/utse/",
    "history": HISTORY,
    "past": {},
}
PERSON: dict[str, Any] = {
    "name": "Eva Ström",
    "title": "Enhetschef",
    "holdings": [
        {
            "name": "Bygglovschef",
            "url": POST["url"],
            "from": date(2026, 1, 1),
            "to": None,
            "known": False,
        },
        {
            "name": "Rektor",
            "url": POST["url"],
            "from": date(2026, 1, 1),
            "to": date(2027, 1, 1),
            "known": True,
        },
    ],
    "roles": [{"name": "Chef", "unit": "Bygglov", "from": date(2026, 1, 1), "to": None}],
    "cases": "3 öppna ärenden",
    "leave_url": "/office/organisation/personer/7/lamna-over/",
    "add": {"label": "Lägg till", "url": "/office/system/nytt/"},
    "past": {},
}
RULE = {
    "number": 4,
    "says": "Varje informationstyp har en ägare.",
    "sources": "UM-35",
    "stops": "Tjänsten kan inte publiceras.",
    "waits": "",
    "count": 2,
    "url": "/office/regler/4/",
}
BROKEN: dict[str, Any] = {name: value for name, value in RULE.items() if name != "url"} | {
    "rows": [
        {"name": "Namn", "why": "Ingen äger den.", "url": "/office/information/person.name/"},
        {"name": "Bygg", "why": "", "url": ""},
    ],
    "pages": LIST["pages"],
    "files": [{"label": "XLSX", "url": "?som=xlsx"}],
    "past": {},
}
TYPE: dict[str, Any] = {
    "name": "Namn",
    "description": "För- och efternamn.",
    "owner": None,
    "facts": [{"label": "Ändamål", "text": "Vi behöver veta vem ärendet gäller."}],
    "aspects": [
        {"label": "Riktighet", "level": 2, "word": "Betydande", "why": "Fel person."},
    ],
    "decided": [],
    "classify_url": "",
    "change_url": "",
    "services": [{"name": "Bygglov", "url": "/e-tjanst/bygglov/"}],
    "history": HISTORY,
    "past": PAST,
}
DECIDED = {
    "at": NOON,
    "by": "Eva Ström",
    "levels": "Konfidentialitet 1, Riktighet 2",
    "note": "Många namn tillsammans är känsligare.",
    "review_on": date(2028, 11, 1),
    "in_force": True,
}
OFFICE: dict[str, dict[str, Any]] = {
    "office/start.html": {
        "groups": [
            {
                "key": "information",
                "title": "Information",
                "counters": [{"count": 3, "label": "saknar ägare", "url": "/office/information/"}],
                "links": [{"label": "Regler", "url": "/office/regler/"}],
            }
        ],
        "past": {},
    },
    "office/chart.html": {
        "committees": [
            {
                "key": "byggnadsnamnden",
                "name": "Byggnadsnämnden",
                "kind": "Nämnd",
                "positions": [POST],
                "units": [
                    {
                        "name": "Bygglov",
                        "positions": [POST | {"holders": []}],
                        "units": [{"name": "Kart och mät", "positions": [], "units": []}],
                    },
                ],
            }
        ],
        "links": [{"label": "Personer", "url": "/office/organisation/personer/"}],
        "past": {},
    },
    "office/compliance.html": {
        "rules": [
            RULE,
            RULE | {"count": 0, "stops": ""},
            RULE | {"waits": "Kommunen lägger inte ut några öppna data än."},
        ],
        "past": {},
    },
    "office/rule.html": BROKEN,
    "office/rule.html#kept": BROKEN | {"rows": [], "count": 0, "stops": "", "past": PAST},
    "office/rule.html#waits": BROKEN | {"rows": [], "waits": "Inga öppna data läggs ut än."},
    "office/position.html": POSITION,
    "office/position.html#vacant": POSITION | {"vacant": True, "holdings": [], "past": PAST},
    "office/person.html": PERSON,
    "office/person.html#nothing": PERSON
    | {"holdings": [], "roles": [], "cases": "", "leave_url": "", "past": PAST},
    "office/list.html": LIST,
    "office/list.html#empty": LIST | {"rows": [], "past": PAST, "day": "2026-11-20"},
    "office/information_type.html": TYPE,
    "office/information_type.html#vacant": TYPE
    | {
        "owner": {"name": "Skolchef", "url": POST["url"], "held": False},
        "decided": [DECIDED, DECIDED | {"in_force": False, "note": ""}],
        "classify_url": "/office/information/person.name/klassa/",
        "change_url": "/office/information/person.name/andra/",
        "past": {},
    },
    "office/thing.html": {
        "name": "Lovflöde",
        "back": {"label": "System", "url": "/office/system/"},
        "lead": "Handlägger bygglov",
        "notices": [
            {"level": "warning", "title": "Det här är tveksamt", "lines": ["Avtal: inget gäller"]}
        ],
        "main": {"label": "Uppgifterna stämmer", "url": "/office/system/a/b/", "posts": True},
        "links": [{"label": "Byt läge", "url": "/office/system/a/lage/"}],
        "sections": [
            {
                "key": "roles",
                "title": "Vem svarar",
                "lead": "",
                "facts": [{"label": "Läge", "text": "I drift"}],
                "columns": ["Roll", "Vem"],
                "rows": [
                    [
                        {"label": "Roll", "text": "Systemägare", "url": ""},
                        {"label": "Vem", "text": "Bygglovschef", "url": "/office/"},
                    ]
                ],
                "empty": "",
                "add": {"label": "Ge någon en roll", "url": "/office/system/a/roll/"},
            },
            {
                "key": "contracts",
                "title": "Avtal",
                "lead": "Det som gäller.",
                "facts": [],
                "columns": [],
                "rows": [],
                "empty": "Inget avtal är registrerat.",
                "add": {},
            },
        ],
        "history": [],
        "past": {},
    },
    "office/map.html": {
        "text": "",
        "hits": [],
        "nothing": False,
        "start": "system:a",
        "kinds": [{"value": "", "label": "Allt", "checked": True}],
        "depths": [{"value": "1", "label": "1 steg", "checked": True}],
        "name": "Lovflöde",
        "here_url": "/office/system/a/",
        "picture": {
            "width": 530,
            "height": 80,
            "boxes": [
                {"node": "system:a", "kind": "system", "label": "Lovflöde", "x": 12, "y": 12},
                {"node": "type:b", "kind": "type", "label": "Ritning", "x": 302, "y": 12},
            ],
            "lines": ["M202 32 C252 32 252 32 302 32"],
        },
        "addresses": {"system:a": "?fran=system%3Aa", "type:b": "?fran=type%3Ab"},
        "groups": [
            {
                "name": "Lovflöde",
                "items": [{"name": "Ritning", "url": "?fran=type:b", "kind": "type"}],
            }
        ],
        "past": {},
    },
    "office/map.html#nothing": {
        "text": "Zebra",
        "hits": [],
        "nothing": True,
        "start": "",
        "kinds": [],
        "depths": [],
        "name": "",
        "here_url": "",
        "picture": None,
        "addresses": {},
        "groups": [],
        "past": PAST,
    },
    "office/map.html#hits": {
        "text": "ritning",
        "hits": [
            {"name": "Ritning", "url": "?fran=type%3Ab", "kind": "type"},
            {"name": "Ritningar", "url": "?fran=system%3Ac", "kind": "system"},
        ],
        "nothing": False,
        "start": "system:a",
        "kinds": [],
        "depths": [],
        "name": "Lovflöde",
        "here_url": "/office/system/a/",
        "picture": None,
        "addresses": {},
        "groups": [],
        "past": {},
    },
}
