"""What a message template may name in braces, and putting that in its place."""

from __future__ import annotations

import re
from collections.abc import Mapping

MERGED = ("number", "title", "officer", "today")
NAMED = re.compile(r"\{([^{}]*)\}")


def unknown_facts(text: str) -> list[str]:
    """What stands in braces and is nothing that is merged, in the order of the text."""
    return [name for name in NAMED.findall(text) if name not in MERGED]


def merged(text: str, facts: Mapping[str, str]) -> str:
    """The text with the facts in place of their names; what is not named among them stands."""
    return NAMED.sub(lambda found: facts.get(found[1], found[0]), text)
