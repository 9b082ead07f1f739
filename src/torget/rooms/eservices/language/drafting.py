"""Texts of decisions ready for use: conditions compiled, facts known, shared ones filled in."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path as File
from typing import get_args

import msgspec

import torget
from torget.rooms.eservices.language.decisions import AppealWay, Clause, Decided, DecisionTexts
from torget.rooms.eservices.language.expressions import Condition, Vocabulary, compile_condition
from torget.rooms.eservices.language.parts import Part
from torget.rooms.eservices.language.problems import Findings, Path
from torget.rooms.eservices.language.process_running import CASE
from torget.rooms.eservices.language.reading import read_yaml
from torget.rooms.eservices.language.texts import N_
from torget.rooms.eservices.language.types import Json

SHARED = File(torget.__file__).parent / "library" / "decisions.yaml"
# What can be merged in besides answers; the room that has the case knows the words.
CASE_FACTS = tuple(
    f"case.{name}"
    for name in ("number", "title", "subject", "applicant", "received", "today",
                 "committee", "email", "court", "laws")
)  # fmt: skip
TEXTS = {"text": "\n\n", "reasons": "\n\n", "legal_basis": "\n"}  # and what stands between clauses

_FACT = re.compile(r"\{([^{}]*)\}")
_LEFT = re.compile(r"\{[a-z][a-z0-9_.]*\}")

NO_FACT = N_("Det finns inget ”{wrong}” att sätta in.")
LOOSE_BRACE = N_("Här står en klammer utan sin andra. Skriv {example} för att sätta in ett svar.")
OUTCOME_TWICE = N_("Det finns redan texter för utfallet ”{outcome}”")

Say = Callable[[str], str | None]  # the words of a fact; None when it has none


class SharedTexts(Part, frozen=True, kw_only=True):
    """What every service has that says nothing else; `appeals` by how it is appealed."""

    outcomes: tuple[DecisionTexts, ...]
    appeals: dict[str, str]


class DecisionDraft(msgspec.Struct, frozen=True):
    """Texts to start from. `way` is empty, and so is `appeal`, when nothing goes against anyone."""

    text: str
    reasons: str
    legal_basis: str
    appeal: str
    way: str


Ready = tuple[tuple[Condition | None, str], ...]


class CompiledDecisions:
    """Immutable and safe to share."""

    def __init__(self, service_way: AppealWay, own: Mapping[str, DecisionTexts],
                 clauses: Mapping[tuple[str, str], Ready]) -> None:  # fmt: skip
        self._way = service_way
        self._own = own
        self._clauses = clauses

    def draft(self, outcome: Decided, known: Mapping[str, Json], say: Say) -> DecisionDraft:
        """What a decision of the outcome starts from; facts without words stay in braces."""
        filled = {
            name: _filled(self._clauses[outcome, name], between, known, say)
            for name, between in TEXTS.items()
        }
        way = self.way(outcome)
        appeal = _merged(_shared().appeals[way], say) if way else ""
        return DecisionDraft(**filled, appeal=appeal, way=way)

    def way(self, outcome: Decided) -> str:
        """How it is appealed; empty for what goes the applicant's way, which is not told how
        (förvaltningslagen (2017:900) 33 §) unless anyone in the municipality may appeal it.
        """
        own = self._own.get(outcome)
        if own and own.appeal:
            return own.appeal
        return "" if outcome == "granted" and self._way == "general" else self._way


def plan_decisions(
    way: AppealWay,
    own: tuple[DecisionTexts, ...],
    words: Vocabulary,
    findings: Findings,
    path: Path = ("decisions",),
) -> CompiledDecisions:
    """The texts made ready. Worthless if anything was noted in `findings`."""
    here = Vocabulary(known={**words.known, **CASE}, later=words.later)
    clauses = dict(_shared_clauses())
    seen: dict[str, DecisionTexts] = {}
    for number, one in enumerate(own):
        if one.outcome in seen:
            findings.add((*path, number, "outcome"), OUTCOME_TWICE, outcome=one.outcome)
        seen[one.outcome] = one
        clauses |= dict(_planned(one, here, findings, (*path, number)))
    return CompiledDecisions(way, seen, clauses)


def _planned(
    one: DecisionTexts, words: Vocabulary, findings: Findings, path: Path
) -> Iterator[tuple[tuple[str, str], Ready]]:
    for name in TEXTS:
        ready: list[tuple[Condition | None, str]] = []
        for number, clause in enumerate(getattr(one, name)):
            at: Path = (*path, name, number)
            _check_facts(clause, words, findings, (*at, "text"))
            when = clause.when
            held = compile_condition(when, words, findings, (*at, "when")) if when else None
            ready.append((held, clause.text))
        if ready:
            yield (one.outcome, name), tuple(ready)


def _check_facts(clause: Clause, words: Vocabulary, findings: Findings, path: Path) -> None:
    known = [*CASE_FACTS, *(name for name in words.known if name not in NOT_SAID)]
    for name in _FACT.findall(clause.text):
        if name not in known:
            findings.add_unknown(path, NO_FACT, name, known)
    if set("{}") & set(_FACT.sub("", clause.text)):
        findings.add(path, LOOSE_BRACE, example="{case.number}")


NOT_SAID = frozenset({"case", "register", "me", "acting_for"})  # known to conditions, not to texts


def _filled(ready: Ready, between: str, known: Mapping[str, Json], say: Say) -> str:
    held = [text for when, text in ready if when is None or when.holds(known)]
    return between.join(text for one in held if (text := _merged(one, say)))


def _merged(text: str, say: Say) -> str:
    def said(found: re.Match[str]) -> str:
        words = say(found[1])
        return found[0] if words is None else words

    return _FACT.sub(said, text).strip()


def left_open(text: str) -> list[str]:
    """The places in a text, in their braces, where a fact is still to be filled in."""
    return _LEFT.findall(text)


@cache
def _shared() -> SharedTexts:
    findings = Findings()
    found = read_yaml(SHARED.read_text("utf-8"), SharedTexts, findings)
    findings.raise_if_any()
    assert found is not None  # without faults there are texts
    return found


@cache
def _shared_clauses() -> Mapping[tuple[str, str], Ready]:
    findings, words = Findings(), Vocabulary(known=CASE)
    found = {
        key: ready
        for number, one in enumerate(_shared().outcomes)
        for key, ready in _planned(one, words, findings, ("outcomes", number))
    }
    findings.raise_if_any()
    assert len(found) == len(get_args(Decided)) * len(TEXTS), "every outcome has every text"
    return found


def shared_texts() -> tuple[DecisionTexts, ...]:
    """What a decision starts from where its service says nothing, by outcome."""
    return _shared().outcomes
