"""Working copies that axe has looked at."""

from tests.factories import NOON
from torget.foundation.actor import Actor
from torget.rooms.eservices.actions import record_inspection
from torget.rooms.eservices.models import WorkingCopy
from torget.rooms.eservices.terms import (
    FoundFault,
    InspectionPlan,
    Report,
    inspection_plan,
    review,
)

KIM = Actor(id="employee:1", name="Kim Ek", grants={"service.edit": frozenset({0})})


def plan_of(copy: WorkingCopy) -> InspectionPlan:
    assert copy.current is not None
    plan = inspection_plan(review(copy.current.texts))
    assert plan is not None
    return plan


def a_report(plan: InspectionPlan, *faults: FoundFault) -> Report:
    return Report(plan.hash, "axe-core 4.14.1", len(plan.sights), faults)


def inspected(copy: WorkingCopy, *faults: FoundFault) -> WorkingCopy:
    """The copy, with every page looked at and these faults found."""
    assert copy.current is not None
    report = a_report(plan_of(copy), *faults)
    record_inspection(copy, report, on=copy.current.number, by=KIM, at=NOON)
    return copy
