"""Texts for people: written in both languages by the builder, or ours to be translated."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Literal

import msgspec

Language = Literal["sv", "en"]
LANGUAGES: tuple[Language, ...] = ("sv", "en")


class Translated(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text that the builder wrote in every language of the site."""

    sv: str
    en: str

    def in_(self, language: str) -> str:
        """The text in the language, in Swedish where the language is unknown."""
        return self.en if language == "en" else self.sv

    def all(self) -> tuple[str, ...]:
        """The text in every language."""
        return tuple(self.in_(language) for language in LANGUAGES)


class Noun(str):
    """A word of ours inside a message ("datumet"); translated before it is put in."""

    __slots__ = ()


def N_(text: str) -> str:
    """Mark a Swedish text for the translation catalogue; it is translated where it is shown."""
    return text


Value = str | int | float | date | Noun | Translated
NOTHING: Mapping[str, Value] = MappingProxyType({})


class Message(msgspec.Struct, frozen=True):
    """What to tell the person: `text` is a Swedish catalogue entry with named placeholders.

    When the builder has written a text for the error, `own` holds it and `text` is not shown.
    """

    text: str
    values: Mapping[str, Value] = NOTHING
    own: Translated | None = None

    def say(self, translate: Callable[[str], str], language: str) -> str:
        """The finished sentence; `translate` is gettext, or `str` for the Swedish source."""
        if self.own:
            return self.own.in_(language)
        return translate(self.text).format(
            **{name: _said(value, translate, language) for name, value in self.values.items()}
        )

    def __str__(self) -> str:
        return self.say(str, "sv")


def _said(value: Value, translate: Callable[[str], str], language: str) -> str:
    if isinstance(value, Translated):
        return value.in_(language)
    if isinstance(value, Noun):
        return translate(value)
    if isinstance(value, date):
        return written_day(value, language)
    if isinstance(value, float):
        return written_number(value, language)
    return str(value)


def written_number(value: float, language: str) -> str:
    """Without decimals where there are none: 3, and 2,5 in Swedish but 2.5 in English."""
    written = f"{value:.15g}"
    return written if language == "en" else written.replace(".", ",")


_MONTHS = {
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "en": "January February March April May June July August September October November December",
}
MONTHS: Mapping[str, tuple[str, ...]] = {
    language: tuple(names.split()) for language, names in _MONTHS.items()
}


def written_day(day: date, language: str) -> str:
    """22 november 2026, 22 November 2026."""
    return f"{day.day} {MONTHS['en' if language == 'en' else 'sv'][day.month - 1]} {day.year}"
