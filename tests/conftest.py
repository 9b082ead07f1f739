"""What every test may use: Solvik in the database, the bound municipality, the simulators."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.test.utils import setup_databases, teardown_databases
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis
from pytest_django.plugin import DjangoDbBlocker

from tests.committed import forget_what_was_written
from tests.contract.conftest import simulators as simulators
from tests.contract.conftest import world as world
from torget.demo.fill import fill
from torget.foundation.municipality import serving

# How quickly examples are made says nothing of what they test, and machines are busy at times.
hypothesis.register_profile("torget", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis.load_profile("torget")


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """Solvik, with its units, staff, information types and three services; without any cases.

    Made here and not by pytest-django, which makes nothing when only tests that commit are run.
    """
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, aliases={"default"})
        fill(lambda text: None, reports=False, services=("bygglov", "felanmalan", "forskola"))
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


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
