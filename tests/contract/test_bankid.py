"""The BankID connector against the simulator, over real mutual TLS."""

import json
import urllib.error
import urllib.request

import msgspec
import pytest
import requests
from pytest_django import Settings

from tests.contract.orders import ERIK, IDENTIFY, MAJA, SIGN
from tests.contract.simulators import ControlRefused, Simulators
from torget.connectors.bankid import client, wire
from torget.foundation.health import State
from torget.foundation.identity_numbers import IdentityNumber
from torget.rooms.identity.ports import (
    IdentifiedPerson,
    OrderRefused,
    ProviderUnavailable,
    Stage,
    StartedOrder,
    login_methods,
)

bankid = login_methods["bankid"]


def test_a_person_identifies_on_another_device(world: Simulators) -> None:
    order = bankid.start(IDENTIFY)
    waiting = bankid.collect(order, same_device=False)
    world.tell("scan", qr=bankid.qr_text(order, 0))
    scanned = bankid.collect(order, same_device=False)
    world.tell("connect", number=MAJA)
    reading = bankid.collect(order, same_device=False)
    world.tell("approve", number=MAJA)
    done = bankid.collect(order, same_device=False)

    seen = [waiting, scanned, reading, done]
    assert [(each.stage, each.hint, each.show_qr) for each in seen] == [
        (Stage.PENDING, "outstandingTransaction", True),
        (Stage.PENDING, "started", False),
        (Stage.PENDING, "userSign", False),
        (Stage.COMPLETE, "", False),
    ]
    assert done.person == IdentifiedPerson(
        IdentityNumber(MAJA), "Maja Lovisa", "Lindqvist", "Maja Lovisa Lindqvist"
    )


def test_the_app_opens_on_this_device_and_leads_back(world: Simulators, settings: Settings) -> None:
    settings.ENVIRONMENT = msgspec.structs.replace(
        settings.ENVIRONMENT, bankid_launch_mobile=f"{world.pages}/phone/start"
    )
    order = bankid.start(IDENTIFY)
    assert bankid.collect(order, same_device=True).show_qr is False

    with requests.Session() as browser:
        page = browser.get(bankid.launch_url(order, mobile=True))
        approval = f"{page.url}/approve"
        answer = browser.post(approval, {"resident": MAJA, "code": ""}, allow_redirects=False)

    assert (answer.status_code, answer.headers["Location"]) == (303, IDENTIFY.return_url)
    assert bankid.collect(order, same_device=True).stage == Stage.COMPLETE


def test_the_phone_shows_the_text_exactly_as_it_will_be_signed(world: Simulators) -> None:
    bankid.start(SIGN)
    assert world.tell("connect", number=MAJA)["text"] == SIGN.visible_text


def test_an_order_for_one_person_cannot_be_approved_by_another(world: Simulators) -> None:
    order = bankid.start(SIGN)
    with pytest.raises(ControlRefused):
        world.tell("approve", number=ERIK)
    assert bankid.collect(order, same_device=True).stage == Stage.PENDING


def test_a_result_is_given_once(world: Simulators) -> None:
    order = bankid.start(IDENTIFY)
    world.tell("approve", number=MAJA)
    bankid.collect(order, same_device=True)

    with pytest.raises(OrderRefused) as refusal:
        bankid.collect(order, same_device=True)
    assert refusal.value.code == "invalidParameters"


def test_a_second_order_for_the_same_person_ends_both(world: Simulators) -> None:
    first = bankid.start(SIGN)
    with pytest.raises(OrderRefused) as refusal:
        bankid.start(SIGN)

    assert refusal.value.code == "alreadyInProgress"
    assert bankid.collect(first, same_device=True).hint == "cancelled"


def test_an_order_that_no_app_takes_fails_after_half_a_minute(world: Simulators) -> None:
    order = bankid.start(IDENTIFY)
    world.tell("clock", forward=31)
    progress = bankid.collect(order, same_device=False)
    assert (progress.stage, progress.hint) == (Stage.FAILED, "startFailed")


def test_an_order_that_nobody_approves_expires_after_three_minutes(world: Simulators) -> None:
    order = bankid.start(IDENTIFY)
    world.tell("connect", number=MAJA)
    world.tell("clock", forward=181)
    progress = bankid.collect(order, same_device=False)
    assert (progress.stage, progress.hint) == (Stage.FAILED, "expiredTransaction")


