"""Which SQL a page does, recorded by asking Torget's own application for it in this process."""

import io
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from benchmarks.system import System


@dataclass
class Recorder:
    """Answers a request as the website would, and tells the SQL, the status and the size."""

    torget: System
    application: Callable[..., Any] = field(init=False)

    def __post_init__(self) -> None:
        os.environ |= self.torget.variables
        self.application = import_module("torget.config.wsgi").application

    def page(
        self, path: str, *, cookies: str, body: bytes = b"", method: str = "GET"
    ) -> dict[str, Any]:
        """The page for the floor. Asked for twice, so that what is kept in memory is kept."""
        database = import_module("django.db").connection
        self._ask(method, path, cookies, body)
        database.force_debug_cursor = True
        database.queries_log.clear()
        status, octets = self._ask(method, path, cookies, body)
        statements = [entry["sql"] for entry in database.queries_log]
        database.force_debug_cursor = False
        return {"statements": statements, "status": status, "size": len(octets)}

    def _ask(self, method: str, path: str, cookies: str, body: bytes) -> tuple[str, bytes]:
        said: list[str] = []
        answer = self.application(
            self._environ(method, path, cookies, body), lambda status, headers: said.append(status)
        )
        octets = b"".join(answer)
        answer.close()
        return said[0], octets

    def _environ(self, method: str, path: str, cookies: str, body: bytes) -> dict[str, Any]:
        return {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": path,
            "QUERY_STRING": "",
            "SERVER_NAME": "localhost",
            "SERVER_PORT": str(self.torget.port),
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": f"localhost:{self.torget.port}",
            "HTTP_ORIGIN": self.torget.url,
            "HTTP_COOKIE": cookies,
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": sys.stderr,
        }
