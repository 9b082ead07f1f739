"""The simulators' own pages, and how the process starts and stops."""

import html
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import requests

from tests.contract.orders import ERIK, IDENTIFY, MAJA, SIGN
from tests.contract.simulators import Simulators, free_port
from torget.rooms.identity.ports import Stage, login_methods
from torget.rooms.messaging.ports import OutgoingFile, OutgoingMessage, delivery_channels
from torget_simulators.authenticator import one_time_code
from torget_simulators.people import RESIDENTS

bankid = login_methods["bankid"]
# RFC 6238, appendix B, for the secret 12345678901234567890; the last six of eight digits.
RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
RFC_CODES = {59: "287082", 1111111109: "081804", 1234567890: "005924", 20000000000: "353130"}


@pytest.mark.parametrize(
    "path", ["/", "/phone", "/mailbox", "/authenticator", "/switches", "/style.css", "/healthz"]
)
def test_every_page_opens(world: Simulators, path: str) -> None:
    assert requests.get(f"{world.pages}{path}", timeout=10).status_code == 200


@pytest.mark.parametrize(
    "path", ["/nowhere", "/phone/orders/1", "/mailbox/1", "/mailbox/1/files/0"]
)
def test_what_is_not_there_is_not_found(world: Simulators, path: str) -> None:
    assert requests.get(f"{world.pages}{path}", timeout=10).status_code == 404


def test_what_people_wrote_stays_text(world: Simulators) -> None:
    bankid.start(SIGN)
    with requests.Session() as browser:
        browser.post(f"{world.pages}/phone/resident", {"resident": MAJA})
        number = world.tell("orders")[0]["number"]
        page = browser.get(f"{world.pages}/phone/orders/{number}").text
    assert ("stämmer. &lt;b&gt;" in page, "<b>" in page) == (True, False)


def test_a_code_is_scanned_by_pasting_it(world: Simulators) -> None:
    order = bankid.start(IDENTIFY)
    page = requests.post(f"{world.pages}/phone/scan", {"qr": bankid.qr_text(order, 0)}, timeout=10)
    approval = requests.post(f"{page.url}/approve", {"resident": ERIK}, timeout=10)
    assert "Gå tillbaka till skärmen där du började." in approval.text
    assert bankid.collect(order, same_device=False).stage == Stage.COMPLETE


def test_the_newest_code_is_scanned_by_a_button(world: Simulators) -> None:
    order = bankid.start(IDENTIFY)
    number = world.tell("orders")[0]["number"]
    requests.post(f"{world.pages}/phone/scan-newest/{number}", timeout=10)
    assert bankid.collect(order, same_device=False).hint == "started"


@pytest.mark.parametrize(
    ("button", "hint"), [("refuse", "userCancel"), ("time-out", "expiredTransaction")]
)
def test_a_person_may_do_otherwise(world: Simulators, button: str, hint: str) -> None:
    order = bankid.start(IDENTIFY)
    number = world.tell("orders")[0]["number"]
    requests.post(f"{world.pages}/phone/orders/{number}/{button}", timeout=10)
    assert bankid.collect(order, same_device=False).hint == hint


def test_the_wrong_persons_approval_is_explained(world: Simulators) -> None:
    bankid.start(SIGN)
    number = world.tell("orders")[0]["number"]
    answer = requests.post(
        f"{world.pages}/phone/orders/{number}/approve", {"resident": ERIK}, timeout=10
    )
    assert (answer.status_code, "Begäran gäller en annan person." in answer.text) == (400, True)


