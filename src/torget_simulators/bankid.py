"""The relying party's side of BankID: JSON over mutual TLS, version 6."""

import base64
import binascii
import ipaddress
import json
from typing import Any

from torget_simulators.orders import Order, Orders, Rejected
from torget_simulators.serving import Answer, Asked
from torget_simulators.switches import Mode, Switches

BASE = "/rp/v6.0"
FIELDS = {
    "endUserIp",
    "userVisibleData",
    "userVisibleDataFormat",
    "userNonVisibleData",
    "returnUrl",
    "returnRisk",
    "web",
    "app",
    "requirement",
}
REQUIREMENTS = {
    "pinCode",
    "mrtd",
    "cardReader",
    "certificatePolicies",
    "personalNumber",
    "risk",
}
WEB_LENGTHS = {"referringDomain": (3, 253), "userAgent": (1, 256), "deviceIdentifier": (1, 64)}
VISIBLE_LIMIT = {"auth": 1_500, "sign": 40_000}  # characters, counted after base64
HIDDEN_LIMIT = {"auth": 1_500, "sign": 200_000}


class BankIdApi:
    """Answers a relying party that has shown its certificate."""

    def __init__(self, orders: Orders, switches: Switches) -> None:
        self._orders = orders
        self._switches = switches

    def answer(self, asked: Asked) -> Answer | None:
        if planned := self._switches.next_planned("bankid"):
            return Answer(planned.status, planned.body, planned.content_type)
        mode = self._switches.mode("bankid")
        if not self._switches.let_pass("bankid"):
            return None
        try:
            if mode == Mode.FAULT:
                raise Rejected(500, "internalError", "Internal technical error")
            return _json(self._answer(asked))
        except Rejected as refusal:
            body = {"errorCode": refusal.code, "details": refusal.details}
            return _json(body, refusal.status)

    def _answer(self, asked: Asked) -> dict[str, Any]:
        actions = {
            f"{BASE}/auth": lambda fields: self._open("auth", fields),
            f"{BASE}/sign": lambda fields: self._open("sign", fields),
            f"{BASE}/collect": self._collect,
            f"{BASE}/cancel": self._cancel,
        }
        if asked.path not in actions:
            raise Rejected(404, "notFound", "No such address")
        if asked.method != "POST":
            raise Rejected(405, "methodNotAllowed", "Only POST")
        if asked.headers.get("content-type") != "application/json":
            raise Rejected(415, "unsupportedMediaType", "Content-Type must be application/json")
        try:
            fields = json.loads(asked.body)
        except ValueError:
            raise _invalid("Not JSON") from None
        if not isinstance(fields, dict):
            raise _invalid("Not an object")
        return actions[asked.path](fields)

    def _open(self, kind: str, fields: dict[str, Any]) -> dict[str, Any]:
        check_request(kind, fields)
        if "userVisibleData" in fields:
            fields["visibleText"] = base64.b64decode(fields["userVisibleData"]).decode()
        order = self._orders.open(kind, fields)
        return {
            "orderRef": order.reference,
            "autoStartToken": order.auto_start_token,
            "qrStartToken": order.qr_start_token,
            "qrStartSecret": order.qr_start_secret,
        }

    def _collect(self, fields: dict[str, Any]) -> dict[str, Any]:
        return _state(self._orders.collect(_reference(fields)))

    def _cancel(self, fields: dict[str, Any]) -> dict[str, Any]:
        self._orders.cancel(_reference(fields))
        return {}


def check_request(kind: str, fields: dict[str, Any]) -> None:
    """Refuse what the contract does not allow in auth or sign, with `invalidParameters`."""
    if unknown := set(fields) - FIELDS:
        raise _invalid(f"Unknown field {sorted(unknown)[0]}")
    try:
        ipaddress.ip_address(fields.get("endUserIp", ""))
    except ValueError:
        raise _invalid("endUserIp") from None
    if kind == "sign" and not fields.get("userVisibleData"):
        raise _invalid("userVisibleData is required")
    _check_base64(fields, "userVisibleData", VISIBLE_LIMIT[kind], text=True)
    _check_base64(fields, "userNonVisibleData", HIDDEN_LIMIT[kind])
    if fields.get("userVisibleDataFormat", "plaintext") not in {"plaintext", "simpleMarkdownV1"}:
        raise _invalid("userVisibleDataFormat")
    if not 1 <= len(fields.get("returnUrl", "-")) <= 512:
        raise _invalid("returnUrl")
    web = fields.get("web", {})
    for name, (least, most) in WEB_LENGTHS.items():
        if "web" in fields and not least <= len(str(web.get(name, ""))) <= most:
            raise _invalid(f"web.{name}")
    requirement = fields.get("requirement", {})
    if unknown := set(requirement) - REQUIREMENTS:
        raise _invalid(f"Unknown requirement {sorted(unknown)[0]}")
    number = requirement.get("personalNumber", "0" * 12)
    if not (len(number) == 12 and number.isdecimal()):
        raise _invalid("personalNumber")


def _check_base64(fields: dict[str, Any], name: str, limit: int, *, text: bool = False) -> None:
    if name not in fields:
        return
    value = fields[name]
    if not isinstance(value, str) or not 1 <= len(value) <= limit:
        raise _invalid(name)
    try:
        octets = base64.b64decode(value, validate=True)
        if text:
            octets.decode()
    except (binascii.Error, UnicodeDecodeError):
        raise _invalid(name) from None


def _reference(fields: dict[str, Any]) -> str:
    reference = fields.get("orderRef")
    if not isinstance(reference, str):
        raise _invalid("orderRef")
    return reference


def _state(order: Order) -> dict[str, Any]:
    if order.status == "complete":
        return {
            "orderRef": order.reference,
            "status": "complete",
            "completionData": order.completion,
        }
    return {"orderRef": order.reference, "status": order.status, "hintCode": order.hint}


def _invalid(details: str) -> Rejected:
    return Rejected(400, "invalidParameters", details)


def _json(body: dict[str, Any], status: int = 200) -> Answer:
    return Answer(status, json.dumps(body).encode(), "application/json")
