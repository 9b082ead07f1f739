"""What has happened in a case, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from torget.rooms.cases.models import Event

MOVED = "moved"  # by hand to another status, whose words are the event's values


def happened(event: Event, words: Mapping[str, str]) -> str:
    """One of the door's own words, or those of the process that the case was moved along."""
    if event.what == MOVED:
        return str(event.values.get(get_language() or "sv") or event.values.get("sv", ""))
    return _(words[event.what])
