"""Sessions: what is kept, and that they can be ended where they are kept."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from torget.doors.ui.sessions import SessionStore

pytestmark = pytest.mark.django_db


def a_session() -> SessionStore:
    session = SessionStore()
    session["person"] = 7
    session["name"] = "Maja Åström"
    session.save()
    return session


def test_what_is_put_in_a_session_is_read_from_it() -> None:
    key = a_session().session_key

    assert dict(SessionStore(key).items()) == {"person": 7, "name": "Maja Åström"}


def test_a_session_whose_row_is_gone_has_ended() -> None:
    key = a_session().session_key
    Session.objects.all().delete()

    assert dict(SessionStore(key).items()) == {}


def test_a_session_ends_when_its_time_is_out() -> None:
    key = a_session().session_key
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    assert dict(SessionStore(key).items()) == {}


def test_an_unreadable_session_counts_as_ended() -> None:
    key = a_session().session_key
    Session.objects.update(session_data="eyJ:signed-by-something-else")

    assert dict(SessionStore(key).items()) == {}


def test_an_answer_to_the_session_before_log_in_leaves_the_new_cookie_alone(client: Client) -> None:
    client.cookies["session"] = "ended-when-the-person-logged-in"

    late = client.get("/bankid/qr.svg")

    assert late.status_code == 404
    assert late.cookies.keys() == set()
    assert "Cookie" in late.headers["Vary"]


def test_who_logs_out_gets_another_session(client: Client) -> None:
    session = a_session()
    client.cookies["session"] = session.session_key

    left = client.post("/logga-ut/")

    assert left.cookies["session"].value not in ("", session.session_key)
    assert not Session.objects.filter(session_key=session.session_key).exists()
