"""Feed the form language and the importers rubbish: `python -m tools.fuzz --inputs 1000000`.

Definitions, expressions, answers, shared bundles and forms of other systems are made by damaging
good ones. Each must be read or refused with its reason, within a second of work, without opening
a file or a connection. What was damaged can be made again from the seed that is printed.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
import signal
import sys
import time
from collections.abc import Callable
from datetime import date
from types import FrameType
from typing import Any

from tools.fuzz_forms import FUZZED, damaged_bytes
from torget.rooms.eservices.language.expressions import (
    DAY,
    NUMBER,
    TEXT,
    YES_NO,
    Vocabulary,
    compile_formula,
    fields,
    list_of,
    one_of,
)
from torget.rooms.eservices.language.problems import Findings
from torget.rooms.eservices.sharing import Bundle, BundleRefused, packed, unpacked
from torget.rooms.eservices.terms import DefinitionErrors, compile_service, read_service, references
from torget.rooms.eservices.texts import ServiceTexts

TODAY = date(2026, 11, 22)
SLOWEST = 1  # seconds of work for one input; others may be using the machine
LONGEST = 20  # seconds for one input, also when it only waits
FORBIDDEN = ("open", "socket.", "subprocess.", "os.", "import", "exec", "compile")

BLOCK = """\
title: {sv: Svar, en: Reply}
questions:
  - {type: yes_no, key: wanted, information: a.b, label: {sv: Vill du?, en: Will you?}}
  - {type: email, key: email, information: a.b, show_when: wanted, label: {sv: Post, en: Mail}}
"""
USE = """\
  - key: block
    title: {sv: Svar, en: Reply}
    questions:
      - use: svar@1
      - {use: svar@1, prefix: other_}
"""
DEFINITION = """\
key: trial
kind: application
title: {sv: Prova, en: Try}
summary: {sv: En prövning, en: A trial}
audience: [residents]
maturity: 2
unit: kundcenter
case_series: PROV
process_time: {text: {sv: Tio dagar, en: Ten days}, promised_days: 10}
legal_bases: [{law: FL, paragraph: 9 §, text: {sv: Snabbt, en: Swift}}]
contact: {name: {sv: Kundcenter, en: Contact centre}}
other_ways: [{channel: phone, text: {sv: Ring, en: Call}}]
fee: {text: {sv: Pris, en: Price}, amount: height * 100}
steps:
  - key: one
    title: {sv: Ett, en: One}
    exits: [{when: height > 9, title: {sv: Stopp, en: Stop}, text: {sv: Ring, en: Call}}]
    questions:
      - {type: number, key: height, information: a.b, label: {sv: Höjd, en: Height}, decimals: 1}
      - {type: period, key: away, information: a.b, label: {sv: Borta, en: Away}}
      - type: choice
        key: kind
        information: a.b
        label: {sv: Slag, en: Kind}
        options: [{key: deck, label: {sv: Altan, en: Deck}}, {key: house, label: {sv: H, en: H}}]
        other: {label: {sv: Annat, en: Other}, ask: {sv: Vad, en: What}}
      - type: rows
        key: members
        label: {sv: Boende, en: Residents}
        item: {sv: Person, en: Person}
        questions:
          - {type: text, key: name, information: a.b, label: {sv: Namn, en: Name}}
          - {type: money, key: income, information: a.b, label: {sv: Inkomst, en: Income}}
  - key: two
    title: {sv: Två, en: Two}
    show_when: kind == 'deck' and sum(members.income) > 3
    questions:
      - {type: text, key: why, information: a.b, label: {sv: Varför, en: Why}, max_length: 10}
