"""A decision table ready for use: what it says of someone's answers, and how its tests go."""

import hashlib
import time
from collections.abc import Callable, Mapping
from datetime import date
from typing import Literal

import msgspec

from torget.rooms.eservices.language.decision_table import (
    DecisionTable,
    TableInput,
    TableRow,
    TableTest,
)
from torget.rooms.eservices.language.decision_table_checking import (
    cell_words,
    check_asked_of,
    check_cell,
    check_table,
    filled,
    sources_of,
)
from torget.rooms.eservices.language.expressions import (
    Condition,
    Kind,
    Vocabulary,
    compile_condition,
)
from torget.rooms.eservices.language.problems import Findings, Path
from torget.rooms.eservices.language.process_running import CASE
from torget.rooms.eservices.language.texts import N_, Message
from torget.rooms.eservices.language.types import Json, QuestionBase, Rows

LONGEST_TIME = 0.25  # seconds for a whole table; what takes longer is for a person
LONGEST_TEXT = 1000  # of one value
LARGEST_NUMBER = 10**15  # beyond what anyone counts, and far from what the engine cannot hold

Why = Literal["row", "no_row", "missing", "too_slow"]
Source = Literal["answer", "register", "account", "case"]
ACCOUNT, REGISTER = ("me", "acting_for"), "register"

NOT_A_VALUE = N_("”{value}” kan inte vara ett värde för ”{input}”")
OTHER_ROW = N_("{name}: väntade raden ”{expected}” men det blev ”{found}”.")
NO_ROW_AT_ALL = N_("{name}: väntade raden ”{expected}” men ingen rad stämde.")
NOT_NONE = N_("{name}: en person skulle besluta men raden ”{found}” stämde.")


class Weighed(msgspec.Struct, frozen=True):
    """What the table came to. `row` is the one that hit; `missing` are keys of inputs.

    Only a row whose outcome is granted lets the table decide; else a person does, for `why`.
    """

    why: Why
    row: TableRow | None = None
    missing: tuple[str, ...] = ()

    @property
    def grants(self) -> bool:
        return self.row is not None and self.row.outcome == "granted"


class TableFailure(msgspec.Struct, frozen=True):
    """A test of the table that went another way."""

    test: TableTest
    message: Message


class CompiledTable:
    """Immutable and safe to share between threads."""

    def __init__(
        self, table: DecisionTable, kinds: Mapping[str, Kind],
        cells: Mapping[str, tuple[Condition, ...]], sources: Mapping[str, tuple[str, ...]],
        rows: Mapping[str, tuple[str, ...]],
    ) -> None:  # fmt: skip
        self.table = table
        self.hash = hashlib.sha256(msgspec.json.encode(table, order="deterministic")).hexdigest()
        self._kinds, self._cells, self._sources, self._rows = kinds, cells, sources, rows

    def values_of(self, known: Mapping[str, Json]) -> dict[str, Json]:
        """Each input's value of all that is known; None for what is missing in any part."""
        return {one.key: self._value(one, known) for one in self.table.inputs}

    def weigh(
        self, values: Mapping[str, Json], clock: Callable[[], float] = time.monotonic
    ) -> Weighed:
        """What the table says of the inputs' values; whatever is unsure is for a person."""
        missing = tuple(one.key for one in self.table.inputs if not _is_value(values.get(one.key)))
        if missing:
            return Weighed("missing", missing=missing)
        until = clock() + LONGEST_TIME
        for row in self.table.rows:
            holds = True
            for cell in self._cells[row.key]:
                holds = holds and cell.holds(values)
                if clock() > until:
                    return Weighed("too_slow")
            if holds:
                return Weighed("row", row)
        return Weighed("no_row")

    def failures(self) -> tuple[TableFailure, ...]:
        """The table's own tests that do not hold."""
        found = ((test, self._failure(test)) for test in self.table.tests)
        return tuple(TableFailure(test, message) for test, message in found if message)

    def source_of(self, one: TableInput) -> Source:
        """Where the value is taken from; of an answer, whose own source can be a register."""
        root = one.value.partition(".")[0]
        if root == REGISTER:
            return "register"
        if root in CASE:
            return "case"
        return "account" if root in ACCOUNT else "answer"

    def _value(self, one: TableInput, known: Mapping[str, Json]) -> Json:
        if not all(self._is_whole(key, known.get(key)) for key in self._sources[one.key]):
            return None
        found: Json = known
        for part in one.value.split("."):
            found = found.get(part) if isinstance(found, Mapping) else None
        return found

    def _is_whole(self, key: str, value: Json) -> bool:
        """Whether it is answered, and when it has rows everything in every row too."""
        if value is None:
            return False
        inner = self._rows.get(key, ())
        return all(row.get(one) is not None for row in (value if inner else ()) for one in inner)

    def _failure(self, test: TableTest) -> Message | None:
        values = {
            given.input: read_value(given.value, self._kinds[given.input]) for given in test.given
        }
        found = self.weigh(values).row
        if (found.key if found else "") == test.row:
            return None
        if found is None:
            return Message(NO_ROW_AT_ALL, {"name": test.name, "expected": test.row})
        said = {"name": test.name, "found": found.key}
        if not test.row:
            return Message(NOT_NONE, said)
        return Message(OTHER_ROW, {**said, "expected": test.row})


