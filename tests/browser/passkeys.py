"""A security key that Chromium believes in, and that a test holds in its hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tests.browser.walk import Staff

BUILT_IN = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class SecurityKey:
    """The key in someone's computer. It knows its owner's finger, and keeps what it has made."""

    def __init__(self, owner: Staff) -> None:
        self._browser = owner.context.new_cdp_session(owner.page)
        self._browser.send("WebAuthn.enable")
        made = self._browser.send("WebAuthn.addVirtualAuthenticator", {"options": BUILT_IN})
        self._key = {"authenticatorId": made["authenticatorId"]}

    def feels_the_owners_finger(self, answer: bool) -> None:
        """Whether it is the owner who touches the key from now on."""
        self._browser.send("WebAuthn.setUserVerified", self._key | {"isUserVerified": answer})

    def is_empty(self) -> bool:
        return not self._browser.send("WebAuthn.getCredentials", self._key)["credentials"]

    @contextmanager
    def left_at_home(self) -> Iterator[None]:
        """A key that was never used here lies in its place."""
        kept = self._browser.send("WebAuthn.getCredentials", self._key)["credentials"]
        self._browser.send("WebAuthn.clearCredentials", self._key)
        yield
        for credential in kept:
            self._browser.send("WebAuthn.addCredential", self._key | {"credential": credential})
