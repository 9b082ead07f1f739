"""What the question types are called, for people."""

from collections.abc import Container

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from torget.doors.ui.questions import Option

NAMES = {
    "text": N_("Kort text"),
    "long_text": N_("Lång text"),
    "yes_no": N_("Ja eller nej"),
    "choice": N_("Ett av flera alternativ"),
    "choices": N_("Flera alternativ"),
    "date": N_("Datum"),
    "period": N_("Från och till"),
    "time": N_("Klockslag"),
    "number": N_("Tal"),
    "money": N_("Belopp"),
    "email": N_("E-postadress"),
    "phone": N_("Telefonnummer"),
    "address": N_("Postadress"),
    "place": N_("Plats"),
    "property": N_("Fastighet"),
    "identity_number": N_("Personnummer"),
    "organisation_number": N_("Organisationsnummer"),
    "person": N_("Person"),
    "company": N_("Företag eller förening"),
    "signature_request": N_("Någon annan som skriver under"),
    "files": N_("Filer"),
    "rows": N_("Rader med flera frågor"),
    "calculated": N_("Uträknat värde"),
    "notice": N_("Upplysning"),
    "declaration": N_("Försäkran"),
}


def type_options(chosen: str, kinds: Container[str] = NAMES) -> list[Option]:
    """The types to choose from, those among `kinds` and the one that is chosen."""
    listed = {kind: name for kind, name in NAMES.items() if kind in kinds or kind == chosen}
    if chosen not in listed:
        listed[chosen] = chosen
    return [
        Option(value=kind, label=_(name), checked=kind == chosen) for kind, name in listed.items()
    ]
