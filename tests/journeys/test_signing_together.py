"""Several people sign what one has sent: all at once, or each in their turn."""

import pytest
from django.utils import timezone

from tests.contract.simulators import Simulators
from tests.factories import ERIK, MAJA, a_person, a_resident
from tests.rooms.submissions.signing import draft_order, request_order, signed
from tests.small_services import HALL, publish
from torget.journeys.finish_signature import finish_signature
from torget.journeys.send_receipt import send_receipt
from torget.journeys.start_application import start_application
from torget.rooms.cases.models import Case
from torget.rooms.cases.terms import PartyRole, Status
from torget.rooms.identity.terms import OrganisationFacts
from torget.rooms.messaging.models import Message
from torget.rooms.submissions.actions import save_answers
from torget.rooms.submissions.models import Draft, SignatureRequest
from torget.rooms.submissions.queries import draft as own_draft
from torget.rooms.submissions.queries import signature_requests_to
from torget.rooms.submissions.terms import SignatureMissing, SignatureState

pytestmark = pytest.mark.django_db

AMINA = "199006022389"
CLUB: OrganisationFacts = {
    "kind": "association",
    "number": "8024000005",
    "name": "Solviks bordtennisklubb",
    "role": "signatory",
}


def asked(name: str, number: str, email: str = "") -> dict[str, dict[str, str]]:
    return {"person": {"name": name, "number": number, "email": email}}


def a_hall(*partners: dict[str, dict[str, str]], source: str = HALL) -> Draft:
    """Maja applies for the club, and names who more is to sign."""
    service, maja, now = publish(source, "lokal"), a_resident(), timezone.now()
    draft = start_application(service, language="sv", acting_for=CLUB, by=maja, at=now)
    club = {"number": CLUB["number"], "name": CLUB["name"]}
    answers = {"organisation": club, "partners": list(partners)}
    save_answers(draft, answers, by=maja, at=now)
    return own_draft(draft.key, actor=maja)


def sent(world: Simulators, draft: Draft) -> Case:
    finish_signature(signed(world, draft_order(draft)), door="portal", at=timezone.now())
    return Case.objects.get(submission__draft=draft)


def sign(world: Simulators, request: SignatureRequest) -> None:
    number = request.person.number
    order = signed(world, request_order(request), number)
    finish_signature(order, door="portal", at=timezone.now())


def states(case: Case) -> list[tuple[str, str]]:
    rows = case.submission.requests.order_by("place")
    return [(request.person.number, request.state) for request in rows]


ERIK_AND_AMINA = (
    asked("Erik Lindqvist", ERIK, "erik@exempel.example"),
    asked("Amina Warsame", AMINA, "amina@exempel.example"),
)


def test_in_turn_the_second_is_asked_when_the_first_has_signed(world: Simulators) -> None:
    case = sent(world, a_hall(*ERIK_AND_AMINA))
    amina = a_resident(a_person(AMINA))
    assert states(case) == [(ERIK, SignatureState.WAITING), (AMINA, SignatureState.QUEUED)]
    assert list(signature_requests_to(amina)) == []

    sign(world, case.submission.requests.get(place=0))

    assert states(case) == [(ERIK, SignatureState.SIGNED), (AMINA, SignatureState.WAITING)]
    assert [request.person.number for request in signature_requests_to(amina)] == [AMINA]
    case.refresh_from_db()
    assert case.status == Status.AWAITING_SIGNATURE

    sign(world, case.submission.requests.get(place=1))

    case.refresh_from_db()
    assert case.status == Status.RECEIVED
    assert {party.role for party in case.parties.exclude(person__number=MAJA)} == {
        PartyRole.CO_APPLICANT
    }


def test_nobody_signs_before_their_turn(world: Simulators) -> None:
    case = sent(world, a_hall(*ERIK_AND_AMINA))

    with pytest.raises(SignatureMissing):
        sign(world, case.submission.requests.get(place=1))

    assert states(case) == [(ERIK, SignatureState.WAITING), (AMINA, SignatureState.QUEUED)]


def test_together_everyone_is_asked_at_once(world: Simulators) -> None:
    source = HALL.replace("order: in_turn", "order: together")
    case = sent(world, a_hall(*ERIK_AND_AMINA, source=source))

    assert states(case) == [(ERIK, SignatureState.WAITING), (AMINA, SignatureState.WAITING)]


def test_the_sender_and_someone_named_twice_are_not_asked_again(world: Simulators) -> None:
    erik = asked("Erik Lindqvist", ERIK)
    case = sent(world, a_hall(asked("Maja Lindqvist", MAJA), erik, erik))

    assert states(case) == [(ERIK, SignatureState.WAITING)]


def test_each_is_told_once_when_it_is_their_turn_and_not_by_whom_or_of_what(
    world: Simulators,
) -> None:
    case = sent(world, a_hall(*ERIK_AND_AMINA))
    send_receipt(str(case.submission.key))
    send_receipt(str(case.submission.key))
    about = Message.objects.filter(about__startswith="request:").order_by("pk")
    assert [message.to for message in about] == ["erik@exempel.example"]

    sign(world, case.submission.requests.get(place=0))

    assert [message.to for message in about.all()] == [
        "erik@exempel.example",
        "amina@exempel.example",
    ]
    for message in about.all():
        words = f"{message.subject} {message.body}"
        assert not any(name in words for name in ("Maja", "Lindqvist", "cykel", "bordtennis"))


def test_the_case_is_the_organisation_s_and_says_who_acts_for_it(world: Simulators) -> None:
    case = sent(world, a_hall())

    assert case.applicant_name == "Solviks bordtennisklubb genom Maja Lovisa Lindqvist"
    assert "› Solviks bordtennisklubb\n› 802400-0005" in case.submission.text
    assert "*Företräds som*\n› Firmatecknare" in case.submission.text
