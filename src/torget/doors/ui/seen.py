"""When the other side read a message, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from torget.doors.ui.formats import datetime_short

if TYPE_CHECKING:
    from torget.rooms.cases.models import Post


def seen(post: Post) -> str:
    """When the one it was written to first had it on the page; empty until then."""
    return _("Läst {when}").format(when=datetime_short(post.read_at)) if post.read_at else ""
