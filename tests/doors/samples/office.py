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
    "past": {},
}
OFFICE: dict[str, dict[str, Any]] = {
    "office/start.html": {
        "counters": [{"count": 3, "label": "saknar ägare", "url": "/office/information/"}],
        "types_url": "/office/information/",
        "positions_url": "/office/organisation/",
        "past": {},
    },
    "office/list.html": LIST,
    "office/list.html#empty": LIST | {"rows": [], "past": PAST, "day": "2026-11-20"},
    "office/information_type.html": {
        "name": "Namn",
        "description": "För- och efternamn.",
        "has_owner": False,
        "facts": [{"label": "Ändamål", "text": "Vi behöver veta vem ärendet gäller."}],
        "aspects": [
            {"label": "Riktighet", "level": 2, "word": "Betydande", "why": "Fel person."},
        ],
        "services": [{"name": "Bygglov", "url": "/e-tjanst/bygglov/"}],
        "history": [
            {
                "title": "Ändrades",
                "by": "Astrid Vik",
                "at": NOON,
                "columns": [{"label": "Namn", "before": "Namnet", "after": "Namn"}],
            }
        ],
        "past": PAST,
    },
}
