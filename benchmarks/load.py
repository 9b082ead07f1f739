"""Sending requests as fast as they are answered, over connections that are kept open."""

import socket
import statistics
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

BUFFER = 1 << 18


class WrongAnswer(Exception):
    """A page under load answered something else than it should."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes
    size: int  # bytes on the wire, headers included


@dataclass(frozen=True, slots=True)
class Rate:
    """What came of a round. Times are in ms; CPU is that of the serving side, per request."""

    per_second: float
    p50: float
    p95: float
    cpu: float


class Connection:
    """One HTTP/1.1 connection, kept open. Only what our own servers need: Content-Length."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self, request: bytes) -> Answer:
        self.socket.sendall(request)
        octets = b""
        while (end := octets.find(b"\r\n\r\n")) < 0:
            octets += self._more()
        lines = octets[:end].decode("latin-1").split("\r\n")
        pairs = (line.partition(": ") for line in lines[1:])
        headers = {name.lower(): text for name, _colon, text in pairs}
        size = end + 4 + int(headers.get("content-length", "0"))
        while len(octets) < size:
            octets += self._more()
        return Answer(int(lines[0].split()[1]), headers, octets[end + 4 :], size)

    def _more(self) -> bytes:
        octets = self.socket.recv(BUFFER)
        if not octets:
            raise WrongAnswer("the server closed the connection")
        return octets

    def close(self) -> None:
        self.socket.close()


def request(
    method: str, path: str, *, port: int, cookies: str = "", body: bytes = b"", encoding: str = ""
) -> bytes:
    """The octets of a request, as a browser on the same machine would send them."""
    lines = [f"{method} {path} HTTP/1.1", f"Host: localhost:{port}", "Accept: text/html"]
    if cookies:
        lines.append(f"Cookie: {cookies}")
    if encoding:
        lines.append(f"Accept-Encoding: {encoding}")
    if method == "POST":
        lines.append(f"Origin: http://localhost:{port}")
        lines.append("Content-Type: application/x-www-form-urlencoded")
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def run(
    port: int,
    requests: Sequence[bytes],
    *,
    seconds: float,
    status: int,
    cpu_ms: Callable[[], float],
) -> Rate:
    """One connection for each of the requests, all at once; raises WrongAnswer."""
    times: list[float] = []
    faults: list[Exception] = []
    until = time.perf_counter() + seconds

    def send_one(octets: bytes) -> None:
        try:
            times.extend(_repeat(port, octets, until, status))
        except (OSError, WrongAnswer) as error:
            faults.append(error)

    threads = [threading.Thread(target=send_one, args=(octets,)) for octets in requests]
    cpu_before, began = cpu_ms(), time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    passed, cpu = time.perf_counter() - began, cpu_ms() - cpu_before
    if faults:
        raise WrongAnswer(f"{requests[0].split(b' HTTP')[0].decode()}: {faults[0]}")
    cuts = statistics.quantiles(times, n=20, method="inclusive")
    return Rate(
        len(times) / passed, statistics.median(times) * 1000, cuts[-1] * 1000, cpu / len(times)
    )


def _repeat(port: int, octets: bytes, until: float, status: int) -> list[float]:
    connection, times = Connection(port), []
    while (began := time.perf_counter()) < until:
        answer = connection.send(octets)
        if answer.status != status:
            raise WrongAnswer(f"status {answer.status} instead of {status}")
        times.append(time.perf_counter() - began)
    connection.close()
    return times
