"""What must hold for one question of each type."""

import re
from collections.abc import Callable, Mapping

from torget.rooms.eservices.language.expressions import Kind, paths_of
from torget.rooms.eservices.language.problems import Findings, Path
from torget.rooms.eservices.language.texts import N_
from torget.rooms.eservices.language.types import (
    AddressQuestion,
    Choice,
    Choices,
    Company,
    CompanyNumber,
    Day,
    Email,
    Files,
    LongText,
    Money,
    Number,
    Period,
    PersonNumber,
    PersonQuestion,
    Phone,
    Property,
    QuestionBase,
    Rows,
    Text,
    Time,
)
from torget.rooms.eservices.language.types.choice import CHILDREN, LISTS
from torget.rooms.eservices.language.types.day import is_limit
from torget.rooms.eservices.language.types.text import LONGEST_FOR_PATTERN, pattern_fault
from torget.rooms.eservices.language.types.time import is_time

LONGEST_ANSWER = 10_000
MOST_OPTIONS = 500
MOST_ROWS = 100

NO_INFORMATION = N_("Frågan saknar ”information”: vilken informationstyp svaret är")
UNKNOWN_ERROR = N_("Frågor av typen {type} har inget fel ”{wrong}”.")
UNKNOWN_SOURCE = N_("Det går inte att hämta ”{wrong}”.")
WRONG_SOURCE = N_("”{source}” kan inte fylla i en fråga av typen {type}")
NOTHING_TO_LOCK = N_("”lock_prefilled” kräver ”prefill”")
BAD_LENGTH = N_("Längden ska vara mellan 1 och {most}")
LONG_WITH_PATTERN = N_("Med mönster får längden vara högst {most}")
BAD_PATTERN = N_("{fault}")
MIN_ABOVE_MAX = N_("Det minsta är större än det största")
BAD_DECIMALS = N_("Antalet decimaler ska vara mellan 0 och 6")
BAD_DAY = N_("Skriv ett datum (2026-05-01) eller räkna från i dag (today, today+30d, today-18y)")
BAD_TIME = N_("Skriv klockslaget som 08:30")
NO_QUESTIONS = N_("Tabellen saknar frågor")
TOO_MANY_ROWS = N_("Antalet rader ska vara mellan 1 och {most}")
NOT_IN_ROWS = N_("Det går inte att hämta uppgifter till en rad i en tabell")
OPTIONS_OR_SOURCE = N_("Skriv antingen ”options” eller ”options_from”")
UNKNOWN_LIST = N_("Det finns ingen lista ”{wrong}”.")
BAD_LIST_KEY = N_("Skriv listans nyckel med små bokstäver, siffror och _, som lists.skolor")
NOBODY_TO_NAME = N_("Välj vem frågan kan handla om: self, child eller other")
TOO_MANY_OPTIONS = N_("Alternativen är fler än {most}")
NOTHING_ACCEPTED = N_("Välj minst ett slag av filer")

LIST_KEY = re.compile(r"[a-z][a-z0-9_]{0,49}")

# Which question types each source can fill in.
SOURCES: Mapping[type[QuestionBase], frozenset[str]] = {
    Text: frozenset(
        {
            "register.name",
            "register.given_name",
            "register.surname",
            "register.address.street",
            "register.address.city",
            "acting_for.name",
        }
    ),
    AddressQuestion: frozenset({"register.address"}),
    PersonNumber: frozenset({"register.number"}),
    Property: frozenset({"register.property"}),
    Email: frozenset({"me.email"}),
    Phone: frozenset({"me.phone"}),
    Company: frozenset({"acting_for"}),
    CompanyNumber: frozenset({"acting_for.number"}),
}


def check_question(
    question: QuestionBase, roots: Mapping[str, Kind], findings: Findings, path: Path
) -> None:
    """Note what is wrong with the question itself; its conditions are checked elsewhere."""
    if question.ANSWERED and not question.information and not isinstance(question, Rows):
        findings.add((*path, "information"), NO_INFORMATION)
    for kind in question.error:
        if kind not in question.ERRORS:
            place = (*path, "error", kind)
            findings.add_unknown(place, UNKNOWN_ERROR, kind, question.ERRORS, type=question.type)
    _check_prefill(question, roots, findings, path)
    if check := _CHECKS.get(type(question)):
        check(question, findings, path)


def _check_prefill(
    question: QuestionBase, roots: Mapping[str, Kind], findings: Findings, path: Path
) -> None:
    if question.lock_prefilled and not question.prefill:
        findings.add((*path, "lock_prefilled"), NOTHING_TO_LOCK)
    if not question.prefill:
        return
    place = (*path, "prefill")
    known = [*roots, *(f"{root}.{path}" for root, kind in roots.items() for path in paths_of(kind))]
    if question.prefill not in known:
        findings.add_unknown(place, UNKNOWN_SOURCE, question.prefill, known)
    elif question.prefill not in SOURCES.get(type(question), frozenset()):
        findings.add(place, WRONG_SOURCE, source=question.prefill, type=question.type)