"""
STRANGE = [
    "!!python/object:os.system", "&a", "*a", "<<: *a", "? ", "- - - -", "{{{{", "[[[[",
    "0xfffffffffffffffffff", "1e999", ".inf", ".nan", "2026-02-31", "~", "åäö", "'", "\"", "|",
    ">", "%YAML 9", "---", "...", "#", " # ", "null", "true", "yes", "type: rows", "key: key",
    "-1", "99999999999999999999", ": ", "\t", "\x00", "\u2028", "\ud800", "\ufeff",
]  # fmt: skip
WORDS = [
    "height", "kind", "name", "sure", "born", "members", "members.income", "register.children",
    "#", "#.income", "income", "and", "or", "not", "in", "==", "!=", "<", "<=", ">", ">=", "+",
    "-", "*", "/", "(", ")", "[", "]", ",", "?", ":", "'deck'", "'2026-01-01'", "''", "1", "0",
    "3.5", "true", "false", "null", "sum", "min", "max", "len", "some", "all", "count",
    "contains", "round", "average", "startsWith", "$", "`", "\\", "..", "=", "å", "x.y.z",
]  # fmt: skip
KNOWN = Vocabulary(
    {
        "height": NUMBER,
        "kind": one_of(["deck", "house"]),
        "name": TEXT,
        "sure": YES_NO,
        "born": DAY,
        "members": list_of(fields({"income": NUMBER, "name": TEXT})),
        "register": fields({"children": list_of(fields({"born_on": DAY})), "name": TEXT}),
    }
)
VALUES: list[Any] = [
    *(None, True, False, 0, -1, 3.5, 1e308, 10**20, "", "deck", "2026-01-01", "\x00", "a" * 300),
    *([], [None], {}, {"other": 1}, {"number": 1}, [{"income": None}], [{"income": 3}, 7]),
    *({"from": "x"}, [[[]]], {"text": None}),
]

# Expressions see only what questions' `compared` lets through: no number above what one can hold.
SEEN = [value for value in VALUES if not isinstance(value, int | float) or abs(value) < 10**12]


def expression(chance: random.Random) -> None:
    """Words at random, or a good expression with some of its words exchanged."""
    text = " ".join(chance.choices(WORDS, k=chance.randint(1, 14)))
    findings = Findings()
    formula = compile_formula(text, KNOWN, findings, ())
    if (formula is None) != bool(findings.problems):
        raise AssertionError(f"neither read nor refused: {text}")
    for problem in findings.problems:
        str(problem)
    if formula:
        formula.value({name: chance.choice(SEEN) for name in KNOWN.known})


def damaged(text: str, chance: random.Random) -> str:
    """The text with a few lines lost, moved, doubled or filled with something strange."""
    lines = text.splitlines()
    for _damage in range(chance.randint(1, 4)):
        place = chance.randrange(len(lines))
        match chance.randrange(5):
            case 0:
                del lines[place]
            case 1:
                lines.insert(place, lines[chance.randrange(len(lines))])
            case 2:
                lines[place] = " " * chance.randrange(9) + lines[place].lstrip()
            case 3:
                cut = chance.randrange(len(lines[place]) + 1)
                lines[place] = lines[place][:cut] + chance.choice(STRANGE) + lines[place][cut:]
            case 4:
                lines[place] = lines[place].replace(
                    chance.choice("abeht:{}[],-"), chance.choice(STRANGE), 1
                )
    return "\n".join(lines)


def definition(chance: random.Random) -> None:
    """A damaged definition, or a good one that uses a damaged block."""
    is_block = chance.random() < 0.3
    text = DEFINITION + USE if is_block else damaged(DEFINITION + USE, chance)
    block = damaged(BLOCK, chance) if is_block else BLOCK
    references(text)
    try:
        service = read_service(text, {"svar@1": block})
    except DefinitionErrors as errors:
        str(errors)
        return
    compile_service(service)


SERVICE = compile_service(read_service(DEFINITION))


def answers(chance: random.Random) -> None:
    """Anything at all as saved answers and as what a form sent."""
    saved = {key: chance.choice(VALUES) for key in SERVICE.questions}
    shown = [step.key for step in SERVICE.visible_steps(saved, {})]
    left = {step for step, _question, _said in SERVICE.remaining(saved, {}, TODAY)}
    if not left <= set(shown):
        raise AssertionError(f"asked for on a step that is not shown: {saved}")
    SERVICE.price(saved, {})
    names = [
        "height",
        "kind",
        "kind.other",
        "away.from.day",
        "members.0.name",
        "members.3.income",
        "members.x",
    ]
    raw = {name: [str(chance.choice(VALUES))] for name in chance.sample(names, 4)}
    reading = SERVICE.read_step("one", raw, saved, {}, TODAY)
    json.dumps(reading.values, allow_nan=False)


TEXTS = ServiceTexts(DEFINITION, "- name: Ada", "# Att tänka på")
BUNDLE = packed(Bundle("trial", TEXTS), on=TODAY)
unpacked(BUNDLE)  # a good one is taken; and what it loads is loaded


def bundle(chance: random.Random) -> None:
    """A good bundle with some of its bytes exchanged, lost or doubled."""
    try:
        unpacked(damaged_bytes(BUNDLE, chance))
    except BundleRefused as refusal:
        str(refusal)


KINDS: dict[str, Callable[[random.Random], None]] = {
    "uttryck": expression, "svar": answers, "definitioner": definition, "paket": bundle, **FUZZED
}  # fmt: skip


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--inputs", type=int, default=20_000, help="of each kind")
    arguments.add_argument("--kinds", nargs="*", choices=KINDS, default=list(KINDS))
    arguments.add_argument("--seed", type=int, default=random.randrange(2**32))
    chosen = arguments.parse_args()
    logging.disable()  # libraries tell of broken files; here every file is broken
    for kind in KINDS.values():
        for number in range(50):  # what is loaded at first use is loaded before the fence goes up
            kind(random.Random(number))
    sys.addaudithook(_refuse)
    signal.signal(signal.SIGALRM, _too_slow)
    signal.signal(signal.SIGPROF, _too_slow)
    for name in chosen.kinds:
        kind, began = KINDS[name], time.monotonic()
        for number in range(chosen.inputs):
            signal.setitimer(signal.ITIMER_PROF, SLOWEST)
            signal.setitimer(signal.ITIMER_REAL, LONGEST)
            try:
                kind(random.Random(f"{chosen.seed}-{number}"))
            except Exception:
                _stop_the_clock()
                print(f"{name}: frö {chosen.seed}, nummer {number}", flush=True)
                raise
        _stop_the_clock()
        print(f"{name}: {chosen.inputs} på {time.monotonic() - began:.0f} s", flush=True)
    return 0


def _stop_the_clock() -> None:
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.setitimer(signal.ITIMER_REAL, 0)


def _refuse(event: str, _arguments: tuple[Any, ...]) -> None:
    if event.startswith(FORBIDDEN) and event != "compile":
        raise PermissionError(event)


def _too_slow(_number: int, _frame: FrameType | None) -> None:
    raise TimeoutError(f"more than {SLOWEST} s")


if __name__ == "__main__":
    sys.exit(main())
