"""What the pages for referrals promise."""

from datetime import date
from typing import Any

from tests.doors.samples.portal import FILES
from torget.doors.ui.questions import Question

REFERRAL: dict[str, Any] = {
    "number": "BYGG-2026-14",
    "asked_by": "Solviks kommun",
    "question": ["Hur är platsen?"],
    "answer_by": date(2027, 2, 2),
    "files": FILES,
    "questions": [
        Question(
            key="text",
            type="long_text",
            label="Ditt yttrande",
            errors={"": "Skriv ditt yttrande"},
        ),
        Question(key="files", type="files", label="Filer", sent_with_form=True),
    ],
    "form_action": "/remiss/1/",
    "problems": [{"id": "text", "text": "Skriv ditt yttrande"}],
}

REFERRALS: dict[str, dict[str, Any]] = {
    "portal/referral.html": REFERRAL,
    "desk/referral.html": REFERRAL | {"back_url": "/desk/min-dag/"},
    "portal/referral_closed.html": {
        "title": "Länken är inte din",
        "text": ["Någon annan har redan loggat in med länken."],
    },
}
