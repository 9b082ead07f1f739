"""Services that come from elsewhere, in the studio."""

from typing import Any

from tests.doors.samples.studio import CHANGES

SHARING: dict[str, dict[str, Any]] = {
    "studio/take_in.html": {
        "refusal": "Filen är ingen zip-fil.",
        "key": "",
        "form_action": "/studio/ta-in/",
        "shelves_url": "/studio/delade/",
    },
    "studio/take_in_compare.html": {
        "bundle": {
            "key": "c",
            "origin": "Solviks kommun",
            "version": 3,
            "made_on": "2026-11-22",
            "format": "Form.io",
        },
        "report": [
            {"heading": "Fördes inte över", "lines": ["”Chip”: placeholder"], "open": True},
            {"heading": "Fördes över", "lines": ["”Namn”: blev text"], "open": False},
        ],
        "fields": [{"name": "key", "value": "c"}],
        "is_new": False,
        "is_merged": True,
        "on": 7,
        "faults": 1,
        "failed_tests": 0,
        "conflicts": [
            {
                "number": 0,
                "name": "choice:source/title/sv",
                "what": "Frågan ”Var?”",
                "field": "label sv",
                "ours": "Var behövs det?",
                "theirs": "",
            }
        ],
        "changes": CHANGES,
        "form_action": "/studio/ta-in/",
    },
    "studio/shelves.html": {
        "shelves": [
            {
                "key": "library",
                "title": "Torget",
                "fault": "",
                "services": [
                    {
                        "title": "Ansök om bygglov",
                        "there": "bygglov",
                        "key": key,
                        "kind": "active",
                        "standing": "Ändrad sedan ni tog in den",
                        "is_new": key == "bygglov",
                        "differs": key != "bygglov",
                        "url": "/studio/delade/library/bygglov/",
                    }
                    for key in ("bygglov", "bygglov_2")
                ],
            },
            {"key": "git", "title": "Gemensamma", "fault": "svarar inte", "services": []},
            {"key": "folder", "title": "Mappen", "fault": "", "services": []},
        ],
        "ask_again_action": "/studio/delade/hamta/",
        "take_in_url": "/studio/ta-in/",
    },
}
