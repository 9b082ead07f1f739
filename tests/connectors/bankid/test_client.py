"""What BankID is asked and how its answers are read, without a network."""

import base64
from dataclasses import replace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from torget.connectors.bankid.client import order_fields, progress_of
from torget.foundation.identity_numbers import IdentityNumber
from torget.rooms.identity.ports import (
    Evidence,
    IdentifiedPerson,
    OrderRefused,
    OrderRequest,
    ProviderUnavailable,
    Purpose,
    Stage,
    StartedOrder,
    login_methods,
)

bankid = login_methods["bankid"]
ORDER = StartedOrder(
    reference="131daac9-16c6-4618-beb0-365768f37288",
    auto_start_token="7c40b5c9-fa74-49cf-b98c-bfe651f9a7c6",
    qr_start_token="67df3917-fa0d-44e5-b327-edcc928297f8",
    qr_start_secret="d28db9a7-4cde-429e-a983-359be676944c",
)
CODES = {  # the public example of the moving code
    0: "dc69358e712458a66a7525beef148ae8526b1c71610eff2c16cdffb4cdac9bf8",
    1: "949d559bf23403952a94d103e67743126381eda00f0b3cbddbf7c96b1adcbce2",
    2: "a9e5ec59cb4eee4ef4117150abc58fad7a85439a6a96ccbecc3668b41795b3f3",
}
REQUEST = OrderRequest(
    purpose=Purpose.SIGN,
    end_user_ip="192.0.2.44",
    user_agent="Mozilla/5.0",
    domain="solvik.example",
    return_url="https://solvik.example/tillbaka#nonce=7f3c",
    visible_text="Jag skriver under ansökan BYGG-2026-0012.",
    hidden_data=b'{"sha256":"9f86"}',
    identity_number=IdentityNumber("198803202384"),
)
COMPLETE: dict[str, object] = {
    "orderRef": ORDER.reference,
    "status": "complete",
    "completionData": {
        "user": {
            "personalNumber": "198803202384",
            "name": "Maja Testberg",
            "givenName": "Maja",
            "surname": "Testberg",
        },
        "device": {"ipAddress": "192.0.2.44", "uhi": "OZvYM9VvyiAmG7NA5jU5zqGcVpo="},
        "bankIdIssueDate": "2025-11-03Z",
        "signature": base64.b64encode(b"<Signature/>").decode(),
        "ocspResponse": base64.b64encode(b"\x30\x03").decode(),
    },
}


@pytest.mark.parametrize("seconds", CODES)
def test_the_moving_code_follows_the_public_example(seconds: int) -> None:
    expected = f"bankid.{ORDER.qr_start_token}.{seconds}.{CODES[seconds]}"
    assert bankid.qr_text(ORDER, seconds) == expected


@pytest.mark.parametrize(
    ("mobile", "base", "address"),
    [
        (
            True,
            "https://app.bankid.com/",
            "https://app.bankid.com/?autostarttoken={}&redirect=null",
        ),
        (False, "bankid:///", "bankid:///?autostarttoken={}&redirect=null"),
        (True, "http://x/start?a=1", "http://x/start?a=1&autostarttoken={}&redirect=null"),
    ],
)
def test_the_launch_address_carries_the_token_and_no_return(
    settings: Settings, mobile: bool, base: str, address: str
) -> None:
    name = "bankid_launch_mobile" if mobile else "bankid_launch_desktop"
    settings.ENVIRONMENT = msgspec.structs.replace(settings.ENVIRONMENT, **{name: base})
    assert bankid.launch_url(ORDER, mobile=mobile) == address.format(ORDER.auto_start_token)


def test_a_signature_is_asked_for_with_everything_that_binds_it() -> None:
    fields = order_fields(REQUEST)
    web = fields.pop("web")
    assert fields == {
        "endUserIp": "192.0.2.44",
        "userVisibleData": base64.b64encode(REQUEST.visible_text.encode()).decode(),
        "userVisibleDataFormat": "simpleMarkdownV1",
        "userNonVisibleData": base64.b64encode(REQUEST.hidden_data).decode(),
        "returnUrl": REQUEST.return_url,
        "requirement": {"personalNumber": "198803202384"},
    }
    assert (web["referringDomain"], web["userAgent"], len(web["deviceIdentifier"])) == (
        "solvik.example",
        "Mozilla/5.0",
        64,
    )


