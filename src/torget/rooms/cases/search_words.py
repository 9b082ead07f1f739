"""From what people write to what the search asks for. Plain values in, plain values out."""

import re
from collections.abc import Iterable

from torget.foundation.actor import Actor

MOST_WORDS = 8  # asked for at once
SHORTEST_BEGINNING = 3  # letters; shorter words are looked for whole
_WORD = re.compile(r"[^\W_]+")
# A day of birth and four digits, of a person or a coordination number, right or wrong.
_NUMBER = re.compile(
    r"(?<!\d)(?:(?:18|19|20)\d\d|\d\d)(?:0[1-9]|1[0-2])(?:[06][1-9]|[1278]\d|[39][01])"
    r"[-+\u2010-\u2015\u2212 ]?\d{4}(?!\d)"
)


def words_in(text: str) -> list[str]:
    """The words of a text in small letters, in their order."""
    return _WORD.findall(text.lower())


def numbers_in(text: str) -> list[str]:
    """What looks like identity numbers, as written."""
    return _NUMBER.findall(text)


def without_numbers(text: str) -> str:
    """The text with everything that looks like an identity number taken out."""
    return _NUMBER.sub("…", text)


def is_number(text: str) -> bool:
    """Whether it is the beginning of a case's number: letters, a hyphen and a digit at least."""
    series, _hyphen, rest = text.strip().partition("-")
    return series.isalpha() and rest[:1].isdigit() and rest.replace("-", "").isdigit()


def is_spelled_out(word: str) -> bool:
    """Whether the word may stand in the dictionary: letters alone, neither short nor endless."""
    return word.isalpha() and 4 <= len(word) <= 30


def trigrams(word: str) -> list[str]:
    """Every three letters in a row, with the word's beginning and end marked."""
    padded = f"  {word} "
    return sorted({padded[start : start + 3] for start in range(len(padded) - 2)})


def asked(word: str, alike: Iterable[str] = ()) -> str:
    """One word as full text asks for it: as a beginning, or any that is spelled alike."""
    whole = len(word) < SHORTEST_BEGINNING or word.isdigit()
    return " | ".join([word if whole else f"{word}:*", *alike])


def all_of(wanted: Iterable[str]) -> str:
    return " & ".join(f"({one})" for one in wanted)


def any_of(wanted: Iterable[str]) -> str:
    return " | ".join(f"({one})" for one in wanted)


def reading_mark(unit: int, *, sensitive: bool) -> str:
    """The word in the index that says who may read the case."""
    return f"unit:{unit}:sensitive" if sensitive else f"unit:{unit}"


def marks_readable_by(actor: Actor) -> list[str]:
    """The marks of all that the actor may read. A protected identity counts as sensitive."""
    everything = actor.units_for("case.read.sensitive")
    plain = everything | actor.units_for("case.read")
    return sorted(
        [reading_mark(unit, sensitive=False) for unit in plain]
        + [reading_mark(unit, sensitive=True) for unit in everything]
    )
