"""Keys that staff may press instead of pointing. They can be turned off (WCAG 2.2, 2.1.4)."""

import json
from typing import Any

import msgspec
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_noop as N_

COOKIE = "kortkommandon"  # "off" where someone has turned them off in this browser
OFF = "off"


class Shortcut(msgspec.Struct, frozen=True):
    """`keys` are pressed one after another. They open a view, or act on the first element that
    the selector finds: a link or button is pressed, anything else gets the focus.
    """

    keys: str
    label: str  # a message id
    view: str = ""
    selector: str = ""


SHORTCUTS = (
    Shortcut("g d", N_("Gå till Min dag"), view="desk:my_day"),
    Shortcut("g a", N_("Gå till Ärenden"), view="desk:queue"),
    Shortcut("g t", N_("Gå till tavlan"), view="desk:board"),
    Shortcut("g k", N_("Gå till kalendern"), view="desk:calendar"),
    Shortcut("?", N_("Visa kortkommandona"), view="desk:shortcuts"),
    Shortcut("/", N_("Sök bland ärenden"), selector="#f-q"),
    Shortcut("j", N_("Nästa ärende i listan"), selector="next"),
    Shortcut("k", N_("Förra ärendet i listan"), selector="previous"),
    Shortcut("x", N_("Välj ärendet för att göra något med flera"), selector="tick"),
    Shortcut("b", N_("Gör det viktigaste i ärendet"),
             selector=".case-head .actions a, .case-head .actions button"),
    Shortcut("m", N_("Skriv till sökanden"), selector="#text"),
    Shortcut("n", N_("Skriv en anteckning"), selector="#note"),
    Shortcut("h", N_("Gå till handlingarna"), selector="#documents"),
)  # fmt: skip


def are_on(request: HttpRequest) -> bool:
    return request.COOKIES.get(COOKIE) != OFF


def as_data(request: HttpRequest | None) -> str:
    """For the script: what each shortcut does, as JSON; empty where they are turned off."""
    if request is None or not are_on(request):
        return ""
    does: dict[str, Any] = {
        one.keys: reverse(one.view) if one.view else one.selector for one in SHORTCUTS
    }
    return json.dumps(does)
