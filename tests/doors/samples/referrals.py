"""What the pages where others are asked promise: referrals and approvals."""

from datetime import date
from typing import Any

from tests.doors.samples.desk import CASE, DECISION
from tests.doors.samples.talk import FILES
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
    "desk/decision_preview.html": {
        "case": CASE,
        "decision": DECISION,
        "form_action": "/desk/1/beslut",
        "edit_action": "/desk/1/besluta",
        "fields": [{"name": "outcome", "value": "granted"}],
        "pdf_action": "/desk/1/beslut.pdf",
        "approved": False,
        "once": "1",
    },
    "desk/approval.html": {
        "case": CASE,
        "title": "Beslut att godkänna",
        "sent_back": False,
        "lines": ["Skickat av Maria Holm 3 mars 9:12."],
        "decision": DECISION,
        "may_answer": True,
        "may_decide": False,
        "form_action": "/desk/1/godkannande/1/",
        "error": "Skriv vad som behöver ändras",
        "problems": [{"id": "reason", "text": "Skriv vad som behöver ändras"}],
        "decide_action": "/desk/1/beslut",
        "edit_action": "/desk/1/besluta",
        "fields": [{"name": "outcome", "value": "granted"}],
    },
}
