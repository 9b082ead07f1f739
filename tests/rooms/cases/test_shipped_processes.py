"""What the tests of every shipped service say of a case is what happens to a real one."""

from datetime import timedelta
from typing import Any

import pytest

from tests.factories import (
    NOON,
    a_case,
    a_decision,
    a_person,
    a_resident,
    a_submission,
    an_employee,
)
from torget.demo.fill import FILLER
from torget.rooms.cases.actions import (
    advance_case,
    answer_supplement,
    ask_for_supplement,
    close_case,
    serve_decision,
    take_case,
)
from torget.rooms.cases.models import Case, Decision
from torget.rooms.cases.terms import Outcome
from torget.rooms.eservices.actions import publish_version
from torget.rooms.eservices.queries import library_services, published_service
from torget.rooms.eservices.terms import CaseAct, read_personas

pytestmark = pytest.mark.django_db

FOLLOWED = [
    pytest.param(key, persona.case, id=f"{key}: {persona.name}")
    for key, texts in library_services().items()
    for persona in read_personas(texts.personas)[0]
    if persona.case and not {"sign", "decline"} & {made.act for made in persona.case}
]


def do(case: Case, made: CaseAct) -> Any:
    anna = an_employee()
    match made.act:
        case "take":
            return take_case(case, by=anna, at=NOON)
        case "ask":
            day = (NOON + timedelta(days=14)).date()
            return ask_for_supplement(case, "Vad gäller?", answer_by=day, by=anna, at=NOON)
        case "answer":
            return answer_supplement(case, "Det.", documents=(), by=a_resident(), at=NOON)
        case "decide":
            return a_decision(case, Outcome(made.outcome))
        case "serve":
            return serve_decision(Decision.objects.get(case=case), by=anna, at=NOON)
        case "close":
            return close_case(case, by=anna, at=NOON)
    return advance_case(case, made.act, by=anna, at=NOON)


@pytest.mark.parametrize(("key", "acts"), FOLLOWED)
def test_a_real_case_goes_as_the_tests_of_its_service_say(
    key: str, acts: tuple[CaseAct, ...]
) -> None:
    publish_version(library_services()[key], by=FILLER, at=NOON)
    service = published_service(key).compiled
    kind = service.service.kind
    case = a_case(submission=a_submission(a_person(), service=key), kind=kind)
    for made in acts:
        do(case, made)
        case = Case.objects.get(pk=case.pk)
        means = service.process.statuses[made.status].means
        assert (case.step, case.status) == (made.status, means)
    assert case.closed_at == NOON
