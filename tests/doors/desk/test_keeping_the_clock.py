"""An officer keeps the law's clock on the case's pages."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import a_case, a_decision, a_resident, an_employee
from torget.foundation.actor import NOBODY
from torget.rooms.cases.actions import ask_to_conclude, read_decision, serve_decision
from torget.rooms.cases.models import Appeal, Case, Decision, Serving
from torget.rooms.documents.actions import store_own
from torget.rooms.messaging.models import Message

pytestmark = pytest.mark.django_db
Staff = Callable[..., Client]


def path(case: Case, *rest: object) -> str:
    return "/".join(["/desk/arende", case.number, *map(str, rest), ""])


def a_late_case(days: int = 250) -> Case:
    return a_case(at=timezone.now() - timedelta(days=days))


@pytest.fixture
def decision(db: None) -> Decision:
    """Refused and sent a week ago, and read by Maja that day."""
    at = timezone.now() - timedelta(days=7)
    made = serve_decision(a_decision(a_case(at=at), at=at), by=an_employee(), at=at)
    read_decision(made, by=a_resident(), at=at)
    return made


def test_a_late_case_says_so_and_the_applicant_is_told_why_and_until_when(staff: Staff) -> None:
    case, browser = a_late_case(), staff()
    before = browser.get(path(case)).text
    empty = browser.post(path(case, "forsening"), {"reason": "", "new_day": "i maj"})
    new_day = timezone.localdate() + timedelta(days=30)
    sent = browser.post(
        path(case, "forsening"), {"reason": "Många söker nu.", "new_day": new_day.isoformat()}
    )

    case.refresh_from_db()
    assert ("försenat" in before, "Förslag: den lovade dagen har passerat." in before) == (
        True,
        True,
    )
    assert (empty.status_code, empty.text.count('aria-invalid="true"')) == (422, 2)
    assert (sent.status_code, case.due_on) == (302, new_day)
    assert [message.to for message in Message.objects.all()] == ["maja@exempel.example"]
    assert "Många söker" not in Message.objects.get().body


def test_forvaltningslagen_12_a_request_to_conclude_is_refused_with_reasons(staff: Staff) -> None:
    case, browser = a_late_case(), staff()
    nothing_asked = browser.get(path(case, "avgora"))
    asked = ask_to_conclude(case, "Jag har väntat.", by=a_resident(), at=timezone.now())
    shown = browser.get(path(case, "avgora")).text
    empty = browser.post(path(case, "avgora"), {"reasons": ""})
    browser.post(path(case, "avgora"), {"reasons": "Vi väntar på ett yttrande."})

    asked.refresh_from_db()
    assert (nothing_asked.status_code, "Jag har väntat." in shown) == (302, True)
    assert (empty.status_code, asked.reasons) == (422, "Vi väntar på ett yttrande.")


def test_a_serving_is_noted_and_what_cannot_be_so_is_said_at_its_field(staff: Staff) -> None:
    at, browser = timezone.now() - timedelta(days=7), staff()
    case = a_case(at=at)
    case.parties.create(name="Grannen", role="reporter")
    serve_decision(a_decision(case, at=at), by=an_employee(), at=at)
    party = case.parties.get(person=None)
    sent = timezone.localdate(at)
    typed = {"way": "ordinary", "sent_on": sent.isoformat(), "second_sent_on": ""}
    wrong = browser.post(
        path(case, "delgivning", party.pk),
        typed | {"confirmed_on": (sent - timedelta(days=1)).isoformat()},
    )
    browser.post(path(case, "delgivning", party.pk), typed | {"confirmed_on": sent.isoformat()})

    assert (wrong.status_code, "Dagen är före den dag handlingen skickades" in wrong.text) == (
        422,
        True,
    )
    assert Serving.objects.get(party=party).effective_on == sent
    assert "Notera delgivning: Grannen" not in browser.get(path(case)).text


def test_an_appeal_on_paper_goes_all_the_way_to_the_court_and_back(
    staff: Staff, decision: Decision
) -> None:
    case, browser, today = decision.case, staff(), timezone.localdate().isoformat()
    party = case.parties.get()
    typed = {"who": str(party.pk), "name": "", "text": "Ändra beslutet.", "reached_on": today}
    browser.post(path(case, "overklaga"), typed | {"arrival": "electronic"})
    appeal = Appeal.objects.get()
    map_of_it = store_own("karta.pdf", b"%PDF", "application/pdf", by=NOBODY, at=timezone.now())
    appeal.documents.add(map_of_it)
    shown = browser.get(path(case)).text
    steps = []
    for step in (
        {"review": "in_time", "reasons": ""},
        {},
        {"outcome": "upheld", "decided_on": today, "final": "no"},
    ):
        page = browser.get(path(case, "overklagande", appeal.pk)).text
        steps.append(page.partition("<h1>")[2].partition("</h1>")[0])
        browser.post(path(case, "overklagande", appeal.pk), step)

    appeal.refresh_from_db()
    assert steps == [
        "Pröva om överklagandet kom i tid",
        "Överlämna överklagandet",
        "Domstolens avgörande",
    ]
    assert (appeal.court_outcome, appeal.court_final) == ("upheld", True)
    assert "karta.pdf" in shown
    assert browser.get(path(case, "overklagande", appeal.pk)).status_code == 302
    assert "Beslutet står fast." in browser.get(path(case)).text


def test_forvaltningslagen_45_a_late_appeal_is_not_dismissed_without_reasons(
    staff: Staff, decision: Decision
) -> None:
    case, browser = decision.case, staff()
    appeal = Appeal.objects.create(
        decision=decision, appellant="Grannen", text="Nej.", received_on=timezone.localdate()
    )
    answer = browser.post(path(case, "overklagande", appeal.pk), {"review": "late", "reasons": ""})
    assert (answer.status_code, "Skriv varför överklagandet avvisas" in answer.text) == (422, True)


def test_plan_och_bygglagen_9_the_time_runs_from_the_day_stated_and_is_extended(
    staff: Staff,
) -> None:
    case, browser, today = a_late_case(5), staff(), timezone.localdate()
    early = browser.post(path(case, "komplett"), {"day": "2020-01-01"})
    browser.post(path(case, "komplett"), {"day": today.isoformat()})
    empty = browser.post(path(case, "forlang"), {"reason": ""})
    browser.post(path(case, "forlang"), {"reason": "Grannar ska höras."})

    case.refresh_from_db()
    assert (early.status_code, empty.status_code) == (422, 422)
    assert case.due_on >= today + timedelta(weeks=20)
    assert browser.get(path(case, "forlang")).status_code == 302


@pytest.mark.parametrize(
    "page", ["forsening", "komplett", "forlang", "avgora", "overklaga", "delgivning/1"]
)
def test_officers_of_other_units_find_nothing(staff: Staff, page: str) -> None:
    answer = staff("lena.holm@solvik.example").get(path(a_late_case(), page))
    assert answer.status_code == 404


def test_the_case_page_costs_the_same_for_one_appeal_and_many(
    staff: Staff, decision: Decision, django_assert_max_num_queries: Callable[..., object]
) -> None:
    browser, at = staff(), datetime.now(UTC)
    browser.get(path(decision.case))  # the first time is noted more
    costs = []
    for count in (1, 5):
        for number in range(count):
            Appeal.objects.create(
                decision=decision, appellant=f"Granne {number}", text="Nej.", received_on=at.date()
            )
        with django_assert_max_num_queries(200) as asked:  # type: ignore[attr-defined]
            browser.get(path(decision.case))
        costs.append(len(asked))
    assert costs[0] == costs[1]
