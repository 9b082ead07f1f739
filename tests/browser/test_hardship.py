"""When something outside is broken, people are told the truth and lose nothing."""

from __future__ import annotations

import os
import signal

import pytest

from tests.browser.people import People
from tests.browser.personas import BY_HAND, persona
from tests.browser.running import Torget
from tests.browser.walk import GUNNEL, KARIN, TOMASZ, Resident, eventually

DECK = persona("bygglov", "Ägare bygger altan")
REPORT = persona("felanmalan", "Granne till en trasig")


def _fields(resident: Resident) -> dict[str, str]:
    fields = resident.page.locator("main .ds-input").all()
    return {field.get_attribute("name") or "": field.input_value() for field in fields}


def _applies_by_hand(resident: Resident) -> str:
    """Write everything oneself; fail if anything was filled in already. The number of the case."""
    resident.begins("bygglov")
    assert _fields(resident) == {"property": ""}
    resident.fills_in(DECK | BY_HAND, until="contact")
    assert set(_fields(resident).values()) == {""}
    resident.fills_in(DECK | BY_HAND)
    return resident.signs()


def test_nothing_is_filled_in_for_one_with_a_protected_identity(people: People) -> None:
    assert _applies_by_hand(people.newcomer(KARIN)).startswith("BYGG-")


def test_without_the_population_register_everything_is_written_by_hand(
    people: People, torget: Torget
) -> None:
    torget.simulators.tell("switch", simulator="navet", mode="off")
    assert _applies_by_hand(people.newcomer(TOMASZ)).startswith("BYGG-")


def test_without_bankid_one_is_told_so_and_the_draft_is_kept(
    people: People, torget: Torget
) -> None:
    gunnel = people.resident(GUNNEL)
    gunnel.begins("bygglov")
    gunnel.fills_in(DECK)
    draft = gunnel.draft
    gunnel.goes_to_sign()
    torget.simulators.tell("switch", simulator="bankid", mode="off")
    gunnel.follows(gunnel.page.locator("main button[value=same_device]"))
    assert gunnel.notices == [
        "Vi når inte BankID just nu. Försök igen om en stund.",
        "Det du hade fyllt i är sparat.",
    ]
    torget.simulators.tell("switch", simulator="bankid", mode="on")
    gunnel.goes_to("/mina-sidor/")
    gunnel.follows(gunnel.page.locator(f"main a[href='/utkast/{draft}/']"))
    assert gunnel.signs().startswith("BYGG-")


def test_without_a_mail_server_the_receipt_stands_on_the_page_and_the_mail_comes_later(
    people: People, torget: Torget
) -> None:
    torget.simulators.tell("switch", simulator="smtp", mode="off")
    address = "langsam.post@exempel.example"
    stranger = people.stranger()
    stranger.begins("felanmalan")
    stranger.fills_in(REPORT | {"email": address})
    number = stranger.sends()
    link = stranger.page.locator("a[href$='/kvittens.pdf']").get_attribute("href")
    eventually(
        lambda: stranger.page.request.get(f"{torget.site}{link}").body()[:5] == b"%PDF-", "PDF"
    )
    assert torget.mails_to(address) == []
    torget.simulators.tell("switch", simulator="smtp", mode="on")
    subject = f"Vi har tagit emot ditt ärende {number}"
    eventually(lambda: torget.mails_to(address) == [subject], "the delayed mail")


def test_a_worker_that_is_killed_comes_back_and_sends_one_receipt(
    people: People, torget: Torget
) -> None:
    address = "dodad.arbetare@exempel.example"
    stranger = people.stranger()
    stranger.begins("felanmalan")
    stranger.fills_in(REPORT | {"email": address})
    killed = torget.worker()
    os.kill(killed, signal.SIGKILL)
    number = stranger.sends()
    assert stranger.heading == "Tack, vi har tagit emot det"
    subject = f"Vi har tagit emot ditt ärende {number}"
    eventually(lambda: torget.mails_to(address) == [subject], "the receipt by mail")
    assert torget.worker() != killed
    eventually(torget.is_up, "a worker that gives signs of life")
    assert torget.mails_to(address) == [subject]


@pytest.mark.parametrize(
    ("verb", "fields", "says"),
    [
        ("refuse", {}, "Du avbröt i BankID-appen."),
        ("expire", {}, "Tiden gick ut innan du svarade i BankID-appen. Försök igen."),
        (
            "hint",
            {"status": "failed", "hint": "somethingNobodyKnows"},
            "Något gick fel. Försök igen.",
        ),
    ],
)
def test_what_goes_wrong_in_the_app_is_told_and_one_can_try_again(
    people: People, torget: Torget, verb: str, fields: dict[str, str], says: str
) -> None:
    gunnel = people.newcomer(GUNNEL)
    gunnel.goes_to("/logga-in/")
    gunnel.follows(gunnel.page.locator("main button[value=other_device]"))
    torget.simulators.tell(verb, number=GUNNEL, **fields)
    gunnel.page.locator("form[action$='/bankid/igen/']").wait_for()
    assert gunnel.page.locator(".bankid .status").inner_text() == says
    gunnel.presses_in("/bankid/igen/")
    gunnel.scans_and_approves()
    assert gunnel.heading == "Hej Gunnel Åström!"
