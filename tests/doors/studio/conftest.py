"""Those who write services, and one being written."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from tests.factories import NOON
from tests.rooms.eservices.texts import RACK
from torget.demo.fill import FILLER
from torget.foundation.actor import Actor
from torget.rooms.eservices.actions import begin_service
from torget.rooms.eservices.models import WorkingCopy
from torget.rooms.organisation.actions import appoint
from torget.rooms.organisation.models import Employee
from torget.rooms.organisation.queries import unit
from torget.rooms.organisation.terms import Role

KIM = Actor(id="employee:0", name="Kim Ek", grants={"service.edit": frozenset({0})})


@pytest.fixture
def builder(staff: Callable[..., Client]) -> Callable[..., Client]:
    """A browser where Anna, or another, has logged in as one who writes services."""

    def logged_in(
        email: str = "anna.berg@solvik.example", role: Role = Role.SERVICE_OWNER
    ) -> Client:
        employee = Employee.objects.get(email=email)
        appoint(employee, role, unit("gata"), valid_from=date(2026, 1, 1), by=FILLER, at=NOON)
        return staff(email)

    return logged_in


@pytest.fixture
def rack(db: None) -> WorkingCopy:
    return begin_service("cykelstall", RACK, by=KIM, at=NOON)