def _check_rows(question: Rows, findings: Findings, path: Path) -> None:
    if not question.questions:
        findings.add((*path, "questions"), NO_QUESTIONS)
    if question.least > question.most:
        findings.add((*path, "min"), MIN_ABOVE_MAX)
    if not 1 <= question.most <= MOST_ROWS:
        findings.add((*path, "max"), TOO_MANY_ROWS, most=MOST_ROWS)
    for place, inner in enumerate(question.questions):
        if inner.prefill or getattr(inner, "options_from", "") == CHILDREN:
            findings.add((*path, "questions", place), NOT_IN_ROWS)


def _check_time(question: Time, findings: Findings, path: Path) -> None:
    for name in ("earliest", "latest"):
        limit = getattr(question, name)
        if limit and not is_time(limit):
            findings.add((*path, name), BAD_TIME)


def _check_text(question: Text | LongText, findings: Findings, path: Path) -> None:
    if not 1 <= question.max_length <= LONGEST_ANSWER:
        findings.add((*path, "max_length"), BAD_LENGTH, most=LONGEST_ANSWER)
    if isinstance(question, Text) and question.pattern:
        if fault := pattern_fault(question.pattern.matches):
            findings.add((*path, "pattern", "matches"), BAD_PATTERN, fault=fault)
        if question.max_length > LONGEST_FOR_PATTERN:
            findings.add((*path, "max_length"), LONG_WITH_PATTERN, most=LONGEST_FOR_PATTERN)


def _check_number(question: Number, findings: Findings, path: Path) -> None:
    if not 0 <= question.decimals <= 6:
        findings.add((*path, "decimals"), BAD_DECIMALS)
    _check_bounds(question, findings, path)


def _check_bounds(question: Number | Money, findings: Findings, path: Path) -> None:
    if question.least is not None and question.most is not None and question.least > question.most:
        findings.add((*path, "min"), MIN_ABOVE_MAX)


def _check_day(question: Day | Period, findings: Findings, path: Path) -> None:
    for name in ("earliest", "latest"):
        limit = getattr(question, name)
        if limit and not is_limit(limit):
            findings.add((*path, name), BAD_DAY)


def _check_choice(question: Choice, findings: Findings, path: Path) -> None:
    if bool(question.options) == bool(question.options_from):
        findings.add((*path, "options"), OPTIONS_OR_SOURCE)
    if not question.of_children:
        _check_list(question, [CHILDREN, f"{LISTS}…"], findings, path)
    if len(question.options) > MOST_OPTIONS:
        findings.add((*path, "options"), TOO_MANY_OPTIONS, most=MOST_OPTIONS)


def _check_list(
    question: Choice | Choices, known: list[str], findings: Findings, path: Path
) -> None:
    place = (*path, "options_from")
    if question.list_key and not LIST_KEY.fullmatch(question.list_key):
        findings.add(place, BAD_LIST_KEY)
    elif question.options_from and not question.list_key:
        findings.add_unknown(place, UNKNOWN_LIST, question.options_from, known)


def _check_choices(question: Choices, findings: Findings, path: Path) -> None:
    if bool(question.options) == bool(question.options_from):
        findings.add((*path, "options"), OPTIONS_OR_SOURCE)
    _check_list(question, [f"{LISTS}…"], findings, path)
    if len(question.options) > MOST_OPTIONS:
        findings.add((*path, "options"), TOO_MANY_OPTIONS, most=MOST_OPTIONS)
    if question.most and question.least > question.most:
        findings.add((*path, "min"), MIN_ABOVE_MAX)


def _check_person(question: PersonQuestion, findings: Findings, path: Path) -> None:
    if not question.who:
        findings.add((*path, "who"), NOBODY_TO_NAME)


def _check_files(question: Files, findings: Findings, path: Path) -> None:
    if not question.accept:
        findings.add((*path, "accept"), NOTHING_ACCEPTED)
    if question.min_count > question.max_count:
        findings.add((*path, "min_count"), MIN_ABOVE_MAX)


_CHECKS: Mapping[type[QuestionBase], Callable[..., None]] = {
    Text: _check_text,
    LongText: _check_text,
    Number: _check_number,
    Day: _check_day,
    Period: _check_day,
    Time: _check_time,
    Money: _check_bounds,
    Rows: _check_rows,
    Choice: _check_choice,
    Choices: _check_choices,
    Files: _check_files,
    PersonQuestion: _check_person,
}
