"""The people of the e-services' own persona files, with dates that follow the calendar."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

SWEDEN = ZoneInfo("Europe/Stockholm")
LIBRARY = Path(__file__).resolve().parents[2] / "src/torget/library"

# What a resident answers besides, when nothing came from the population register.
BY_HAND: dict[str, Any] = {
    "property": "Solvik Lunden 9",
    "name": "Karin Dahl",
    "identity_number": "198310239846",
    "address": {"street": "Box 12", "postal_code": "98900", "city": "Solvik"},
    "email": "karin.dahl@exempel.example",
}


def persona(service: str, name_begins: str, **instead: Any) -> dict[str, Any]:
    """Answers by question of the persona whose name begins so; `instead` replaces some.

    Days are moved as far as time has passed since the persona was written.
    """
    people = yaml.safe_load((LIBRARY / service / "personas.yaml").read_text("utf-8"))
    chosen = next(one for one in people if one["name"].startswith(name_begins))
    passed = datetime.now(SWEDEN).date() - chosen["today"]
    moved = {key: _moved(answer, passed) for key, answer in chosen["answers"].items()}
    return moved | instead


def _moved(answer: Any, passed: timedelta) -> Any:
    try:
        return (date.fromisoformat(answer) + passed).isoformat()
    except (TypeError, ValueError):
        return answer
