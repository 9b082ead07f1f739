"""The text that a person reads in the e-ID and signs."""

from collections.abc import Iterator, Sequence

from torget.rooms.eservices.language.summary import SummarySection
from torget.rooms.eservices.language.texts import Translated

Facts = Sequence[tuple[str, str]]  # label and text: number, recipient, who signs

MOST_BYTES = 30_000  # BankID takes 40 000 characters after base64
SHORTENED_TO = 300
MARK = "›"

COST = Translated(sv="Avgift", en="Fee")
NOT_ANSWERED = Translated(sv="Inte besvarad", en="Not answered")
SHORTENED = Translated(
    sv="… (hela texten, {count} tecken, ingår i underskriften)",
    en="… (the whole text, {count} characters, is part of the signature)",
)


def signing_text(
    title: str, facts: Facts, sections: Sequence[SummarySection], language: str
) -> str:
    """Simple markdown: headings, bold labels, and each line of an answer behind a mark.

    The mark keeps a person's own words from being taken for headings or other answers. When
    all of it is more than an e-ID can show, long answers are shortened, and say so; the
    digest binds them whole.
    """
    for longest in (0, SHORTENED_TO, 40):
        text = "\n".join(_lines(title, facts, sections, language, longest))
        if len(text.encode()) <= MOST_BYTES:
            break
    return text


def _lines(
    title: str, facts: Facts, sections: Sequence[SummarySection], language: str, longest: int
) -> Iterator[str]:
    yield f"# {_plain(title)}"
    for label, text in facts:
        yield f"*{_plain(label)}*"
        yield f"{MARK} {_plain(text)}"
    for section in sections:
        if not section.rows:
            continue
        yield ""
        yield f"## {_plain(section.title)}"
        for row in section.rows:
            yield f"*{_plain(row.label)}*"
            for line in _shortened(row.lines, longest, language):
                yield f"{MARK} {_plain(line)}"


def _shortened(lines: Sequence[str], longest: int, language: str) -> Sequence[str]:
    whole = "\n".join(lines)
    if not whole:
        return [NOT_ANSWERED.in_(language)]
    if not longest or len(whole) <= longest:
        return lines
    rest = SHORTENED.in_(language).format(count=len(whole))
    return [*whole[:longest].split("\n"), rest]


def _plain(text: str) -> str:
    """One line, whatever line separators the text holds."""
    return " ".join(text.split())
