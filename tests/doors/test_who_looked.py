"""A resident sees who has looked, and at what."""

import re
from pathlib import Path

import torget
from torget.doors.portal.views.case import LOOKED_AT


def test_every_kind_of_looking_has_its_words() -> None:
    sources = Path(torget.__file__).parent.rglob("*.py")
    recorded = re.compile(r'what="(\w+\.viewed)"')
    found = {what for path in sources for what in recorded.findall(path.read_text("utf-8"))}
    assert found == set(LOOKED_AT)
