"""Words of information types: levels, retention, and the facts that other rooms read."""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType

import msgspec
from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Level(IntegerChoices):
    """How great the damage is if protection fails; the words are those of KLASSA (SKR)."""

    NONE = 0, _("Ingen eller försumbar")
    MODERATE = 1, _("Måttlig")
    SIGNIFICANT = 2, _("Betydande")
    SERIOUS = 3, _("Allvarlig")
    EXTREME = 4, _("Synnerligen allvarlig")


class Aspect(TextChoices):
    """The four aspects that are classified, also with KLASSA's words."""

    CONFIDENTIALITY = "confidentiality", _("Konfidentialitet")
    INTEGRITY = "integrity", _("Riktighet")
    # Not the accessibility of a website, which is the same word in Swedish.
    AVAILABILITY = "availability", pgettext_lazy("informationsklassning", "Tillgänglighet")
    TRACEABILITY = "traceability", _("Spårbarhet")


class PersonalData(TextChoices):
    """What data protection law calls the information."""

    NONE = "none", _("Inga personuppgifter")
    ORDINARY = "ordinary", _("Personuppgifter")
    PROTECTED = "protected", _("Extra skyddsvärda personuppgifter")
    SPECIAL = "special", _("Känsliga personuppgifter (artikel 9)")


class RetentionAction(TextChoices):
    """What happens in the end; a case preserves unless a decision says dispose."""

    PRESERVE = "preserve", _("Bevaras")
    DISPOSE = "dispose", _("Gallras")


class RetentionStart(TextChoices):
    """The event that the years are counted from."""

    CLOSED = "closed", _("ärendet avslutades")
    DECIDED = "decided", _("beslutet fattades")
    RECEIVED = "received", _("uppgiften kom in")
    ENDED = "ended", _("insatsen upphörde")


class GdprBasis(StrEnum):
    """The point of article 6.1 that the processing rests on."""

    LEGAL_OBLIGATION = "6.1 c"
    PUBLIC_TASK = "6.1 e"


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words in both languages of the site."""

    sv: str
    en: str

    def in_(self, language: str) -> str:
        return self.en if language == "en" else self.sv


class Sentence(msgspec.Struct, frozen=True):
    """A Swedish catalogue entry with its values; the door translates it."""

    text: str
    values: Mapping[str, str | int | Text] = MappingProxyType({})

    def say(self, translate: Callable[[str], str], language: str) -> str:
        """The finished sentence; `translate` is gettext, or `str` for the Swedish source."""
        values = {
            name: value.in_(language) if isinstance(value, Text) else value
            for name, value in self.values.items()
        }
        return translate(self.text).format(**values)


class Class(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The level of one aspect, and why."""

    level: Level
    why: str


