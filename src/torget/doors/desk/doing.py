"""One thing to do on a page of its own, mostly in a case: a few fields and one button."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from torget.doors.desk.case_page import heading
from torget.doors.ui.doing import Doing as Doing
from torget.doors.ui.doing import Field as Field
from torget.doors.ui.doing import chosen_of as chosen_of
from torget.doors.ui.doing import day_of as day_of
from torget.doors.ui.doing import draw_doing

if TYPE_CHECKING:
    from torget.rooms.cases.models import Case


def doing_page(
    request: HttpRequest,
    case: Case | None,
    doing: Doing,
    *,
    typed: Mapping[str, str] | None = None,
    faults: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Draw the page, with what was typed and what is wrong. No case: of one that is to come."""
    belongs = heading(case) if case else _to_come(*doing.back)
    return draw_doing(request, belongs, doing, typed=typed, faults=faults)


def _to_come(label: str, url: str) -> dict[str, str]:
    label, url = label or _("Registrera"), url or reverse("desk:register")
    return {"number": label, "title": "", "url": url}
