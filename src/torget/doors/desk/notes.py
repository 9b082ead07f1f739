"""What staff have noted in a case, and who has been in touch about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from torget.rooms.cases.queries import contacts_of
from torget.rooms.submissions.terms import Channel

if TYPE_CHECKING:
    from torget.rooms.cases.models import Case, Contact


def notes_in(case: Case) -> list[dict[str, Any]]:
    """Notes and contacts in the order they were written."""
    notes = [
        {
            "author": note.author.name,
            "at": note.written_at,
            "paragraphs": note.text.split("\n\n"),
        }
        for note in case.notes.select_related("author").order_by("pk")
    ]
    contacts = [
        {
            "author": contact.taken_by.name,
            "at": contact.at,
            "paragraphs": [
                f"{Channel(contact.channel).label}: {contact.text}",
                outcome_of(contact),
            ],
        }
        for contact in contacts_of(case)
    ]
    return sorted(notes + contacts, key=lambda one: one["at"])


def outcome_of(contact: Contact) -> str:
    """What became of a contact, in a few words."""
    if contact.passed_to is None:
        return _("Löst direkt")
    unit = contact.passed_to.name_in(get_language() or "sv")
    if contact.done_at is None:
        return _("Lämnat till {unit}").format(unit=unit)
    return _("Klart, {name} på {unit}").format(name=contact.done_by, unit=unit)
