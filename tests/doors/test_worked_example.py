"""The guide's example, from a paper form to a published service, does what the guide says."""

import re

import pytest
from typer.testing import CliRunner

from tests.factories import NOON
from tests.rooms.eservices.worked_example import EXAMPLE, FORM, GUIDE, TEXT
from torget.demo.fill import FILLER
from torget.doors.console.commands import app
from torget.rooms.eservices.actions import begin_service, publish_copy
from torget.rooms.eservices.models import WorkingCopy
from torget.rooms.eservices.queries import Outcome, checks_of, demands, published_service
from torget.rooms.eservices.terms import CompiledService, review


def compiled() -> CompiledService:
    service = review(EXAMPLE).service
    assert service is not None
    return service


def test_what_the_guide_says_to_write_has_no_faults_and_its_test_persons_get_through() -> None:
    found = review(EXAMPLE)

    assert [*map(str, found.problems), *map(str, found.persona_problems)] == []
    assert [(test.persona.name, test.differences) for test in found.tests] == [
        ("Granne som städar i parken", ()),
        ("Skolklass med egna handskar", ()),
    ]


def test_every_box_of_the_paper_form_has_become_questions_or_a_reason_why_not() -> None:
    boxes = re.findall(r"^ *(\d+)\. ", FORM, re.MULTILINE)
    rows = re.findall(r"^\| (\d+) \| (.+?) \| (.+?) \|$", TEXT, re.MULTILINE)

    assert [number for number, _keys, _why in rows] == boxes
    asked = [key for _number, keys, _why in rows for key in re.findall(r"`(\w+)`", keys)]
    assert sorted(asked) == sorted(compiled().questions)


def test_too_many_people_are_shown_the_way_out_and_nobody_needs_to_log_in(db: None) -> None:
    crowd = {"group": "association", "group_name": "Solviks IF", "people": 101}
    way_out = compiled().exit_at("who", crowd, {})

    assert way_out is not None
    assert way_out.title.sv == "Ring oss när ni är så många"
    assert demands(compiled()).assurance_level == 0


def test_the_pictures_that_the_guide_shows_are_there() -> None:
    pictures = re.findall(r"!\[.+?\]\((.+?)\)", TEXT)

    assert [(GUIDE.parent / path).is_file() for path in pictures] == [True, True]


@pytest.mark.django_db
def test_the_example_passes_the_gate_with_real_axe_and_is_published() -> None:
    copy = begin_service("staddag", EXAMPLE, by=FILLER, at=NOON)
    said = CliRunner().invoke(app, ["service", "accessibility", "staddag"]).output
    assert re.fullmatch(r"\d+ sidor är granskade\.\n", said)

    copy = WorkingCopy.objects.select_related("current").get(pk=copy.pk)
    stopping = [check.name for check in checks_of(copy) if check.outcome is Outcome.STOPS]
    assert stopping == []
    version = publish_copy(copy, on=1, what_is_new="Första.", by=FILLER, at=NOON)
    assert published_service("staddag").version == version.pk
