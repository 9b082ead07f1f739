"""What every question has in common, and the promise that each type keeps."""

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

import msgspec

from torget.rooms.eservices.language.expressions.kinds import TEXT, Kind
from torget.rooms.eservices.language.texts import N_, Message, Noun, Translated, Value

Json = Any  # a plain JSON value: None, bool, int, float, str, or lists and dicts of those
Raw = Mapping[str, Sequence[str]]  # what a form sent, each name with its values
Context = Mapping[str, Json]  # what registers and the account say of the person filling in

REQUIRED = N_("Skriv {name}")
CHOOSE = N_("Välj {name}")
UNREADABLE = N_("Kontrollera {name}")


class FieldProblem(msgspec.Struct, frozen=True):
    """What is wrong with one answer. `part` is the field to point at, empty for the whole."""

    question: str
    part: str
    message: Message


class Reading(msgspec.Struct, frozen=True):
    """A value read from a form, None when nothing (readable) was written."""

    value: Json = None
    problems: tuple[FieldProblem, ...] = ()


class Check(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rule of the builder's own: `valid` must be true once the question is answered."""

    valid: str
    message: Translated


class QuestionBase(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    tag_field="type",
):
    """A question as the builder wrote it.

    `name` is how messages speak of the answer ("ditt telefonnummer"); without it each type has
    a word of its own. `error` replaces our message of a kind (see each type's ERRORS).
    """

    NOUN: ClassVar[Noun] = Noun(N_("svaret"))
    MISSING: ClassVar[str] = REQUIRED
    ERRORS: ClassVar[frozenset[str]] = frozenset({"required"})
    KIND: ClassVar[Kind] = (
        TEXT  # what an expression sees; `value_kind` when it depends on the question
    )
    ANSWERED: ClassVar[bool] = True  # False: shown, never answered

    key: str
    label: Translated
    information: str = ""
    name: Translated | None = None
    hint: Translated | None = None
    help: Translated | None = None
    show_when: str = ""
    required: bool = True
    recommended: bool = False  # may be skipped, but the handling goes faster with it
    required_when: str = ""
    checks: tuple[Check, ...] = ()
    error: dict[str, Translated] = {}
    prefill: str = ""  # register.name, me.email …
    lock_prefilled: bool = False
    autocomplete: str = ""

    @property
    def type(self) -> str:
        """The type's name in definitions, and of its template."""
        return str(self.__struct_config__.tag)

    @property
    def value_kind(self) -> Kind:
        """What kind of value `compared` gives, for those who write expressions about it."""
        return self.KIND

    def read(self, raw: Raw, today: date, context: Context) -> Reading:
        """The answer in the fields `<key>` and `<key>.<part>`; any rubbish is survived."""
        raise NotImplementedError

    def problems(self, value: Json, today: date, context: Context) -> list[FieldProblem]:
        """What is wrong with an answer that is given; the value may be any JSON."""
        raise NotImplementedError

    def show(self, value: Json, language: str) -> list[str]:
        """The answer as lines for people; for any value that `read` gave."""
        raise NotImplementedError

    def written(self, value: Json, language: str) -> dict[str, str]:
        """An answer that `read` gave as the form's fields hold it, by part; "" is the whole."""
        return {"": str(value)}

    def canonical(self, value: Json) -> Json:
        """The answer in the one form that is signed, archived and compared."""
        return value

    def compared(self, value: Json) -> Json:
        """The answer as conditions see it: null where it is nothing that they can compare."""
        return value if isinstance(value, (str, bool)) else None

    def fetched(self, value: Json) -> Json:
        """A register's or an account's value as an answer to this question."""
        return value

    @property
    def fetches(self) -> frozenset[str]:
        """What must be fetched when someone begins: "register.children", "lists.schools"."""
        return frozenset()

    def is_from_register(self, value: Json) -> bool:
        """Whether the answer was chosen among what a register holds."""
        return False

    def offered(self, context: Context) -> bool:
        """Whether there is anything to ask: a choice among no children is not put."""
        return True

    def field(self, raw: Raw, part: str = "") -> str:
        """What was written in one field, trimmed and in a form that any store can keep."""
        values = raw.get(f"{self.key}.{part}" if part else self.key) or ("",)
        return clean(values[0])

    def problem(self, kind: str, text: str, part: str = "", **values: Value) -> FieldProblem:
        values.setdefault("name", self.name or self.NOUN)
        message = Message(text=text, values=values, own=self.error.get(kind))
        return FieldProblem(question=self.key, part=part, message=message)

    @property
    def must_be_answered(self) -> bool:
        """Whether an answer is needed when nothing else decides it."""
        return self.ANSWERED and self.required and not self.recommended

    def missing(self) -> FieldProblem:
        """Said when a required answer is not there."""
        return self.problem("required", self.MISSING, self.first_part())

    def first_part(self) -> str:
        """The field that gets focus when the whole answer is at fault."""
        return ""


def clean(text: str) -> str:
    """Composed characters, plain line ends, and nothing that JSON or PostgreSQL refuses."""
    sound = text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")
    return unicodedata.normalize("NFC", sound.replace("\r\n", "\n")).strip()
