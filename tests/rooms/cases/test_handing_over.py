"""Handing a case over: rights follow, the receiving unit reads why, the applicant is told."""

from uuid import UUID

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.factories import NOON, a_case, a_decision, an_employee
from torget.demo.fill import FILLER
from torget.foundation.actor import Forbidden
from torget.rooms.audit.models import Entry
from torget.rooms.cases.actions import CaseNotReady, hand_over_case, take_case
from torget.rooms.cases.models import Case
from torget.rooms.cases.queries import cases_for
from torget.rooms.cases.terms import Obstacle
from torget.rooms.eservices.actions import publish_version
from torget.rooms.eservices.queries import library_services
from torget.rooms.organisation.queries import unit

pytestmark = pytest.mark.django_db
REASON = "Det gäller en gata."


def handed_over(case: Case, to: str = "gata") -> Case:
    by = an_employee()
    hand_over_case(case, unit(to), REASON, once=UUID(int=7), by=by, at=NOON)
    return Case.objects.get(pk=case.pk)


def test_the_new_unit_has_it_and_the_old_one_can_no_longer_read_it() -> None:
    case, anna = a_case(), an_employee()
    take_case(case, by=anna, at=NOON)
    moved = handed_over(case)

    assert (moved.unit.key, moved.officer, moved.due_on) == ("gata", None, case.due_on)
    assert list(cases_for(anna)) == []
    with pytest.raises(Forbidden):
        handed_over(moved, "bygg")


def test_why_is_a_note_and_the_trail_says_from_where_to_where() -> None:
    case = a_case()
    before = case.unit
    moved = handed_over(case)

    expected = f"Överlämnat från {before.name['sv']} till {moved.unit.name['sv']}: {REASON}"
    assert moved.notes.get().text == expected
    facts = Entry.objects.get(what="case.handed_over").details
    assert (facts["before"], facts["after"]) == ("bygg", "gata")


def test_the_applicant_is_told_in_plain_words() -> None:
    moved = handed_over(a_case())

    name = moved.unit.name["sv"]
    assert [(post.author_name, post.text) for post in moved.posts.all()] == [
        (
            name,
            f"Ditt ärende har gått vidare till {name}, som handlägger det nu. "
            "Du behöver inte göra något.",
        )
    ]
    jobs = ProcrastinateJob.objects.filter(task_name="tell_of_news")
    assert [job.args for job in jobs] == [{"case": moved.number}]
    assert [event.what for event in moved.events.order_by("pk")] == ["received", "handed_over"]


def test_to_where_it_is_already_nothing_happens() -> None:
    moved = handed_over(a_case(), "bygg")
    assert (moved.notes.count(), moved.posts.count()) == (0, 0)


def test_a_decided_case_stays_where_it_was_decided() -> None:
    case = a_case()
    take_case(case, by=an_employee(), at=NOON)
    a_decision(case)
    with pytest.raises(CaseNotReady) as error:
        handed_over(Case.objects.get(pk=case.pk))
    assert error.value.obstacles == [Obstacle.ALREADY_DECIDED]


def test_where_the_service_gives_cases_by_rule_someone_there_gets_it() -> None:
    texts = library_services()["bygglov"]
    by_load = "delivery: {handled_in: torget}\nassign: by_load"
    source = texts.source.replace("delivery: {handled_in: torget}", by_load)
    publish_version(texts.but("source", source), by=FILLER, at=NOON)

    moved = handed_over(a_case())

    assert moved.officer is not None
    assert moved.officer.name == "Per Sandin"
