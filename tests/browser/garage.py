"""A service for the tour: a table grants small wishes, and colleagues approve the rest."""

KEY = "cykelgarage"
SERVICE = """\
key: cykelgarage
kind: application
title: {sv: Sök plats i cykelgarage, en: Apply for a place in the bicycle garage}
summary: {sv: För dig som cyklar till tåget., en: For you who cycle to the train.}
audience: [residents]
maturity: 3
unit: bygg
case_series: GAR
process_time:
  text: {sv: Du får svar samma dag eller inom två veckor., en: You get an answer the same day or within two weeks.}
  promised_days: 14
legal_bases:
  - law: kommunallagen (2017:725)
    paragraph: 2 kap. 1 §
    text: {sv: Kommunen får ordna cykelparkering., en: The municipality may arrange bicycle parking.}
contact:
  name: {sv: Bygglovsenheten, en: The building permits unit}
  phone: 0980-319 210
other_ways:
  - channel: phone
    text: {sv: Ring oss så fyller vi i tillsammans., en: Call us and we fill it in together.}
signing: {required: true}
approvals: [{rounds: [colleague]}]
decision_table:
  mode: live
  purpose: {sv: Den som behöver en vanlig plats ska få den direkt., en: Those who need an ordinary place should get it at once.}
  works: {sv: Tabellen jämför antalet platser med det som finns för var och en., en: The table compares the number of places with what there is for each person.}
  human: {sv: En handläggare beslutar om fler platser än två., en: An officer decides about more than two places.}
  risks: {sv: Någon kan behöva mer plats än antalet visar., en: Someone may need more room than the number shows.}
  law: förvaltningslagen (2017:900) 28 §
  resolution: Miljö- och byggnämnden 2026-02-16 § 12
  assessment: MBN-2026-0007
  inputs:
    - {key: places, title: {sv: Antal platser, en: Number of places}, value: places}
    - {key: town, title: {sv: Ort, en: Town}, value: register.address.city}
  rows:
    - key: far
      title: {sv: Den som bor på en annan ort, en: Those who live in another town}
      when: [town != 'Solvik']
      outcome: person
      reasons: {sv: Du bor på en annan ort., en: You live in another town.}
    - key: few
      title: {sv: En eller två platser åt den som bor i Solvik, en: One or two places for those who live in Solvik}
      when: [places <= 2]
      outcome: granted
      decision: {sv: "Du får {places} platser i cykelgaraget.", en: "You get {places} places in the bicycle garage."}
      reasons: {sv: Du bor i Solvik och behöver högst två platser., en: You live in Solvik and need at most two places.}
      laws: [Kommunens regler för cykelgaraget]
  tests:
    - {name: Två platser räcker det till, given: [{input: places, value: "2"}, {input: town, value: Solvik}], row: few}
    - {name: Tre är för en person, given: [{input: places, value: "3"}, {input: town, value: Solvik}]}
    - {name: Annan ort, given: [{input: places, value: "1"}, {input: town, value: Umeå}], row: far}
    - {name: Orten saknas, given: [{input: places, value: "1"}]}
steps:
  - key: wish
    title: {sv: Platsen, en: The place}
    questions:
      - type: number
        key: places
        information: report.place
        label: {sv: "Hur många cyklar vill du ställa där?", en: "How many bicycles do you want to put there?"}
"""  # noqa: E501 -- a service as its builder writes it
PERSONAS = """\
- name: Pendlare med två cyklar
  today: 2026-11-23
  answers: {places: 2}
  path: [wish]
  unit: bygg
"""
