"""Which SQL Torget does, recorded by asking its own application for pages in this process."""

import http.client
import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote, urlsplit

from requests import PreparedRequest, Request, Response
from requests.adapters import HTTPAdapter
from urllib3 import HTTPResponse

from benchmarks.journey import whole_journey
from benchmarks.people import Browser
from benchmarks.system import System


class Application(HTTPAdapter):
    """Lets `requests` ask a WSGI application in this process instead of a server."""

    def __init__(self, application: Callable[..., Any]) -> None:
        super().__init__()
        self.application = application
        self.asked = 0

    def send(self, request: PreparedRequest, *_: Any, **__: Any) -> Response:
        self.asked += 1
        said: list[Any] = []
        answer = self.application(_environ(request), lambda *told: said.extend(told))
        body = b"".join(answer)
        answer.close()
        status, reason = said[0].split(" ", 1)
        headers = http.client.HTTPMessage()
        for name, text in said[1]:
            headers[name] = text
        raw = HTTPResponse(
            body=io.BytesIO(body),
            headers=dict(headers.items()),
            status=int(status),
            reason=reason,
            preload_content=False,
            original_response=SimpleNamespace(msg=headers, isclosed=lambda: True),  # type: ignore[arg-type]
        )
        return self.build_response(request, raw)


@dataclass
class Recorder:
    """Answers as the website would, and tells the SQL, the status and the size."""

    torget: System
    application: Application = field(init=False)

    def __post_init__(self) -> None:
        os.environ |= self.torget.variables
        self.application = Application(import_module("torget.config.wsgi").application)

    def page(
        self, path: str, *, cookies: str, body: bytes = b"", method: str = "GET"
    ) -> dict[str, Any]:
        """The page for the floor. Asked for twice, so that what is kept in memory is kept."""
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        asked = Request(method, self.torget.url + path, headers=headers, data=body).prepare()
        self.application.send(asked)
        with _recording() as statements:
            answer = self.application.send(asked)
        status = f"{answer.status_code} {answer.reason}"
        return {"statements": statements, "status": status, "size": len(answer.content)}

    def journey(self, number: str) -> tuple[dict[str, Any], int]:
        """All that one journey asks of the database, jobs included, and how many requests it takes.

        It is done in one transaction that is taken back, so that the floor can do it again.
        """
        transaction = import_module("django.db.transaction")
        browser = Browser(self.torget.url)
        browser.session.mount(self.torget.url, self.application)
        before = self.application.asked
        with _one_request(), transaction.atomic():
            with _recording() as statements:
                whole_journey(self.torget, number, browser)
                _do_jobs()
            transaction.set_rollback(True)
        page = {"statements": ["BEGIN", *statements, "ROLLBACK"], "status": "200 OK", "size": 5000}
        return page, self.application.asked - before


@contextmanager
def _one_request() -> Iterator[None]:
    """Keep Django from closing the connection, and forgetting its log, as each request ends."""
    signals, database = import_module("django.core.signals"), import_module("django.db")
    kept = (
        (signals.request_started, database.reset_queries),
        (signals.request_started, database.close_old_connections),
        (signals.request_finished, database.close_old_connections),
    )
    for signal, receiver in kept:
        signal.disconnect(receiver)
    try:
        yield
    finally:
        for signal, receiver in kept:
            signal.connect(receiver)


@contextmanager
def _recording() -> Iterator[list[str]]:
    """A list that, when the block has ended, holds each statement with its values."""
    database = import_module("django.db").connection
    statements: list[str] = []
    database.force_debug_cursor = True
    database.queries_log.clear()
    try:
        yield statements
    finally:
        database.force_debug_cursor = False
        statements += [entry["sql"] for entry in database.queries_log]


def _do_jobs() -> None:
    """What the worker would do, here and now."""
    jobs = import_module("procrastinate.contrib.django.models").ProcrastinateJob.objects
    tasks = import_module("torget.rooms.jobs.ports").tasks
    serving = import_module("torget.foundation.municipality").serving
    known = set(jobs.order_by("-id").values_list("id", flat=True)[5:])
    with serving(import_module("django.conf").settings.ENVIRONMENT.municipality):
        while job := jobs.filter(status="todo").exclude(id__in=known).order_by("id").first():
            known.add(job.id)
            tasks[job.task_name].run(**job.args)


def _environ(request: PreparedRequest) -> dict[str, Any]:
    address = urlsplit(str(request.url))
    body = request.body or b""
    octets = body.encode() if isinstance(body, str) else bytes(body)
    headers = {
        f"HTTP_{name.upper().replace('-', '_')}": text for name, text in request.headers.items()
    }
    return headers | {
        "REQUEST_METHOD": request.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote(address.path),
        "QUERY_STRING": address.query,
        "SERVER_NAME": address.hostname,
        "SERVER_PORT": str(address.port),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": address.netloc,
        "HTTP_ORIGIN": f"{address.scheme}://{address.netloc}",
        "CONTENT_TYPE": request.headers.get("Content-Type", ""),
        "CONTENT_LENGTH": str(len(octets)),
        "wsgi.url_scheme": address.scheme,
        "wsgi.input": io.BytesIO(octets),
        "wsgi.errors": sys.stderr,
    }
