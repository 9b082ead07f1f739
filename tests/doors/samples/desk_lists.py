"""The queue seen in other ways."""

from typing import Any

from tests.doors.samples.desk import CASE, FILTERS, QUEUE, WAYS
from tests.doors.samples.talk import BEGIN, NOON, READ
from torget.doors.ui.charts import bar_chart
from torget.doors.ui.questions import Option

STEPS = (
    {"label": "Ta ärendet", "url": "/desk/1/ta/", "post": True},
    {"label": "Besluta", "url": "/desk/1/besluta/", "post": False},
    None,
    None,
)

DESK_LISTS: dict[str, dict[str, Any]] = {
    "desk/document.html": {
        "case": CASE,
        "document": READ,
        "place": 2,
        "count": 3,
        "before": READ | {"kind": ""},
        "after": READ | {"kind": "image"},
    },
    "desk/document.html#picture": {
        "case": CASE,
        "document": READ | {"kind": "image"},
        "place": 1,
        "count": 1,
        "before": None,
        "after": None,
    },
    "desk/register.html": {
        "title": "Registrera det som kom in",
        "lead": "Välj vad det gäller.",
        "back": {"label": "Kontaktcenter", "url": "/desk/kontaktcenter/"},
        "services": [
            {
                "title": "Ansök om bygglov",
                "summary": "För dig som vill bygga.",
                "url": "/desk/registrera/bygglov/",
            }
        ],
    },
    "desk/from_template.html": {"begin": BEGIN},
    "desk/templates.html": {
        "templates": [
            {
                "title": "Ring mig",
                "unit": "Bygglovsenheten",
                "languages": "Svenska, Engelska",
                "url": "/desk/mallar/7/",
                "remove_url": "/desk/mallar/7/ta-bort/",
            }
        ],
        "add_url": "/desk/mallar/ny/",
    },
    "desk/away.html": {
        "absences": [
            {"key": 7, "from": "1 juli 2026", "back": "1 augusti 2026", "substitute": "Omar Lind"}
        ],
        "typed": {"valid_from": "2026-12-01", "valid_to": "2026-11-01"},
        "errors": {
            "valid_from": "",
            "valid_to": "Du kan inte vara tillbaka innan du är borta",
            "substitute": "",
        },
        "substitutes": (Option(value="2", label="Omar Lind", checked=True),),
        "problems": [{"id": "valid_to", "text": "Du kan inte vara tillbaka innan du är borta"}],
        "form_action": "/desk/franvaro/",
    },
    "desk/my_day.html": {
        "contacts": 1,
        "contacts_url": "/desk/kontakter/",
        "mentions": [
            {
                "author": "Omar Lind",
                "at": NOON,
                "text": "@Maria Holm titta på fasaden.",
                "number": "BYGG-2026-14",
                "url": "/desk/arende/1/#notes",
            }
        ],
        "stood_in_for": [{"name": "Omar Lind", "url": "/desk/?handlaggare=2"}],
        "away_url": "/desk/franvaro/",
        "checks": [
            {
                "title": "Ansök om bygglov",
                "number": "BYGG-2026-0002",
                "url": "/desk/arende/BYGG-2026-0002/kvalitet/",
            }
        ],
        "quality_url": "/desk/kvalitet/",
        "templates_url": "/desk/mallar/",
        "reminders_url": "/desk/paminnelser/",
        "reviews": [
            {
                "title": "Stickprov",
                "number": "FBI-2026-0004",
                "due": "9 mars 2026",
                "late": True,
                "url": "/desk/arende/FBI-2026-0004/granska/1/",
            }
        ],
        "approvals": [
            {
                "title": "Godkänn ett beslut",
                "number": "BYGG-2026-0001",
                "due": "",
                "late": False,
                "url": "/desk/arende/BYGG-2026-0001/godkannande/1/",
            }
        ],
        "referrals": [
            {
                "title": "Inget svar från Polisen",
                "number": "BYGG-2026-0001",
                "due": "12 mars",
                "late": True,
                "url": "/desk/arende/BYGG-2026-0001/#referrals",
            }
        ],
        "orders_url": "/desk/delegationsordning/",
        "tasks": [
            {
                "title": "Ring grannen",
                "number": "BYGG-2026-0001",
                "when": "senast 12 mars 2026",
                "late": True,
                "url": "/desk/arende/BYGG-2026-0001/#tasks",
            }
        ],
        "name": "Maria Holm",
        "sections": [
            {"title": "Försenade", "cases": QUEUE, "more_url": "/desk/?visa=late"},
            {"title": "Nya meddelanden", "cases": [], "more_url": ""},
        ],
        "notes": [
            {
                "author": "Yusuf Lind",
                "at": NOON,
                "text": "Ringt sökanden.",
                "number": "BYGG-2026-14",
                "url": "/desk/1#notes",
            }
        ],
        "free_url": "/desk/?visa=unassigned",
        "queue_url": "/desk/?visa=mine",
    },
    "desk/board.html": {
        "title": "Ärenden",
        "ways": WAYS,
        "filters": FILTERS,
        "columns": [
            {
                "title": "Mottaget",
                "cases": [one | {"step": step} for one, step in zip(QUEUE, STEPS, strict=False)],
                "more_url": "/desk/?status=received",
            },
            {"title": "Handläggs", "cases": [], "more_url": ""},
        ],
    },
    "desk/calendar.html": {
        "title": "November 2026",
        "ways": WAYS,
        "filters": FILTERS,
        "previous_url": "?manad=2026-10",
        "next_url": "?manad=2026-12",
        "weeks": [
            {
                "number": 48,
                "days": [
                    {
                        "day": day,
                        "label": f"{day} november",
                        "count": day - 23,
                        "url": "/desk/?efter=2026-11-24,0",
                        "beside": False,
                        "today": day == 25,
                        "late": day == 24,
                        "free": day > 27,
                    }
                    for day in range(23, 30)
                ],
            }
        ],
    },
    "desk/statistics.html": {
        "action": "/desk/statistik/",
        "services": [Option(value="", label="Alla e-tjänster", checked=True)],
        "units": [Option(value="bygg", label="Bygglovsenheten", checked=True)],
        "periods": [Option(value="2026", label="2026", checked=True)],
        "words": ["38 ärenden kom in.", "Hälften fick svar inom 41 dagar."],
        "sections": [
            {
                "key": "received",
                "title": "Hur mycket kom in?",
                "text": "Kom in",
                "chart": bar_chart([("jan.", 12), ("feb.", 26), ("mars", None)]),
                "head": ["Kom in", "Beslutade"],
                "rows": [
                    {"label": "januari 2026", "url": "?period=2026-01", "cells": ["12", "8"]},
                    {"label": "februari 2026", "url": "", "cells": ["26", "–"]},
                ],
            },
            {
                "key": "median",
                "title": "Hur lång tid tog det?",
                "text": "Median",
                "chart": None,
                "head": [],
                "rows": [],
            },
        ],
        "ages": {"chart": bar_chart([("0", 9), ("31", 4)]), "rows": [("0–30 dagar", "9")]},
        "phases": [("Granskning", "4", "9", "färre än 5")],
        "coarse": True,
        "few": 5,
        "measured_to": NOON.date(),
        "csv_url": "/desk/statistik/hamta.csv",
        "json_url": "/api/v1/statistik/arenden/",
        "quality_url": "/desk/kvalitet/",
    },
}
