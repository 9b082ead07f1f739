"""The form language alone: a service of 150 questions and 60 rules, in this process."""

import statistics
import time
import tracemalloc
from datetime import date

from torget.rooms.eservices.terms import CompiledService, compile_service, read_service

STEPS, QUESTIONS = 30, 5  # a step
RULES = 60
ROUNDS = 300
TODAY = date(2026, 11, 22)
HEAD = """\
key: large
kind: application
title: {sv: Stor, en: Large}
summary: {sv: En stor tjänst, en: A large service}
audience: [residents]
maturity: 2
unit: kundcenter
case_series: STOR
process_time: {text: {sv: Tio dagar, en: Ten days}, promised_days: 10}
legal_bases: [{law: förvaltningslagen (2017:900), paragraph: 9 §, text: {sv: Snabbt, en: Swift}}]
contact: {name: {sv: Kundcenter, en: Contact centre}}
other_ways: [{channel: phone, text: {sv: Ring, en: Call}}]
steps:
"""
STEP = """\
- key: step{step}
  title: {{sv: Steg {step}, en: Step {step}}}
  questions:
"""
QUESTION = """\
  - {{type: {type}, key: q{number}, information: a.b, label: {{sv: Fråga, en: Question}}{rule}}}
"""
RULE = ', show_when: "q{before} != null and (q{before} > 3 or q{first} == 7)"'


def large_definition() -> str:
    """A service.yaml where every rule depends on the question before it and on an early one."""
    text, number = HEAD, 0
    for step in range(STEPS):
        text += STEP.format(step=step)
        for _place in range(QUESTIONS):
            with_rule = 0 < number <= RULES
            rule = RULE.format(before=number - 1, first=number // 2) if with_rule else ""
            text += QUESTION.format(type="number", number=number, rule=rule)
            number += 1
    return text


def change_ms() -> float:
    """What one changed answer costs: who is shown what, and what remains, over the whole form."""
    service = compile_service(read_service(large_definition()))
    answers = {key: 5 for key in service.questions}
    times = []
    for turn in range(ROUNDS):
        answers[f"q{turn % RULES}"] = 4 + turn  # new answers each time, so that nothing is known
        began = time.perf_counter()
        service.visible_steps(answers, {})
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def version_kb() -> float:
    """What one compiled version of the large service keeps in memory."""
    service = read_service(large_definition())
    compile_service(service)  # what the first one leaves behind is not the version's
    tracemalloc.start()
    kept: CompiledService = compile_service(service)
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    del kept
    return size / 1000