def test_a_letter_and_its_attachment_can_be_opened(world: Simulators) -> None:
    file = OutgoingFile("kvittens.pdf", "application/pdf", b"%PDF-1.7\r\n\x00\xff")
    body = "Läs mer: https://solvik.example/mina-sidor. Hej!"
    letter = OutgoingMessage("1", "maja@solvik.example", "Klart", body, "sv", (file,))
    delivery_channels["email"].deliver(letter)
    number = world.tell("mails")[0]["number"]

    page = html.unescape(requests.get(f"{world.pages}/mailbox/{number}", timeout=10).text)
    attachment = requests.get(f"{world.pages}/mailbox/{number}/files/0", timeout=10)
    assert '<a href="https://solvik.example/mina-sidor">' in page
    assert (attachment.content, attachment.headers["Content-Disposition"]) == (
        file.content,
        "attachment; filename*=UTF-8''kvittens.pdf",
    )


def test_the_switches_can_be_turned(world: Simulators) -> None:
    choices = {"bankid": "off", "navet": "fault", "smtp": "slow", "refused": "a@b.example"}
    page = requests.post(f"{world.pages}/switches", choices, timeout=10).text
    assert page.count(" checked") == 3
    assert 'value="off" checked' in page
    assert "a@b.example" in page


def test_one_time_codes_are_shown_for_known_secrets(world: Simulators) -> None:
    entries = [{"label": "Maria Holm", "secret": RFC_SECRET}]
    (world.folder / "authenticator.json").write_text(json.dumps(entries))
    page = requests.get(f"{world.pages}/authenticator", timeout=10).text
    near = {one_time_code(RFC_SECRET, time.time() - late) for late in (0, 5)}
    assert "Maria Holm" in page
    assert any(code in page for code in near)


@pytest.mark.parametrize("at", RFC_CODES)
def test_one_time_codes_follow_the_standards_own_examples(at: int) -> None:
    assert one_time_code(RFC_SECRET, at) == RFC_CODES[at]


@pytest.mark.parametrize("number", RESIDENTS)
def test_every_resident_has_a_number_of_the_test_series(number: str) -> None:
    serial = int(number[8:11])
    digits = [int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(number[2:])]
    assert sum(sum(divmod(digit, 10)) for digit in digits) % 10 == 0
    assert serial in {238, 239, *range(980, 1000)}


def test_the_process_stops_at_once_and_keeps_its_certificates(tmp_path: Path) -> None:
    first = _started(tmp_path)
    kept = (tmp_path / "bankid-signature-ca.pem").read_bytes()
    before = time.monotonic()
    first.send_signal(signal.SIGTERM)
    code = first.wait(10)
    stopped_in = time.monotonic() - before
    second = _started(tmp_path)
    second.send_signal(signal.SIGINT)
    assert (code, second.wait(10), stopped_in < 2) == (0, 0, True)
    assert (tmp_path / "bankid-signature-ca.pem").read_bytes() == kept


def test_the_process_does_not_outlive_the_one_that_started_it(tmp_path: Path) -> None:
    port = free_port()
    starter = (
        "import subprocess, sys, time;"
        f"child = subprocess.Popen([sys.executable, '-m', 'torget_simulators', '--data',"
        f" {str(tmp_path)!r}, '--port-base', '{port}'], stdout=sys.stdout);"
        "print(child.pid, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", starter], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    assert parent.stdout.readline().startswith("Simulatorerna är igång")
    parent.kill()
    parent.wait(10)
    assert _is_gone(child, within=5)


def test_the_process_is_small(simulators: Simulators) -> None:
    status = Path(f"/proc/{_pid_on(simulators)}/status").read_text()
    [resident] = [line for line in status.splitlines() if line.startswith("VmRSS")]
    assert int(resident.split()[1]) < 80_000  # kB; about 50 000 when just started


def _pid_on(simulators: Simulators) -> int:
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if b"torget_simulators" in words and str(simulators.folder).encode() in words:
            return int(folder.name)
    raise LookupError("the simulators are not running")


def _started(folder: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "torget_simulators", "--data", str(folder)]
    process = subprocess.Popen(
        [*command, "--port-base", str(free_port())], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline().startswith("Simulatorerna är igång")
    return process


def _is_gone(pid: int, within: float) -> bool:
    """Whether the process ends in time; a zombie that nobody reaps counts as ended."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.1)
    return False
