"""An officer puts a decision right on the case's pages; the applicant reads what has changed."""

from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import a_case, a_decision, a_person, a_resident, an_employee
from torget.journeys.change_decision import send_correction
from torget.rooms.cases.actions import read_decision, serve_decision
from torget.rooms.cases.models import Case, Correction, Decision
from torget.rooms.cases.terms import Outcome
from torget.rooms.messaging.models import Message

pytestmark = pytest.mark.django_db
Browsers = Callable[..., Client]
CHANGE = {
    "outcome": "granted",
    "text": "Nämnden beviljar ansökan.",
    "reasons": "Kartan var fel.",
    "legal_basis": "förvaltningslagen (2017:900) 37 §",
    "worse": "no",
    "to_harm": "nothing",
}
CORRECTION = {"wrong": "Planket", "right": "Staketet", "slip": "writing", "obvious": "yes"}


def a_served_decision(outcome: Outcome = Outcome.REFUSED) -> Decision:
    at = timezone.now() - timedelta(days=1)
    made = a_decision(a_case(at=at), outcome, at=at)
    return serve_decision(made, by=an_employee(), at=at)


@pytest.fixture
def decision(db: None) -> Decision:
    return a_served_decision()


def path(case: Case, page: str = "") -> str:
    return f"/desk/arende/{case.number}/{page}"


def test_a_decision_is_changed_served_and_read(
    decision: Decision, staff: Browsers, resident: Browsers
) -> None:
    case, anna = decision.case, staff()
    asked = unescape(anna.get(path(case, "andra/")).text)
    assert "Miljö- och byggnämnden ändrar sitt beslut den" in asked
    done = anna.post(path(case, "andra/"), CHANGE)
    assert (done.status_code, done["Location"]) == (302, path(case, "expediera/"))
    anna.post(path(case, "expediera/"))

    maja = resident(a_person())
    page = unescape(maja.get(f"/mina-sidor/arende/{case.number}/").text)
    assert "Nämnden beviljar ansökan." in page
    assert "Miljö- och byggnämnden avslår ansökan." in page.partition("Tidigare beslut")[2]
    assert "Vi har ändrat beslutet" in page


@pytest.mark.parametrize(
    ("outcome", "typed", "says"),
    [
        (Outcome.REFUSED, {"worse": ""}, "Fyll i det här"),
        (Outcome.REFUSED, {"reasons": ""}, "Skriv skälen för beslutet"),
        (Outcome.REFUSED, {"reasons": "Det blev fel eftersom"}, "Skriv klart skälen"),
        (Outcome.REFUSED, {"outcome": "maybe"}, "Välj ett av alternativen"),
        (Outcome.GRANTED, {"worse": "yes"}, "får ändras till partens nackdel bara vid förbehåll"),
    ],
)
def test_what_the_law_or_the_form_does_not_allow_is_said_and_nothing_typed_is_lost(
    outcome: Outcome, typed: dict[str, str], says: str, staff: Browsers
) -> None:
    case = a_served_decision(outcome).case
    answer = staff().post(path(case, "andra/"), CHANGE | {"text": "Mitt eget."} | typed)
    page = unescape(answer.text)
    assert (answer.status_code, says in page, "Mitt eget." in page) == (422, True, True)
    assert Decision.objects.count() == 1


def test_of_an_appealed_decision_it_is_asked_whether_it_must_be_changed(
    decision: Decision, staff: Browsers, resident: Browsers
) -> None:
    read_decision(decision, by=a_resident(), at=timezone.now())
    appeal = {"text": "Jag vill ändå bygga."}
    resident(a_person()).post(f"/mina-sidor/arende/{decision.case.number}/overklaga/", appeal)
    anna = staff()
    assert "Går det att ändra snabbt och enkelt?" in anna.get(path(decision.case, "andra/")).text
    refused = anna.post(path(decision.case, "andra/"), CHANGE | {"plain": "no", "quick": "yes"})
    assert "Beslutet är överklagat: vi får bara ändra det om" in unescape(refused.text)
    done = anna.post(path(decision.case, "andra/"), CHANGE | {"plain": "yes", "quick": "yes"})
    assert done.status_code == 302


def test_a_slip_is_put_right_and_the_applicant_reads_what_it_should_say(
    decision: Decision, staff: Browsers, resident: Browsers
) -> None:
    case, anna = decision.case, staff()
    anna.post(path(case, "ratta/"), CORRECTION)
    send_correction(Correction.objects.get().pk)
    send_correction(Correction.objects.get().pk)

    page = unescape(resident(a_person()).get(f"/mina-sidor/arende/{case.number}/").text)
    assert "där det står ”Planket” ska det stå ”Staketet”" in page
    assert f"rattelse-{case.number}.pdf" in page
    assert f"rattelse-{case.number}.pdf" in anna.get(path(case)).text
    mail = Message.objects.get()
    assert mail.subject == f"Vi har rättat beslutet i ditt ärende {case.number}"
    assert "Planket" not in mail.body


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"wrong": ""}, "Skriv av det som är fel"),
        ({"right": "Planket"}, "Det är samma text som nu"),
        ({"slip": ""}, "Välj hur det blev fel"),
        ({"obvious": "no"}, "Bara ett uppenbart skrivfel, räknefel eller liknande rättas så."),
    ],
)
def test_what_is_no_slip_is_not_corrected(
    typed: dict[str, str], says: str, decision: Decision, staff: Browsers
) -> None:
    answer = staff().post(path(decision.case, "ratta/"), CORRECTION | typed)
    assert (answer.status_code, says in unescape(answer.text)) == (422, True)
    assert Correction.objects.count() == 0


@pytest.mark.parametrize("page", ["ratta/", "andra/"])
def test_before_a_decision_is_served_there_is_nothing_to_put_right(
    page: str, staff: Browsers
) -> None:
    case = a_decision(a_case()).case
    assert staff().get(path(case, page))["Location"] == path(case)


@pytest.mark.parametrize("page", ["ratta/", "andra/"])
def test_those_who_may_not_decide_are_refused(
    page: str, decision: Decision, staff: Browsers
) -> None:
    other = staff("lena.holm@solvik.example")
    assert other.get(path(decision.case, page)).status_code == 404
