"""A case goes to the unit that is to handle it, also of another committee."""

from __future__ import annotations

from datetime import datetime
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
from torget.rooms.cases.models import Case, Event, Post
from torget.rooms.cases.search_rows import keep_findable
from torget.rooms.cases.terms import Author
from torget.rooms.jobs.actions import enqueue
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
    _tell(locked, by=by, at=at)


def _tell(case: Case, *, by: Actor, at: datetime) -> None:
    """Write to the applicant who has the case now, from there."""
    party = case.parties.exclude(person=None, email="").order_by("pk").first()
    if party is None:
        return
    with override(party.language):
        words = _(
            "Ditt ärende har gått vidare till {unit}, som handlägger det nu. "
            "Du behöver inte göra något."
        )
    unit = case.unit.name_in(party.language)
    Post.objects.create(
        case=case,
        author=Author.OFFICER,
        author_name=unit,
        text=words.format(unit=unit),
        written_at=at,
    )
    enqueue("tell_of_news", case=case.number, by=by, at=at)
