"""Addresses for answers: each names a party and a thread, and cannot be guessed."""

import base64
import hashlib
import hmac

CODE = 10  # bytes of the HMAC kept: 80 bits


def bears_mail(permission: str, *, protected: bool) -> bool:
    """Whether what a case is about bears being written on a postcard.

    Not what is classed as serious for confidentiality, nor anyone with protected identity
    (offentlighets- och sekretesslagen (2009:400) 21 and 22 chapters).
    """
    return permission == "case.read" and not protected


def reply_address(at: str, *, party: int, thread: int, secret: str) -> str:
    """svar+7.12.mfrggzdfmztwq2lk@solvik.example, of svar@solvik.example."""
    user, _at, domain = at.partition("@")
    named = f"{party}.{thread}"
    return f"{user}+{named}.{_code(named, secret)}@{domain}"


def answered_by(address: str, *, at: str, secret: str) -> tuple[int, int] | None:
    """The party and the thread that an address names; None for one that we did not give out.

    Mail systems may change the case of letters, so that does not matter.
    """
    user, _at, domain = at.casefold().partition("@")
    local, _, its_domain = address.casefold().partition("@")
    prefix, _plus, key = local.partition("+")
    named, _, code = key.rpartition(".")
    party, _, thread = named.partition(".")
    ours = (prefix, its_domain) == (user, domain) and party.isdecimal() and thread.isdecimal()
    if not ours or not hmac.compare_digest(code.encode(), _code(named, secret).encode()):
        return None
    return int(party), int(thread)


def _code(named: str, secret: str) -> str:
    digest = hmac.digest(f"reply-address {secret}".encode(), named.encode(), hashlib.sha256)
    return base64.b32encode(digest[:CODE]).decode().casefold()
