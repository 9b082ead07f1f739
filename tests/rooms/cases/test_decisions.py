"""Deciding, and letting the applicant have the decision."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from tests.factories import (
    ERIK,
    NOON,
    a_case,
    a_decision,
    a_person,
    a_resident,
    a_sensitive_case,
    an_employee,
)
from torget.foundation.actor import NOBODY, Forbidden, the_system
from torget.rooms.audit.models import Entry
from torget.rooms.cases.actions import (
    CaseNotReady,
    appeal_decision,
    ask_for_supplement,
    close_case,
    keep_decision_document,
    note_posting,
    read_decision,
    serve_decision,
    take_case,
)
from torget.rooms.cases.models import Case, Decision
from torget.rooms.cases.queries import (
    decision_template,
    decisions_not_final,
    documents_of,
    final_day,
    get_case,
    last_day_to_appeal,
    next_action_for,
    served_decision,
)
from torget.rooms.cases.terms import AppealWay, NextAction, Obstacle, Outcome, Status
from torget.rooms.documents.actions import store_own
from torget.rooms.documents.models import Document
from torget.rooms.submissions.models import SignatureRequest
from torget.rooms.submissions.terms import SignatureState

pytestmark = pytest.mark.django_db
LENA, PER, JONAS, OMAR = (
    f"{name}@solvik.example" for name in ("lena.holm", "per.sandin", "jonas.rask", "omar.lind")
)


def recorded(what: str) -> list[tuple[str, str, dict[str, object]]]:
    entries = Entry.objects.filter(what=what).order_by("id")
    return list(entries.values_list("subject", "actor", "details"))


def a_pdf(name: str = "beslut.pdf") -> Document:
    return store_own(name, name.encode(), "application/pdf", by=NOBODY, at=NOON)


# --- deciding -------------------------------------------------------------------------------


def test_a_decision_says_who_decided_and_is_recorded() -> None:
    case, anna = a_case(), an_employee()
    decision = a_decision(case)

    case.refresh_from_db()
    assert (decision.officer_name, decision.officer_title, decision.decided_at) == (
        "Anna Berg",
        "Bygglovshandläggare",
        NOON,
    )
    assert (case.status, case.decided_at, case.officer_id) == (Status.DECIDED, NOON, anna.employee)
    assert recorded("case.decided") == [(f"case:{case}", anna.id, {"outcome": "refused"})]


def test_deciding_a_colleague_s_case_does_not_take_it_over() -> None:
    case = a_case()
    take_case(case, by=an_employee(OMAR), at=NOON)
    a_decision(case)

    case.refresh_from_db()
    assert case.officer is not None
    assert case.officer.name == "Omar Lind"


@pytest.mark.parametrize("email", [LENA, PER, JONAS])
def test_only_the_unit_s_officers_decide(email: str) -> None:
    with pytest.raises(Forbidden):
        a_decision(a_case(), by=an_employee(email))


@pytest.mark.parametrize("outcome", Outcome)
def test_a_case_is_decided_once(outcome: Outcome) -> None:
    case = a_case()
    a_decision(case)

    with pytest.raises(CaseNotReady) as error:
        a_decision(case, outcome)
    assert error.value.obstacles == [Obstacle.ALREADY_DECIDED]


def test_a_closed_case_is_not_decided() -> None:
    case = a_case(kind="notification")
    close_case(case, by=an_employee(), at=NOON)

    with pytest.raises(CaseNotReady) as error:
        a_decision(case)
    assert error.value.obstacles == [Obstacle.CLOSED]


@pytest.mark.parametrize(
    ("reasons", "finished"),
    [
        ("Ansökan uppfyller inte kraven eftersom ", False),
        ("Ansökan uppfyller inte kraven eftersom:\n\nDu ansökte i maj.", False),
        ("Ansökan uppfyller inte kraven eftersom\nhuset är för högt.", True),
        ("Huset är för högt.", True),
    ],
)
def test_forvaltningslagen_32_reasons_that_end_in_the_middle_decide_nothing(
    reasons: str, finished: bool
) -> None:
    case = a_case()
    if finished:
        assert a_decision(case, reasons=reasons).reasons == reasons
        return
    with pytest.raises(CaseNotReady) as error:
        a_decision(case, reasons=reasons)
    assert error.value.obstacles == [Obstacle.UNFINISHED]


def test_an_open_supplement_hinders_a_yes_but_not_a_no() -> None:
    case = a_case()
    ask_for_supplement(case, "Karta", answer_by=NOON.date(), by=an_employee(), at=NOON)

    with pytest.raises(CaseNotReady) as error:
        a_decision(case, Outcome.GRANTED)
    assert error.value.obstacles == [Obstacle.OPEN_SUPPLEMENT]
    assert a_decision(case, Outcome.WRITTEN_OFF).outcome == Outcome.WRITTEN_OFF


@pytest.mark.parametrize("state", [SignatureState.WAITING, SignatureState.DECLINED])
def test_custodians_decide_together_so_one_cannot_be_granted_without_the_other(
    state: SignatureState,
) -> None:
    case = a_case(awaiting_signature=True)
    SignatureRequest.objects.create(
        submission=case.submission, person=a_person(ERIK), asked_at=NOON, state=state,
        answered_at=None if state == SignatureState.WAITING else NOON,
    )  # fmt: skip

    with pytest.raises(CaseNotReady) as error:
        a_decision(case, Outcome.GRANTED)
    assert error.value.obstacles == [Obstacle.UNSIGNED]
    assert a_decision(case, Outcome.REFUSED).outcome == Outcome.REFUSED


# --- serving --------------------------------------------------------------------------------


def test_a_decision_is_served_once_and_recorded() -> None:
    case, anna = a_case(), an_employee()
    decision = serve_decision(a_decision(case), by=anna, at=NOON)

    with pytest.raises(CaseNotReady) as error:
        serve_decision(decision, by=anna, at=NOON)
    assert (decision.served_at, error.value.obstacles) == (NOON, [Obstacle.ALREADY_SERVED])
    assert recorded("decision.served") == [(f"case:{case}", anna.id, {})]
    assert [e.what for e in case.events.order_by("pk")] == ["received", "decided", "served"]


@pytest.mark.parametrize("email", [LENA, PER, JONAS])
def test_only_the_unit_s_officers_serve(email: str) -> None:
    with pytest.raises(Forbidden):
        serve_decision(a_decision(a_case()), by=an_employee(email), at=NOON)


def test_a_decided_case_is_closed_when_it_is_served_and_not_before() -> None:
    case, anna = a_case(), an_employee()
    decision = a_decision(case)

    with pytest.raises(CaseNotReady) as error:
        close_case(case, by=anna, at=NOON)
    serve_decision(decision, by=anna, at=NOON)
    close_case(case, by=anna, at=NOON)

    case.refresh_from_db()
    assert (error.value.obstacles, case.status) == ([Obstacle.NOT_SERVED], Status.CLOSED)


def test_the_next_thing_to_do_follows_the_case() -> None:
    anna, number = an_employee(), a_case().number

    def now() -> NextAction:
        return next_action_for(get_case(number, actor=anna))

    case = get_case(number, actor=anna)
    steps = [now()]
    take_case(case, by=anna, at=NOON)
    steps.append(now())
    decision = a_decision(case)
    steps.append(now())
    serve_decision(decision, by=anna, at=NOON)
    steps.append(now())
    close_case(case, by=anna, at=NOON)
    assert [*steps, now()] == ["take", "decide", "serve", "close", "nothing"]


# --- what the applicant sees ----------------------------------------------------------------


def test_a_decision_and_its_document_are_hidden_from_the_applicant_until_served() -> None:
    case, anna, maja = a_case(), an_employee(), a_resident()
    decision, document = a_decision(case), a_pdf()
    keep_decision_document(decision, document, by=the_system("worker"), at=NOON)

    def seen() -> tuple[bool, bool, bool]:
        own = get_case(case.number, actor=maja)
        return (
            served_decision(own) is not None,
            document in documents_of(own, actor=maja),
            document in documents_of(get_case(case.number, actor=anna), actor=anna),
        )

    before = seen()
    serve_decision(decision, by=anna, at=NOON)
    assert (before, seen()) == ((False, False, True), (True, True, True))


def test_an_undecided_case_has_no_decision_to_see() -> None:
    assert served_decision(a_case()) is None


def test_reading_the_decision_is_noted_once_and_only_by_a_party() -> None:
    case, maja = a_case(), a_resident()
    decision = a_decision(case)
    read_decision(decision, by=maja, at=NOON)  # not served: nothing to read
    decision = serve_decision(decision, by=an_employee(), at=NOON)
    for hours in (1, 2):
        read_decision(decision, by=maja, at=NOON + timedelta(hours=hours))

    decision.refresh_from_db()
    assert decision.read_at == NOON + timedelta(hours=1)
    assert recorded("decision.read") == [(f"case:{case}", maja.id, {})]
    for stranger in (a_resident(a_person(ERIK)), an_employee(), NOBODY):
        with pytest.raises(Forbidden):
            read_decision(decision, by=stranger, at=NOON)


def test_the_first_document_of_a_decision_stays() -> None:
    decision, first, second = a_decision(a_case()), a_pdf("ett.pdf"), a_pdf("två.pdf")
    worker = the_system("worker")
    kept = [
        keep_decision_document(decision, document, by=worker, at=NOON)
        for document in (first, second)
    ]

    decision.refresh_from_db()
    assert (kept, decision.document) == ([True, False], first)


@pytest.mark.parametrize(
    ("read_at", "last_day"),
    [
        (NOON, date(2026, 3, 23)),
        (datetime(2026, 3, 2, 23, 30, tzinfo=UTC), date(2026, 3, 24)),  # already the 3rd here
        (datetime(2026, 3, 16, 11, tzinfo=UTC), date(2026, 4, 7)),  # Easter Monday moves on
    ],
)
def test_forvaltningslagen_44_counts_from_the_day_in_sweden_when_the_party_read_it(
    read_at: datetime, last_day: date
) -> None:
    maja = a_resident()
    decision = serve_decision(a_decision(a_case()), by=an_employee(), at=NOON)
    before = last_day_to_appeal(decision, actor=maja)
    read_decision(decision, by=maja, at=read_at)

    assert (before, last_day_to_appeal(decision, actor=maja)) == (None, last_day)


def test_what_is_not_served_or_goes_the_applicant_s_way_is_not_appealed() -> None:
    maja = a_resident()
    unserved = a_decision(a_case())
    granted = a_decision(a_case(), Outcome.GRANTED)
    serve_decision(granted, by=an_employee(), at=NOON)
    granted.refresh_from_db()
    read_decision(granted, by=maja, at=NOON)

    last_days = [last_day_to_appeal(one, actor=maja) for one in (unserved, granted)]
    assert last_days == [None, None]


# --- the officer's text to start from -------------------------------------------------------


def a_template(outcome: Outcome, case: Case | None = None) -> dict[str, str]:
    template = decision_template(case or a_case(), outcome, at=NOON)
    return {name: getattr(template, name) for name in ("text", "reasons", "legal_basis", "appeal")}


def test_a_granting_decision_starts_from_the_service_s_texts_and_cannot_be_appealed() -> None:
    assert a_template(Outcome.GRANTED) == {
        "text": "Miljö- och byggnämnden ger bygglov på {property}, enligt ansökan och "
        "ritningarna.\n\nDu får inte börja bygga förrän du har fått startbesked.",
        "reasons": "Du ansökte den 2 mars 2026.\n\nÅtgärden följer detaljplanen, passar på platsen "
        "och stör inte grannarna på ett sätt som lagen hindrar.",
        "legal_basis": "plan- och bygglagen (2010:900) 9 kap.",
        "appeal": "",
    }


@pytest.mark.parametrize(
    ("outcome", "law"),
    [
        (Outcome.REFUSED, "plan- och bygglagen (2010:900) 9 kap."),
        (Outcome.DISMISSED, "förvaltningslagen (2017:900) 20 §"),
        (Outcome.WRITTEN_OFF, "förvaltningslagen (2017:900) 23 §"),
    ],
)
def test_any_other_decision_tells_how_to_appeal(outcome: Outcome, law: str) -> None:
    case = a_case()
    template = a_template(outcome, case)

    assert template["legal_basis"].splitlines()[0] == law
    assert f"ärendenummer {case.number}" in template["appeal"]
    assert "inom tre veckor" in template["appeal"]


def test_sensitive_cases_are_decided_by_those_who_may_read_them() -> None:
    case, lena = a_sensitive_case(), an_employee(LENA)

    with pytest.raises(Forbidden):
        a_decision(case, by=an_employee(PER))
    assert a_decision(case, by=lena).officer_name == "Lena Holm"


# --- what is left open, and legality review -------------------------------------------------


@pytest.mark.parametrize("field", ["text", "reasons", "legal_basis"])
def test_nothing_is_decided_while_a_place_is_left_open(field: str) -> None:
    with pytest.raises(CaseNotReady) as error:
        a_decision(a_case(), **{field: "Lovet gäller {property}."})
    assert error.value.obstacles == [Obstacle.LEFT_OPEN]


def a_decision_of_the_members() -> Decision:
    decision = a_decision(a_case(), appeal_way=AppealWay.LEGALITY)
    return serve_decision(decision, by=an_employee(), at=NOON)


def test_kommunallagen_13_a_decision_is_final_three_weeks_after_the_notice_on_the_board() -> None:
    decision, maja = a_decision_of_the_members(), a_resident()
    read_decision(decision, by=maja, at=NOON)
    unposted = final_day(decision, today=date(2027, 3, 2))
    waiting = list(decisions_not_final(today=date(2027, 3, 2)))
    note_posting(decision, date(2026, 3, 9), by=an_employee(), at=NOON)
    decision.refresh_from_db()

    days = [final_day(decision, today=date(2026, 3, day)) for day in (30, 31)]
    assert (unposted, waiting) == (None, [])
    assert days == [None, date(2026, 3, 31)]
    assert list(decisions_not_final(today=date(2026, 3, 31))) == [decision]
    assert recorded("decision.posted") == [
        (f"case:{decision.case}", f"employee:{an_employee().employee}", {"posted_on": "2026-03-09"})
    ]


def test_kommunallagen_13_legality_review_is_not_asked_for_here() -> None:
    decision, maja = a_decision_of_the_members(), a_resident()
    with pytest.raises(CaseNotReady) as error:
        appeal_decision(decision, "Olagligt.", once=uuid4(), by=maja, at=NOON)
    assert error.value.obstacles == [Obstacle.NOT_APPEALABLE]
    assert last_day_to_appeal(decision, actor=maja) is None


def test_the_day_on_the_board_is_noted_only_where_it_counts() -> None:
    decision = serve_decision(a_decision(a_case()), by=an_employee(), at=NOON)
    with pytest.raises(CaseNotReady) as error:
        note_posting(decision, date(2026, 3, 9), by=an_employee(), at=NOON)
    assert error.value.obstacles == [Obstacle.NOT_APPEALABLE]
