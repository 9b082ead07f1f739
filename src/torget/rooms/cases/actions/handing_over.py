"""A case goes to the unit that is to handle it, also of another committee."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from torget.foundation.actor import Actor
from torget.rooms.audit.actions import record
from torget.rooms.cases.actions.access import locked_case
from torget.rooms.cases.actions.assigning import assign_by_rule
from torget.rooms.cases.actions.conversation import add_note
from torget.rooms.cases.actions.deadlines import must_be_undecided
from torget.rooms.cases.actions.saying import say_from_unit
from torget.rooms.cases.models import Case, Event
from torget.rooms.cases.search_rows import keep_findable
from torget.rooms.submissions.queries import service_of

if TYPE_CHECKING:
    from torget.rooms.organisation.models import Unit


@transaction.atomic
def hand_over_case(
    case: Case, to: Unit, reason: str, *, once: UUID, by: Actor, at: datetime
) -> None:
    """Let the unit have the undecided case, tell it why in a note, and tell the applicant.

    From now on those of the new unit may do what those of the old one could. Its times run on,
    and it goes to someone there if the service gives cases by rule. Nothing when it is there
    already. Raises CaseNotReady.
    """
    locked = locked_case(case, permission="case.write", by=by)
    must_be_undecided(locked)
    before = locked.unit
    if before.pk == to.pk:
        return
    with override("sv"):
        words = _("Överlämnat från {before} till {after}: {reason}")
    said = words.format(before=before.name_in("sv"), after=to.name_in("sv"), reason=reason)
    add_note(locked, said, once=once, by=by, at=at)
    locked.unit, locked.officer = to, None
    locked.save(update_fields=["unit", "officer"])
    keep_findable(locked)
    Event.objects.create(case=locked, what="handed_over", at=at)
    record("case.handed_over", f"case:{locked}", by=by, at=at, before=before.key, after=to.key)
    assign_by_rule(locked, service_of(locked.submission).service.assign, by=by, at=at)
    say_from_unit(locked, partial(_has_it_now, to), by=by, at=at)


def _has_it_now(unit: Unit, language: str) -> str:
    with override(language):
        return _(
            "Ditt ärende har gått vidare till {unit}, som handlägger det nu. "
            "Du behöver inte göra något."
        ).format(unit=unit.name_in(language))
