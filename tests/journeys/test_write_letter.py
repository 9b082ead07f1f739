"""The process of a case sends a letter on paper: it is made once, kept, and someone posts it."""

from io import BytesIO
from pathlib import Path

import msgspec
import pikepdf
import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from tests.factories import NOON, a_case, a_resident, a_submission, an_employee
from tests.small_services import STALL, publish
from torget.journeys.write_letter import write_letter
from torget.rooms.audit.models import Entry
from torget.rooms.cases.actions import advance_case, take_case
from torget.rooms.cases.models import Case
from torget.rooms.cases.queries import documents_of, letter_in
from torget.rooms.documents.queries import content_of

pytestmark = pytest.mark.django_db

MESSAGE = "message: {sv: Nu jämför vi önskemålen., en: Now we compare the wishes.}"
LETTER = "letter: {sv: 'Hej! Vi kommer.\n\n        Du kan vara hemma.', en: We will come.}"


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.ENVIRONMENT = msgspec.structs.replace(settings.ENVIRONMENT, files=str(tmp_path))


@pytest.fixture
def case() -> Case:
    """A weighed wish for a bicycle stand; the process sends the applicant a letter."""
    publish(STALL.replace(MESSAGE, LETTER), "cykelstall")
    case = a_case(submission=a_submission(service="cykelstall"))
    take_case(case, by=an_employee(), at=NOON)
    advance_case(case, "weigh", by=an_employee(), at=NOON)
    return case


def the_job() -> dict[str, str]:
    [job] = ProcrastinateJob.objects.filter(task_name="write_letter")
    return dict(job.args)


def test_the_letter_is_left_to_the_worker(case: Case) -> None:
    asked = the_job()

    assert (asked["case"], asked["transition"], case.posts.count()) == (case.number, "weigh", 0)


def test_the_letter_stands_in_the_conversation_with_its_pdf_and_a_task_to_post_it(
    case: Case,
) -> None:
    write_letter(**the_job())

    [letter] = case.posts.all()
    [document] = letter.documents.all()
    assert (letter.author_name, letter.text) == (
        case.unit.name_in("sv"),
        "Hej! Vi kommer.\nDu kan vara hemma.",
    )
    assert document.name == f"brev-{case.number}.pdf"
    with pikepdf.open(BytesIO(content_of(document))) as pdf:
        assert pdf.docinfo["/Title"] == f"{case.title_in('sv')} {case.number}"
    assert [task.title for task in case.tasks.all()] == ["Skriv ut och posta brevet till sökanden"]
    assert Entry.objects.filter(what="letter.written", subject=f"case:{case}").count() == 1


def test_a_job_that_runs_twice_makes_one_letter(case: Case) -> None:
    for _run in range(2):
        write_letter(**the_job())

    assert (case.posts.count(), case.tasks.count()) == (1, 1)


def test_the_applicant_may_read_the_letter(case: Case) -> None:
    write_letter(**the_job())

    [letter] = case.posts.all()
    own = documents_of(case, actor=a_resident())
    assert own.contains(letter.documents.get())


def test_a_transition_without_a_letter_has_none_to_write(case: Case) -> None:
    with pytest.raises(LookupError, match="look sends no letter"):
        letter_in(case, "look", "sv")
