"""The questions of whom one applies for; asked before a service's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from torget.rooms.eservices.queries import PublishedService
from torget.rooms.eservices.terms import (
    Choice,
    Company,
    FieldProblem,
    Option,
    QuestionBase,
    Translated,
)
from torget.rooms.identity.terms import OrganisationFacts

if TYPE_CHECKING:
    from torget.rooms.identity.models import Representation

Raw = Mapping[str, Sequence[str]]
ANOTHER = "another"
AUDIENCES = {"companies": "company", "associations": "association"}

WHOM = Translated(sv="Vem ansöker du för?", en="On whose behalf are you applying?")
SOMEONE_ELSE = Translated(sv="En annan organisation", en="Another organisation")
KIND = Translated(sv="Vad är det för organisation?", en="What kind of organisation is it?")
KINDS = {
    "company": Translated(sv="Företag", en="Company"),
    "association": Translated(sv="Förening", en="Association"),
}
WHAT_KIND = Translated(sv="vad det är för organisation", en="what kind of organisation it is")
WHICH = Translated(sv="Vilken organisation är det?", en="Which organisation is it?")
ROLE = Translated(sv="Vad är du i organisationen?", en="What is your role in it?")
WHAT_ROLE = Translated(sv="vad du är i organisationen", en="what your role is")
ROLES = {
    "signatory": (
        Translated(sv="Firmatecknare", en="Signatory"),
        Translated(
            sv="Du får skriva under för organisationen.",
            en="You are authorised to sign for the organisation.",
        ),
    ),
    "agent": (
        Translated(sv="Ombud", en="Agent"),
        Translated(
            sv="Du har en fullmakt. Vi kan komma att be dig visa den.",
            en="You hold a power of attorney. We may ask you to show it.",
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered: an organisation, or what is wrong with what was typed."""

    organisation: OrganisationFacts | None = None
    raw: Raw | None = None
    problems: list[FieldProblem] = field(default_factory=list)


def offered(service: PublishedService) -> list[str]:
    """The kinds of organisation that the service is for."""
    return [kind for audience, kind in AUDIENCES.items()
            if audience in service.compiled.service.audience]  # fmt: skip


def questions(kinds: Sequence[str], known: Sequence[Representation]) -> list[QuestionBase]:
    """What to ask: first among those that one has acted for before."""
    before = [Choice(key="whom", label=WHOM, options=_known(known))] if known else []
    kind = [] if len(kinds) == 1 else [_kind(kinds)]
    roles = tuple(Option(key=key, label=label, hint=hint) for key, (label, hint) in ROLES.items())
    return [
        *before,
        *kind,
        Company(key="organisation", label=WHICH),
        Choice(key="role", label=ROLE, name=WHAT_ROLE, options=roles),
    ]


def _kind(kinds: Sequence[str]) -> Choice:
    options = tuple(Option(key=kind, label=KINDS[kind]) for kind in kinds)
    return Choice(key="kind", label=KIND, name=WHAT_KIND, options=options)


def _known(known: Sequence[Representation]) -> tuple[Option, ...]:
    listed = [
        Option(
            key=one.number,
            label=Translated(sv=one.name, en=one.name),
            hint=Translated(
                sv=f"{one.number[:6]}-{one.number[6:]}, {ROLES[one.role][0].sv.lower()}",
                en=f"{one.number[:6]}-{one.number[6:]}, {ROLES[one.role][0].en.lower()}",
            ),
        )
        for one in known
    ]
    return (*listed, Option(key=ANOTHER, label=SOMEONE_ELSE))


def read_answer(
    raw: Raw, kinds: Sequence[str], known: Sequence[Representation], today: date
) -> Answer:
    """The organisation that was chosen or written, or every fault in what was written."""
    asked = questions(kinds, known)
    values: dict[str, Any] = {"kind": kinds[0]}
    problems: list[FieldProblem] = []
    for question in asked:
        reading = question.read(raw, today, {})
        if question.key == "whom" and reading.value not in (None, ANOTHER):
            one = next(one for one in known if one.number == reading.value)
            if one.kind in kinds:
                return Answer(one.facts)
        values[question.key] = reading.value
        missing = [question.missing()] if reading.value is None else []
        found = question.problems(reading.value, today, {}) if not missing else []
        problems += list(reading.problems) or missing or found
    if problems:
        return Answer(None, raw, problems)
    stated = values["organisation"]
    return Answer(
        {
            "kind": values["kind"],
            "number": stated["number"],
            "name": stated["name"],
            "role": values["role"],
        }
    )
