"""What must hold of a decision table before anything is decided by it."""

import re
from collections.abc import Iterable, Mapping

from torget.rooms.eservices.language.decision_table import (
    LEAST_SAMPLE,
    MOST_SAMPLE,
    DecisionTable,
    TableRow,
)
from torget.rooms.eservices.language.expressions import FUNCTIONS, WORDS, Kind, Vocabulary, paths_of
from torget.rooms.eservices.language.expressions.tokens import tokens
from torget.rooms.eservices.language.problems import Findings, Path
from torget.rooms.eservices.language.texts import N_, Translated
from torget.rooms.eservices.language.types import Calculated, QuestionBase, Rows

_KEY = re.compile(r"[a-z][a-z0-9_]{0,49}")
_PLACE = re.compile(r"\{([^{}]*)\}")
SINGLE = frozenset({"number", "text", "yes_no", "day", "time"})
# Caps. With single values only, no cell can walk through a list, and so none takes long.
MOST_INPUTS, MOST_ROWS, MOST_CELLS, MOST_TESTS = 20, 50, 10, 100
LONGEST_CELL = 200

BAD_KEY = N_("”{key}” kan inte vara nyckel. Använd små bokstäver a–z, siffror och _.")
KEY_RESERVED = N_("”{key}” är ett ord i villkorens språk och kan inte vara nyckel")
KEY_TWICE = N_("Nyckeln ”{key}” används redan")
EMPTY_LIST = N_("Här måste det finnas minst en")
TOO_MANY = N_("Här får det finnas högst {most}")
CELL_TOO_LONG = N_("Villkoret är längre än {most} tecken. Dela upp det i flera celler.")
NO_DIVISION = N_(
    "En cell får inte dividera, eftersom delat med noll inte ger något svar. Räkna ut värdet i en "
    "fråga i stället."
)
NO_LITERAL_NULL = N_("En cell kan inte fråga om något saknas. Då beslutar alltid en person.")
NO_INPUT = N_("Det finns inget som heter ”{wrong}” att fråga om.")
NO_ROW = N_("Det finns ingen rad ”{wrong}”.")
NO_PART = N_("”{wrong}” finns inte i ”{name}”.")
NOT_SINGLE = N_("”{value}” är inte ett enda värde. Räkna ihop det i en uträknad fråga.")
CALCULATED_FROM_DIVISION = N_("”{value}” räknas ut med division och kan inte användas i tabellen")
CALCULATED_FROM_REGISTER = N_("”{value}” räknas ut av mer än svaren. Fråga efter uppgiften direkt.")
NEVER_ASKED = N_("Ingen rad frågar om ”{key}”. Ta bort den.")
NO_DECISION = N_("En rad som beviljar ska ha ”decision”: vad som beslutas")
NO_LAW = N_("En rad som beviljar ska ha ”laws”: de bestämmelser som beslutet grundas på")
NOT_A_DECISION = N_("En person beslutar, så här sägs inget beslut")
BAD_SAMPLE = N_("Talet ska vara mellan {least} och {most}")


def check_table(
    table: DecisionTable, words: Mapping[str, Kind], asked: Mapping[str, QuestionBase],
    needs: Mapping[str, tuple[str, ...]], findings: Findings, path: Path,
) -> dict[str, Kind]:  # fmt: skip
    """Note what is wrong with the table and give the kinds of its inputs.

    `needs`: what each worked out question is worked out from. Cells are compiled elsewhere.
    """
    for name, most in (
        ("inputs", MOST_INPUTS),
        ("rows", MOST_ROWS),
        ("tests", MOST_TESTS),
    ):
        _check_count(getattr(table, name), most, name != "tests", findings, (*path, name))
    if not LEAST_SAMPLE <= table.sample <= MOST_SAMPLE:
        findings.add((*path, "sample"), BAD_SAMPLE, least=LEAST_SAMPLE, most=MOST_SAMPLE)
    _check_keys([one.key for one in table.inputs], findings, (*path, "inputs"))
    _check_keys([one.key for one in table.rows], findings, (*path, "rows"))
    kinds = {}
    for number, one in enumerate(table.inputs):
        at = (*path, "inputs", number, "value")
        kind = _kind_of(one.value, words, findings, at)
        if kind is not None and kind.name not in SINGLE:
            findings.add(at, NOT_SINGLE, value=one.value)
        elif kind is not None:
            kinds[one.key] = kind
            _check_calculated(one.value, asked, needs, findings, at)
    for number, row in enumerate(table.rows):
        _check_row(row, [one.key for one in table.inputs], findings, (*path, "rows", number))
    _check_tests(table, findings, (*path, "tests"))
    return kinds


