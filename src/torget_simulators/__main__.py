"""Start every simulator in one process: `python -m torget_simulators --data DIR`."""

import argparse
import os
import signal
import threading
from dataclasses import dataclass
from pathlib import Path

from torget_simulators.bankid import BankIdApi
from torget_simulators.certificates import Certificates
from torget_simulators.clock import Clock
from torget_simulators.control import Control
from torget_simulators.mail import Mailbox, MailServer, Postman
from torget_simulators.orders import Orders
from torget_simulators.population import PopulationApi
from torget_simulators.serving import Server, mutual_tls
from torget_simulators.signatures import Notary
from torget_simulators.switches import Switches
from torget_simulators.web import Web

BANKID, NAVET, SMTP, PAGES = range(4)  # offsets from the first port
ANSWERS = 4  # where the site takes its mail in


@dataclass(frozen=True)
class Options:
    data: Path
    port_base: int
    site: str


def main() -> None:
    parent = os.getppid()  # at once: it may be gone before we are ready
    options = _read_options()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    mail_server = _start(options, stop)
    print(f"Simulatorerna är igång: http://localhost:{options.port_base + PAGES}/", flush=True)
    _wait_until_told_or_orphaned(stop, parent)
    mail_server.stop(no_assert=True)


def _read_options() -> Options:
    parser = argparse.ArgumentParser(prog="torget_simulators", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder for certificates")
    parser.add_argument("--port-base", type=int, default=8100, help="first of four ports")
    parser.add_argument("--site", default="http://localhost:8000", help="the site being tested")
    given = parser.parse_args()
    return Options(given.data, given.port_base, given.site)


def _start(options: Options, stop: threading.Event) -> MailServer:
    certificates = Certificates(options.data)
    clock, switches = Clock(), Switches(stop.wait)
    mailbox = Mailbox(clock)
    orders = Orders(clock, Notary(certificates, clock).complete)
    control = Control(orders, mailbox, switches, clock)
    bankid = BankIdApi(orders, switches)
    navet = PopulationApi(switches)
    web = Web(
        orders,
        mailbox,
        switches,
        control,
        clock,
        options.data,
        options.site,
        Postman(options.port_base + ANSWERS),
    )
    for offset, answering, provider in (
        (BANKID, bankid.answer, "bankid"),
        (NAVET, navet.answer, "navet"),
        (PAGES, web.answer, ""),
    ):
        tls = (
            mutual_tls(
                certificates.path(f"{provider}-server"), certificates.path(f"{provider}-client-ca")
            )
            if provider
            else None
        )
        Server(options.port_base + offset, answering, tls).start()
    mail_server = MailServer(options.port_base + SMTP, mailbox, switches)
    mail_server.start()
    return mail_server


def _wait_until_told_or_orphaned(stop: threading.Event, parent: int) -> None:
    """Return on a signal, or when the process that started us is gone and has left us behind."""
    while not stop.wait(0.5):
        if os.getppid() != parent:
            return


if __name__ == "__main__":
    main()
