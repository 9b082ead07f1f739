"""The receipt: a real PDF, made once, and a message about it."""

from pathlib import Path

import msgspec
import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from tests.contract.simulators import Simulators
from tests.factories import ERIK, NOON, a_case, a_draft, a_person, an_application, holder_of
from torget.journeys.send_receipt import send_receipt
from torget.journeys.submit_application import submit_application
from torget.rooms.cases.models import Case
from torget.rooms.documents.models import Document
from torget.rooms.documents.queries import content_of
from torget.rooms.identity.models import Person
from torget.rooms.messaging.jobs import deliver_message
from torget.rooms.messaging.models import Message
from torget.rooms.submissions.models import Receipt, SignatureRequest, Submission
from torget.rooms.submissions.queries import what_is_shown

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.ENVIRONMENT = msgspec.structs.replace(settings.ENVIRONMENT, files=str(tmp_path))


def a_report(**answers: object) -> Submission:
    draft = a_draft(**({"wants_reply": True, "email": "mia@exempel.example"} | answers))
    digest = what_is_shown(draft, "sv").digest
    case = submit_application(draft, shown_digest=digest, order=None, by=holder_of(draft), at=NOON)
    return case.submission


def test_the_receipt_is_made_once_although_the_job_runs_twice(world: Simulators) -> None:
    submission = a_report()
    for _ in range(2):
        send_receipt(str(submission.key))
    for message in Message.objects.all():
        deliver_message(message.pk)

    receipt = Receipt.objects.get()
    [mail] = world.tell("mails")
    assert (receipt.submission, receipt.document.name) == (submission, "kvittens-FEL-2026-0001.pdf")
    assert content_of(receipt.document)[:5] == b"%PDF-"
    assert (mail["recipients"], mail["subject"]) == (
        ["mia@exempel.example"],
        "Vi har tagit emot ditt ärende FEL-2026-0001",
    )
    assert Document.objects.count() == 1


def test_of_two_workers_at_once_only_the_first_sends(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second looked before the first had kept its receipt."""
    submission = a_report()
    send_receipt(str(submission.key))
    monkeypatch.setattr("torget.journeys.send_receipt.has_receipt", lambda row: False)
    send_receipt(str(submission.key))

    assert (Receipt.objects.count(), Message.objects.count()) == (1, 1)


def test_without_an_address_there_is_a_receipt_but_no_message() -> None:
    submission = a_report(wants_reply=False)
    send_receipt(str(submission.key))

    assert (Receipt.objects.count(), Message.objects.count()) == (1, 0)


def test_the_message_tells_nothing_of_what_was_reported() -> None:
    submission = a_report(description="Min granne Karl dricker.")
    send_receipt(str(submission.key))

    message = Message.objects.get()
    assert ("Karl" in message.body, "granne" in message.body) == (False, False)
    assert message.unit == Case.objects.get().unit_id


def asked_to_sign(**erik: object) -> list[str]:
    """Whom the receipt's messages go to, when Erik is asked to sign what Maja sent."""
    draft = an_application("forskola")
    submission = Submission.objects.create(
        draft=draft, version_id=draft.version_id, person=draft.person, answers=draft.answers,
        context=draft.context, text="T", digest="a" * 64, language="sv", submitted_at=NOON,
    )  # fmt: skip
    person = a_person(ERIK, given_name="Erik")
    Person.objects.filter(pk=person.pk).update(**erik)
    SignatureRequest.objects.create(submission=submission, person=person, asked_at=NOON)
    a_case(submission=submission)
    send_receipt(str(submission.key))
    return sorted(Message.objects.values_list("to", flat=True))


def test_the_other_custodian_is_told_when_we_know_an_address() -> None:
    assert asked_to_sign(email="erik@exempel.example") == [
        "erik@exempel.example",
        "maja@exempel.example",
    ]


@pytest.mark.parametrize(
    "erik", [{"email": ""}, {"email": "erik@exempel.example", "protected_identity": True}]
)
def test_the_other_custodian_is_not_written_to_when_unknown_or_protected(
    erik: dict[str, object],
) -> None:
    assert asked_to_sign(**erik) == ["maja@exempel.example"]


def test_a_receipt_waits_in_the_queue_until_it_is_made() -> None:
    submission = a_report()
    assert list(ProcrastinateJob.objects.values_list("task_name", "args")) == [
        ("send_receipt", {"submission": str(submission.key)})
    ]
