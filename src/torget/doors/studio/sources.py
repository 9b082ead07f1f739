"""What there is to choose from when a service is written: what the municipality has."""

from collections.abc import Mapping

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from torget.doors.studio.forms import Pairs, said
from torget.doors.studio.value_words import AUTOCOMPLETE
from torget.rooms.eservices.queries import life_events, topics
from torget.rooms.eservices.terms import CHILDREN, LISTS, editing
from torget.rooms.information.queries import all_types, code_lists
from torget.rooms.organisation.queries import units_by_pk


def sources_for(plain: editing.Plain, kind: str) -> Mapping[str, Pairs]:
    """By struct and field; `kind` is the type of the question, if it is one."""
    language = get_language() or "sv"
    units = sorted((unit.name_in(language), unit.key) for unit in units_by_pk().values())
    types = sorted((facts.name.in_(language), facts.key) for facts in all_types().values())
    return {
        "Service.unit": [(key, name) for name, key in units],
        "RoutingRule.unit": [(key, name) for name, key in units],
        "Service.life_events": [(one.key, one.name[language]) for one in life_events()],
        "Service.topics": [(one.key, one.name[language]) for one in topics()],
        **_of_process(plain, language),
        "Signing.others": _children_questions(plain, language),
        "information": [(key, f"{name} ({key})") for name, key in types],
        "prefill": [(one, one) for one in editing.fetchable(kind)],
        "options_from": [
            (CHILDREN, _("Barnen i folkbokföringen")),
            *((f"{LISTS}{one.key}", one.name[language]) for one in code_lists()),
        ],
        "autocomplete": [(token, _(name)) for token, name in AUTOCOMPLETE.items()],
    }


def _of_process(plain: editing.Plain, language: str) -> dict[str, list[tuple[str, str]]]:
    """The process's own statuses and phases, by name."""
    process = plain.get("process")

    def named(what: str) -> list[tuple[str, str]]:
        parts = process.get(what) if isinstance(process, dict) else None
        return [
            (str(part.get("key")), said(part.get("title"), language) or str(part.get("key")))
            for part in (parts if isinstance(parts, list) else [])
            if isinstance(part, dict) and part.get("key")
        ]

    statuses = named("statuses")
    return {
        "Transition.to": statuses,
        "Transition.from": statuses,
        "CaseStatus.phase": named("phases"),
    }


def _children_questions(plain: editing.Plain, language: str) -> list[tuple[str, str]]:
    return [
        (str(question.get("key")), said(question.get("label"), language))
        for step in plain["steps"]
        for question in step["questions"]
        if question.get("options_from") == CHILDREN
        or (question.get("type") == "person" and "child" in (question.get("who") or ("child",)))
    ]
