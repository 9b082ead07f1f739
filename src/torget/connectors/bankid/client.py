"""The relying party's side of BankID: orders, the moving code, and the launch of the app."""

import base64
import binascii
import hashlib
import hmac
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from torget.connectors.bankid.evidence import verify_evidence
from torget.connectors.bankid.messages import (
    OUTSTANDING,
    error_message,
    failure_message,
    pending_message,
)
from torget.connectors.bankid.wire import ask, is_answering
from torget.foundation.health import Finding, State, check
from torget.foundation.identity_numbers import IdentityNumber
from torget.rooms.identity.ports import (
    Evidence,
    EvidenceBroken,
    IdentifiedPerson,
    OrderRefused,
    OrderRequest,
    Progress,
    ProviderUnavailable,
    Purpose,
    Stage,
    StartedOrder,
    login_methods,
)

# Characters after base64. The limit for hidden data is 200 000 when signing, but one published
# client says 1 500: a digest fits in both.
VISIBLE_LIMIT = {Purpose.IDENTIFY: 1_500, Purpose.SIGN: 40_000}
HIDDEN_LIMIT = 1_500
RETURN_URL_LIMIT = 512
NO_ROOTS = gettext_noop("Det finns ingen utfärdare inställd att kontrollera underskriften mot.")


@login_methods.add("bankid")
class BankId:
    label = "BankID"
    assurance_level = 3

    def start(self, request: OrderRequest) -> StartedOrder:
        path = "sign" if request.purpose == Purpose.SIGN else "auth"
        answer = ask(path, order_fields(request))
        try:
            return StartedOrder(
                reference=str(answer["orderRef"]),
                auto_start_token=str(answer["autoStartToken"]),
                qr_start_token=str(answer["qrStartToken"]),
                qr_start_secret=str(answer["qrStartSecret"]),
            )
        except KeyError as missing:
            raise ProviderUnavailable("incomplete", error_message("internalError")) from missing

    def collect(self, order: StartedOrder, *, same_device: bool) -> Progress:
        answer = ask("collect", {"orderRef": order.reference})
        return progress_of(answer, same_device=same_device)

    def cancel(self, order: StartedOrder) -> None:
        try:
            ask("cancel", {"orderRef": order.reference})
        except OrderRefused:
            # The order is over, or the service is down and will let it expire.
            return

    def qr_text(self, order: StartedOrder, seconds: int) -> str:
        code = hmac.new(
            order.qr_start_secret.encode("ascii"), str(seconds).encode("ascii"), hashlib.sha256
        )
        return f"bankid.{order.qr_start_token}.{seconds}.{code.hexdigest()}"

    def launch_url(self, order: StartedOrder, *, mobile: bool) -> str:
        # The return address went with the order, so the launch carries none of its own.
        environment = settings.ENVIRONMENT
        base = environment.bankid_launch_mobile if mobile else environment.bankid_launch_desktop
        token = urlencode({"autostarttoken": order.auto_start_token, "redirect": "null"})
        return f"{base}{'&' if '?' in base else '?'}{token}"

    def verify(self, evidence: Evidence, request: OrderRequest, signed_at: datetime) -> str:
        try:
            roots = Path(settings.ENVIRONMENT.bankid_signature_ca).read_bytes()
        except OSError as error:
            raise EvidenceBroken(NO_ROOTS) from error
        return verify_evidence(evidence, request, signed_at, roots=roots)


def order_fields(request: OrderRequest) -> dict[str, Any]:
    """The JSON of auth or sign; raises OrderRefused when BankID cannot carry the text."""
    fields: dict[str, Any] = {"endUserIp": request.end_user_ip}
    if request.visible_text:
        text = _base64(request.visible_text.encode())
        if len(text) > VISIBLE_LIMIT[request.purpose]:
            raise OrderRefused("textTooLong", error_message("textTooLong"), again=False)
        fields["userVisibleData"] = text
        fields["userVisibleDataFormat"] = "simpleMarkdownV1"
    if request.hidden_data:
        hidden = _base64(request.hidden_data)
        if len(hidden) > HIDDEN_LIMIT:
            raise ValueError("hidden data is for digests, not for documents")
        fields["userNonVisibleData"] = hidden
    if request.return_url:
        if len(request.return_url) > RETURN_URL_LIMIT:
            raise ValueError("BankID takes no return address of that length")
        fields["returnUrl"] = request.return_url
    if web := _browser(request):
        fields["web"] = web
    if request.identity_number:
        fields["requirement"] = {"personalNumber": request.identity_number.digits}
    return fields


