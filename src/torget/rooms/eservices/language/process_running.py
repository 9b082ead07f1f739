"""A process ready for use: where a case stands, what an act leads to, which buttons there are."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path as File
from typing import get_args

import msgspec

import torget
from torget.rooms.eservices.language.expressions import (
    NUMBER,
    YES_NO,
    Condition,
    Kind,
    Vocabulary,
    compile_condition,
    fields,
    one_of,
)
from torget.rooms.eservices.language.problems import Findings, Path
from torget.rooms.eservices.language.process import (
    CHOSEN,
    Act,
    CaseStatus,
    DecisionOutcome,
    Process,
    Transition,
)
from torget.rooms.eservices.language.process_checking import check_process
from torget.rooms.eservices.language.reading import read_yaml
from torget.rooms.eservices.language.types import Json

STANDARD = File(torget.__file__).parent / "library" / "processes"
CASE: Mapping[str, Kind] = {
    "case": fields(
        {
            "days_open": NUMBER,
            "open_tasks": NUMBER,
            "outcome": one_of(get_args(DecisionOutcome)[1:]),
            **dict.fromkeys(
                ("has_officer", "is_served", "awaits_signature", "awaits_supplement"), YES_NO
            ),
        }
    )
}


class CaseFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What conditions of a process know of the case, besides the answers."""

    days_open: int = 0
    open_tasks: int = 0
    has_officer: bool = False
    outcome: str | None = None
    is_served: bool = False
    awaits_signature: bool = False
    awaits_supplement: bool = False


class CompiledProcess:
    """Immutable and safe to share. Statuses are asked for by the case's own step and meaning."""

    def __init__(self, process: Process, conditions: Mapping[str, Condition]) -> None:
        self.process = process
        self.statuses = {status.key: status for status in process.statuses}
        self._conditions = conditions

    def first(self, *, awaits_signature: bool) -> CaseStatus:
        """Where a case begins."""
        waiting = [one for one in self.process.statuses if one.means == "awaiting_signature"]
        return waiting[0] if awaits_signature and waiting else self.process.statuses[0]

    def status_at(self, step: str, means: str) -> CaseStatus | None:
        """Where a case stands; by its meaning when it has no step, or one from another table."""
        found = self.statuses.get(step)
        if found and found.means == means:
            return found
        return next((one for one in self.process.statuses if one.means == means), None)

    def allows(self, act: Act, step: str) -> bool:
        """Whether the act can be done at all from there, whatever conditions then say."""
        return act not in CHOSEN or any(one.act == act for one in self._leaving(step))

    def after(
        self, act: Act, step: str, known: Mapping[str, Json], *, outcome: str = ""
    ) -> Transition | None:
        """What the act leads to: the first transition whose condition holds. None: nowhere."""
        return next(
            (
                one
                for one in self._leaving(step)
                if one.act == act and one.outcome in ("", outcome) and self._holds(one, known)
            ),
            None,
        )

    def buttons(self, step: str, known: Mapping[str, Json]) -> tuple[Transition, ...]:
        """The transitions that are made by hand, and can be now."""
        by_hand = [one for one in self._leaving(step) if not one.act]
        return tuple(one for one in by_hand if self._holds(one, known))

    def comes_before(self, button: str, act: Act, step: str) -> bool:
        """Whether the button is a more obvious thing to do there: it stands before the act."""
        found = next(
            (one for one in self._leaving(step) if button == one.key or one.act == act), None
        )
        return found is not None and found.key == button

    def _leaving(self, step: str) -> list[Transition]:
        return [one for one in self.process.transitions if step in one.from_]

    def _holds(self, one: Transition, known: Mapping[str, Json]) -> bool:
        condition = self._conditions.get(one.key)
        return condition is None or condition.holds(known)


def plan_process(
    process: Process,
    kind: str,
    others_sign: bool,
    words: Vocabulary,
    findings: Findings,
    path: Path = ("process",),
) -> CompiledProcess:
    """The process made ready. Worthless if anything was noted in `findings`."""
    check_process(process, kind, others_sign, findings, path)
    here = Vocabulary(known={**words.known, **CASE}, later=words.later)
    conditions = {
        one.key: condition
        for number, one in enumerate(process.transitions)
        if one.when
        and (
            condition := compile_condition(
                one.when, here, findings, (*path, "transitions", number, "when")
            )
        )
    }
    return CompiledProcess(process, conditions)


@cache
def standard_process(kind: str) -> CompiledProcess:
    """How applications, or notifications, are handled when their service says nothing else."""
    findings = Findings()
    process = read_yaml((STANDARD / f"{kind}.yaml").read_text("utf-8"), Process, findings)
    findings.raise_if_any()
    assert process is not None  # without faults there is a process
    planned = plan_process(process, kind, True, Vocabulary(known={}), findings, ())
    findings.raise_if_any()
    return planned
