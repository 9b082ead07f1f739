"""The floor: a bare WSGI application that does a page's SQL and answers with a constant page.

What Torget costs above this is what Django, the rooms and the templates cost. Started by
`benchmarks.floor_server` under the same web server with the same settings.
"""

import json
import os
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import psycopg

# {path: {"statements": [SQL], "status": "200 OK", "size": bytes, "headers": [[name, text]]}}
PAGES: dict[str, dict[str, Any]] = json.loads(Path(os.environ["FLOOR_PAGES"]).read_text("utf-8"))
BODIES = {path: b"x" * page["size"] for path, page in PAGES.items()}

_of_thread = threading.local()


def application(environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes]:
    path = environ["PATH_INFO"]
    page = PAGES[path]
    environ["wsgi.input"].read()
    connection = _connection()
    for statement in page["statements"]:
        cursor = connection.execute(statement)
        if cursor.description:
            cursor.fetchall()
    body = BODIES[path]
    headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))]
    start_response(page["status"], headers)
    return [body]


def _connection() -> psycopg.Connection:
    """One connection for each thread, kept open, as Django keeps them."""
    found = getattr(_of_thread, "connection", None)
    if found is None:
        url = os.environ["DATABASE_URL"]
        found = _of_thread.connection = psycopg.connect(url, autocommit=True)
    return found
