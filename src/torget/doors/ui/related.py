"""Cases that belong together, as links in words for who reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from torget.rooms.cases.queries import related_to
from torget.rooms.cases.terms import Bond

if TYPE_CHECKING:
    from torget.foundation.actor import Actor
    from torget.rooms.cases.models import Case


def related_rows(case: Case, view: str, *, actor: Actor) -> list[dict[str, str]]:
    """Rows for ui/parts.html rows: each leads to the case by the view's name."""
    language = get_language() or "sv"
    rows = []
    for one in related_to(case, actor=actor):
        said = _("Hör ihop")
        if one.bond == Bond.BEGUN_FROM:
            said = _("Öppnat från det här") if one.began else _("Det här öppnades därifrån")
        if one.bond == Bond.SPLIT_OFF:
            said = _("Delades av från det här") if one.began else _("Det här delades av därifrån")
        if one.bond == Bond.JOINED:
            said = _("Slogs ihop med det här") if one.began else _("Svarar också på det här")
        rows.append(
            {
                "title": one.case.title_in(language),
                "text": f"{one.case.number} · {said}",
                "url": reverse(view, args=[one.case.number]),
            }
        )
    return rows
