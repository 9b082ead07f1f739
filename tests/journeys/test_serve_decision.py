"""An officer serves a decision; the applicant gets it."""

from io import BytesIO
from pathlib import Path

import msgspec
import pytest
from django.db import IntegrityError
from procrastinate.contrib.django.models import ProcrastinateJob
from pyhanko.pdf_utils.reader import PdfFileReader
from pytest_django import Settings

from tests.contract.simulators import Simulators
from tests.factories import NOON, a_case, a_decision, an_employee
from torget.foundation.actor import Forbidden
from torget.journeys import serve_decision as journey
from torget.journeys.serve_decision import send_decision, serve_the_decision
from torget.rooms.cases.actions import CaseNotReady
from torget.rooms.cases.models import Decision
from torget.rooms.documents.models import Document
from torget.rooms.documents.ports import SealFailed
from torget.rooms.documents.queries import content_of
from torget.rooms.messaging.jobs import deliver_message
from torget.rooms.messaging.models import Message
from torget_simulators.certificates import Certificates

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.ENVIRONMENT = msgspec.structs.replace(settings.ENVIRONMENT, files=str(tmp_path))


@pytest.fixture
def decision(db: None) -> Decision:
    return a_decision(a_case())


def test_serving_leaves_the_document_and_the_message_to_the_worker(decision: Decision) -> None:
    serve_the_decision(decision, by=an_employee(), at=NOON)

    decision.refresh_from_db()
    assert decision.served_at == NOON
    assert list(ProcrastinateJob.objects.values_list("task_name", "args")) == [
        ("send_decision", {"decision": decision.pk})
    ]


def test_serving_twice_is_refused_and_queues_nothing_more(decision: Decision) -> None:
    serve_the_decision(decision, by=an_employee(), at=NOON)
    with pytest.raises(CaseNotReady):
        serve_the_decision(decision, by=an_employee(), at=NOON)
    assert ProcrastinateJob.objects.count() == 1


def test_those_who_may_not_serve_queue_nothing(decision: Decision) -> None:
    with pytest.raises(Forbidden):
        serve_the_decision(decision, by=an_employee("lena.holm@solvik.example"), at=NOON)
    assert ProcrastinateJob.objects.count() == 0


def test_when_the_queue_fails_the_decision_is_not_served(
    decision: Decision, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_queue(*_: object, **__: object) -> None:
        raise IntegrityError("the queue is away")

    monkeypatch.setattr(journey, "enqueue", no_queue)
    with pytest.raises(IntegrityError):
        serve_the_decision(decision, by=an_employee(), at=NOON)
    decision.refresh_from_db()
    assert decision.served_at is None


def test_the_decision_is_sent_once_although_the_job_runs_twice(
    world: Simulators, decision: Decision
) -> None:
    serve_the_decision(decision, by=an_employee(), at=NOON)
    for _ in range(2):
        send_decision(decision.pk)
    for message in Message.objects.all():
        deliver_message(message.pk)

    decision.refresh_from_db()
    assert decision.document is not None
    assert decision.document.name == "beslut-BYGG-2026-0001.pdf"
    assert content_of(decision.document)[:5] == b"%PDF-"
    [mail] = world.tell("mails")
    assert (mail["recipients"], mail["subject"]) == (
        ["maja@exempel.example"],
        "Det finns ett beslut i ditt ärende BYGG-2026-0001",
    )
    assert ("avslår" in mail["text"], "Solvik Strand" in mail["text"]) == (False, False)
    assert Document.objects.count() == 1


def test_a_decision_is_sealed_where_the_municipality_has_a_certificate(
    decision: Decision, settings: Settings, tmp_path: Path
) -> None:
    Certificates(tmp_path / "trust")
    _seal_with(settings, tmp_path / "trust/seal.pem")
    serve_the_decision(decision, by=an_employee(), at=NOON)
    send_decision(decision.pk)

    (seal,) = PdfFileReader(BytesIO(content_of(_document(decision)))).embedded_signatures
    assert seal.signer_cert.subject.native["common_name"] == "Solviks kommun"


def test_a_decision_that_cannot_be_sealed_waits_for_a_new_try(
    decision: Decision, settings: Settings, tmp_path: Path
) -> None:
    _seal_with(settings, tmp_path / "is-not-there.pem")
    serve_the_decision(decision, by=an_employee(), at=NOON)
    with pytest.raises(SealFailed):
        send_decision(decision.pk)
    assert (Document.objects.count(), Message.objects.count()) == (0, 0)

    _seal_with(settings, Path())
    send_decision(decision.pk)
    assert _document(decision).name == f"beslut-{decision.case.number}.pdf"


def _seal_with(settings: Settings, path: Path) -> None:
    certificate = "" if path == Path() else str(path)
    settings.ENVIRONMENT = msgspec.structs.replace(
        settings.ENVIRONMENT, seal_certificate=certificate
    )


def _document(decision: Decision) -> Document:
    return Document.objects.get(pk=Decision.objects.get(pk=decision.pk).document_id)