def test_a_person_refuses(world: Simulators) -> None:
    order = bankid.start(IDENTIFY)
    world.tell("refuse", number=MAJA)
    progress = bankid.collect(order, same_device=False)
    assert (progress.stage, progress.message) == (Stage.FAILED, "Du avbröt i BankID-appen.")


@pytest.mark.parametrize(("late", "is_taken"), [(0, True), (1, True), (2, False), (5, False)])
def test_only_a_fresh_code_opens_the_order(world: Simulators, late: int, is_taken: bool) -> None:
    order = bankid.start(IDENTIFY)
    world.tell("clock", forward=10)
    text = bankid.qr_text(order, 10 - late)
    if is_taken:
        assert world.tell("scan", qr=text)["hint"] == "started"
    else:
        with pytest.raises(ControlRefused):
            world.tell("scan", qr=text)


def test_asking_too_often_is_refused_and_harms_nothing(world: Simulators) -> None:
    world.tell("pace", seconds=1)
    order = bankid.start(IDENTIFY)
    bankid.collect(order, same_device=False)
    with pytest.raises(OrderRefused) as refusal:
        bankid.collect(order, same_device=False)
    world.tell("clock", forward=2)

    assert refusal.value.code == "invalidParameters"
    assert bankid.collect(order, same_device=False).stage == Stage.PENDING


def test_an_order_taken_back_is_gone_and_may_be_taken_back_again(world: Simulators) -> None:
    order = bankid.start(IDENTIFY)
    bankid.cancel(order)
    bankid.cancel(order)
    assert world.tell("orders") == []


def test_taking_back_is_silent_when_bankid_is_down(world: Simulators) -> None:
    order = bankid.start(IDENTIFY)
    world.tell("switch", simulator="bankid", mode="off")
    bankid.cancel(order)
    world.tell("switch", simulator="bankid", mode="on")
    assert [each["kind"] for each in world.tell("orders")] == ["auth"]


@pytest.mark.parametrize("hint", ["userMrtd", "processing", "somethingNew"])
def test_every_pending_hint_is_survived(world: Simulators, hint: str) -> None:
    order = bankid.start(IDENTIFY)
    world.tell("hint", number=MAJA, status="pending", hint=hint)
    progress = bankid.collect(order, same_device=True)
    assert (progress.stage, progress.hint) == (Stage.PENDING, hint)


@pytest.mark.parametrize("hint", ["certificateErr", "somethingNew"])
def test_every_failure_is_survived(world: Simulators, hint: str) -> None:
    order = bankid.start(IDENTIFY)
    world.tell("hint", number=MAJA, status="failed", hint=hint)
    progress = bankid.collect(order, same_device=True)
    assert (progress.stage, progress.hint) == (Stage.FAILED, hint)


ERRORS = {
    (400, "alreadyInProgress"): (OrderRefused, True),
    (400, "invalidParameters"): (OrderRefused, True),
    (401, "unauthorized"): (ProviderUnavailable, False),
    (403, "unauthorized"): (ProviderUnavailable, False),
    (404, "notFound"): (OrderRefused, True),
    (405, "methodNotAllowed"): (OrderRefused, True),
    (408, "requestTimeout"): (ProviderUnavailable, True),
    (415, "unsupportedMediaType"): (OrderRefused, True),
    (500, "internalError"): (ProviderUnavailable, True),
    (503, "maintenance"): (ProviderUnavailable, True),
    (400, "somethingNew"): (OrderRefused, True),
    (500, "somethingNew"): (ProviderUnavailable, True),
}


@pytest.mark.parametrize(("status", "code"), ERRORS)
def test_every_error_code_has_its_meaning(world: Simulators, status: int, code: str) -> None:
    body = json.dumps({"errorCode": code, "details": "…"})
    world.tell("plan", simulator="bankid", status=status, body=body, times=3)
    with pytest.raises(OrderRefused) as refusal:
        bankid.start(IDENTIFY)
    told = refusal.value
    assert (told.code, type(told), told.again) == (code, *ERRORS[status, code])


