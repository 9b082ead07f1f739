"""Finding cases by what stands in them. How, and why so, is in docs/decisions/0016."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from django.db import connection
from django.db.models import Q

from torget.foundation.actor import Actor
from torget.rooms.cases.models import Case, CaseQuerySet
from torget.rooms.cases.search_words import (
    MOST_WORDS,
    all_of,
    any_of,
    asked,
    is_spelled_out,
    marks_readable_by,
    trigrams,
    words_in,
)

MOST_FOUND = 1000  # whoever finds more writes one word more
ALIKE = 0.75  # how near a word must be to be tried instead
NEAR = 50  # words compared closely

NEAREST = """
SELECT word FROM (
    SELECT word, cardinality(trigrams) AS size,
        (SELECT count(*) FROM unnest(trigrams) one WHERE one = ANY(%(wanted)s)) AS shared
    FROM cases_searchword WHERE trigrams && %(wanted)s
) near WHERE shared > 1
ORDER BY shared::float / (size + %(size)s - shared) DESC, word LIMIT %(most)s
"""

LINES = """
SELECT found.case_id, shown.line
FROM cases_searchrow found CROSS JOIN LATERAL (
    SELECT split_part(line, ': ', 1) || ': ' || ts_headline(
        'swedish', substr(line, strpos(line, ': ') + 2), to_tsquery('swedish', %(question)s),
        'StartSel=\x02, StopSel=\x03, MaxWords=18, MinWords=8') AS line
    FROM unnest(string_to_array(found.text, E'\\n')) WITH ORDINALITY AS lines (line, place)
    WHERE to_tsvector('swedish', regexp_replace(line, '[^[:alnum:]]+', ' ', 'g'))
        @@ to_tsquery('swedish', %(question)s)
    ORDER BY place LIMIT 2
) shown WHERE found.case_id = ANY(%(keys)s)
"""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gave: cases by key, the question as full text has it, how sure it is."""

    cases: tuple[int, ...]
    question: str = ""
    is_spelled_alike: bool = False  # nothing as written; these are words much like it

    @property
    def is_cut(self) -> bool:
        return len(self.cases) >= MOST_FOUND


@dataclass(frozen=True, slots=True)
class Hit:
    """A line of a case where it was found: `where` is a party's role, case, document, answers."""

    where: str
    pieces: tuple[tuple[str, bool], ...]  # text, and whether it is what was looked for


def found_cases(text: str, *, actor: Actor) -> Found:
    """Cases with every word of the text, of those the actor may read.

    A case with a protected identity is found only with the permission for sensitive ones.
    """
    words = words_in(text)[:MOST_WORDS]
    marks = marks_readable_by(actor)
    if not words or not marks:
        return Found(())
    exact = [asked(word) for word in words]
    missing = _missing(exact)
    if not missing and (cases := _ask(all_of(exact), marks)):
        return Found(cases, any_of(exact))
    for doubted in filter(None, (missing, set(exact))):
        alike = [
            asked(word, _spelled_like(word)) if one in doubted else one
            for word, one in zip(words, exact, strict=True)
        ]
        if alike != exact and (cases := _ask(all_of(alike), marks)):
            return Found(cases, any_of(alike), is_spelled_alike=True)
    return Found(())


def cases_of_person(digest: str, *, actor: Actor) -> CaseQuerySet:
    """Cases with the person whose number has the digest, where the actor may look for people."""
    here = Q(unit__in=actor.units_for("case.find.person"))
    open_to_all = Q(protected=False) | Q(unit__in=actor.units_for("case.read.sensitive"))
    return Case.objects.readable_by(actor).filter(
        here, open_to_all, search_row__people__contains=[digest]
    )


def where_found(cases: Iterable[Case], question: str) -> dict[int, list[Hit]]:
    """Where in each case the words stand: two lines at most. For cases already allowed to see."""
    keys = [case.pk for case in cases]
    if not keys or not question:
        return {}
    hits: dict[int, list[Hit]] = {}
    with connection.cursor() as cursor:
        cursor.execute(LINES, {"keys": keys, "question": question})
        for case, line in cursor.fetchall():
            where, _colon, said = line.partition(": ")
            hits.setdefault(case, []).append(Hit(where, _pieces(said)))
    return hits


def _pieces(line: str) -> tuple[tuple[str, bool], ...]:
    """The line in pieces, the marked ones said to be hits."""
    pieces = []
    for number, part in enumerate(line.replace("\x03", "\x02").split("\x02")):
        if part:
            pieces.append((part, number % 2 == 1))
    return tuple(pieces)


def _ask(question: str, marks: list[str]) -> tuple[int, ...]:
    """The newest first of at most MOST_FOUND; the function is made by migration 0033."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT cases_found(%s, %s, %s)", [question, marks, MOST_FOUND])
        return tuple(sorted((row[0] for row in cursor.fetchall()), reverse=True))


def _missing(exact: list[str]) -> set[str]:
    """Those that occur in no case at all."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT one FROM unnest(%s::text[]) one WHERE NOT cases_occurs(one)", [exact]
        )
        return {row[0] for row in cursor.fetchall()}


def _spelled_like(word: str) -> list[str]:
    """Words that occur and are nearly this one."""
    if not is_spelled_out(word):
        return []
    wanted = trigrams(word)
    values: dict[str, Any] = {"wanted": wanted, "size": len(wanted), "most": NEAR}
    with connection.cursor() as cursor:
        cursor.execute(NEAREST, values)
        near = [row[0] for row in cursor.fetchall()]
    return get_close_matches(word, near, n=5, cutoff=ALIKE)
