"""The studio."""

from typing import Any

from tests.doors.samples.talk import NOON
from torget.doors.studio.forms import Drawing, problems_of
from torget.doors.ui.questions import Option, Question
from torget.rooms.eservices.terms import editing

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
            "questions": [
                {"key": "where", "label": "Var behövs det?", "type": "choice", "url": ""}
            ],
        }
    ],
    "tests": [
        {"name": "Elev", "passed": True, "differences": []},
        {"name": "Granne", "passed": False, "differences": ["Ärendet skulle gå till ”gata”."]},
    ],
    "faults": 2,
    "undo": 6,
    "redo": "",
    "back": "/studio/cykelstall/fragor/0/",
    "restore_action": "/studio/cykelstall/aterga/",
}
LINKS = {
    "structure": "/studio/c/fragor/",
    "facts": "/studio/c/uppgifter/om/",
    "process": "/studio/c/vag/",
    "decisions": "/studio/c/beslut/",
    "table": "/studio/c/beslutstabell/",
    "personas": "/studio/c/testpersoner/",
    "versions": "/studio/c/versioner/",
    "blocks": "/studio/c/block/",
    "export": "/studio/c/dela/",
    "editor": "/studio/c/",
    "gate": "/studio/c/kontroll/",
    "give_up": "/studio/c/lagg-ner/",
    "services": "/studio/",
}
FRAME = {"service": SERVICE, "links": LINKS, "revision": 7, "faults": 2, "loses_comments": True}
FRAME |= {"presence": "Alva Moe har också tjänsten öppen.", "presence_url": "/studio/c/har/"}
RECORDING = {
    "name": "Vårdnadshavare med ett hem",
    "today": NOON.date(),
    "stop_url": "/studio/c/testpersoner/",
}
SHOW = {
    "action": "/studio/c/#visning",
    "steps": (Option(value="place", label="Platsen", checked=True),),
    "people": (Option(value="", label="Ingen"),),
    "languages": (Option(value="sv", label="Svenska", checked=True),),
    "widths": (Option(value="mobil", label="Mobil", checked=True),),
    "width": "mobil",
    "url": "/studio/cykelstall/visa/?steg=place",
    "chosen": {"steg": "place", "person": "", "dag": "2026-12-24", "sprak": "sv", "bredd": "mobil"},
}
# Every kind of field, some with faults.
FIELDS, _ = Drawing(
    {("label",): ("Texten är tom",), ("options", 0, "key"): ("Nyckeln används redan",)},
    {"information": [("a.b", "Plats")]},
    new="checks",
).fields(
    (
        *editing.shapes_of(editing.QUESTION_TYPES["choice"]),
        *editing.shapes_of(editing.QUESTION_TYPES["files"])[-4:],
        *editing.shapes_of(editing.QUESTION_TYPES["rows"])[-4:],
    ),
    {
        "options": [{"key": "school", "label": {"sv": "Skola", "en": "School"}}],
        "questions": [{"type": "text", "key": "name", "label": {"sv": "Namn", "en": "Name"}}],
        "other": "something",
        "help": 5,
    },
)
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
    "studio/lists.html": {
        "lists": [
            {
                "key": "idrottshallar",
                "name": "Idrottshallar",
                "url": "/studio/egna-listor/idrottshallar/",
                "rows": "12 rader",
                "source": "Fritidsenheten",
                "changed_at": NOON,
                "changed_by": "Kim Ek",
            }
        ],
        "new_url": "/studio/egna-listor/ny/",
    },
    "studio/list.html": {
        "title": "Idrottshallar",
        "used_as": "lists.idrottshallar",
        "values": {
            "name_sv": "Idrottshallar",
            "name_en": "Sports halls",
            "source": "Fritidsenheten",
            "rows": "norr; Norra hallen\nsoder;",
        },
        "problems": [{"id": "rows", "text": "Rad 2: skriv ett namn, eller nyckel; namn."}],
        "errors": {"name_sv": "", "rows": "Rad 2: skriv ett namn, eller nyckel; namn."},
        "form_action": "/studio/egna-listor/idrottshallar/",
        "back_url": "/studio/egna-listor/",
    },
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
        "shelves_url": "/studio/delade/",
        "blocks_url": "/studio/egna-block/",
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
        "show": SHOW,
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
        "step": {
            "key": "place",
            "number": 1,
            "total": 3,
            "title": "Platsen",
            "intro": "",
            "first": False,
        },
        "hidden": "",
        "trial": "abc:def",
        "recording": RECORDING,
        "questions": (Question(key="where", type="text", label="Var?", heading=True),),
        "problems": (),
        "form_action": "/studio/cykelstall/visa/",
        "inspecting": True,
    },
    "studio/preview_faults.html": {},
    "studio/outcome.html": {
        "outcome": [{"label": "Vägen", "text": "Platsen → Beskrivning"}],
        "recording": RECORDING,
        "trial": "abc:def",
        "name": "",
        "refusal": "Skriv ett namn",
        "form_action": "/studio/c/testpersoner/spara/",
    },
    "studio/gate.html": {
        "service": SERVICE,
        "checks": [
            {
                "name": "accessibility",
                "outcome": outcome,
                "about": "Det går att nå någon som kan svara",
                "remedy": "Skriv telefonnummer.",
                "mend": {"title": "Kontakt och andra sätt", "url": "/studio/c/uppgifter/kontakt/"},
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
    "studio/part.html": {
        **FRAME,
        "title": "Frågan Var?",
        "types": (Option(value="choice", label="Ett av flera alternativ", checked=True),),
        "type_errors": ("Välj ett slag",),
        "new_types": (Option(value="text", label="Kort text", checked=True),),
        "fields": FIELDS,
        "seldom": FIELDS[:1],
        "problems": problems_of(FIELDS),
        "elsewhere": ["Frågorna beror av varandra"],
        "form_action": "/studio/c/fragor/0/0/",
        "back_url": "/studio/c/fragor/",
        "pages": [{"url": "/studio/c/uppgifter/om/", "label": "Om tjänsten", "current": True}],
        "which": "form",
        "state": STATE,
        "show": SHOW,
    },
    "studio/show.html": {"show": SHOW, "which": "form"},
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
        "left": [
            {"step": "Skickade", "question": "", "count": 40},
            {"step": "Var är det?", "question": "Plats", "count": None},
        ],
        "few": 5,
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
}
