"""Browsers at each door: a resident's, an officer's, and nobody's."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import Settings

from tests.factories import a_person
from torget.doors.ui.requests import LEVEL, NAME, PERSON
from torget.doors.ui.staff import SECOND_FACTOR
from torget.rooms.identity.models import Account, Person

PLAIN = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}


@pytest.fixture(autouse=True)
def _static_files_by_their_own_names(settings: Settings) -> None:
    settings.STORAGES = PLAIN


@pytest.fixture
def resident(db: None) -> Callable[..., Client]:
    """A browser where a person has logged in with BankID; Maja unless another is given."""

    def logged_in(person: Person | None = None) -> Client:
        person, browser = person or a_person(), Client()
        session = browser.session
        session.update({PERSON: person.pk, NAME: person.name, LEVEL: 3})
        session.save()
        browser.cookies["session"] = session.session_key or ""
        return browser

    return logged_in


@pytest.fixture
def staff(db: None) -> Callable[..., Client]:
    """A browser where an employee has logged in with two factors; Anna unless another is given."""

    def logged_in(email: str = "anna.berg@solvik.example") -> Client:
        browser = Client()
        browser.force_login(Account.objects.get(email=email))
        session = browser.session
        session[SECOND_FACTOR] = True
        session.save()
        return browser

    return logged_in
