"""Small services that tests publish, for what those of the library do not show."""

from tests.factories import NOON
from tests.rooms.eservices.texts import SOURCE
from torget.demo.fill import FILLER
from torget.rooms.eservices.actions import publish_version
from torget.rooms.eservices.queries import PublishedService, published_service
from torget.rooms.eservices.terms import ServiceTexts

_PLACE = SOURCE[SOURCE.index("steps:") :]

HALL = (
    SOURCE.removesuffix(_PLACE)
    .replace("key: cykelstall", "key: lokal")
    .replace("kind: notification", "kind: application")
    .replace("audience: [residents]", "audience: [companies, associations]")
    + """\
signing: {required: true, order: in_turn}
opening:
  closed: {sv: Alla tider är tagna., en: Every hour is taken.}
  most: 2
steps:
  - key: who
    title: {sv: De som söker, en: Those who apply}
    questions:
      - type: company
        key: organisation
        information: organisation.identity
        label: {sv: Organisationen, en: The organisation}
        prefill: acting_for
      - type: rows
        key: partners
        label: {sv: De andra, en: The others}
        item: {sv: Person, en: Person}
        min: 0
        questions:
          - type: signature_request
            key: person
            information: person.identity_number
            label: {sv: Vem?, en: Who?}
  - key: agent
    title: {sv: Fullmakt, en: Power of attorney}
    show_when: acting_for.role == 'agent'
    questions:
      - type: choice
        key: given_by
        information: booking.wish
        label: {sv: Vem gav fullmakten?, en: Who gave it?}
        options_from: lists.givers
        search: true
"""
)

BADGE = (
    SOURCE.replace("key: cykelstall", "key: passerkort")
    .replace("audience: [residents]", "audience: [employees]")
    .replace("Önska ett cykelställ", "Beställ passerkort")
)


def publish(source: str, key: str) -> PublishedService:
    """Publish a definition by the key that stands in it."""
    publish_version(ServiceTexts(source), by=FILLER, at=NOON)
    return published_service(key)
