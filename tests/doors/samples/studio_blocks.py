"""Blocks of questions in the studio."""

from typing import Any

from tests.doors.samples.studio import CHANGES, FRAME, KINDS
from tests.doors.samples.talk import NOON

BLOCKS: dict[str, dict[str, Any]] = {
    "studio/blocks.html": {
        "blocks": [
            {
                "key": "sokande",
                "title": "Den som söker",
                "url": "/studio/egna-block/sokande/",
                "version": 1,
                "changed": True,
                "used": 3,
                "saved_at": NOON,
                "saved_by": "Kim Ek",
            }
        ],
        "begin_action": "/studio/egna-block/nytt/",
        "key": "",
        "error": "",
    },
    "studio/block.html": {
        "block": {"key": "sokande", "title": "Den som söker"},
        "text": "title: x",
        "on": 2,
        "saved": "Sparat 14:03",
        "faults": [{"line": 1, "column": 1, "text": "Fältet ”questions” saknas"}],
        "versions": [{"number": 1, "at": NOON, "by": "Kim Ek", "what_is_new": "Första."}],
        "uses": [
            {
                "key": key,
                "title": "Önska ett cykelställ",
                "url": "/studio/c/" * (revision > 0),
                "written": "sokande@1" * (revision > 0),
                "published": "sokande@1",
                "behind": revision > 0,
                "revision": revision,
                "failed": 1,
                "changes": CHANGES,
            }
            for key, revision in (("cykelstall", 4), ("bygglov", 0))
        ],
        "target": "sokande@2",
        "is_new": True,
        "movable": True,
        "actions": {"save": "/s/", "publish": "/p/", "lead_on": "/l/"},
    },
    "studio/service_blocks.html": {
        **FRAME,
        "uses": [
            {
                "step": "Platsen",
                "reference": "sokande@1",
                "prefix": "other_",
                "newer": "sokande@2",
                "url": "/studio/egna-block/sokande/",
            }
        ],
        "steps": KINDS,
        "blocks": KINDS,
        "change_action": "/studio/c/block/andra/",
    },
}
