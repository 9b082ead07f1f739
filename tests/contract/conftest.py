"""Starts the simulators as a process of their own, and points the connectors at them."""

import select
import subprocess
import sys
from collections.abc import Iterator

import msgspec
import pytest
from pytest_django import Settings

from tests.contract.simulators import Simulators, free_port

START_WITHIN = 30  # seconds


@pytest.fixture(scope="session")
def simulators(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Simulators]:
    folder = tmp_path_factory.mktemp("simulators")
    port = free_port()
    command = [sys.executable, "-m", "torget_simulators"]
    process = subprocess.Popen(
        [*command, "--data", str(folder), "--port-base", str(port)],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        ready, _, _ = select.select([process.stdout], [], [], START_WITHIN)
        assert ready, "the simulators did not start in time"
        assert process.stdout.readline() == (
            f"Simulatorerna är igång: http://localhost:{port + 3}/\n"
        )
        yield Simulators(folder, port)
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture
def world(simulators: Simulators, settings: Settings) -> Simulators:
    """The simulators as after a start, with every connector set up to use them."""
    simulators.tell("reset")
    simulators.tell("pace", seconds=0)
    settings.ENVIRONMENT = msgspec.structs.replace(
        settings.ENVIRONMENT,
        bankid_url=simulators.bankid,
        bankid_certificate=simulators.pem("bankid-client"),
        bankid_ca=simulators.pem("bankid-server-ca"),
        bankid_signature_ca=simulators.pem("bankid-signature-ca"),
        navet_url=simulators.navet,
        navet_certificate=simulators.pem("navet-client"),
        navet_ca=simulators.pem("navet-server-ca"),
        navet_organisation="162021004748",
        navet_order="00000236-FO01-0001",
        smtp_url=simulators.smtp,
        mail_from="Solviks kommun <ingen-svarar@solvik.example>",
    )
    return simulators
