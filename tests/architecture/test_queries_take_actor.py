"""Who may see it is part of the question: a query about protected things takes the actor."""

import inspect
import pkgutil
from collections.abc import Callable, Iterator
from importlib import import_module

import pytest

from torget import rooms

# What these rooms hold is for everyone to read: services, declarations, who works where.
PUBLIC_ROOMS = frozenset({"eservices", "information", "organisation"})

# Given one of these, the caller has already been allowed to see what it asks more of.
GIVEN = frozenset(
    {
        "appeal",
        "approval",
        "attachment",
        "batch",
        "case",
        "cases",
        "decision",
        "document",
        "draft",
        "order",
        "referral",
        "submission",
        "system",
        "thing",
    }
)

EXCEPTIONS = {
    "audit.followed_tables": "names of tables",
    "audit.as_of": "says when, and the queries within say who",
    "cases.open_cases_of": "a number for those who see to the organisation",
    "audit.last_seal": "a seal is a number and a fingerprint",
    "audit.entries_between": "for computing the chain; commands and the sealer",
    "audit.verify_chain": "tells whether the chain holds, not what is in it",
    "audit.trail_state": "two numbers, for administrators",
    "audit.seal_age": "a number, for health checks",
    "audit.trail_is_guarded": "a yes or no, for health checks",
    "cases.answers_to": "an address for a party that is written to",
    "cases.party_who_answers": "the address is the party's own secret",
    "cases.agreement_by_service": "numbers, which everyone may see unless they are few",
    "cases.decided_by_service": "numbers, which everyone may see unless they are few",
    "cases.counted_as_received": "a day and a way; nobody's case",
    "cases.batch_for_worker": "for the worker, which is told the key by whoever confirmed it",
    "cases.correction_by_pk": "for the worker, as the decision",
    "cases.decision_by_pk": "for the worker, which is told the key by whoever served it",
    "cases.case_by_number": "for the worker, which is told the number by whoever moved it",
    "cases.case_of_submission": "for the worker, which is told the key by whoever sent it",
    "cases.decisions_not_final": "for the worker, which seals what nobody can appeal any more",
    "cases.first_day": "a day, for the worker that measures from it",
    "cases.measures": "numbers, which statistics show as the actor may see them",
    "cases.referral_by_link": "for whoever has the link; only opening it says who may read",
    "cases.officers_to_remind": "employees and no case, for the worker, which reminds them",
    "cases.referrals_to_remind": "for the worker, which reminds those who were asked",
    "cases.has_cases": "a yes or no, for filling a demo",
    "documents.rendered": "makes a file of the facts it is given, and keeps nothing",
    "documents.documents_where": "for the rooms above, which put the actor in the condition",
    "identity.abandoned_signatures": "for the worker",
    "identity.actor_for_person": "makes the actor",
    "identity.order": "the key is the browser's own secret",
    "jobs.queue_state": "numbers, for health checks",
    "messaging.messages_about": "what it is about has been fetched for the actor before",
    "statistics.days_to_measure": "two days, for the worker",
    "statistics.figures_of_tables": "numbers for everyone, and none that are few",
    "statistics.measured_to": "a day",
    "systems.campaigns_to_remind": "for the worker, which reminds those who were asked",
    "systems.to_ask": "employees and a number, for the journey that asks them",
    "submissions.drafts_left": "numbers, which statistics show as the actor may see them",
    "submissions.drafts_sent": "numbers, which statistics show as the actor may see them",
    "submissions.file_questions": "reads the definition of the service, which is public",
    "submissions.open_drafts_beside": "for moving them, which asks for the permission",
    "submissions.places_left": "a number that the service's public page tells of",
    "submissions.submission": "for the worker, which is told the key by whoever sent it",
    "submissions.signatures_of_case": "for the operator's command that verifies signatures",
}


def queries() -> Iterator[tuple[str, Callable[..., object]]]:
    for room in pkgutil.iter_modules(rooms.__path__):
        module = import_module(f"torget.rooms.{room.name}.queries")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            ours = f"{function.__module__}.".startswith(f"{module.__name__}.")
            if ours and not name.startswith("_") and room.name not in PUBLIC_ROOMS:
                yield f"{room.name}.{name}", function


QUERIES = dict(queries())


def asks_for_actor(query: Callable[..., object]) -> bool:
    parameters = list(inspect.signature(query).parameters)
    return "actor" in parameters or (bool(parameters) and parameters[0] in GIVEN)


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_takes_the_actor_or_what_the_actor_was_given(name: str) -> None:
    assert asks_for_actor(QUERIES[name]) or name in EXCEPTIONS


def test_no_exception_is_left_for_what_is_gone_or_needs_none() -> None:
    needless = {name for name in EXCEPTIONS if name not in QUERIES or asks_for_actor(QUERIES[name])}
    assert needless == set()
