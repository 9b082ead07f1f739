"""Addresses for answers by e-mail."""

import pytest

from torget.rooms.cases.rules.replying import answered_by, reply_address

AT, SECRET = "svar@solvik.example", "hemligt"
ADDRESS = reply_address(AT, party=7, thread=12, secret=SECRET)


def named(address: str, *, at: str = AT, secret: str = SECRET) -> tuple[int, int] | None:
    return answered_by(address, at=at, secret=secret)


def test_an_address_names_its_party_and_thread_in_whatever_case_it_is_written() -> None:
    assert ADDRESS.startswith("svar+7.12.")
    assert len(ADDRESS.partition("@")[0]) <= 64  # RFC 5321 4.5.3.1.1
    assert [named(ADDRESS), named(ADDRESS.upper())] == [(7, 12), (7, 12)]


@pytest.mark.parametrize(
    "address",
    [
        AT,
        "",
        "svar+@solvik.example",
        "svar+7.12@solvik.example",
        "svar+7.12.@solvik.example",
        "svar+7.12.å@solvik.example",
        ADDRESS.replace("7.12", "8.12"),
        ADDRESS.replace("7.12", "7.13"),
        ADDRESS.replace("svar", "kontakt"),
        ADDRESS.replace("solvik.example", "annan.example"),
        ADDRESS.replace("+7", "+-7"),
    ],
)
def test_no_address_but_those_we_gave_out_names_anyone(address: str) -> None:
    assert named(address) is None


def test_an_address_from_another_key_names_nobody() -> None:
    assert named(ADDRESS, secret="annat") is None