def _browser(request: OrderRequest) -> dict[str, str]:
    """What BankID may use against fraud. All three values are needed, or none."""
    domain, agent = request.domain[:253], request.user_agent[:256]
    if len(domain) < 3 or not agent:
        return {}
    # The contract wants the same value for the same device; we keep no such register of people's
    # devices, so it is worked out from what every request shows anyway.
    device = hashlib.sha256(f"{domain}\n{agent}\n{request.end_user_ip}".encode()).hexdigest()
    return {"referringDomain": domain, "userAgent": agent, "deviceIdentifier": device}


def progress_of(answer: dict[str, Any], *, same_device: bool) -> Progress:
    """Read what collect answered. Fields that BankID leaves out or adds do no harm."""
    status, hint = answer.get("status"), str(answer.get("hintCode") or "")
    if status == "complete":
        return _completed(answer)
    if status == "failed":
        message = failure_message(hint, same_device=same_device)
        return Progress(Stage.FAILED, hint, message, raw=answer)
    show_qr = not same_device and hint in {OUTSTANDING, "noClient"}
    message = pending_message(hint, same_device=same_device)
    return Progress(Stage.PENDING, hint, message, show_qr=show_qr, raw=answer)


def _completed(answer: dict[str, Any]) -> Progress:
    completion = answer.get("completionData")
    user = completion.get("user") if isinstance(completion, dict) else None
    try:
        if not isinstance(completion, dict) or not isinstance(user, dict):
            raise ValueError("no completion data")
        number = IdentityNumber.read(str(user["personalNumber"]), today=timezone.localdate())
        evidence = Evidence(
            signature=_signature_bytes(str(completion.get("signature") or "")),
            ocsp=base64.b64decode(str(completion.get("ocspResponse") or "")),
        )
    except (KeyError, ValueError) as error:
        # A result without a person, or one that cannot be kept, is no result.
        raise ProviderUnavailable("incomplete", error_message("internalError")) from error
    given_name, surname = str(user.get("givenName") or ""), str(user.get("surname") or "")
    name = str(user.get("name") or f"{given_name} {surname}".strip())
    told = {k: v for k, v in completion.items() if k not in {"signature", "ocspResponse"}}
    return Progress(
        Stage.COMPLETE,
        "",
        "",
        person=IdentifiedPerson(number, given_name, surname, name),
        evidence=evidence,
        raw=told,
    )


def _signature_bytes(text: str) -> bytes:
    """The XML signature, or its base64 text in the rare case that the text cannot be remade.

    The OCSP answer is bound to the exact base64 text, so it must stay possible to get it back.
    """
    try:
        xml = base64.b64decode(text, validate=True)
    except binascii.Error:
        return text.encode("ascii", "replace")
    return xml if _base64(xml) == text else text.encode("ascii")


def _base64(octets: bytes) -> str:
    return base64.b64encode(octets).decode("ascii")


@check
def bankid() -> Finding:
    """Whether BankID is set up, and answers us."""
    environment = settings.ENVIRONMENT
    if not environment.bankid_url:
        return Finding(
            "BankID",
            State.MISSING,
            _("Ingen kan logga in eller skriva under med BankID."),
            _("Ange TORGET_BANKID_URL, _CERTIFICATE, _CA och _SIGNATURE_CA."),
        )
    files = ("bankid_certificate", "bankid_ca", "bankid_signature_ca")
    for name in files:
        if not Path(getattr(environment, name) or "-").is_file():
            remedy = _("Ange en fil som finns i TORGET_%(name)s.") % {"name": name.upper()}
            return Finding("BankID", State.BROKEN, _("En certifikatfil saknas."), remedy)
    if not is_answering():
        return Finding(
            "BankID",
            State.BROKEN,
            _("BankID svarar inte, eller godtar inte vårt certifikat."),
            _("Kontrollera adressen, certifikatet och att brandväggen släpper fram trafiken."),
        )
    return Finding("BankID", State.WORKS, _("BankID svarar."))
