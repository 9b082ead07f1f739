"""Keeps what the search looks in as the cases are. Called by whatever changes a case's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.timezone import localdate

from torget.foundation.identity_numbers import IdentityNumber, NotAnIdentityNumber
from torget.rooms.cases.models.search import SearchWord
from torget.rooms.cases.search_words import (
    is_spelled_out,
    numbers_in,
    reading_mark,
    trigrams,
    without_numbers,
    words_in,
)
from torget.rooms.documents.queries import documents_where

if TYPE_CHECKING:
    from torget.rooms.cases.models import Case

WRITE = """
INSERT INTO cases_searchrow (case_id, text, vector, people)
VALUES (%s, %s, to_tsvector('swedish', %s) || array_to_tsvector(%s), %s)
ON CONFLICT (case_id) DO UPDATE SET
    text = excluded.text, vector = excluded.vector, people = excluded.people
"""


def keep_findable(case: Case) -> None:
    """Write the case's row anew, in the transaction of the change."""
    lines = [(where, " ".join(what.split())) for where, what in _lines(case)]
    whole = " ".join(what for _where, what in lines)
    words = words_in(without_numbers(whole))
    text = "\n".join(f"{where}: {without_numbers(what)}" for where, what in lines)
    mark = reading_mark(case.unit_id, sensitive=case.protected or case.permission != "case.read")
    with connection.cursor() as cursor:
        people = _people(case, whole)
        cursor.execute(WRITE, [case.pk, text, " ".join(words), [mark], people])
    _remember(words)


def digest_of(number: str) -> str:
    """What the search knows of an identity number of twelve digits."""
    return salted_hmac("torget.cases.search", number, algorithm="sha256").hexdigest()


def _lines(case: Case) -> list[tuple[str, str]]:
    """All that is found, each with where it stands."""
    lines = [("case", f"{case.title['sv']} {case.summary}")]
    lines += [
        (party.role, f"{party.name} {party.email}".strip())
        for party in case.parties.order_by("pk")
        if party.name or party.email
    ]
    lines += [("document", name) for name in _file_names(case)]
    return lines + [
        ("answers", line.lstrip("# "))
        for line in case.submission.text.splitlines()
        if line.strip("# ")
    ]


def _file_names(case: Case) -> list[str]:
    sent = [str(file["name"]) for file in case.submission.files]
    later = documents_where(_said_with(case)).order_by("pk").values_list("name", flat=True)
    return list(dict.fromkeys([*sent, *later]))


def _said_with(case: Case) -> Q:
    return Q(post__case=case) | Q(supplementrequest__case=case)


def _people(case: Case, text: str) -> list[str]:
    """Hashes of the identity numbers of the parties and of those named in the answers."""
    today = localdate(case.received_at)
    numbers = set(case.parties.exclude(person=None).values_list("person__number", flat=True))
    for written in numbers_in(f"{text} {case.submission.answers}"):
        try:
            numbers.add(str(IdentityNumber.read(written, today=today)))
        except NotAnIdentityNumber:
            continue  # looks like one, and is none
    return sorted(digest_of(number) for number in numbers)


def _remember(words: list[str]) -> None:
    SearchWord.objects.bulk_create(
        [
            SearchWord(word=word, trigrams=trigrams(word))
            for word in sorted(set(words))
            if is_spelled_out(word)
        ],
        ignore_conflicts=True,
    )
