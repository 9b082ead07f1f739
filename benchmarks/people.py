"""A resident and an officer who use the site by plain HTTP, as their browsers would."""

import base64
import hashlib
import hmac
import json
import struct
import threading
import time
from dataclasses import dataclass, field
from typing import Self

import requests
from lxml import html

from benchmarks.system import System

NUMBERS = (  # residents of Solvik with BankID and an unprotected record
    "198803202384", "198611052393", "199006022389", "199412019821",
    "195107082389", "196811309902", "198701172390", "199303072384",
)  # fmt: skip
PATIENCE = 20.0  # seconds
PASSWORD = "solvik-visar-vägen"  # of everyone who works in the demo
COLLECT_INTERVAL = 2.05  # the site asks BankID no oftener than every other second

Files = dict[str, tuple[str, bytes, str]]

# Whoever logs in takes the newest order that is for anyone: one at a time, so that no two mix.
_at_the_phone = threading.Lock()


class Stuck(Exception):
    """The site did not lead on. The text says where."""


class CutShort(Stuck):
    """A log-in whose answer was lost with the process that made it: the site asks for it anew."""


@dataclass
class Browser:
    """A browser session: pages in, forms out, cookies kept."""

    url: str
    session: requests.Session = field(default_factory=requests.Session)
    page: requests.Response = field(default_factory=requests.Response)

    def open(self, path: str) -> Self:
        self.page = self.session.get(self.url + path)
        return self._checked()

    def post(self, path: str, fields: dict[str, str], files: Files | None = None) -> Self:
        """Send a form with the token of the page that it stands on."""
        data = {"csrfmiddlewaretoken": self.token, **fields}
        self.page = self.session.post(self.url + path, data=data, files=files)
        return self._checked()

    def _checked(self) -> Self:
        if self.page.status_code != 200:
            raise Stuck(f"{self.page.status_code} {self.page.url}")
        return self

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.url)

    @property
    def document(self) -> html.HtmlElement:
        return html.fromstring(self.page.content)

    @property
    def token(self) -> str:
        return str(self.document.xpath("//input[@name='csrfmiddlewaretoken']/@value")[0])

    @property
    def names(self) -> set[str]:
        """Names of what can be filled in on the page."""
        path = "//main//*[self::input or self::textarea or self::select]/@name"
        return {str(name) for name in self.document.xpath(path)}

    @property
    def cookies(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.session.cookies.items())


def log_in_resident(torget: System, number: str) -> Browser:
    """A browser where the resident has logged in, with the help of the simulated phone."""
    browser = Browser(torget.url)
    browser.open("/logga-in/?next=/mina-sidor/")
    return log_in(torget, browser, number)


def log_in(torget: System, browser: Browser, number: str) -> Browser:
    """From the page where one chooses how to log in, to where that page leads."""
    next_url = str(browser.document.xpath("//input[@name='next']/@value")[0])
    with _at_the_phone:
        browser.post("/logga-in/", {"next": next_url, "method": "same_device"})
        approve(torget, number)
    if wait_for_order(browser).path.startswith("/logga-in/"):
        raise CutShort(browser.path)
    return browser


def approve(torget: System, number: str) -> None:
    answer = requests.post(
        f"{torget.simulators}/control/approve", json={"number": number}, timeout=10
    )
    answer.raise_for_status()


def wait_for_order(browser: Browser) -> Browser:
    """Ask until the site knows that the order is complete, and follow where it leads."""
    time.sleep(COLLECT_INTERVAL)
    deadline = time.monotonic() + PATIENCE
    while browser.open("/bankid/klar/").path.startswith("/bankid/"):
        if time.monotonic() > deadline:
            raise Stuck("the order was never complete")
        time.sleep(0.2)
    return browser


def log_in_officer(torget: System, email: str = "anna.berg@solvik.example") -> Browser:
    """A browser where an employee of the demo has logged in, with both factors."""
    known = json.loads((torget.folder / "simulators/authenticator.json").read_text("utf-8"))
    secret = next(one["secret"] for one in known if one["label"] == email)
    browser = Browser(torget.url)
    browser.open("/desk/konto/logga-in/")
    browser.post(browser.path, {"login": email, "password": PASSWORD})
    browser.post(browser.path, {"code": one_time_code(secret)})
    if browser.open("/desk/").path != "/desk/":
        raise Stuck(f"{email} was not let in")
    return browser


def one_time_code(secret: str) -> str:
    """RFC 6238: six digits, half a minute each."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**6:06}"
