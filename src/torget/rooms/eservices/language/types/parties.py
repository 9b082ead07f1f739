"""People and organisations as answers: who it is about, for whom, and who more must sign."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar, Literal

from torget.foundation.identity_numbers import (
    IdentityNumber,
    NotAnIdentityNumber,
    OrganisationNumber,
)
from torget.rooms.eservices.language.expressions.kinds import TEXT, Kind, fields, one_of
from torget.rooms.eservices.language.texts import N_, Noun, Translated
from torget.rooms.eservices.language.types.base import (
    CHOOSE,
    UNREADABLE,
    Context,
    FieldProblem,
    Json,
    QuestionBase,
    Raw,
    Reading,
)
from torget.rooms.eservices.language.types.choice import CHILDREN, NOT_OFFERED, children_in
from torget.rooms.eservices.language.types.contact import NOT_AN_EMAIL, is_email
from torget.rooms.eservices.language.types.identity import NOT_A_COMPANY, REASONS
from torget.rooms.eservices.language.types.text import text_fault

NAME_WHOM = N_("Skriv personens namn")
NUMBER_WHOM = N_("Skriv personens personnummer")
NAME_COMPANY = N_("Skriv organisationens namn")
NUMBER_COMPANY = N_("Skriv organisationens organisationsnummer")
NUMBER = Noun(N_("personnumret"))
COMPANY_NUMBER = Noun(N_("organisationsnumret"))
MYSELF = Translated(sv="Jag själv", en="Myself")
LONGEST_NAME = 100

Who = Literal["self", "child", "other"]
Parts = Mapping[str, str]


class PersonQuestion(QuestionBase, frozen=True, kw_only=True, tag="person"):
    """Whom it is about: oneself, a child in the register, or someone else.

    Stored as {"who", "number", "name"}, the number with twelve digits or empty. Where `who` has
    children only, a person without known children is not asked. `ask_number`: of someone else.
    """

    NOUN: ClassVar[Noun] = Noun(N_("personen"))
    MISSING: ClassVar[str] = CHOOSE
    ERRORS: ClassVar[frozenset[str]] = frozenset(
        {"required", "not_offered", "unreadable", "too_long", *REASONS}
    )
    KIND: ClassVar[Kind] = fields(
        {"who": one_of(("self", "child", "other")), "number": TEXT, "name": TEXT}
    )

    who: tuple[Who, ...] = ("self", "child", "other")
    ask_number: bool = True

    @property
    def fetches(self) -> frozenset[str]:
        return frozenset({CHILDREN} if "child" in self.who else ())

    def read(self, raw: Raw, today: date, context: Context) -> Reading:
        """`<key>` is self, other, or a child's number; someone else's name and number are parts."""
        chosen = self.field(raw) or ("other" if self.who == ("other",) else "")
        if chosen == "self" and "self" in self.who:
            return Reading(_myself(context))
        if chosen != "other" or "other" not in self.who:
            child = children_in(context).get(chosen) if "child" in self.who else None
            return Reading(_named("child", child) if child else None)
        name, written = _line(self, raw, "name"), self.field(raw, "number")
        if self.who == ("other",) and not (name or written):
            return Reading()
        number, problem = read_number(self, written, today)
        value = {"who": "other", "number": number, "name": name}
        return Reading(value, (problem,) if problem else ())

    def problems(self, value: Json, today: date, context: Context) -> list[FieldProblem]:
        if not _has_texts(value, self.KIND.parts):
            return [self.problem("unreadable", UNREADABLE)]
        if value["who"] not in self.who:
            return [self.problem("not_offered", NOT_OFFERED)]
        if value["who"] == "other":
            return self._someone_problems(value, today)
        known = _myself(context)
        if value["who"] == "child":
            child = children_in(context).get(value["number"])
            known = _named("child", child) if child else {}
        return [] if value == known else [self.problem("not_offered", NOT_OFFERED)]

    def _someone_problems(self, value: Mapping[str, str], today: date) -> list[FieldProblem]:
        found = name_problems(self, value["name"], NAME_WHOM)
        if value["number"]:
            return found + number_problems(self, value["number"], today)
        return (
            [*found, self.problem("required", NUMBER_WHOM, "number")] if self.ask_number else found
        )

    def show(self, value: Json, language: str) -> list[str]:
        number = value["number"]
        name = value["name"] or MYSELF.in_(language)
        return [name, f"{number[:8]}-{number[8:]}"] if number else [name]

    def written(self, value: Json, language: str) -> dict[str, str]:
        """What stands beside "someone else"; who is chosen is for `chosen` to say."""
        return _written_parts(value, "name", "number") if value["who"] == "other" else {}

    def chosen(self, value: Json) -> frozenset[str]:
        """What the form's buttons say: self, other, or the child's number."""
        if not value:
            return frozenset()
        return frozenset({value["number"] if value["who"] == "child" else value["who"]})

    def compared(self, value: Json) -> Json:
        return _texts_of(value, self.KIND.parts)

    def is_from_register(self, value: Json) -> bool:
        return value["who"] != "other" and bool(value["number"])

    def offered(self, context: Context) -> bool:
        return self.who != ("child",) or bool(children_in(context))

    def first_part(self) -> str:
        return "name" if self.who == ("other",) else ""


class Company(QuestionBase, frozen=True, kw_only=True, tag="company"):
    """An organisation of any kind, stored as {"number" (ten digits), "name"}."""

    NOUN: ClassVar[Noun] = COMPANY_NUMBER
    MISSING: ClassVar[str] = NUMBER_COMPANY
    ERRORS: ClassVar[frozenset[str]] = frozenset({"required", "unreadable", "too_long"})
    KIND: ClassVar[Kind] = fields({"number": TEXT, "name": TEXT})

    def read(self, raw: Raw, today: date, context: Context) -> Reading:
        name, written = _line(self, raw, "name"), self.field(raw, "number")
        if not (name or written):
            return Reading()
        try:
            digits = OrganisationNumber.read(written).digits if written else ""
        except ValueError:
            return Reading(problems=(self.problem("unreadable", NOT_A_COMPANY, "number"),))
        return Reading({"number": digits, "name": name})

    def problems(self, value: Json, today: date, context: Context) -> list[FieldProblem]:
        if not _has_texts(value, self.KIND.parts):
            return [self.problem("unreadable", UNREADABLE, "number")]
        found = name_problems(self, value["name"], NAME_COMPANY)
        if not value["number"]:
            return [self.problem("required", NUMBER_COMPANY, "number"), *found]
        try:
            OrganisationNumber.read(value["number"])
        except ValueError:
            found.insert(0, self.problem("unreadable", NOT_A_COMPANY, "number"))
        return found

    def show(self, value: Json, language: str) -> list[str]:
        return [value["name"], f"{value['number'][:6]}-{value['number'][6:]}"]

    def written(self, value: Json, language: str) -> dict[str, str]:
        number = value["number"]
        parts = _written_parts(value, "name", "number")
        return parts | ({"number": f"{number[:6]}-{number[6:]}"} if len(number) == 10 else {})

    def compared(self, value: Json) -> Json:
        return _texts_of(value, self.KIND.parts)

    def fetched(self, value: Json) -> Json:
        return _texts_of(value, self.KIND.parts) or None

    def first_part(self) -> str:
        return "number"


class SignatureQuestion(QuestionBase, frozen=True, kw_only=True, tag="signature_request"):
    """Someone else who is asked to sign what is sent.

    Stored as {"number" (twelve digits), "name", "email" (or empty)}. In a table, everyone in it
    is asked. The address is only used to say that there is something to sign.
    """

    NOUN: ClassVar[Noun] = Noun(N_("den som ska skriva under"))
    MISSING: ClassVar[str] = NAME_WHOM
    ERRORS: ClassVar[frozenset[str]] = frozenset({"required", "unreadable", "too_long", *REASONS})
    KIND: ClassVar[Kind] = fields({"number": TEXT, "name": TEXT, "email": TEXT})

    def read(self, raw: Raw, today: date, context: Context) -> Reading:
        name, written = _line(self, raw, "name"), self.field(raw, "number")
        email = self.field(raw, "email")
        if not (name or written or email):
            return Reading()
        number, problem = read_number(self, written, today)
        value = {"number": number, "name": name, "email": email}
        return Reading(value, (problem,) if problem else ())

    def problems(self, value: Json, today: date, context: Context) -> list[FieldProblem]:
        if not _has_texts(value, self.KIND.parts):
            return [self.problem("unreadable", UNREADABLE, "name")]
        found = name_problems(self, value["name"], NAME_WHOM)
        if value["number"]:
            found += number_problems(self, value["number"], today)
        else:
            found.append(self.problem("required", NUMBER_WHOM, "number"))
        if value["email"] and not is_email(value["email"]):
            address = Noun(N_("e-postadressen"))
            found.append(self.problem("unreadable", NOT_AN_EMAIL, "email", name=address))
        return found

    def show(self, value: Json, language: str) -> list[str]:
        number = value["number"]
        lines = [value["name"], f"{number[:8]}-{number[8:]}" if number else "", value["email"]]
        return [line for line in lines if line]

    def written(self, value: Json, language: str) -> dict[str, str]:
        return _written_parts(value, "name", "number", "email")

    def compared(self, value: Json) -> Json:
        return _texts_of(value, self.KIND.parts)

    def first_part(self) -> str:
        return "name"


def read_number(
    question: QuestionBase, written: str, today: date
) -> tuple[str, FieldProblem | None]:
    """The twelve digits of an identity number, and what is wrong with what was written."""
    if not written:
        return "", None
    try:
        return str(IdentityNumber.read(written, today=today)), None
    except NotAnIdentityNumber as error:
        text = REASONS[error.reason]
        return "", question.problem(error.reason, text, "number", name=NUMBER)


def number_problems(question: QuestionBase, number: str, today: date) -> list[FieldProblem]:
    """What is wrong with an identity number that is stored."""
    problem = read_number(question, number, today)[1]
    return [problem] if problem else []


def name_problems(question: QuestionBase, name: str, missing: str) -> list[FieldProblem]:
    """What is wrong with someone's name."""
    if not name:
        return [question.problem("required", missing, "name")]
    fault = text_fault(question, name, LONGEST_NAME)
    return [FieldProblem(question.key, "name", fault.message)] if fault else []


def _myself(context: Context) -> dict[str, str]:
    register = context.get("register") or {}
    return _named("self", {part: register.get(part) for part in ("number", "name")})


def _named(who: Who, facts: Mapping[str, Json]) -> dict[str, str]:
    return {"who": who, "number": str(facts["number"] or ""), "name": str(facts["name"] or "")}


def _line(question: QuestionBase, raw: Raw, part: str) -> str:
    return " ".join(question.field(raw, part).split())


def _has_texts(value: Json, parts: Mapping[str, Kind]) -> bool:
    return (
        isinstance(value, dict)
        and set(value) == set(parts)
        and all(isinstance(text, str) for text in value.values())
    )


def _texts_of(value: Json, parts: Mapping[str, Kind]) -> dict[str, str]:
    given = value if isinstance(value, dict) else {}
    return {part: text for part in parts if isinstance(text := given.get(part), str)}


def _written_parts(value: Json, *parts: str) -> dict[str, str]:
    number = value["number"]
    dashed = f"{number[:8]}-{number[8:]}" if len(number) == 12 else number
    return {part: dashed if part == "number" else value[part] for part in parts}
