"""Test persons, and the way of a case, in the studio."""

from typing import Any

from tests.doors.samples.studio import FRAME
from tests.doors.samples.tables import TABLE
from tests.doors.samples.talk import NOON
from torget.doors.studio.diagram import diagram_of
from torget.doors.ui.questions import Option
from torget.rooms.eservices.terms import standard_process

TESTING: dict[str, dict[str, Any]] = {
    "studio/personas.html": {
        **FRAME,
        "tests": [
            {
                "number": number,
                "name": "Elev",
                "today": NOON.date(),
                "passed": not number,
                "differences": ["Vägen tog slut."] * number,
                "common": ["Platsen"],
                "expected": ["Beskrivning"] * number,
                "walked": [],
                "parted": bool(number),
                "rows": [{"label": "Enhet", "text": "Gatu- och parkenheten"}],
                "case": ["Ärendet får en handläggare → Handläggs"] * (not number),
            }
            for number in (0, 1)
        ],
        "readable": True,
        "problems_in_text": 1,
        "people": (Option(value="one_home", label="Vårdnadshavare med ett hem"),),
        "today": "2026-11-23",
        "begin_action": "/studio/c/testpersoner/prova/",
        "change_action": "/studio/c/testpersoner/andra/",
        "text_url": "/studio/c/?text=personas",
    },
    "studio/table.html": {
        **FRAME,
        "readable": True,
        "table": TABLE,
        "facts": [{"label": "Syfte", "text": "Snabba besked."}],
        "tests": [
            {
                "name": "Precis tio",
                "given": "members = 10",
                "row": "small",
                "passed": not number,
                "says": "Ingen rad stämde." * number,
            }
            for number in (0, 1)
        ],
        "agreement": [{"label": "Beslut", "text": "12"}],
        "disagreements": ["BYG-2026-0004"],
        "change_url": "/studio/c/uppgifter/tabell/",
    },
    "studio/process.html": {
        **FRAME,
        "readable": True,
        "own": True,
        "diagram": diagram_of(standard_process("application").process, "sv"),
        "statuses": [
            {"title": "Granskas", "means": "Handläggs", "text": "Vi läser.", "phase": "Granskning"}
        ],
        "transitions": [
            {
                "number": number,
                "what": "Skicka på remiss",
                "by_hand": bool(number % 2),
                "before": "Granskas",
                "after": "På remiss",
                "when": "case.days_open > 3" * (number % 2),
                "effects": [{"kind": "Meddelande", "text": "Vi har frågat polisen."}]
                * (number % 2),
            }
            for number in (1, 2)
        ],
        "form_action": "/studio/c/vag/",
        "change_url": "/studio/c/uppgifter/process/",
    },
    "studio/decisions.html": {
        **FRAME,
        "readable": True,
        "own": True,
        "people": [Option(value="0", label="Lova Strand", checked=True)],
        "drafts": [
            {
                "title": "Bifall",
                "text": ["Byggnadsnämnden ger bygglov på Viken 4:12."],
                "reasons": ["Åtgärden följer detaljplanen."],
                "legal_basis": ["plan- och bygglagen (2010:900) 9 kap."],
                "appeal": [],
            }
        ],
        "form_action": "/studio/c/beslut/",
        "change_url": "/studio/c/uppgifter/beslut/",
    },
}
