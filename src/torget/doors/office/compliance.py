"""The municipality's own rules: what each says, what stops it from being broken, who answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_noop as N_

from torget.foundation.actor import Actor
from torget.foundation.compliance import Check, Violation
from torget.rooms.eservices.queries import check_services, published
from torget.rooms.identity.queries import check_logins
from torget.rooms.information.queries import check_types
from torget.rooms.organisation.queries import check_organisation
from torget.rooms.systems.queries import check_systems

Room = Callable[[Actor, date], list[Check]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule by its number. `says`, `stops` and `waits` are message ids.

    `sources`: the requirements it comes from. `stops`: what refuses that it is broken. `asks`: the
    room that knows; without one, `waits` says why nothing is checked yet. `url`: the page of a
    record that breaks it.
    """

    number: int
    says: str
    sources: str
    stops: str = ""
    asks: Room | None = None
    waits: str = ""
    url: Callable[[Violation], str] | None = None


def _type(broken: Violation) -> str:
    return reverse("office:type", args=[broken.key])


def _service(broken: Violation) -> str:
    return reverse("website:service", args=[broken.key])


def _system(broken: Violation) -> str:
    return reverse("office:system", args=[broken.key])


def _organisation(actor: Actor, today: date) -> list[Check]:
    return check_organisation(actor, today=today)


def _types(actor: Actor, today: date) -> list[Check]:
    return check_types(actor, today=today)


def _logins(actor: Actor, _today: date) -> list[Check]:
    return check_logins(actor)


def _systems(actor: Actor, today: date) -> list[Check]:
    return check_systems(actor, today=today)


def _services(actor: Actor, _today: date) -> list[Check]:
    return check_services(published(), actor=actor)


ADVANCING = N_("Systemet kan inte driftgodkännas eller tas i drift.")
PUBLISHING = N_("Granskningen före publicering visar det.")
STOPPED = N_("Tjänsten kan inte publiceras.")

RULES: tuple[Rule, ...] = (
    Rule(number=1, asks=_systems, sources="LU-54, LU-69", url=_system, stops=ADVANCING,
         says=N_("System i drift har ägare, förvaltare och driftansvarig, och uppgifterna har "
                 "bekräftats det senaste året.")),
    Rule(number=2, asks=_systems, sources="LU-74", url=_system, stops=ADVANCING,
         says=N_("Delad drift har en driftansvarig hos kommunen och en hos leverantören.")),
    Rule(number=4, asks=_types, sources="UM-35, UM-56", url=_type,
         stops=N_("En tjänst som frågar efter information utan ägare kan inte publiceras."),
         says=N_("Varje informationstyp har en ägare, och någon innehar befattningen.")),
    Rule(number=5, asks=_types, sources="UM-57, OEF-37", url=_type,
         says=N_("Varje informationstyp är klassad i fyra aspekter, med skäl för var och en.")),
    Rule(number=8, asks=_services, sources="OEF-24", url=_service, stops=PUBLISHING,
         says=N_("Ärenden från e-tjänster kommer fram av sig själva, eller så har it-styrgruppen "
                 "beslutat om undantag.")),
    Rule(number=15, asks=_organisation, sources="LU-77, OEF-68",
         says=N_("Varje förvaltning har en it-samordnare och en e-tjänstansvarig.")),
    Rule(number=17, asks=_services, sources="UM-83, UM-80, OEF-48", url=_service, stops=STOPPED,
         says=N_("Det som går att göra i en e-tjänst går också att göra på ett annat sätt.")),
    Rule(number=19, asks=_services, sources="OEF-45", url=_service, stops=PUBLISHING,
         says=N_("Ingen fråga gäller något som en annan myndighet redan vet, om det inte hämtas "
                 "därifrån.")),
    Rule(number=20, asks=_logins, sources="OEF-32",
         says=N_("Invånare loggar in med en godkänd e-legitimation och har inga lösenord här.")),
    Rule(number=28, asks=_systems, sources="LU-62", url=_system,
         stops=N_("Uppgifterna kan inte sparas."),
         says=N_("Kommungemensamma system har ett kriterium och ett skäl.")),
    Rule(number=30, asks=_systems, sources="KX-06", url=_system,
         says=N_("Systemet har instruktion och utbildning för sina användare.")),
    Rule(number=31, asks=_systems, sources="OEI-05", url=_system, stops=ADVANCING,
         says=N_("Externa utförares system står i katalogen med allt som krävs.")),
    Rule(number=32, sources="UM-31", waits=N_("Kommunen lägger inte ut några öppna data än."),
         says=N_("Öppna data är så färska som de ska vara.")),
)  # fmt: skip


def checks(actor: Actor, *, today: date, rules: Sequence[Rule] = RULES) -> Mapping[int, Check]:
    """What the rooms that know of the rules answer, by the rule's number; needs `office.read`
    somewhere. A room is asked once and answers of all its rules.
    """
    rooms = dict.fromkeys(rule.asks for rule in rules if rule.asks)
    return {one.number: one for asks in rooms for one in asks(actor, today)}
