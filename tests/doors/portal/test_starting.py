"""Beginning an application: for oneself, for an organisation, as an employee."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.factories import NOON, a_person, a_resident
from tests.small_services import BADGE, HALL, publish
from torget.demo.fill import FILLER
from torget.rooms.audit.models import Entry
from torget.rooms.cases.models import Case
from torget.rooms.identity.models import Representation
from torget.rooms.information.actions import declare_list
from torget.rooms.information.terms import CodeListFacts, ListRow, Text
from torget.rooms.submissions.models import Draft

pytestmark = pytest.mark.django_db

CLUB = {
    "kind": "association",
    "organisation.number": "802400-0005",
    "organisation.name": "Solviks bordtennisklubb",
    "role": "agent",
}
GIVERS = CodeListFacts(
    key="givers",
    name=Text(sv="Givare", en="Givers"),
    rows=(ListRow("board", "Styrelsen"), ListRow("chair", "Ordföranden")),
)


@pytest.fixture
def hall() -> str:
    declare_list(GIVERS, by=FILLER, at=NOON)
    return publish(HALL, "lokal").key


def test_a_service_for_organisations_first_asks_which(
    hall: str, resident: Callable[..., Client]
) -> None:
    browser = resident()

    answer = browser.post(f"/ansok/{hall}/")

    assert (answer.status_code, answer["Location"]) == (302, f"/ansok/{hall}/for/")
    assert "Ansök för en organisation" in browser.get(f"/ansok/{hall}/for/").text
    assert not Draft.objects.exists()


def test_the_one_who_is_not_logged_in_is_asked_to(hall: str, client: Client) -> None:
    answer = client.get(f"/ansok/{hall}/for/")

    assert answer["Location"] == f"/logga-in/?next=%2Fansok%2F{hall}%2Ffor%2F"


def test_what_is_missing_is_told_at_its_field_and_nothing_typed_is_lost(
    hall: str, resident: Callable[..., Client]
) -> None:
    answer = resident().post(
        f"/ansok/{hall}/for/", {"organisation.name": "Klubben", "organisation.number": "12"}
    )

    assert answer.status_code == 422
    for told in ("Välj vad det är för organisation", "Skriv organisationsnumret med tio siffror"):
        assert told in answer.text
    assert 'value="Klubben"' in answer.text
    assert not Draft.objects.exists()


def test_the_organisation_follows_with_the_draft_and_fills_in_its_question(
    hall: str, resident: Callable[..., Client]
) -> None:
    browser = resident()

    answer = browser.post(f"/ansok/{hall}/for/", CLUB, follow=True)

    draft = Draft.objects.get()
    assert draft.context["acting_for"] == {
        "kind": "association",
        "number": "8024000005",
        "name": "Solviks bordtennisklubb",
        "role": "agent",
    }
    assert 'value="Solviks bordtennisklubb"' in answer.text
    assert 'value="802400-0005"' in answer.text


def test_an_organisation_once_stated_is_offered_the_next_time(
    hall: str, resident: Callable[..., Client]
) -> None:
    browser = resident()
    browser.post(f"/ansok/{hall}/for/", CLUB)
    assert "802400-0005, ombud" in browser.get(f"/ansok/{hall}/for/").text

    browser.post(f"/ansok/{hall}/for/", {"whom": "8024000005"})

    first, second = Draft.objects.all()
    assert first.context["acting_for"] == second.context["acting_for"]
    assert Representation.objects.count() == 1


def test_other_people_s_organisations_are_not_offered(
    hall: str, resident: Callable[..., Client]
) -> None:
    resident().post(f"/ansok/{hall}/for/", CLUB)
    erik = resident(a_person("198611052393"))

    assert "802400-0005" not in erik.get(f"/ansok/{hall}/for/").text
    assert erik.post(f"/ansok/{hall}/for/", {"whom": "8024000005"}).status_code == 422


def test_a_draft_keeps_the_list_it_was_begun_with(
    hall: str, resident: Callable[..., Client]
) -> None:
    browser = resident()
    browser.post(f"/ansok/{hall}/for/", CLUB)
    declare_list(
        CodeListFacts(key="givers", name=GIVERS.name, rows=(ListRow("other", "Någon annan"),)),
        by=FILLER,
        at=NOON,
    )
    draft = Draft.objects.get()
    page = browser.get(f"/utkast/{draft.key}/steg/agent/")

    assert ('value="Styrelsen"' in page.text, "Någon annan" in page.text) == (True, False)


def test_an_internal_service_is_for_employees_who_follow_nothing_of_others(
    staff: Callable[..., Client], resident: Callable[..., Client], client: Client
) -> None:
    publish(BADGE, "passerkort")
    assert "Beställ passerkort" not in client.get("/sok/").text
    for outside in (client, resident()):
        assert outside.post("/ansok/passerkort/").status_code == 302
    assert not Draft.objects.exists()
    anna = staff()
    assert "Beställ passerkort" in anna.get("/desk/e-tjanster/").text

    page = anna.post("/ansok/passerkort/", follow=True)

    draft = Draft.objects.get()
    assert (draft.person, draft.employee.name if draft.employee else "") == (None, "Anna Berg")
    assert "Var behövs det?" in page.text
    step = f"/utkast/{draft.key}/steg/place/"
    omar = staff("omar.lind@solvik.example")
    assert [browser.get(step).status_code for browser in (anna, omar)] == [200, 403]
    assert anna.post(step, {"where": "school"}).status_code == 302
    check = anna.get(f"/utkast/{draft.key}/kontrollera/")
    anna.post(
        f"/utkast/{draft.key}/kontrollera/",
        {"shown_digest": check.text.split('name="shown_digest" value="')[1].split('"')[0]},
    )
    case = Case.objects.get()
    assert (case.applicant_name, case.unit.key) == ("Anna Berg", "kundcenter")
    assert anna.get("/mina-sidor/").status_code == 302


def test_an_employee_who_reports_without_a_name_stays_without(
    staff: Callable[..., Client],
) -> None:
    anna = staff()

    answer = anna.post("/ansok/felanmalan/")

    draft = Draft.objects.get()
    assert (draft.person, draft.employee) == (None, None)
    assert anna.get(answer["Location"]).status_code == 200
    assert Entry.objects.get(what="draft.started").actor == "anonymous"


def test_an_employee_s_permissions_do_not_come_along_to_the_portal(
    staff: Callable[..., Client],
) -> None:
    a_resident()

    assert staff("eva.strom@solvik.example").get("/mina-sidor/").status_code == 302
