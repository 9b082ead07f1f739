"""Small services for the tests of the form language."""

from datetime import date
from textwrap import indent

from torget.rooms.eservices.terms import CompiledService, compile_service, read_service

TODAY = date(2026, 11, 23)

HEAD = """\
key: trial
kind: application
title: {sv: Prova, en: Try}
summary: {sv: En prövning, en: A trial}
audience: [residents]
maturity: 2
unit: kundcenter
case_series: PROV
process_time: {text: {sv: Tio dagar, en: Ten days}, promised_days: 10}
legal_bases: [{law: förvaltningslagen (2017:900), paragraph: 9 §, text: {sv: Snabbt, en: Swift}}]
contact: {name: {sv: Kundcenter, en: Contact centre}}
other_ways: [{channel: phone, text: {sv: Ring, en: Call}}]
"""

ALVA = {
    "register": {
        "name": "Alva Strand",
        "given_name": "Alva",
        "surname": "Strand",
        "number": "198803202384",
        "address": {"street": "Strandvägen 4", "postal_code": "98010", "city": "Solvik"},
        "property": "Berget 1:12",
        "children": [
            {
                "number": "202405129822",
                "name": "Love Strand",
                "born_on": "2024-05-12",
                "custodians": [{"number": "198803202384", "name": "Alva Strand"}],
            }
        ],
    },
    "me": {"email": "alva@exempel.example", "phone": "+46701740605"},
    "lists": {"schools": [{"key": "bjork", "name": "Björkskolan"}]},
}


def a_definition(steps: str, more: str = "") -> str:
    """A service.yaml with the steps, given as YAML."""
    return f"{HEAD}{more}steps:\n{indent(steps.strip(), '  ')}\n"


def a_service(steps: str, more: str = "") -> CompiledService:
    return compile_service(read_service(a_definition(steps, more)))


def a_question(lines: str) -> CompiledService:
    """A service of one step with one question, called `q`; `lines` say its type and settings."""
    question = "\n".join(
        [
            "- key: only",
            "  title: {sv: Steg, en: Step}",
            "  questions:",
            "    - key: q",
            "      information: some.type",
            "      label: {sv: Fråga, en: Question}",
            indent(lines.strip(), " " * 6),
        ]
    )
    return a_service(question)


BRANCHING = """
- key: kind
  title: {sv: Slag, en: Kind}
  questions:
    - type: choice
      key: kind
      information: some.kind
      label: {sv: "Vad?", en: "What?"}
      options:
        - {key: deck, label: {sv: Altan, en: Deck}}
        - {key: house, label: {sv: Hus, en: House}}
      other: {label: {sv: Annat, en: Other}, ask: {sv: "Vad?", en: "What?"}}
- key: size
  title: {sv: Storlek, en: Size}
  show_when: kind in ['deck', 'house']
  questions:
    - type: number
      key: height
      information: some.measure
      label: {sv: Höjd, en: Height}
      min: 0
      max: 30
      decimals: 1
      unit: {sv: meter, en: metres}
    - type: long_text
      key: reason
      information: some.text
      label: {sv: "Varför så hög?", en: "Why so tall?"}
      show_when: height > 1.8
- key: contact
  title: {sv: Kontakt, en: Contact}
  questions:
    - type: text
      key: name
      information: person.name
      label: {sv: Namn, en: Name}
      name: {sv: ditt namn, en: your name}
      prefill: register.name
      lock_prefilled: true
    - type: email
      key: email
      information: contact.email
      label: {sv: E-post, en: E-mail}
      prefill: me.email
      recommended: true
"""

# Every type that no service of the library has yet, for the tests that send in anything.
EVERYTHING = """
- key: all
  title: {sv: Allt, en: Everything}
  questions:
    - {type: money, key: rent, information: a.b, label: {sv: Hyra, en: Rent}, max: 90000}
    - {type: time, key: begins, information: a.b, label: {sv: Start, en: Start}}
    - {type: period, key: away, information: a.b, label: {sv: Borta, en: Away}, longest: 30}
    - {type: organisation_number, key: company, information: a.b, label: {sv: Nr, en: Nr}}
    - {type: person, key: whom, information: a.b, label: {sv: Vem, en: Whom}}
    - {type: company, key: firm, information: a.b, label: {sv: Firma, en: Firm}}
    - {type: signature_request, key: partner, information: a.b, label: {sv: Med, en: With}}
    - {type: place, key: route, information: a.b, label: {sv: Väg, en: Way}, shape: line}
    - {type: choice, key: school, information: a.b, label: {sv: Skola, en: School},
       options_from: lists.schools, search: true}
    - {type: choices, key: schools, information: a.b, label: {sv: Skolor, en: Schools},
       options_from: lists.schools}
    - type: rows
      key: pets
      label: {sv: Djur, en: Pets}
      item: {sv: Djur, en: Pet}
      questions:
        - {type: text, key: name, information: a.b, label: {sv: Namn, en: Name}}
        - {type: date, key: born, information: a.b, label: {sv: Född, en: Born}}
        - {type: number, key: age, information: a.b, label: {sv: År, en: Age}, required: false}
        - {type: period, key: fed, information: a.b, label: {sv: Mat, en: Fed}, show_when: age > 2}
    - {type: calculated, key: ages, information: a.b, label: {sv: Summa, en: Sum},
       value: sum(pets.age) + rent}
- key: more
  title: {sv: Mer, en: More}
  show_when: away.days > 3 and begins < '12:00' and away.from > '2020-01-01'
  questions:
    - {type: text, key: why, information: a.b, label: {sv: Varför, en: Why}}
"""
