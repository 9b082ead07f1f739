"""Officer and applicant write to one another, and the other is told."""

import uuid
from datetime import date

import pytest

from tests.factories import NOON, a_case, an_employee
from torget.journeys.correspond import request_supplement, write_to_applicant
from torget.rooms.cases.actions import CaseNotReady
from torget.rooms.messaging.models import Message

pytestmark = pytest.mark.django_db


def test_the_applicant_is_told_once_that_there_is_something_to_read() -> None:
    case, key = a_case(), uuid.uuid4()
    for _ in range(2):
        write_to_applicant(case, "Hemligt innehåll.", once=key, by=an_employee(), at=NOON)

    message = Message.objects.get()
    assert (message.to, message.about, message.unit) == (
        "maja@exempel.example",
        f"case:{case}",
        case.unit_id,
    )
    assert ("Hemligt" in message.body, case.number in message.body) == (False, True)


@pytest.mark.parametrize(("language", "day"), [("sv", "16 mars 2026"), ("en", "16 March 2026")])
def test_the_day_to_answer_by_is_told_in_the_applicant_s_language(language: str, day: str) -> None:
    case = a_case()
    case.parties.update(language=language)
    request_supplement(case, "Karta.", answer_by=date(2026, 3, 16), by=an_employee(), at=NOON)

    message = Message.objects.get()
    assert (message.language, day in message.body) == (language, True)


def test_what_cannot_be_asked_for_is_not_told_of() -> None:
    case, day = a_case(), date(2026, 3, 16)
    request_supplement(case, "Karta.", answer_by=day, by=an_employee(), at=NOON)
    with pytest.raises(CaseNotReady):
        request_supplement(case, "Foto.", answer_by=day, by=an_employee(), at=NOON)
    assert Message.objects.count() == 1
