"""What came in on paper, by phone, at a visit or by e-mail becomes a case like any other."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.utils.timezone import localdate
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.contract.simulators import Simulators
from tests.factories import MAJA, NOON, a_person, a_resident, an_employee
from torget.foundation.actor import Forbidden
from torget.foundation.identity_numbers import IdentityNumber
from torget.journeys.facts import receipt_facts
from torget.journeys.register_incoming import Registration, register_incoming
from torget.rooms.audit.models import Entry
from torget.rooms.cases.models import Case
from torget.rooms.cases.queries import cases_for
from torget.rooms.cases.terms import PartyRole, Status
from torget.rooms.documents.actions import store_own
from torget.rooms.submissions.models import Submission
from torget.rooms.submissions.terms import AlreadySubmitted, Channel

pytestmark = pytest.mark.django_db
PROTECTED = "198310239846"
TOLD = Registration(
    service="bygglov",
    channel=Channel.PHONE,
    reached_on=localdate(NOON),
    number=None,
    name="Maja Lindqvist",
    email="maja@exempel.example",
    phone="",
    text="Vill bygga ett plank.",
    language="sv",
    once=UUID(int=7),
)


def registered(**changes: Any) -> Case:
    told = replace(TOLD, **changes)
    return register_incoming(told, documents=(), by=an_employee(), at=NOON)


def test_it_becomes_a_case_with_its_channel_and_a_receipt_on_its_way() -> None:
    case = registered()

    party = case.parties.get()
    assert (case.number, case.unit.key, case.status, case.submission.channel) == (
        "BYGG-2026-0001",
        "bygg",
        Status.RECEIVED,
        Channel.PHONE,
    )
    assert (party.role, party.name, party.email) == (
        PartyRole.REPORTER,
        "Maja Lindqvist",
        "maja@exempel.example",
    )
    jobs = list(ProcrastinateJob.objects.values_list("task_name", "args"))
    assert jobs == [("send_receipt", {"submission": str(case.submission.key)})]


def test_a_person_is_looked_up_and_finds_the_case_among_their_own(world: Simulators) -> None:
    maja = a_person()
    case = registered(number=IdentityNumber(MAJA), name="")

    assert list(cases_for(a_resident(maja))) == [case]
    assert (case.applicant_name, case.parties.get().role) == (
        "Maja Lindqvist",
        PartyRole.APPLICANT,
    )
    assert Entry.objects.filter(what="register.looked_up").count() == 1


def test_a_case_of_the_protected_is_read_by_few(world: Simulators) -> None:
    case = registered(number=IdentityNumber(PROTECTED), name="")
    assert (case.protected, case.permission) == (True, "case.read.sensitive")


def test_forvaltningslagen_22_by_post_it_came_in_the_working_day_before() -> None:
    monday = date(2026, 3, 2)
    case = registered(channel=Channel.POST, reached_on=monday)
    assert localdate(case.received_at) == date(2026, 2, 27)
    assert receipt_facts(case.submission, case)["received_at"] == "27 februari 2026"


def test_the_promise_counts_from_the_day_it_came_in() -> None:
    early = registered(reached_on=date(2026, 2, 2))
    late = registered(reached_on=date(2026, 2, 16), once=UUID(int=8))
    assert (late.due_on - early.due_on).days == 14


def test_files_and_words_are_kept_and_stand_in_the_receipt() -> None:
    scan = store_own("blankett.pdf", b"%PDF-1.7", "application/pdf", by=an_employee(), at=NOON)
    case = register_incoming(TOLD, documents=[scan], by=an_employee(), at=NOON)

    facts = receipt_facts(case.submission, case)
    assert [file["name"] for file in facts["files"]] == ["blankett.pdf"]
    assert facts["sections"] == [
        {
            "title": "Registrerat av kommunen",
            "rows": [
                {"label": "Kom in genom", "lines": ["Telefon"]},
                {"label": "Vad det gäller", "lines": ["Vill bygga ett plank."]},
            ],
        }
    ]


def test_sent_twice_it_is_one_case() -> None:
    registered()
    with pytest.raises(AlreadySubmitted):
        registered()
    assert (Case.objects.count(), Submission.objects.count()) == (1, 1)


@pytest.mark.parametrize("by", [a_resident, lambda: replace(an_employee(), grants={})])
def test_nobody_registers_without_the_permission(by: Any) -> None:
    with pytest.raises(Forbidden):
        register_incoming(TOLD, documents=(), by=by(), at=NOON)
    assert Case.objects.count() == 0
