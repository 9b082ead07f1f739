"""E-mail address and telephone number."""

import re
from datetime import date
from typing import ClassVar

from torget.rooms.eservices.language.texts import N_, Noun
from torget.rooms.eservices.language.types.base import (
    Context,
    FieldProblem,
    Json,
    QuestionBase,
    Raw,
    Reading,
)

NOT_AN_EMAIL = N_("Skriv {name} i rätt format, till exempel namn@exempel.se")
NOT_A_PHONE = N_("Skriv {name} i rätt format, till exempel 070-123 45 67 eller +47 22 12 34 56")

_EMAIL = re.compile(
    r"(?=.{6,254}$)(?!.*\.\.)[^\s@<>\"(),:;\\\[\].][^\s@<>\"(),:;\\\[\]]{0,63}@"
    r"(?:[a-z0-9åäöæøüé](?:[a-z0-9åäöæøüé-]{0,61}[a-z0-9åäöæøüé])?\.)+[a-z]{2,24}"
)
_SWEDISH = re.compile(r"\+46[1-9][0-9]{6,9}")
_FOREIGN = re.compile(r"\+(?!46)[1-9][0-9]{6,14}")


class Email(QuestionBase, frozen=True, kw_only=True, tag="email"):
    """An e-mail address, its domain in lower case."""

    NOUN: ClassVar[Noun] = Noun(N_("e-postadressen"))
    ERRORS: ClassVar[frozenset[str]] = frozenset({"required", "unreadable"})

    def read(self, raw: Raw, today: date, context: Context) -> Reading:
        name, at, domain = self.field(raw).rpartition("@")
        return Reading(value=f"{name}{at}{domain.lower()}" or None)

    def problems(self, value: Json, today: date, context: Context) -> list[FieldProblem]:
        if isinstance(value, str) and is_email(value):
            return []
        return [self.problem("unreadable", NOT_AN_EMAIL)]

    def show(self, value: Json, language: str) -> list[str]:
        return [value]


class Phone(QuestionBase, frozen=True, kw_only=True, tag="phone"):
    """A telephone number in any way people write it, stored as +46701740605."""

    NOUN: ClassVar[Noun] = Noun(N_("telefonnumret"))
    ERRORS: ClassVar[frozenset[str]] = frozenset({"required", "unreadable"})

    def read(self, raw: Raw, today: date, context: Context) -> Reading:
        written = self.field(raw)
        return Reading(value=(international(written) or written) if written else None)

    def problems(self, value: Json, today: date, context: Context) -> list[FieldProblem]:
        if isinstance(value, str) and (_SWEDISH.fullmatch(value) or _FOREIGN.fullmatch(value)):
            return []
        return [self.problem("unreadable", NOT_A_PHONE)]

    def fetched(self, value: Json) -> Json:
        return international(value) if isinstance(value, str) else None

    def show(self, value: Json, language: str) -> list[str]:
        if re.fullmatch(r"\+467[0-9]{8}", value):
            return [f"0{value[3:5]}-{value[5:8]} {value[8:10]} {value[10:]}"]
        return [f"0{value[3:]}" if value.startswith("+46") else value]


def is_email(text: str) -> bool:
    """Whether the text can be an address; in it stands nothing that breaks a header."""
    return bool(_EMAIL.fullmatch(text))


def international(written: str) -> str:
    """The number with its country code, as far as it can be understood."""
    digits = re.sub(r"\(0\)|[\s()./\u2010-\u2015-]", "", written)
    if digits.startswith("00"):
        return f"+{digits[2:]}"
    if digits.startswith("+460"):
        return f"+46{digits[4:]}"
    return f"+46{digits[1:]}" if digits.startswith("0") else digits