@pytest.mark.parametrize("body", ["", "<html>Bad gateway</html>", "[]", '{"status": "pending"}'])
def test_an_answer_that_makes_no_sense_is_a_technical_error(world: Simulators, body: str) -> None:
    world.tell("plan", simulator="bankid", status=200, body=body)
    with pytest.raises(ProviderUnavailable):
        bankid.start(IDENTIFY)


def test_a_short_maintenance_goes_unnoticed(world: Simulators) -> None:
    body = json.dumps({"errorCode": "maintenance"})
    world.tell("plan", simulator="bankid", status=503, body=body, times=2)
    assert isinstance(bankid.start(IDENTIFY), StartedOrder)


@pytest.mark.parametrize(
    ("mode", "code"), [("off", "unreachable"), ("slow", "unreachable"), ("fault", "internalError")]
)
def test_a_bankid_in_trouble_is_told_as_such(
    world: Simulators, monkeypatch: pytest.MonkeyPatch, mode: str, code: str
) -> None:
    monkeypatch.setattr(wire, "PATIENCE", (1.0, 0.3))
    world.tell("switch", simulator="bankid", mode=mode, seconds=1)
    with pytest.raises(ProviderUnavailable) as refusal:
        bankid.start(IDENTIFY)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("setting", "file"),
    [
        ("bankid_certificate", "navet-client"),
        ("bankid_ca", "navet-server-ca"),
        ("bankid_certificate", "missing"),
    ],
)
def test_nothing_is_said_to_the_wrong_party(
    world: Simulators, settings: Settings, setting: str, file: str
) -> None:
    changed = {setting: world.pem(file)}
    settings.ENVIRONMENT = msgspec.structs.replace(settings.ENVIRONMENT, **changed)
    with pytest.raises(ProviderUnavailable) as refusal:
        bankid.start(IDENTIFY)
    assert refusal.value.code == "unreachable"


def test_variables_for_other_programs_do_not_undo_the_pinned_authority(
    world: Simulators, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", world.pem("bankid-server-ca"))
    settings.ENVIRONMENT = msgspec.structs.replace(
        settings.ENVIRONMENT, bankid_ca=world.pem("navet-client-ca")
    )
    with pytest.raises(ProviderUnavailable):
        bankid.start(IDENTIFY)


def test_the_contract_wants_the_bare_content_type(world: Simulators) -> None:
    answer = requests.post(
        f"{world.bankid}/auth",
        data=b'{"endUserIp": "192.0.2.44"}',
        headers={"Content-Type": "application/json; charset=utf-8"},
        cert=world.pem("bankid-client"),
        verify=world.pem("bankid-server-ca"),
        timeout=10,
    )
    assert (answer.status_code, answer.json()["errorCode"]) == (415, "unsupportedMediaType")


def test_the_health_check_says_how_it_is(world: Simulators, settings: Settings) -> None:
    works = client.bankid().state
    world.tell("switch", simulator="bankid", mode="off")
    silent = client.bankid().state
    settings.ENVIRONMENT = msgspec.structs.replace(settings.ENVIRONMENT, bankid_ca="")
    unpinned = client.bankid().state
    settings.ENVIRONMENT = msgspec.structs.replace(settings.ENVIRONMENT, bankid_url="")
    missing = client.bankid().state
    assert [works, silent, unpinned, missing] == [
        State.WORKS,
        State.BROKEN,
        State.BROKEN,
        State.MISSING,
    ]


def test_without_a_service_nobody_can_start(world: Simulators, settings: Settings) -> None:
    settings.ENVIRONMENT = msgspec.structs.replace(settings.ENVIRONMENT, bankid_url="")
    with pytest.raises(ProviderUnavailable) as refusal:
        bankid.start(IDENTIFY)
    assert (refusal.value.code, refusal.value.again) == ("notConfigured", False)


def test_another_site_cannot_press_the_phones_buttons(world: Simulators) -> None:
    bankid.start(IDENTIFY)
    request = urllib.request.Request(
        f"{world.pages}/control/approve",
        json.dumps({"number": MAJA}).encode(),
        {"Origin": "https://elsewhere.example"},
    )
    with pytest.raises(urllib.error.HTTPError) as refusal:
        urllib.request.urlopen(request, timeout=10)
    assert refusal.value.code == 403
