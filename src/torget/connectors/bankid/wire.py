"""Calls to BankID over mutual TLS: the pinned authority, the exact headers, every error code."""

import json
import threading
import time
from dataclasses import dataclass
from typing import Any

import requests
from django.conf import settings

from torget.connectors.bankid.messages import error_message
from torget.rooms.identity.ports import OrderRefused, ProviderUnavailable

PATIENCE = (5.0, 10.0)  # seconds to connect, and to wait for the answer
MAINTENANCE_PAUSES = (0.3, 0.7)  # seconds before each silent repetition
TECHNICAL = {"requestTimeout", "internalError", "maintenance", "unauthorized"}
UNAUTHORIZED = {401, 403}  # published clients disagree on which of the two it is
BY_STATUS = {
    404: "notFound",
    405: "methodNotAllowed",
    408: "requestTimeout",
    415: "unsupportedMediaType",
    503: "maintenance",
}


@dataclass(frozen=True)
class _Setup:
    url: str
    certificate: str
    authority: str


_lock = threading.Lock()
_sessions: dict[_Setup, requests.Session] = {}


def ask(path: str, fields: dict[str, Any]) -> dict[str, Any]:
    """The JSON answer to a call; raises OrderRefused or ProviderUnavailable."""
    for pause in MAINTENANCE_PAUSES:
        try:
            return _ask_once(path, fields)
        except ProviderUnavailable as error:
            if error.code != "maintenance":
                raise
            time.sleep(pause)
    return _ask_once(path, fields)


def is_answering() -> bool:
    """Whether the service is there and takes our certificate: it says 405 to a GET."""
    setup = _setup()
    try:
        response = _session(setup).get(f"{setup.url}/auth", timeout=PATIENCE[0])
    except (requests.RequestException, OSError):
        return False
    return response.status_code == 405


def _ask_once(path: str, fields: dict[str, Any]) -> dict[str, Any]:
    setup = _setup()
    try:
        response = _session(setup).post(
            f"{setup.url}/{path}",
            data=json.dumps(fields).encode(),
            # Exactly this: the service answers 415 to a charset parameter.
            headers={"Content-Type": "application/json"},
            timeout=PATIENCE,
            allow_redirects=False,
        )
    except (requests.RequestException, OSError) as error:  # OSError: a certificate file is gone
        raise ProviderUnavailable("unreachable", error_message("unreachable")) from error
    try:
        answer = response.json()
    except ValueError:
        answer = None
    if response.status_code == 200 and isinstance(answer, dict):
        return answer
    raise _refusal(response.status_code, answer)


def _refusal(status: int, answer: object) -> OrderRefused:
    code = str(answer.get("errorCode") or "") if isinstance(answer, dict) else ""
    if status in UNAUTHORIZED:
        code = "unauthorized"
    code = code or BY_STATUS.get(status, "internalError")
    message = error_message(code)
    if code in TECHNICAL or status >= 500:
        return ProviderUnavailable(code, message, again=code != "unauthorized")
    return OrderRefused(code, message)


def _setup() -> _Setup:
    environment = settings.ENVIRONMENT
    if not environment.bankid_url:
        raise ProviderUnavailable("notConfigured", error_message("notConfigured"), again=False)
    return _Setup(
        environment.bankid_url.rstrip("/"), environment.bankid_certificate, environment.bankid_ca
    )


def _session(setup: _Setup) -> requests.Session:
    """One session per set-up, so that a poll every other second need not shake hands anew."""
    with _lock:
        if setup not in _sessions:
            session = requests.Session()
            # Variables such as REQUESTS_CA_BUNDLE would otherwise undo the pinned authority.
            session.trust_env = False
            session.verify = setup.authority
            session.cert = setup.certificate
            _sessions[setup] = session
        return _sessions[setup]