class Retention(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How long it is kept: `years` from the event, or None to preserve for ever."""

    years: int | None
    why: str
    starts: RetentionStart | None = None
    decision: str = ""  # the disposal decision; empty: not taken, so nothing may be disposed of

    @property
    def action(self) -> RetentionAction:
        return RetentionAction.PRESERVE if self.years is None else RetentionAction.DISPOSE


class Openness(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whether it may be published as open data."""

    open: bool
    why: str


class InformationTypeFacts(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """All that is declared of one kind of information; other rooms read it, none copies it."""

    key: str
    name: Text
    description: Text
    purpose: Text
    unit: str
    legal_basis: tuple[str, ...]
    gdpr_basis: GdprBasis
    personal_data: PersonalData
    confidentiality: Class
    integrity: Class
    availability: Class
    traceability: Class
    retention: Retention
    openness: Openness
    owner: str | None = None  # key of a position; None is a fault that `without_owner` shows
    holder: Text | None = None  # the authority that has the fact already
    gdpr_exception: str = ""  # the point of article 9.2, for special categories
    secrecy: str = ""  # the provision of offentlighets- och sekretesslagen that may apply

    @property
    def content_hash(self) -> str:
        """Tells whether two declarations say the same."""
        return hashlib.sha256(msgspec.json.encode(self, order="deterministic")).hexdigest()

    @property
    def is_personal(self) -> bool:
        return self.personal_data != PersonalData.NONE


class Classes(msgspec.Struct, frozen=True, kw_only=True):
    """What is decided of a type's class; `note` says how it varies or grows when gathered."""

    of: Mapping[Aspect, Class]
    review_on: date
    note: str = ""


class Coverage(msgspec.Struct, frozen=True):
    """How far the municipality knows its information: numbers of types."""

    types: int
    without_owner: int
    vacant: int  # owned by a position that nobody holds
    undecided: int  # to be disposed of, though no one has decided so
    serious: int  # confidentiality 3 or more
    special: int  # special categories of personal data
    open: int
    unclassified: int  # the class is a proposal that nobody has decided on
    to_review: int  # decided, and the day to look at it again has come


class InformationTypesUnreadable(ValueError):
    """The declaration cannot be used; says where and why."""


def read_information_types(text: str) -> tuple[InformationTypeFacts, ...]:
    """The types declared in a YAML text (`library/information.yaml` shows the format).

    Raises InformationTypesUnreadable.
    """
    try:
        types = msgspec.yaml.decode(text, type=tuple[InformationTypeFacts, ...])
    except msgspec.DecodeError as error:
        raise InformationTypesUnreadable(str(error)) from error
    keys = [declared.key for declared in types]
    if twice := sorted({key for key in keys if keys.count(key) > 1}):
        raise InformationTypesUnreadable("Står två gånger: " + ", ".join(twice))
    return types


class ListRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing to choose; `key` is stored with the answer and stays when the name changes."""

    key: str
    name: str


class CodeListFacts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A list that forms let people choose from."""

    key: str
    name: Text
    rows: tuple[ListRow, ...]
    source: str = ""


class ListUnreadable(ValueError):
    """The rows cannot be used. `reason` and `line` (from 1) say why and where."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(f"{line}: {reason}")
        self.reason = reason
        self.line = line


MOST_ROWS = 1000  # they are kept with every draft that was begun with them


def read_rows(text: str) -> tuple[ListRow, ...]:
    """Rows written as `key; name`, one on each line; raises ListUnreadable.

    A line without a semicolon is a name, and its key is made of it.
    """
    rows: dict[str, ListRow] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not (words := " ".join(line.split())):
            continue
        given, _semicolon, name = words.partition(";") if ";" in words else ("", "", words)
        key = plain_key(given or name)
        if not key or not name.strip():
            raise ListUnreadable("shape", number)
        if key in rows:
            raise ListUnreadable("twice", number)
        if len(rows) == MOST_ROWS:
            raise ListUnreadable("many", number)
        rows[key] = ListRow(key, name.strip()[:200])
    return tuple(rows.values())


def written_rows(rows: Iterable[Mapping[str, str]]) -> str:
    """The text that `read_rows` reads."""
    return "\n".join(f"{row['key']}; {row['name']}" for row in rows)


def plain_key(text: str) -> str:
    """Small letters a–z, digits and _, of at most 50 characters: Björkskolan is bjorkskolan."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:50]


def read_code_lists(text: str) -> tuple[CodeListFacts, ...]:
    """The lists declared in a YAML text (`library/lists.yaml` shows the format).

    Raises InformationTypesUnreadable.
    """
    try:
        return msgspec.yaml.decode(text, type=tuple[CodeListFacts, ...])
    except msgspec.DecodeError as error:
        raise InformationTypesUnreadable(str(error)) from error


class PrivacyEntry(msgspec.Struct, frozen=True):
    """What a person is told of one kind of information."""

    key: str
    name: Text
    purpose: Text
    owner: str | None  # key of a position
    unit: str
    laws: tuple[str, ...]
    basis: Sentence
    source: Sentence
    kept: Sentence
    seen_by: Sentence


class PrivacyNotice(msgspec.Struct, frozen=True):
    """What a person has the right to be told before giving information."""

    entries: tuple[PrivacyEntry, ...]
    rights: tuple[Sentence, ...]
    has_special_categories: bool