def test_a_log_in_asks_for_no_more_than_it_needs() -> None:
    request = OrderRequest(Purpose.IDENTIFY, "192.0.2.44", "", "solvik.example", "")
    assert order_fields(request) == {"endUserIp": "192.0.2.44"}


def test_a_long_browser_name_is_cut() -> None:
    fields = order_fields(replace(REQUEST, user_agent="M" * 1000))
    assert len(fields["web"]["userAgent"]) == 256


@pytest.mark.parametrize(("length", "fits"), [(30_000, True), (30_001, False)])
def test_a_text_longer_than_bankid_takes_is_refused_before_it_is_sent(
    length: int, fits: bool
) -> None:
    request = replace(REQUEST, visible_text="a" * length)
    if fits:
        assert len(order_fields(request)["userVisibleData"]) == 40_000
    else:
        with pytest.raises(OrderRefused) as refusal:
            order_fields(request)
        assert (refusal.value.code, refusal.value.again) == ("textTooLong", False)


def test_a_result_is_read_and_the_evidence_kept_apart() -> None:
    progress = progress_of(COMPLETE, same_device=True)
    person = IdentifiedPerson(IdentityNumber("198803202384"), "Maja", "Testberg", "Maja Testberg")
    assert (progress.stage, progress.person) == (Stage.COMPLETE, person)
    assert progress.evidence == Evidence(b"<Signature/>", b"\x30\x03")
    assert sorted(progress.raw) == ["bankIdIssueDate", "device", "user"]


def test_a_signature_whose_base64_cannot_be_remade_is_kept_as_text() -> None:
    text = "PFNpZ25hdHVyZS8+\n"  # a line break, which base64 from us would not have
    completion = {**COMPLETE["completionData"], "signature": text}  # type: ignore[dict-item]
    progress = progress_of({**COMPLETE, "completionData": completion}, same_device=True)
    assert progress.evidence is not None
    assert progress.evidence.signature == text.encode()


@pytest.mark.parametrize("missing", ["device", "bankIdIssueDate", "signature", "ocspResponse"])
def test_a_missing_field_is_survived(missing: str) -> None:
    completion = dict(COMPLETE["completionData"])  # type: ignore[call-overload]
    del completion[missing]
    progress = progress_of({**COMPLETE, "completionData": completion}, same_device=True)
    assert progress.stage == Stage.COMPLETE


@pytest.mark.parametrize("missing", ["givenName", "surname", "name"])
def test_a_missing_name_is_survived(missing: str) -> None:
    completion = dict(COMPLETE["completionData"])  # type: ignore[call-overload]
    completion["user"] = {k: v for k, v in completion["user"].items() if k != missing}
    progress = progress_of({**COMPLETE, "completionData": completion}, same_device=True)
    assert progress.person is not None
    assert progress.person.number == IdentityNumber("198803202384")


@pytest.mark.parametrize(
    "completion", [None, {}, {"user": None}, {"user": {}}, {"user": {"personalNumber": "x"}}]
)
def test_a_result_without_a_person_is_no_result(completion: object) -> None:
    with pytest.raises(ProviderUnavailable):
        progress_of({"status": "complete", "completionData": completion}, same_device=True)


@given(
    st.dictionaries(
        st.sampled_from(["status", "hintCode", "completionData", "other"]),
        st.none() | st.integers() | st.text() | st.lists(st.text()),
    )
)
def test_no_answer_is_too_strange_to_read(answer: dict[str, object]) -> None:
    if answer.get("status") == "complete":
        with pytest.raises(ProviderUnavailable):
            progress_of(answer, same_device=True)
    else:
        assert progress_of(answer, same_device=True).person is None
