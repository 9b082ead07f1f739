"""Asks the population register for one person: SOAP 1.1 over mutual TLS."""

import threading
from pathlib import Path

import requests
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from lxml import etree

from torget.connectors.navet.record import EPERSONDATA, SOAP, read_answer
from torget.foundation.health import Finding, State, check
from torget.foundation.identity_numbers import IdentityNumber
from torget.rooms.identity.ports import (
    PersonUnknown,
    PopulationRecord,
    RegisterUnavailable,
    population_registers,
)

PATIENCE = (5.0, 10.0)  # seconds to connect, and to wait for the answer
LARGEST_ANSWER = 1_000_000
# A number in the series for tests, for asking whether the register answers at all.
NOBODY = IdentityNumber("189001019802")


@population_registers.add("navet")
class Navet:
    source = gettext_noop("Folkbokföringen (Skatteverket)")

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sessions: dict[tuple[str, str], requests.Session] = {}

    def person(self, number: IdentityNumber) -> PopulationRecord:
        octets = self._post(question_for(number))
        return read_answer(octets, number, today=timezone.localdate())

    def _post(self, question: bytes) -> bytes:
        environment = settings.ENVIRONMENT
        if not environment.navet_url:
            raise RegisterUnavailable("not configured")
        session = self._session(environment.navet_certificate, environment.navet_ca)
        try:
            response = session.post(
                environment.navet_url,
                data=question,
                headers={"Content-Type": "text/xml; charset=utf-8", "SOAPAction": '""'},
                timeout=PATIENCE,
                allow_redirects=False,
            )
        except (requests.RequestException, OSError) as error:  # OSError: a file is gone
            raise RegisterUnavailable("unreachable") from error
        # SOAP 1.1 sends its faults with status 500, and they must be read.
        if response.status_code not in {200, 500} or len(response.content) > LARGEST_ANSWER:
            raise RegisterUnavailable(f"HTTP {response.status_code}")
        return response.content

    def _session(self, certificate: str, authority: str) -> requests.Session:
        """One session per set-up, so that every question need not shake hands anew."""
        with self._lock:
            if (certificate, authority) not in self._sessions:
                session = requests.Session()
                # Variables such as REQUESTS_CA_BUNDLE would otherwise undo the authority we set.
                session.trust_env = False
                session.verify = authority or True
                session.cert = certificate
                self._sessions[certificate, authority] = session
            return self._sessions[certificate, authority]


def question_for(number: IdentityNumber) -> bytes:
    """The SOAP envelope that asks for one person, by the municipality's own order."""
    environment = settings.ENVIRONMENT
    envelope = etree.Element(f"{{{SOAP}}}Envelope", nsmap={"soapenv": SOAP, "v1": EPERSONDATA})
    body = etree.SubElement(envelope, f"{{{SOAP}}}Body")
    request = etree.SubElement(body, f"{{{EPERSONDATA}}}PersonpostRequest")
    order = etree.SubElement(request, f"{{{EPERSONDATA}}}Bestallning")
    etree.SubElement(order, f"{{{EPERSONDATA}}}OrgNr").text = environment.navet_organisation
    etree.SubElement(order, f"{{{EPERSONDATA}}}BestallningsId").text = environment.navet_order
    etree.SubElement(request, f"{{{EPERSONDATA}}}PersonId").text = number.digits
    return etree.tostring(envelope, encoding="UTF-8", xml_declaration=True)


@check
def navet() -> Finding:
    """Whether the population register is set up, and answers us."""
    environment = settings.ENVIRONMENT
    if not environment.navet_url:
        return Finding(
            _("Folkbokföringen"),
            State.MISSING,
            _("Invånare fyller i namn, adress och barn själva."),
            _("Ange TORGET_NAVET_URL, _CERTIFICATE, _CA, _ORGANISATION och _ORDER."),
        )
    for name in ("navet_certificate", "navet_ca"):
        path = getattr(environment, name)
        if path and not Path(path).is_file():
            remedy = _("Ange en fil som finns i TORGET_%(name)s.") % {"name": name.upper()}
            says = _("En certifikatfil saknas.")
            return Finding(_("Folkbokföringen"), State.BROKEN, says, remedy)
    try:
        population_registers["navet"].person(NOBODY)
    except PersonUnknown:
        return Finding(_("Folkbokföringen"), State.WORKS, _("Folkbokföringen svarar."))
    except RegisterUnavailable as error:
        return Finding(
            _("Folkbokföringen"),
            State.BROKEN,
            _("Folkbokföringen svarar inte som den ska (%(error)s).") % {"error": error},
            _("Kontrollera adressen, certifikatet, organisationsnumret och beställningen."),
        )
    return Finding(_("Folkbokföringen"), State.WORKS, _("Folkbokföringen svarar."))
