"""The studio."""

from typing import Any

from tests.doors.samples.portal import NOON
from torget.doors.ui.questions import Option, Question

KINDS = (Option(value="application", label="Ansökan", checked=True),)
SERVICE = {"key": "cykelstall", "title": "Önska ett cykelställ"}
STATE = {
    "saved": "Sparat 14:03",
    "revision": 7,
    "problems": [{"line": 12, "column": 5, "text": "Fältet ”unit” saknas"}],
    "steps": [
        {
            "key": "place",
            "title": "Platsen",
            "conditional": True,
            "url": "?steg=place",
            "questions": [{"key": "where", "label": "Var behövs det?", "type": "choice"}],
        }
    ],
    "tests": [
        {"name": "Elev", "passed": True, "differences": []},
        {"name": "Granne", "passed": False, "differences": ["Ärendet skulle gå till ”gata”."]},
    ],
    "undo": 6,
    "redo": "",
    "restore_action": "/studio/cykelstall/aterga/",
}
LINKS = {
    "structure": "/studio/c/fragor/",
    "versions": "/studio/c/versioner/",
    "export": "/studio/c/dela/",
    "editor": "/studio/c/",
    "gate": "/studio/c/kontroll/",
    "give_up": "/studio/c/lagg-ner/",
    "services": "/studio/",
}
FRAME = {"service": SERVICE, "links": LINKS, "revision": 7, "faults": 2, "loses_comments": True}
TEXTS = {
    f"{name}_{language}": "Platsen"
    for name in ("title", "intro", "label", "hint", "help", "text")
    for language in ("sv", "en")
}
CHANGES = [
    {
        "kind": kind,
        "what": "Frågan ”Var behövs det?”",
        "field": "ledtråden" * (kind == "changed"),
        "before": "Gata" * (kind == "changed"),
        "after": "",
    }
    for kind in ("added", "removed", "changed")
]

