"""What a browser is told to refuse, and where identity numbers never are."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.browser.conftest import NUMBERS
from tests.browser.people import People
from tests.browser.personas import BY_HAND, persona
from tests.browser.running import Torget
from tests.browser.shortcut import apply_quickly
from tests.browser.walk import ERIK, MAJA, eventually

POLICY = {
    "default-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
}
SECURE = """
import django
from django.conf import settings as s
print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, "Strict-Transport-Security" in s.OUTER_FENCE)
"""


def test_every_page_says_that_nothing_foreign_may_run(people: People) -> None:
    maja, anna = people.resident(MAJA), people.staff("Anna")
    pages = [maja.goes_to(path) for path in ("/", "/mina-sidor/", "/finns-inte/", "/demo")]
    pages.append(anna.goes_to("/desk/"))
    for page in pages:
        assert page
        headers = page.all_headers()
        assert set(headers["content-security-policy"].split("; ")) == POLICY
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["x-frame-options"] == "DENY"


def test_cookies_are_kept_from_scripts_and_from_other_sites(people: People, torget: Torget) -> None:
    maja = people.resident(MAJA)
    maja.goes_to("/e-tjanst/bygglov/")
    cookies = {
        cookie["name"]: (cookie["httpOnly"], cookie["sameSite"])
        for cookie in maja.context.cookies(torget.site)
        if cookie["name"] != "phone"  # the simulator's own
    }
    assert cookies == {"session": (True, "Lax"), "csrftoken": (True, "Lax")}


def test_cookies_travel_by_https_only_where_the_site_has_it(tmp_path: str) -> None:
    said = {}
    for site in ("http://localhost:8000", "https://torget.solvik.example"):
        variables = {"TORGET_SITE_URL": site, "TORGET_DATA": str(tmp_path),
                     "DJANGO_SETTINGS_MODULE": "torget.config.settings"}  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-c", SECURE],
            env=dict(os.environ) | variables,
            capture_output=True,
            text=True,
            check=True,
        )
        said[site.partition(":")[0]] = done.stdout.split()
    assert said == {"http": ["False"] * 3, "https": ["True"] * 3}


def test_no_log_line_and_no_mail_holds_an_identity_number(people: People, torget: Torget) -> None:
    """After an application that met errors on its way, and a decision."""
    erik = people.newcomer(ERIK)
    torget.simulators.tell("switch", simulator="navet", mode="fault")
    erik.logs_in()
    deck = persona("bygglov", "Ägare bygger altan", email="spar@exempel.example")
    by_hand = BY_HAND | {"name": "Erik Lindqvist", "identity_number": ERIK}
    number = apply_quickly(erik, "bygglov", by_hand | deck)
    eventually(lambda: torget.mails_to("spar@exempel.example"), "the receipt by mail")
    anna = people.staff("Anna")
    anna.takes(number)
    anna.decides(number, "granted")
    eventually(lambda: len(torget.mails_to("spar@exempel.example")) == 2, "the second mail")
    anna.page.request.get(f"{torget.site}/desk/arende/{ERIK}/ta/")  # an address typed by hand
    eventually(lambda: "Method Not Allowed (GET): /desk/arende/[dolt]/ta/" in torget.log(), "it")
    assert NUMBERS.findall(torget.log().partition("Stoppa med Ctrl-C")[2]) == []
    mails = torget.simulators.tell("mails")
    assert [mail["subject"] for mail in mails if NUMBERS.search(str(mail))] == []


def test_staff_without_the_second_factor_get_no_further(people: People) -> None:
    eva = people.stranger_at_desk("Eva")
    eva.goes_to("/desk/")
    eva.types_password()
    assert eva.heading == "Bekräfta att det är du"
    for path in ("/desk/", "/desk/logg/", "/desk/systemet/", "/desk/konto/faktor/"):
        eva.goes_to(path)
        assert eva.path.startswith(("/desk/konto/logga-in/", "/desk/konto/faktor/authenticate/"))


def test_a_resident_is_nobody_at_the_desk_and_staff_are_nobody_on_mina_sidor(
    people: People,
) -> None:
    maja, anna = people.resident(MAJA), people.staff("Anna")
    maja.goes_to("/desk/")
    anna.goes_to("/mina-sidor/")
    assert maja.path.startswith("/desk/konto/logga-in/")
    assert anna.path.startswith("/logga-in/")
