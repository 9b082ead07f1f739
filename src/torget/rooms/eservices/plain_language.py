"""Whether texts are easy to read: språklagen (2009:600) 11 § wants them "simple and intelligible".

LIX is C.-H. Björnsson's measure (Läsbarhet, 1968): words per sentence plus the share of words
longer than six letters in per cent. Above 50 he calls a text difficult, as official texts are.
Twenty-five words is where GOV.UK's style guide has sentences divided.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from torget.rooms.eservices.language.texts import Translated

HARD = 50
LONGEST_SENTENCE = 25
LONG_WORD = 6

_SENTENCE_END = re.compile(r"(?<=[.!?:])\s+|\n+")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


def texts_in(part: Any) -> Iterator[Translated]:
    """Every text for people in a definition, wherever it stands."""
    if isinstance(part, Translated):
        yield part
    elif isinstance(part, msgspec.Struct):
        for name in part.__struct_fields__:
            yield from texts_in(getattr(part, name))
    elif isinstance(part, (tuple, list)):
        for item in part:
            yield from texts_in(item)
    elif isinstance(part, dict):
        yield from texts_in(list(part.values()))


def lix(texts: Iterable[str]) -> int:
    """How hard the texts are to read taken together; 0 when there is nothing to read."""
    read = [_WORD.findall(sentence) for text in texts for sentence in _SENTENCE_END.split(text)]
    sentences = [words for words in read if words]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return 0
    long = sum(len(word) > LONG_WORD for word in words)
    return round(len(words) / len(sentences) + 100 * long / len(words))


def long_sentences(texts: Iterable[str]) -> list[str]:
    """The sentences with more words than one takes in at once."""
    sentences = [sentence for text in texts for sentence in _SENTENCE_END.split(text)]
    return [one for one in sentences if len(_WORD.findall(one)) > LONGEST_SENTENCE]
