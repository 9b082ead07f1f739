"""Finding a service by the words people use."""

import re
import unicodedata
from collections.abc import Iterable

from torget.rooms.eservices.terms import CompiledService

LONG_ENOUGH = 4  # letters that must agree before an ending may differ


def matching(
    query: str, services: Iterable[CompiledService], language: str
) -> list[CompiledService]:
    """Services that fit every word of the query, best first and then by title; all for no words.

    Words agree when one begins with the other, so "ansöka" finds "ansökan" and "bygga" finds
    "bygglov" by its first letters; endings are not cut by rules that Swedish would break.
    """
    words = _words(query)
    scored = [(_score(words, service, language), service) for service in services]
    hits = [(score, service) for score, service in scored if score or not words]
    titles = {service.hash: service.service.title.in_(language).casefold() for _, service in hits}
    ordered = sorted(hits, key=lambda hit: (-hit[0], titles[hit[1].hash]))
    return [service for _, service in ordered]


def _score(words: list[str], service: CompiledService, language: str) -> int:
    facts = service.service
    fields = (
        (8, [facts.title.in_(language)]),
        (5, [keyword.in_(language) for keyword in facts.keywords]),
        (2, [facts.summary.in_(language)]),
    )
    total = 0
    for word in words:
        best = max(
            (weight for weight, texts in fields if any(_has(word, text) for text in texts)),
            default=0,
        )
        if not best:
            return 0
        total += best
    return total


def _has(word: str, text: str) -> bool:
    return any(_agree(word, other) for other in _words(text))


def _agree(one: str, other: str) -> bool:
    if (one.startswith(other) and len(other) >= LONG_ENOUGH) or other.startswith(one):
        return True
    same = len(re.match(r"(.*).*\n\1", f"{one}\n{other}")[1])  # type: ignore[index]
    return same >= LONG_ENOUGH and same >= max(len(one), len(other)) - 3


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", text).lower())
