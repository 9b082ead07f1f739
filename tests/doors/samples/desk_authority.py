"""Who may decide, and what is reported."""

from typing import Any

AUTHORITY: dict[str, dict[str, Any]] = {
    "desk/delegations.html": {
        "orders": [
            {
                "committee": "Omsorgsnämnden",
                "rows": [
                    {
                        "number": "4.2",
                        "title": "Ekonomiskt bistånd, högst 30 000 kronor",
                        "who": "Handläggare, Chef",
                        "limits": "Bifall, högst 30000 kronor",
                        "resolution": "Omsorgsnämnden 2026-01-20 § 9",
                        "under": "Vidaredelegerat från 4.1",
                    }
                ],
            }
        ],
        "report_url": "/desk/delegationsbeslut/",
    },
    "desk/quality.html": {
        "back_url": "/desk/min-dag/",
        "verdicts": ["Ja", "Nej", "Gäller inte här"],
        "services": [
            {
                "title": "Ansök om bygglov",
                "checked": 3,
                "rows": [{"label": "Går skälen att förstå?", "cells": [1, 2, 0]}],
            }
        ],
        "comments": [
            {
                "number": "BYGG-2026-0002",
                "url": "/desk/arende/BYGG-2026-0002/",
                "text": "Skälen nämner inte planen.",
                "about": "Eva Ström, 2 mars 2026",
            }
        ],
    },
    "desk/reporting.html": {
        "committees": [
            {
                "key": "miljo-bygg",
                "name": "Miljö- och byggnämnden",
                "error": "Skriv sammanträdets dag",
                "parts": [
                    {
                        "title": title,
                        "decisions": [
                            {
                                "number": "BYGG-2026-0001",
                                "url": "/desk/arende/BYGG-2026-0001/",
                                "title": "Ansök om bygglov",
                                "outcome": "Avslag",
                                "decided": "2 mars 2026",
                                "officer": "Anna Berg",
                                "row": "2.1",
                            }
                        ],
                    }
                    for title in ("Beslut på delegation", "Automatiska beslut")
                ],
            }
        ],
        "meeting_on": "2026-03-10",
        "problems": [{"id": "meeting_on-miljo-bygg", "text": "Skriv sammanträdets dag"}],
        "form_action": "/desk/delegationsbeslut/",
        "orders_url": "/desk/delegationsordning/",
    },
}
