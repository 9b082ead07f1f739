"""A conversation, and the box to write in."""

from datetime import UTC, datetime

from torget.doors.ui.questions import Question

NOON = datetime(2026, 11, 22, 11, 5, tzinfo=UTC)
FILES = [
    {"name": "planritning.pdf", "size": 1_430_000, "url": "/fil/1", "note": ""},
    {"name": "fasad.png", "size": 830_400, "url": "", "note": "22 november"},
]
THREADS = [
    {
        "id": 7,
        "subject": "Ritning",
        "at": NOON,
        "answer_url": "/arende/1?thread=7#write",
        "posts": [
            {
                "author": "Maria Holm",
                "seen": "",
                "how": "",
                "whole": [],
                "mine": False,
                "at": NOON,
                "paragraphs": ["Vi behöver en ritning på fasaden mot söder.", "Hälsningar Maria"],
                "files": [],
            },
            {
                "author": "Du",
                "seen": "Läst 3 mars 12.04",
                "how": "Skickat med e-post",
                "whole": ["Här kommer den.", "> Vi behöver en ritning"],
                "mine": True,
                "at": NOON,
                "paragraphs": ["Här kommer den."],
                "files": FILES[:1],
            },
        ],
    }
]
WRITE_BOX = {
    "text": "",
    "subject": "Ritning",
    "thread": "7",
    "threads": [{"value": "7", "label": "Ritning, 3 mars"}, {"value": "", "label": "Nytt ämne"}],
    "files": Question(key="attached", type="files", label="Filer", sent_with_form=True),
    "once": "4f0c",
    "errors": {},
    "open": True,
}

BEGIN = {
    "options": [{"value": "7", "label": "Ring mig"}],
    "languages": [{"value": "sv", "label": "Svenska"}, {"value": "en", "label": "Engelska"}],
    "language": "en",
    "url": "/desk/mallar/",
    "do": "fill",
}

READ = {
    "name": "fasad.pdf",
    "size": 1_430_000,
    "at": NOON,
    "kind": "pdf",
    "url": "/desk/1/handling/1/",
    "content_url": "/desk/1/handling/1/fil/",
    "download_url": "/desk/1/fil/1/",
}
