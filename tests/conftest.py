"""What every test may use: Solvik in the database, the bound municipality, the simulators."""

from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from tests.committed import forget_what_was_written
from tests.contract.conftest import simulators as simulators
from tests.contract.conftest import world as world
from torget.demo.fill import fill
from torget.foundation.municipality import serving


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Solvik, with its units, staff, information types and services; without any cases."""
    with django_db_blocker.unblock():
        fill(lambda text: None, reports=False)


@pytest.fixture(autouse=True)
def _bound() -> Iterator[None]:
    with serving("demo"):
        yield


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The database without a transaction around the test; see tests/committed.py."""
    with django_db_blocker.unblock():
        forget_what_was_written()
        yield
        forget_what_was_written()


@pytest.fixture
def site(client: Client, db: None) -> Client:
    """A browser without JavaScript, on a site with a filled database."""
    return client
