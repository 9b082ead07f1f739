"""Decision tables, as several pages show them."""

TABLE = {
    "inputs": [{"key": "members", "title": "Antal medlemmar", "value": "members"}],
    "rows": [
        {
            "number": 1,
            "title": "Minst tio medlemmar",
            "cells": ["members >= 10"],
            "outcome": "Bifall",
            "grants": True,
            "reasons": "Föreningen har {members} medlemmar.",
            "laws": ["Kommunens regler"],
        }
    ],
}
PROPOSAL = {
    "outcome": "Bifall",
    "grants": True,
    "why": "En rad stämmer.",
    "row": "Startbidrag på högst 5 000 kronor",
    "texts": ["Föreningen beviljas startbidrag.", "Föreningen har 12 medlemmar."],
    "inputs": [{"label": "Antal medlemmar", "text": "12", "source": "Sökandens svar"}],
}
AUTOMATED = {
    "facts": [{"label": "Antal medlemmar", "text": "12 (sökandens svar)"}],
    "reviews": [
        {"title": "Stickprov", "says": "senast 9 mars", "late": True, "url": "/desk/g/1/"},
        {"title": "Sökanden ber dig titta", "says": "Rätt.", "late": False, "url": ""},
    ],
}