def check_asked_of(
    table: DecisionTable, asked_of: Iterable[str], findings: Findings, path: Path
) -> None:
    """Note inputs that no row asks about: nothing is fetched that is not used."""
    used = set(asked_of)
    for number, one in enumerate(table.inputs):
        if one.key not in used:
            findings.add((*path, "inputs", number), NEVER_ASKED, key=one.key)


def check_cell(text: str, findings: Findings, path: Path) -> bool:
    """Whether the cell may be compiled; what it may not say is noted."""
    written = [token.written for token in tokens(text) if token.kind != "text"]
    if len(text) > LONGEST_CELL:
        findings.add(path, CELL_TOO_LONG, most=LONGEST_CELL)
    elif "/" in written:
        findings.add(path, NO_DIVISION)
    elif "null" in written:
        findings.add(path, NO_LITERAL_NULL)
    else:
        return True
    return False


def cell_words(kinds: Mapping[str, Kind]) -> Vocabulary:
    """What a cell may speak of: the inputs, and nothing else."""
    return Vocabulary(known=kinds)


def _check_count(
    items: tuple[object, ...], most: int, needed: bool, findings: Findings, path: Path
) -> None:
    if needed and not items:
        findings.add(path, EMPTY_LIST)
    if len(items) > most:
        findings.add(path, TOO_MANY, most=most)


def _check_keys(keys: list[str], findings: Findings, path: Path) -> None:
    seen: set[str] = set()
    for number, key in enumerate(keys):
        at = (*path, number, "key")
        if not _KEY.fullmatch(key):
            findings.add(at, BAD_KEY, key=key)
        elif key in WORDS | FUNCTIONS:
            findings.add(at, KEY_RESERVED, key=key)
        elif key in seen:
            findings.add(at, KEY_TWICE, key=key)
        seen.add(key)


def _kind_of(value: str, words: Mapping[str, Kind], findings: Findings, path: Path) -> Kind | None:
    """The kind of what the path leads to."""
    root, *parts = value.split(".")
    if root not in words:
        findings.add_unknown(path, NO_INPUT, root, words)
        return None
    found = words[root]
    for part in parts:
        if part not in found.parts:
            findings.add_unknown(path, NO_PART, part, paths_of(words[root]), name=root)
            return None
        found = found.parts[part]
    return found


def _check_calculated(
    value: str, asked: Mapping[str, QuestionBase], needs: Mapping[str, tuple[str, ...]],
    findings: Findings, path: Path,
) -> None:  # fmt: skip
    """What is worked out can be told to be missing only when it comes of answers alone."""
    for key in sources_of(value, needs):
        question = asked.get(key)
        inner = question.questions if isinstance(question, Rows) else ()
        formulas = [one.value for one in (question, *inner) if isinstance(one, Calculated)]
        if any("/" in [token.written for token in tokens(formula)] for formula in formulas):
            findings.add(path, CALCULATED_FROM_DIVISION, value=value)
        elif question is None and value in needs:
            findings.add(path, CALCULATED_FROM_REGISTER, value=value)


def sources_of(value: str, needs: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The question itself and everything it is worked out from, however far back."""
    found, waiting = [], [value.partition(".")[0]]
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.append(key)
            waiting += needs.get(key, ())
    return found


def _check_row(row: TableRow, inputs: list[str], findings: Findings, path: Path) -> None:
    _check_count(row.when, MOST_CELLS, True, findings, (*path, "when"))
    if row.outcome == "granted":
        if row.decision is None:
            findings.add((*path, "decision"), NO_DECISION)
        if not row.laws:
            findings.add((*path, "laws"), NO_LAW)
    elif row.decision is not None:
        findings.add((*path, "decision"), NOT_A_DECISION)
    for name in ("decision", "reasons"):
        text = getattr(row, name)
        for key in places_in(text) if text else ():
            if key not in inputs:
                findings.add_unknown((*path, name), NO_INPUT, key, inputs)


def places_in(text: Translated) -> list[str]:
    """The keys in braces, in any language of the text."""
    return [key for one in text.all() for key in _PLACE.findall(one)]


def filled(text: str, shown: Mapping[str, str]) -> str:
    """The text with values where their keys stand in braces."""
    return _PLACE.sub(lambda place: shown.get(place[1], ""), text)


def _check_tests(table: DecisionTable, findings: Findings, path: Path) -> None:
    rows, inputs = [one.key for one in table.rows], [one.key for one in table.inputs]
    for number, test in enumerate(table.tests):
        if test.row and test.row not in rows:
            findings.add_unknown((*path, number, "row"), NO_ROW, test.row, rows)
        for place, given in enumerate(test.given):
            if given.input not in inputs:
                at = (*path, number, "given", place, "input")
                findings.add_unknown(at, NO_INPUT, given.input, inputs)
