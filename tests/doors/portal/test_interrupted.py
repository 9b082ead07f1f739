"""When the answer to a log-in or a signature is lost: a process was killed, a connection cut."""

from html import unescape

import pytest
from django.contrib.sessions.models import Session
from django.db.models import F
from django.test import Client
from django.utils import timezone

from tests.contract.simulators import Simulators
from tests.factories import MAJA, an_application
from torget.rooms.cases.models import Case
from torget.rooms.identity.actions import COLLECT_INTERVAL
from torget.rooms.identity.models import Order
from torget.rooms.submissions.models import Draft

pytestmark = pytest.mark.django_db

AGAIN = "Inloggningen blev inte klar. Logga in en gång till."
NEXT = "/mina-sidor/kontakt/"


@pytest.fixture
def waiting(world: Simulators, client: Client) -> Client:
    """A browser where Maja has chosen BankID, and approved in the app."""
    client.post("/logga-in/", {"next": NEXT, "method": "same_device"})
    world.tell("approve", number=MAJA)
    Order.objects.update(collected_at=F("collected_at") - COLLECT_INTERVAL)
    return client


def to_sign(draft: Draft, browser: Client) -> str:
    """Go to the waiting page of the draft's signature; the page of the receipt."""
    browser.post(f"/utkast/{draft.key}/skriv-under/", {"method": "same_device"})
    return f"/utkast/{draft.key}/kvittens/"


def test_a_browser_that_waits_for_nothing_is_led_to_the_log_in(client: Client) -> None:
    for page in ("/bankid/", "/bankid/klar/"):
        answer = client.get(page)
        assert (answer.status_code, answer["Location"]) == (302, "/logga-in/")


def test_the_one_whose_session_was_lost_is_told_to_log_in_once_more(waiting: Client) -> None:
    assert waiting.get("/bankid/klar/")["Location"] == NEXT
    Session.objects.all().delete()

    page = waiting.get("/bankid/klar/", follow=True)

    assert page.redirect_chain == [("/logga-in/", 302)]
    assert AGAIN in unescape(page.text)


def test_a_log_in_that_was_used_when_the_process_was_killed_begins_again(waiting: Client) -> None:
    kept = waiting.cookies["session"].value
    before = Session.objects.get(session_key=kept)
    waiting.get("/bankid/klar/")
    before.save(force_insert=True)  # the process ended before it had changed the session
    waiting.cookies["session"] = kept

    page = waiting.get("/bankid/klar/", follow=True)

    assert page.redirect_chain == [("/logga-in/", 302)]
    assert AGAIN in unescape(page.text)


def test_one_who_is_logged_in_and_waits_for_nothing_comes_to_their_pages(waiting: Client) -> None:
    waiting.get("/bankid/klar/")

    assert waiting.get("/bankid/klar/")["Location"] == "/mina-sidor/"


def test_a_page_that_polls_for_nothing_is_told_where_to_go(client: Client) -> None:
    answer = client.get("/bankid/status/")

    assert (answer.status_code, answer["X-Next"]) == (200, "/bankid/")


def test_a_signature_whose_answer_was_lost_leads_to_the_same_receipt(
    world: Simulators, waiting: Client
) -> None:
    waiting.get("/bankid/klar/")
    draft = an_application(at=timezone.now())
    receipt = to_sign(draft, waiting)
    world.tell("approve", number=MAJA)
    Order.objects.update(collected_at=F("collected_at") - COLLECT_INTERVAL)

    led = [waiting.get("/bankid/klar/")["Location"] for _time in range(2)]

    assert led == [receipt, receipt]
    assert Case.objects.count() == 1
