"""Opening, taking and closing cases."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.factories import (
    ERIK,
    NOON,
    a_case,
    a_person,
    a_resident,
    a_sensitive_case,
    a_submission,
    an_employee,
)
from torget.foundation.actor import NOBODY, Actor, Forbidden
from torget.rooms.audit.models import Entry
from torget.rooms.cases.actions import (
    CaseNotReady,
    Opening,
    be_present,
    close_case,
    open_case,
    signature_withheld,
    signatures_complete,
    take_case,
)
from torget.rooms.cases.models import Case
from torget.rooms.cases.queries import others_present
from torget.rooms.cases.terms import Obstacle, PartyRole, Status
from torget.rooms.organisation.models import Employee
from torget.rooms.submissions.models import SignatureRequest
from torget.rooms.submissions.terms import SignatureState

pytestmark = pytest.mark.django_db
OMAR, LENA, PER, JONAS = (
    f"{name}@solvik.example" for name in ("omar.lind", "lena.holm", "per.sandin", "jonas.rask")
)


def trail(case: Case) -> list[tuple[str, str]]:
    """What was recorded of the case after it was opened, and by whom."""
    entries = Entry.objects.filter(subject=f"case:{case}").exclude(what="case.opened")
    return list(entries.order_by("id").values_list("what", "actor"))


def employee(email: str) -> Employee:
    return Employee.objects.get(email=email)


# --- opening --------------------------------------------------------------------------------


def test_cases_of_a_series_and_year_are_numbered_without_gaps() -> None:
    numbers = [a_case().number, a_case().number, a_case(series="FSK").number, a_case().number]

    assert numbers == ["BYGG-2026-0001", "BYGG-2026-0002", "FSK-2026-0001", "BYGG-2026-0003"]


def test_a_number_that_was_never_committed_leaves_no_gap() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        a_case(kind=None)
    assert a_case().number == "BYGG-2026-0001"


@pytest.mark.parametrize(
    ("at", "year", "due_on"),
    [
        (NOON, 2026, date(2026, 5, 11)),
        # Past midnight in Sweden though not in Greenwich: another day, and another year.
        (NOON.replace(year=2025, month=12, day=31, hour=23, minute=30), 2026, date(2026, 3, 12)),
    ],
)
def test_day_and_year_are_those_of_swedish_time(at: object, year: int, due_on: date) -> None:
    case = a_case(at=at)
    assert (case.number, case.due_on) == (f"BYGG-{year}-0001", due_on)


def test_a_case_is_opened_with_its_applicant_and_the_first_event() -> None:
    maja = a_person()
    case = a_case(maja)

    party = case.parties.get()
    entry = Entry.objects.get(what="case.opened")
    assert (party.person, party.role, party.name, party.email) == (
        maja,
        PartyRole.APPLICANT,
        "Maja Lindqvist",
        "maja@exempel.example",
    )
    assert [event.what for event in case.events.all()] == ["received"]
    assert (entry.subject, entry.person, entry.details) == (
        "case:BYGG-2026-0001",
        maja.pk,
        {"unit": "bygg"},
    )


def test_a_submission_becomes_one_case() -> None:
    case = a_case()
    facts = {field: getattr(case, field) for field in ("kind", "title", "unit", "permission")}

    with pytest.raises(IntegrityError, match="submission"):
        Case.objects.create(
            number="X", submission=case.submission, received_at=NOON, due_on=NOON.date(), **facts
        )


def test_protection_of_the_applicant_follows_the_case() -> None:
    assert a_case(a_person(protected_identity=True)).protected
    assert not a_case(a_person(ERIK)).protected


# --- taking ---------------------------------------------------------------------------------


def test_taking_a_case_makes_it_mine_and_starts_the_handling() -> None:
    case, anna = a_case(), an_employee()

    take_case(case, by=anna, at=NOON)

    case.refresh_from_db()
    assert (case.officer_id, case.status) == (anna.employee, Status.IN_PROGRESS)
    assert [event.what for event in case.events.order_by("pk")] == ["received", "started"]
    assert trail(case) == [("case.assigned", anna.id)]


def test_a_case_is_given_to_a_colleague_and_starts_once() -> None:
    case, anna = a_case(), an_employee()
    take_case(case, by=anna, at=NOON)
    take_case(case, officer=employee(OMAR), by=anna, at=NOON)

    case.refresh_from_db()
    assert case.officer == employee(OMAR)
    assert case.events.filter(what="started").count() == 1


@pytest.mark.parametrize("email", [LENA, PER, JONAS])
def test_a_case_is_not_given_to_someone_who_does_not_handle_it(email: str) -> None:
    with pytest.raises(Forbidden):
        take_case(a_case(), officer=employee(email), by=an_employee(), at=NOON)


@pytest.mark.parametrize("email", [LENA, PER, JONAS])
def test_only_the_unit_s_officers_take_its_cases(email: str) -> None:
    case = a_case()

    with pytest.raises(Forbidden):
        take_case(case, by=an_employee(email), at=NOON)

    case.refresh_from_db()
    assert case.officer_id is None


def test_a_closed_case_is_not_taken() -> None:
    case, anna = a_case(kind="notification"), an_employee()
    close_case(case, by=anna, at=NOON)

    with pytest.raises(CaseNotReady) as error:
        take_case(case, by=anna, at=NOON)
    assert error.value.obstacles == [Obstacle.CLOSED]


# --- signatures -----------------------------------------------------------------------------


def waiting_for_erik() -> tuple[Case, SignatureRequest]:
    case = a_case(awaiting_signature=True)
    request = SignatureRequest.objects.create(
        submission=case.submission, person=a_person(ERIK), asked_at=NOON
    )
    return case, request


def answer(request: SignatureRequest, state: SignatureState) -> None:
    request.state, request.answered_at = state, NOON
    request.save()


def test_when_all_have_signed_the_case_moves_on() -> None:
    case, request = waiting_for_erik()
    answer(request, SignatureState.SIGNED)
    signatures_complete(case, by=a_resident(a_person(ERIK)), at=NOON)

    case.refresh_from_db()
    assert (case.status, trail(case)[0][0]) == (Status.RECEIVED, "case.signed")


@pytest.mark.parametrize("state", [None, SignatureState.DECLINED])
def test_without_every_signature_the_case_is_not_complete(state: SignatureState | None) -> None:
    case, request = waiting_for_erik()
    if state:
        answer(request, state)

    with pytest.raises(CaseNotReady) as error:
        signatures_complete(case, by=a_resident(), at=NOON)
    case.refresh_from_db()
    assert (error.value.obstacles, case.status) == (
        [Obstacle.UNSIGNED],
        Status.AWAITING_SIGNATURE,
    )


@pytest.mark.parametrize(("taken", "status"), [(True, "in_progress"), (False, "received")])
def test_after_a_no_the_case_goes_on_to_an_officer(taken: bool, status: str) -> None:
    case, request = waiting_for_erik()
    if taken:
        take_case(case, by=an_employee(), at=NOON)
    answer(request, SignatureState.DECLINED)
    signature_withheld(case, by=a_resident(a_person(ERIK)), at=NOON)

    case.refresh_from_db()
    assert case.status == status
    assert [what for what, _who in trail(case)][-1] == "case.unsigned"
    assert case.events.filter(what="signature_withheld").count() == 1


# --- closing --------------------------------------------------------------------------------


def test_an_undecided_application_stays_open() -> None:
    case = a_case()

    with pytest.raises(CaseNotReady) as error:
        close_case(case, by=an_employee(), at=NOON)

    case.refresh_from_db()
    assert (error.value.obstacles, case.status) == ([Obstacle.UNDECIDED], Status.RECEIVED)


def test_a_notification_is_closed_without_a_decision_and_that_is_recorded() -> None:
    case, anna = a_case(kind="notification"), an_employee()

    close_case(case, by=anna, at=NOON)

    case.refresh_from_db()
    assert (case.status, case.closed_at) == (Status.CLOSED, NOON)
    entries = Entry.objects.filter(subject=f"case:{case}", what="case.closed")
    assert list(entries.values_list("actor", "door")) == [(anna.id, "desk")]


@pytest.mark.parametrize("email", [LENA, PER, JONAS])
def test_only_the_unit_s_officers_close_its_cases(email: str) -> None:
    with pytest.raises(Forbidden):
        close_case(a_case(kind="notification"), by=an_employee(email), at=NOON)


@pytest.mark.parametrize(
    "changes",
    [{"status": "closed"}, {"closed_at": NOON}, {"status": "decided"}],
)
def test_the_database_keeps_status_and_times_together(changes: dict[str, object]) -> None:
    case = a_case()
    with pytest.raises(IntegrityError, match=r"case_(closed|decided)_at"), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(**changes)


# --- being present --------------------------------------------------------------------------


def test_colleagues_in_the_case_now_are_seen_but_not_oneself() -> None:
    case, anna, omar = a_case(), an_employee(), an_employee(OMAR)
    for actor in (anna, omar, omar):
        be_present(case, by=actor, at=NOON)

    soon, later = NOON + timedelta(seconds=119), NOON + timedelta(seconds=120)
    names = [presence.employee.name for presence in others_present(case, actor=anna, now=soon)]
    assert names == ["Omar Lind"]
    assert others_present(case, actor=anna, now=later) == []


@pytest.mark.parametrize("email", [PER, JONAS])
def test_nobody_is_present_in_a_case_they_may_not_read(email: str) -> None:
    with pytest.raises(Forbidden):
        be_present(a_sensitive_case(), by=an_employee(email), at=NOON)


@pytest.mark.parametrize("actor", [NOBODY, Actor(id="person:1", name="Maja", person=1)])
def test_those_outside_do_nothing_that_staff_do(actor: Actor) -> None:
    case = a_case(kind="notification")
    for doing in (take_case, close_case, be_present):
        with pytest.raises(Forbidden):
            doing(case, by=actor, at=NOON)


def test_a_report_without_log_in_has_a_reporter_instead_of_an_applicant() -> None:
    anonymous = a_submission()
    anonymous.person = None
    case = open_case(
        anonymous, Opening(kind="notification", title={"sv": "F"}, summary="", series="FEL",
        unit=a_case().unit, permission="case.read", promised_days=1,
        contact={"name": "Mia", "email": "mia@exempel.example"}, awaiting_signature=False),
        by=NOBODY, at=NOON,
    )  # fmt: skip
    party = case.parties.get()
    assert (party.person, party.role, party.name, case.applicant_name) == (
        None,
        PartyRole.REPORTER,
        "Mia",
        "Mia",
    )
