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

# A wish that is handled by a process of its own.
STALL = SOURCE.replace("kind: notification", "kind: application").replace(
    "steps:",
    """\
process:
  statuses:
    - key: new
      title: {sv: Nytt önskemål, en: New wish}
      means: received
    - key: looked_at
      title: {sv: Vi tittar på platsen, en: We look at the place}
      text: {sv: Någon cyklar dit., en: Someone cycles there.}
      means: in_progress
    - key: weighed
      title: {sv: Vägs mot andra, en: Weighed against others}
      means: in_progress
    - key: asked
      title: {sv: Du behöver svara, en: You need to answer}
      means: awaiting_supplement
    - key: settled
      title: {sv: Bestämt, en: Settled}
      means: decided
    - key: told
      title: {sv: Meddelat, en: Told}
      means: decided
    - key: over
      title: {sv: Klart, en: Done}
      means: closed
  transitions:
    - {key: look, act: assigned, from: [new], to: looked_at}
    - key: weigh
      label: {sv: Väg mot andra, en: Weigh against others}
      from: [looked_at]
      to: weighed
      when: case.has_officer
      message: {sv: Nu jämför vi önskemålen., en: Now we compare the wishes.}
    - {key: ask, act: supplement_asked, from: [looked_at], to: asked}
    - {key: answer, act: supplement_answered, from: [asked], to: looked_at}
    - {key: settle, act: decided, from: [weighed], to: settled}
    - {key: tell, act: served, from: [settled], to: told}
    - {key: end, act: closed, from: [told], to: over}
steps:""",
)

BADGE = (
    SOURCE.replace("key: cykelstall", "key: passerkort")
    .replace("audience: [residents]", "audience: [employees]")
    .replace("Önska ett cykelställ", "Beställ passerkort")
)


# Racks that a table proposes, or grants where it is live.
_TABLE = """\
decision_table:
  mode: shadow
  purpose: {sv: Snabba besked., en: Quick answers.}
  works: {sv: Jämför med en gräns., en: Compares with a limit.}
  human: {sv: En handläggare beslutar., en: An officer decides.}
  inputs:
    - {key: where, title: {sv: Var, en: Where}, value: where}
    - {key: racks, title: {sv: Antal, en: Number}, value: racks}
    - {key: cost, title: {sv: Kostnad, en: Cost}, value: cost}
    - {key: town, title: {sv: Ort, en: Town}, value: register.address.city}
  rows:
    - key: far
      title: {sv: Utanför Solvik, en: Outside Solvik}
      when: [town != 'Solvik']
      outcome: person
      reasons: {sv: Bor på annan ort., en: Lives elsewhere.}
    - key: small
      title: {sv: Få vid en skola, en: A few at a school}
      when: [where == 'school', racks <= 3, cost <= 900]
      outcome: granted
      decision: {sv: "{racks} ställ sätts upp.", en: "{racks} racks are put up."}
      reasons: {sv: "Det kostar {cost} i {town}.", en: "It costs {cost} in {town}."}
      laws: [Kommunens regler]
  tests:
    - name: Tre går bra
      given: [{input: where, value: school}, {input: racks, value: "3"}, {input: cost, value: "900"}, {input: town, value: Solvik}]
      row: small
    - name: Antalet saknas
      given: [{input: where, value: school}, {input: cost, value: "1"}, {input: town, value: Solvik}]
"""  # noqa: E501 -- a service as its builder writes it
_QUESTIONS = """\
      - {type: number, key: racks, information: report.place, label: {sv: Antal, en: Number}, required: false}
      - type: rows
        key: parts
        label: {sv: Delar, en: Parts}
        item: {sv: Del, en: Part}
        min: 0
        questions:
          - {type: number, key: price, information: report.place, label: {sv: Pris, en: Price}, required: false}
      - {type: calculated, key: cost, information: report.place, label: {sv: Kostnad, en: Cost}, value: sum(parts.price)}
      - {type: calculated, key: share, information: report.place, label: {sv: Del, en: Share}, value: 10 / racks}
      - {type: calculated, key: mine, information: report.place, label: {sv: Min, en: Mine}, gives: yes_no, value: register.name != 'Kim'}
"""  # noqa: E501 -- the same
RACKS = (
    SOURCE.replace("kind: notification", "kind: application")
    .replace("unit: gata", "unit: bygg")
    .replace("unit: kundcenter", "unit: bygg")
    .replace("steps:", f"{_TABLE}steps:")
    .replace("  - key: description\n    title", f"{_QUESTIONS}  - key: description\n    title")
)

LIVE_RACKS = RACKS.replace(
    "mode: shadow",
    """mode: live
  law: förvaltningslagen (2017:900) 28 §
  resolution: Miljö- och byggnämnden 2026-02-16 § 12
  risks: {sv: Priset kan vara fel., en: The price can be wrong.}
  assessment: MBN-2026-0007""",
    1,
)


def publish(source: str, key: str) -> PublishedService:
    """Publish a definition by the key that stands in it."""
    publish_version(ServiceTexts(source), by=FILLER, at=NOON)
    return published_service(key)