def _is_value(value: Json) -> bool:
    if isinstance(value, str):
        return 0 < len(value) <= LONGEST_TEXT
    return isinstance(value, (bool, int, float)) and abs(value) <= LARGEST_NUMBER


def written_out(row: TableRow, shown: Mapping[str, str], language: str) -> tuple[str, str]:
    """The decision and its reasons, with the inputs' values as they are `shown`."""
    decision = row.decision.in_(language) if row.decision else ""
    return filled(decision, shown), filled(row.reasons.in_(language), shown)


def read_value(written: str, kind: Kind) -> Json:
    """A test's value as cells see it; None when it cannot be one of the kind."""
    try:
        match kind.name:
            case "number":
                return float(written.replace(",", "."))
            case "yes_no":
                return {"true": True, "false": False}[written]
            case "day":
                return date.fromisoformat(written).toordinal()
            case "time":
                hours, minutes = written.split(":")
                return int(hours) * 60 + int(minutes)
    except (ValueError, KeyError):
        return None
    return written if kind.options is None or written in kind.options else None


def plan_table(
    table: DecisionTable | None, words: Vocabulary, asked: Mapping[str, QuestionBase],
    needs: Mapping[str, tuple[str, ...]], findings: Findings, path: Path = ("decision_table",),
) -> CompiledTable | None:  # fmt: skip
    """The table made ready. Worthless if anything was noted in `findings`."""
    if table is None:
        return None
    faults_before = len(findings.problems)
    kinds = check_table(table, {**words.known, **CASE}, asked, needs, findings, path)
    cells = {
        row.key: _cells(row, kinds, findings, (*path, "rows", number))
        for number, row in enumerate(table.rows)
    }
    _check_given(table, kinds, findings, (*path, "tests"))
    if len(findings.problems) == faults_before:
        used = [name for row in cells.values() for cell in row for name in cell.names]
        check_asked_of(table, used, findings, (*path,))
    sources = {one.key: tuple(sources_of(one.value, needs)) for one in table.inputs}
    rows = {
        key: tuple(inner.key for inner in one.questions if inner.ANSWERED)
        for key, one in asked.items()
        if isinstance(one, Rows)
    }
    return CompiledTable(table, kinds, cells, sources, rows)


def _cells(
    row: TableRow, kinds: Mapping[str, Kind], findings: Findings, path: Path
) -> tuple[Condition, ...]:
    found = []
    for place, text in enumerate(row.when):
        at = (*path, "when", place)
        if not check_cell(text, findings, at):
            continue
        if (cell := compile_condition(text, cell_words(kinds), findings, at)) is not None:
            found.append(cell)
    return tuple(found)


def _check_given(
    table: DecisionTable, kinds: Mapping[str, Kind], findings: Findings, path: Path
) -> None:
    for number, test in enumerate(table.tests):
        for place, given in enumerate(test.given):
            kind = kinds.get(given.input)
            if kind is not None and read_value(given.value, kind) is None:
                at = (*path, number, "given", place, "value")
                findings.add(at, NOT_A_VALUE, value=given.value, input=given.input)
