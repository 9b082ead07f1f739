"""An employee fills in for someone: the person signs, and nobody's contact details change."""

import pytest

from tests.contract.simulators import Simulators
from tests.factories import NOON, a_person, a_resident, an_application, an_employee
from torget.foundation.actor import Forbidden
from torget.journeys.start_application import start_for_someone
from torget.journeys.submit_application import submit_application
from torget.rooms.cases.models import Contact
from torget.rooms.cases.terms import Status
from torget.rooms.eservices.queries import published_service
from torget.rooms.submissions.models import Draft, SignatureRequest
from torget.rooms.submissions.queries import what_is_shown
from torget.rooms.submissions.terms import Channel, SignatureMissing, SignatureState

pytestmark = pytest.mark.django_db
PER = "per.sandin@solvik.example"


def told_to(employee: int | None, channel: Channel = Channel.PHONE) -> Draft:
    draft = an_application()
    draft.employee_id, draft.channel = employee, channel
    draft.save()
    return draft


def test_it_comes_in_at_once_and_the_person_is_asked_to_sign() -> None:
    per = an_employee(PER)
    draft = told_to(per.employee)
    shown = what_is_shown(draft, "sv").digest
    case = submit_application(draft, shown_digest=shown, order=None, by=per, at=NOON)

    asked = SignatureRequest.objects.get()
    assert (asked.person, asked.email, asked.state) == (
        a_person(),
        "maja@exempel.example",
        SignatureState.WAITING,
    )
    assert (case.status, case.submission.channel, case.applicant_name) == (
        Status.AWAITING_SIGNATURE,
        Channel.PHONE,
        "Maja Lindqvist",
    )
    assert (Contact.objects.get().person, a_person().email) == (a_person(), "")


def test_without_being_told_by_the_person_nothing_is_sent_unsigned() -> None:
    anna = an_employee()
    draft = told_to(an_employee(PER).employee)
    shown = what_is_shown(draft, "sv").digest
    with pytest.raises(Draft.DoesNotExist):
        submit_application(draft, shown_digest=shown, order=None, by=anna, at=NOON)
    own = an_application()
    with pytest.raises(SignatureMissing):
        submit_application(
            own, shown_digest=what_is_shown(own, "sv").digest, order=None, by=a_resident(), at=NOON
        )


def test_a_protected_person_is_helped_only_by_those_who_may_read_it(world: Simulators) -> None:
    per = an_employee(PER)
    hidden = a_person("198310239846", protected_identity=True)
    lacking = type(per)(
        id=per.id, name=per.name, employee=per.employee,
        grants={key: units for key, units in per.grants.items() if "sensitive" not in key},
    )  # fmt: skip
    service = published_service("felanmalan")
    with pytest.raises(Forbidden):
        start_for_someone(
            service, hidden, channel=Channel.PHONE, language="sv", by=lacking, at=NOON
        )


def test_nobody_begins_for_someone_without_the_right_to_register() -> None:
    clerk = an_employee("lena.holm@solvik.example")
    lacking = type(clerk)(id=clerk.id, name=clerk.name, employee=clerk.employee)
    with pytest.raises(Forbidden):
        start_for_someone(
            published_service("felanmalan"),
            None,
            channel=Channel.PHONE,
            language="sv",
            by=lacking,
            at=NOON,
        )
