"""Swedish identity numbers as values: read in every form people write them, kept in one.

Sources: Skatteverket SKV 704 (personnummer), SKV 707 (samordningsnummer), SKV 709
(organisationsnummer).
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from stdnum import luhn

# ASCII: digits of other scripts would name the same person in another way.
_WRITTEN = re.compile(r"(?P<century>\d{2})?(?P<date>\d{6})(?P<sign>[-+]?)(?P<end>\d{4})", re.ASCII)
_COORDINATION_DAYS = 60  # a coordination number has the day of birth plus 60


class NotAnIdentityNumber(ValueError):
    """The text is no personnummer or samordningsnummer. `reason`: shape, date, future, digit."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Kind(StrEnum):
    PERSONAL = "personnummer"
    COORDINATION = "samordningsnummer"


@dataclass(frozen=True, slots=True)
class IdentityNumber:
    """Twelve digits that name a person: `IdentityNumber.read("880320-2384", today=…)`."""

    digits: str

    @classmethod
    def read(cls, text: str, *, today: date) -> Self:
        """The number that was written, with or without century, hyphen, plus and spaces.

        A plus means that the person turns at least 100 this year. Raises NotAnIdentityNumber.
        """
        match = _WRITTEN.fullmatch(re.sub(r"[\s\u2010-\u2015\u2212]", _plain_sign, text.strip()))
        if not match:
            raise NotAnIdentityNumber("shape")
        if not luhn.is_valid(match["date"] + match["end"]):
            raise NotAnIdentityNumber("digit")
        century = match["century"] or _century(match["date"], match["sign"], today)
        number = cls(century + match["date"] + match["end"])
        if number.born_on > today:
            raise NotAnIdentityNumber("future")
        return number

    @property
    def kind(self) -> Kind:
        return Kind.COORDINATION if int(self.digits[6:8]) > _COORDINATION_DAYS else Kind.PERSONAL

    @property
    def born_on(self) -> date:
        """Day of birth; raises NotAnIdentityNumber when the digits name no day."""
        day = int(self.digits[6:8])
        day -= _COORDINATION_DAYS if day > _COORDINATION_DAYS else 0
        try:
            return date(int(self.digits[:4]), int(self.digits[4:6]), day)
        except ValueError:
            raise NotAnIdentityNumber("date") from None

    def age(self, today: date) -> int:
        """Whole years lived on the day."""
        born = self.born_on
        return today.year - born.year - ((today.month, today.day) < (born.month, born.day))

    def written(self, today: date) -> str:
        """As people write it, plus from the year the person turns 100: 880320-2384."""
        sign = "+" if today.year - int(self.digits[:4]) >= 100 else "-"
        return f"{self.digits[2:8]}{sign}{self.digits[8:]}"

    def __str__(self) -> str:
        return self.digits

    def __repr__(self) -> str:
        """Without the number, so that no traceback or log shows it."""
        return f"<{self.kind}>"


def _plain_sign(match: re.Match[str]) -> str:
    return "" if match[0].isspace() else "-"


def _century(six: str, sign: str, today: date) -> str:
    """The latest century in which the person is born and, with a plus, turns 100 or more."""
    latest = today.year - (100 if sign == "+" else 0)
    year = latest - (latest - int(six[:2])) % 100
    if not sign or sign == "-":
        month_day = (int(six[2:4]), int(six[4:6]) % _COORDINATION_DAYS)
        if year == today.year and month_day > (today.month, today.day):
            year -= 100
    return f"{year // 100:02}"


@dataclass(frozen=True, slots=True)
class OrganisationNumber:
    """Ten digits that name a company, association or authority."""

    digits: str

    @classmethod
    def read(cls, text: str) -> Self:
        """The number that was written; the prefix 16 of twelve-digit systems is dropped.

        Raises ValueError.
        """
        digits = re.sub(r"[\s\u2010-\u2015\u2212-]", "", text)
        if len(digits) == 12 and digits.startswith("16"):
            digits = digits[2:]
        # The third digit is 2 or more so that the number never looks like a date (SKV 709).
        if not re.fullmatch(r"\d\d[2-9]\d{7}", digits, re.ASCII) or not luhn.is_valid(digits):
            raise ValueError("not an organisation number")
        return cls(digits)

    def __str__(self) -> str:
        return f"{self.digits[:6]}-{self.digits[6:]}"
