"""Changes of the registers, as people read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from torget.doors.office.words import NEVER_SHOWN, YES_OR_NO
from torget.rooms.audit.terms import Change


def told(
    changes: Iterable[Change],
    words: Mapping[str, str],
    names: Mapping[str, Mapping[int, str]] = MappingProxyType({}),
) -> list[dict[str, Any]]:
    """What `parts.history` in office/parts.html draws: who, when, and each column before and
    after. `words`: column → message id; a column without a word goes by its name. `names`: of
    columns that point at other rows, what those are called.
    """
    return [
        {
            "title": _happened(change),
            "by": change.by,
            "at": change.at,
            "columns": _columns(change, words, names) if change.before and change.after else [],
        }
        for change in changes
    ]


def _happened(change: Change) -> str:
    if change.before is None:
        return _("Lades till")
    return _("Ändrades") if change.after is not None else _("Togs bort")


def _columns(
    change: Change, words: Mapping[str, str], names: Mapping[str, Mapping[int, str]]
) -> list[dict[str, str]]:
    before, after = change.before or {}, change.after or {}
    return [
        {
            "label": _(words.get(name, name)),
            "before": in_words(_named(before.get(name), names.get(name))),
            "after": in_words(_named(after.get(name), names.get(name))),
        }
        for name in change.columns
        if name not in NEVER_SHOWN
    ]


def _named(value: Any, names: Mapping[int, str] | None) -> Any:
    """What the row that is pointed at is called; the value itself of other columns."""
    return names.get(value, value) if names is not None else value


def in_words(value: Any) -> str:
    """A column's value as text; texts in several languages in the reader's."""
    if isinstance(value, bool):
        return _(YES_OR_NO[value])
    if isinstance(value, Mapping):
        return str(value.get(get_language() or "sv") or value.get("sv", ""))
    if isinstance(value, list):
        return ", ".join(in_words(one) for one in value)
    return "–" if value in (None, "") else str(value)
