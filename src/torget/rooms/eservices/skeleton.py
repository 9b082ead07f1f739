"""What a service begins from when there is nothing to begin from."""

import re
from dataclasses import replace
from typing import Any, Literal

from torget.rooms.eservices.language.texts import Translated
from torget.rooms.eservices.texts import ServiceTexts, written

Kind = Literal["application", "notification"]


def foundations(
    key: str, *, title: Translated, unit: str, kind: Kind = "application"
) -> dict[str, Any]:
    """All of a definition but its steps; empty where nobody can guess: the law, and other ways."""
    return {
        "key": key,
        "kind": kind,
        "title": {"sv": title.sv, "en": title.en},
        "summary": {"sv": title.sv, "en": title.en},
        "audience": ["residents"],
        "maturity": 3,
        "unit": unit,
        "case_series": re.sub(r"[^A-Z]", "", key.upper())[:4].ljust(2, "X"),
        "process_time": {
            "text": {"sv": "Du får svar inom en månad.", "en": "You get an answer within a month."},
            "promised_days": 30,
        },
        "legal_bases": [],
        "contact": {"name": {"sv": "Kundcenter", "en": "The contact centre"}},
        "other_ways": [],
    }


def skeleton(key: str, *, title: Translated, kind: Kind, unit: str) -> ServiceTexts:
    """A service with one question and faults that say what is missing."""
    asked = {"sv": "Beskriv vad det gäller", "en": "Describe what it is about"}
    steps = [
        {
            "key": "description",
            "title": {"sv": "Beskrivning", "en": "Description"},
            "questions": [{"type": "long_text", "key": "description", "label": asked}],
        }
    ]
    plain = foundations(key, title=title, unit=unit, kind=kind)
    return ServiceTexts(written({**plain, "steps": steps}))


def renamed(texts: ServiceTexts, key: str) -> ServiceTexts:
    """The same texts for a service with another key."""
    source = re.sub(r"(?m)^key:.*$", f"key: {key}", texts.source, count=1)
    return replace(texts, source=source)