STUDIO: dict[str, dict[str, Any]] = {
    "studio/services.html": {
        "services": [
            {
                **SERVICE,
                "url": "/studio/cykelstall/",
                "being_written": True,
                "version": 3,
                "state": "Ändrad, inte publicerad",
                "kind": "active",
                "faults": "2 fel",
                "saved_at": NOON,
                "saved_by": "Kim Ek",
            },
            {
                "key": "bygglov",
                "title": "Ansök om bygglov",
                "url": "/studio/bygglov/borja/",
                "being_written": False,
                "version": 1,
                "state": "Publicerad",
                "kind": "good",
                "faults": "",
                "saved_at": None,
                "saved_by": "",
            },
        ],
        "query": "",
        "begin_url": "/studio/ny-tjanst/",
        "take_in_url": "/studio/ta-in/",
    },
    "studio/begin.html": {
        "values": {"key": "Fel", "title": "", "title_en": ""},
        "errors": {"key": "Skriv en nyckel"},
        "problems": [{"id": "key", "text": "Skriv en nyckel"}],
        "sources": (Option(value="", label="Från början", checked=True),),
        "kinds": KINDS,
        "units": (Option(value="gata", label="Gatu- och parkenheten"),),
        "form_action": "/studio/ny-tjanst/",
    },
    "studio/editor.html": {
        "service": SERVICE,
        "tabs": [
            {"url": "?text=source", "label": "Tjänsten", "current": True},
            {"url": "?text=notes", "label": "Anteckningar", "current": False},
        ],
        "which": "source",
        "text": "key: cykelstall\n",
        "state": STATE,
        "show": {
            "steps": (Option(value="place", label="Platsen", checked=True),),
            "people": (Option(value="", label="Ingen"),),
            "languages": (Option(value="sv", label="Svenska", checked=True),),
            "widths": (Option(value="mobil", label="Mobil", checked=True),),
            "width": "mobil",
            "url": "/studio/cykelstall/visa/?steg=place",
            "chosen": {"steg": "place", "person": "", "sprak": "sv", "bredd": "mobil"},
        },
        "save_action": "/studio/cykelstall/spara/",
        "links": LINKS,
        "presence": "Alva Moe har också tjänsten öppen.",
        "presence_url": "/studio/cykelstall/har/",
    },
    "studio/state.html": {"service": SERVICE, "which": "source", "state": STATE},
    "studio/presence.html": {"presence": "Alva Moe har också tjänsten öppen."},
    "studio/conflict.html": {
        "service": SERVICE,
        "which": "source",
        "mine": "key: a",
        "theirs": {"text": "key: b", "name": "Alva Moe", "saved": "Sparat 14:03", "number": 8},
        "save_action": "/studio/cykelstall/spara/",
        "editor_url": "/studio/cykelstall/",
    },
    "studio/preview.html": {
        "service_title": "Önska ett cykelställ",
        "step": {"number": 1, "total": 3, "title": "Platsen", "intro": ""},
        "hidden": "",
        "accepted": True,
        "questions": (Question(key="where", type="text", label="Var?", heading=True),),
        "problems": (),
        "form_action": "/studio/cykelstall/visa/",
        "inspecting": True,
    },
    "studio/preview_faults.html": {},
    "studio/gate.html": {
        "service": SERVICE,
        "checks": [
            {
                "name": "accessibility",
                "outcome": outcome,
                "about": "Det går att nå någon som kan svara",
                "remedy": "Skriv telefonnummer.",
                "says": ["Varken telefon eller e-post är angivet."] * (outcome != "holds"),
            }
            for outcome in ("holds", "advises", "stops")
        ],
        "stopped": False,
        "may_publish": True,
        "revision": 7,
        "publish_action": "/studio/c/publicera/",
        "inspection": {
            "pages": '["/studio/c/visa/?steg=place"]',
            "count": 1,
            "plan": "a" * 64,
            "action": "/studio/c/granska/",
            "command": "torget service accessibility c",
        },
        "links": LINKS,
    },
    "studio/structure.html": {
        **FRAME,
        "steps": [
            {
                "number": number,
                "title": "Platsen",
                "condition": "where == 'school'" * number,
                "url": "/studio/c/fragor/0/",
                "questions": [
                    {
                        "number": place,
                        "label": "Var behövs det?",
                        "type": "Kort text",
                        "condition": "",
                        "url": "/studio/c/fragor/0/0/",
                    }
                    for place in (0, 1)
                ],
            }
            for number in (0, 1)
        ],
        "types": (Option(value="text", label="Kort text", checked=True),),
        "change_action": "/studio/c/fragor/andra/",
    },
    "studio/step.html": {
        **FRAME,
        "values": TEXTS | {"show_when": ""},
        "form_action": "/studio/c/fragor/0/",
    },
    "studio/question.html": {
        **FRAME,
        "values": TEXTS
        | {
            "show_when": "",
            "required": True,
            "type": "choice",
            "information": "",
            "options": "school | Skola | School",
        },
        "types": (Option(value="choice", label="Ett av flera alternativ", checked=True),),
        "information": (Option(value="", label="–", checked=True),),
        "has_options": True,
        "has_text": True,
        "form_action": "/studio/c/fragor/0/0/",
    },
    "studio/versions.html": {
        "service": SERVICE,
        "links": LINKS,
        "versions": [
            {
                "number": 1,
                "at": NOON,
                "by": "Kim Ek",
                "what_is_new": "",
                "export_url": "/studio/c/dela/1/",
            }
        ],
        "before": (Option(value="1", label="Version 1", checked=True),),
        "after": (Option(value="nu", label="Det som skrivs nu", checked=True),),
        "changes": CHANGES,
        "drafts": [
            {
                "target": target,
                "total": 3,
                "fitting": 2,
                "reasons": [{"text": "Frågan ”Var?” finns inte längre.", "count": 1}],
            }
            for target in ("published", "written")
        ],
        "may_move": True,
        "move_action": "/studio/c/versioner/flytta/",
    },
    "studio/take_in.html": {"refusal": "Filen är ingen zip-fil.", "form_action": "/studio/ta-in/"},
    "studio/take_in_compare.html": {
        "bundle": {"key": "c", "origin": "Solviks kommun", "version": 3, "made_on": "2026-11-22"},
        "fields": [{"name": "key", "value": "c"}],
        "is_new": False,
        "on": 7,
        "faults": 1,
        "failed_tests": 0,
        "changes": CHANGES,
        "form_action": "/studio/ta-in/",
    },
}
