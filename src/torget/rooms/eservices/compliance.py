"""Whether the open services keep the municipality's own rules."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from torget.foundation.actor import Actor
from torget.foundation.compliance import Check, Violation
from torget.rooms.eservices.gate import SPECS, Known
from torget.rooms.eservices.language.texts import Message, Translated
from torget.rooms.information.queries import NotDeclared, types_by_key
from torget.rooms.information.terms import InformationTypeFacts
from torget.rooms.organisation.queries import units_by_pk

if TYPE_CHECKING:
    from torget.rooms.eservices.queries import PublishedService

# The rule's number, and the check of the gate that says whether a service keeps it.
CHECKED = {8: "delivery", 17: "other_ways", 19: "prefill"}


def check_services(services: "Iterable[PublishedService]", *, actor: Actor) -> list[Check]:
    """The rules for services, with those that do not keep them; needs `office.read` somewhere."""
    actor.must_anywhere("office.read")
    looks = {name: find for name, _fails, _about, _remedy, find in SPECS}
    open_now = list(services)
    used = {key for one in open_now for key in one.compiled.information_types()}
    known = Known(_declared(used), {unit.key for unit in units_by_pk().values()})
    return [
        Check(
            number=number,
            rows=tuple(
                _violation(one.key, one.compiled.service.title.sv, said)
                for one in open_now
                for said in looks[name](one.compiled, known)
            ),
        )
        for number, name in CHECKED.items()
    ]


def _declared(keys: set[str]) -> dict[str, InformationTypeFacts]:
    """Those of the types that are declared; what a service lacks is another rule's to say."""
    try:
        return types_by_key(keys)
    except NotDeclared as missing:
        return types_by_key(keys.difference(missing.keys))


def _violation(key: str, name: str, said: Message) -> Violation:
    values = {
        name: value.sv if isinstance(value, Translated) else value
        for name, value in said.values.items()
    }
    return Violation(key=key, name=name, why=said.text, values=values)
