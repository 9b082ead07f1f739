"""What a browser fetches: a first visit with everything, and the page after it."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from lxml import html

from benchmarks.load import Answer, Connection, WrongAnswer, request

ENCODINGS = "br, gzip"
FETCHED = {"stylesheet", "icon", "preload"}  # what a browser fetches of a page's links
IN_STYLES = re.compile(rb"url\([\"']?([^\"')]+)[\"']?\)")


def first_visit_kb(port: int, path: str, cookies: str) -> float:
    """The page and each asset that it names, as sent over the wire with headers."""
    page = _fetch(port, path, cookies)
    total, seen = page.size, set[str]()
    waiting = [*_assets(page.body)]
    while waiting:
        link = waiting.pop()
        if link in seen or not link.startswith("/"):
            continue
        seen.add(link)
        asset = _fetch(port, link, "")
        total += asset.size
        if link.endswith(".css"):
            plain = _fetch(port, link, "", encoding="")
            waiting += [_beside(link, found.decode()) for found in IN_STYLES.findall(plain.body)]
    return total / 1000


def next_page_kb(port: int, path: str, cookies: str) -> float:
    """The page alone: its assets have names that change with their content, so are kept."""
    return _fetch(port, path, cookies).size / 1000


def _fetch(port: int, path: str, cookies: str, *, encoding: str = ENCODINGS) -> Answer:
    connection = Connection(port)
    answer = connection.send(request("GET", path, port=port, cookies=cookies, encoding=encoding))
    connection.close()
    if answer.status != 200:
        raise WrongAnswer(f"{path}: status {answer.status}")
    return answer


def _assets(page: bytes) -> Iterator[str]:
    for element in html.fromstring(page).iter("script", "img", "link"):
        link = element.get("src") or element.get("href")
        if link and (element.tag != "link" or element.get("rel") in FETCHED):
            yield link


def _beside(style: str, link: str) -> str:
    """The address of what a style sheet names; an empty one for what is inside it."""
    return "" if link.startswith(("data:", "#")) else urljoin(style, link)
