"""A small service to write, change and test."""

from torget.rooms.eservices.terms import ServiceTexts

SOURCE = """\
# Cykelställ
key: cykelstall
kind: notification
title: {sv: Önska ett cykelställ, en: Ask for a bicycle rack}
summary: {sv: Berätta var det behövs., en: Tell us where it is needed.}
audience: [residents]
maturity: 1
unit: gata
case_series: CYK
process_time:
  text: {sv: Du får svar inom en månad., en: You get an answer within a month.}
  promised_days: 30
legal_bases:
  - law: förvaltningslagen (2017:900)
    paragraph: 6 §
    text: {sv: Kommunen ska ge service., en: The municipality must give service.}
contact:
  name: {sv: Kundcenter, en: The contact centre}
  phone: 0980-319 200
other_ways:
  - channel: phone
    text: {sv: Ring kundcenter., en: Call the contact centre.}
steps:
  - key: place
    title: {sv: Platsen, en: The place}
    questions:
      - type: choice
        key: where
        information: report.matter
        label: {sv: "Var behövs det?", en: "Where is it needed?"}
        options:
          - {key: school, label: {sv: Vid en skola, en: At a school}}
          - {key: elsewhere, label: {sv: Någon annanstans, en: Somewhere else}}
  - key: description
    title: {sv: Beskrivning, en: Description}
    show_when: where == 'elsewhere'
    questions:
      - type: long_text
        key: description
        information: report.place
        label: {sv: Beskriv platsen, en: Describe the place}
routing:
  - {when: where == 'school', unit: kundcenter}
"""

PERSONAS = """\
- name: Elev vid en skola
  today: 2026-11-23
  answers: {where: school}
  path: [place]
  unit: kundcenter
  summary: [Vid en skola]
- name: Granne till en park
  today: 2026-11-23
  answers: {where: elsewhere, description: Vid dammen.}
  path: [place, description]
  unit: gata
"""

RACK = ServiceTexts(SOURCE, PERSONAS, "# Cykelställ\n")
