"""A decision table as people read it, wherever it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from torget.rooms.eservices.terms import DecisionTable, InputUsed

OUTCOMES = {"granted": N_("Bifall"), "person": N_("En person beslutar")}
SOURCES = {
    "answer": N_("Sökandens svar"),
    "register": N_("Ett register"),
    "account": N_("Sökandens konto"),
    "case": N_("Ärendet"),
}
WHY = {
    "row": N_("En rad stämmer."),
    "no_row": N_("Ingen rad stämmer. Då beslutar en person."),
    "missing": N_("Något som tabellen frågar om saknas. Då beslutar en person."),
    "too_slow": N_("Tabellen blev inte färdig i tid. Då beslutar en person."),
}


def readable(table: DecisionTable, language: str) -> dict[str, Any]:
    """The table for ui/decision_table.html: its rows in order, and what it asks about."""
    return {
        "inputs": [
            {"key": one.key, "title": one.title.in_(language), "value": one.value}
            for one in table.inputs
        ],
        "rows": [
            {
                "number": number,
                "title": row.title.in_(language),
                "cells": list(row.when),
                "outcome": _(OUTCOMES[row.outcome]),
                "grants": row.outcome == "granted",
                "reasons": row.reasons.in_(language),
                "laws": list(row.laws),
            }
            for number, row in enumerate(table.rows, 1)
        ],
    }


def inputs_said(inputs: Sequence[InputUsed], language: str) -> list[dict[str, str]]:
    """What a table was told: each input, its value and where it came from."""
    return [
        {
            "label": one.title.in_(language),
            "text": one.shown.in_(language),
            "source": _(SOURCES[one.source]),
        }
        for one in inputs
    ]
