"""An application that a table grants: decided and served without a person, once, or not at all."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.contract.simulators import Simulators
from tests.factories import (
    NOON,
    a_case,
    a_person,
    a_resident,
    an_application,
    an_employee,
)
from tests.journeys.test_register_incoming import registered
from tests.rooms.cases.test_automation import another, sent
from tests.rooms.submissions.signing import draft_order, signed
from tests.small_services import LIVE_RACKS, publish
from torget.demo.fill import FILLER
from torget.foundation.actor import Forbidden, the_system
from torget.journeys.correspond import supplement_application
from torget.journeys.decide_automatically import decide_automatically, try_the_table
from torget.journeys.facts import decision_facts
from torget.journeys.finish_signature import finish_signature
from torget.rooms.audit.models import Entry
from torget.rooms.cases.actions import (
    add_note,
    ask_for_supplement,
    decide_by_table,
    report_decisions,
    write_as_resident,
)
from torget.rooms.cases.models import AutomatedDecision, Case, Decision, Event
from torget.rooms.cases.queries import measures, unreported_decisions
from torget.rooms.cases.terms import Outcome, Status
from torget.rooms.eservices.actions import publish_version
from torget.rooms.eservices.queries import library_services, published_service

pytestmark = pytest.mark.django_db
MANAGER = "eva.strom@solvik.example"


def jobs(name: str) -> list[dict[str, object]]:
    found = ProcrastinateJob.objects.filter(task_name=name)
    return list(found.values_list("args", flat=True))


def left_to_person(case: Case) -> list[str]:
    """Why, each time the table left the case to a person."""
    entries = Entry.objects.filter(what="case.left_to_person", subject=f"case:{case}")
    return [entry.details["why"] for entry in entries.order_by("id")]


def live(**changes: Any) -> Case:
    return sent(LIVE_RACKS, **changes)


def test_what_the_table_grants_is_decided_and_served_without_a_person() -> None:
    case = live()
    assert jobs("decide_by_table") == [{"case": case.number}]
    decide_automatically(case.number)

    case.refresh_from_db()
    decision, table = case.decision, published_service("cykelstall").compiled.table
    assert table is not None
    assert (case.status, case.officer, decision.outcome) == (Status.DECIDED, None, Outcome.GRANTED)
    assert (decision.text, decision.reasons, decision.legal_basis) == (
        "2 ställ sätts upp.",
        "Det kostar 800 i Solvik.",
        "Kommunens regler\nförvaltningslagen (2017:900) 28 §",
    )
    assert (decision.officer_name, decision.officer_title, decision.authority) == (
        "Automatiserat beslut",
        "Miljö- och byggnämnden",
        "Miljö- och byggnämnden 2026-02-16 § 12",
    )
    kept = decision.automated
    assert (kept.case, kept.table, kept.version, kept.row) == (case, table.hash, 1, "small")
    assert [(one["key"], one["source"], one["value"]) for one in kept.inputs] == [
        ("where", "answer", "school"),
        ("racks", "answer", 2),
        ("cost", "answer", 800),
        ("town", "register", "Solvik"),
    ]
    assert decision.served_at is not None
    assert jobs("send_decision") == [{"decision": decision.pk}]
    assert list(Event.objects.filter(case=case).order_by("id").values_list("what", flat=True)) == [
        "received",
        "decided",
        "served",
    ]
    entry = Entry.objects.get(what="case.decided_by_table")
    assert (entry.actor, entry.details["row"]) == ("system:decision_table", "small")


def test_the_document_says_that_it_was_automatic_by_whom_and_that_one_may_ask_a_person() -> None:
    case = live()
    decide_automatically(case.number)
    facts = decision_facts(Decision.objects.get(case=case))
    assert facts["officer"]["name"] == "Automatiserat beslut"
    assert facts["reasons"] == [
        "Det kostar 800 i Solvik.",
        "Beslutet är fattat automatiserat av en beslutstabell, som nämnden har beslutat ska "
        "användas (Miljö- och byggnämnden 2026-02-16 § 12). Stöd: förvaltningslagen (2017:900) "
        "28 §. Du kan be en människa att titta på beslutet. Det gör du på Mina sidor eller genom "
        "att höra av dig till oss.",
    ]


def test_the_job_run_twice_decides_once() -> None:
    case = live()
    for _ in range(3):
        decide_automatically(case.number)
    assert (Decision.objects.count(), AutomatedDecision.objects.count()) == (1, 1)
    assert len(jobs("send_decision")) == 1
    assert Entry.objects.filter(what="case.decided_by_table").count() == 1
    assert left_to_person(case) == []


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ({"racks": None}, "missing"),
        ({"parts": [{"price": 300}, {"price": None}]}, "missing"),
        ({"racks": 9}, "no_row"),
    ],
)
def test_what_the_table_is_unsure_of_is_left_to_a_person_and_the_trail_says_why(
    answers: dict[str, Any], why: str
) -> None:
    case = live(**answers)
    decide_automatically(case.number)

    case.refresh_from_db()
    assert (case.status, case.decided_at, Decision.objects.count()) == (Status.RECEIVED, None, 0)
    assert left_to_person(case) == [why]


def test_what_has_been_written_besides_the_answers_is_for_a_person() -> None:
    case = live()
    by = a_resident(a_person())
    write_as_resident(case, "Jag menade fyra.", once=uuid4(), by=by, at=NOON)
    decide_automatically(case.number)
    assert left_to_person(case) == ["more_came_in"]


def test_what_an_officer_has_begun_with_is_for_a_person() -> None:
    case = live()
    add_note(case, "Ser konstigt ut.", once=uuid4(), by=an_employee(), at=NOON)
    decide_automatically(case.number)
    assert left_to_person(case) == ["in_hand"]


def test_an_answered_supplement_is_tried_and_left_to_a_person_who_can_read_it() -> None:
    case = live()
    ask_for_supplement(
        case, "Skicka en bild.", answer_by=NOON.date() + timedelta(days=9),
        by=an_employee(), at=NOON,
    )  # fmt: skip
    supplement_application(case, "Här.", documents=(), by=a_resident(a_person()), at=NOON)
    assert jobs("decide_by_table") == [{"case": case.number}] * 2
    decide_automatically(case.number)
    assert left_to_person(case) == ["more_came_in"]


def test_protected_identity_is_for_a_person_unless_the_table_says_otherwise() -> None:
    publish(LIVE_RACKS, "cykelstall")
    a_person(protected_identity=True)
    case = another()
    decide_automatically(case.number)
    assert left_to_person(case) == ["protected"]

    publish(LIVE_RACKS.replace("mode: live", "mode: live\n  protected: true"), "cykelstall")
    second = another()
    decide_automatically(second.number)
    assert Decision.objects.get().case == second


def test_where_the_process_has_no_way_to_a_decision_the_case_is_a_persons() -> None:
    begins = LIVE_RACKS.replace(
        "steps:",
        """process:
  statuses:
    - {key: new, title: {sv: Nytt, en: New}, means: received}
    - {key: seen, title: {sv: Sett, en: Seen}, means: in_progress}
    - {key: settled, title: {sv: Bestämt, en: Settled}, means: decided}
    - {key: over, title: {sv: Klart, en: Done}, means: closed}
  transitions:
    - {key: look, act: assigned, from: [new], to: seen}
    - {key: settle, act: decided, from: [seen], to: settled}
    - {key: end, act: closed, from: [settled], to: over}
steps:""",
        1,
    )
    case = sent(begins)
    decide_automatically(case.number)
    assert (left_to_person(case), Decision.objects.count()) == (["not_from_here"], 0)


def test_a_table_on_trial_or_without_use_decides_nothing() -> None:
    case = sent()
    assert jobs("decide_by_table") == []
    decide_automatically(case.number)
    assert (Decision.objects.count(), left_to_person(case)) == (0, [])


def test_only_the_table_s_own_actor_decides_so() -> None:
    case = live()
    for by in (an_employee(), the_system("worker"), a_resident(a_person())):
        with pytest.raises(Forbidden):
            decide_by_table(case, by=by, at=NOON)


def test_nothing_is_queued_for_services_without_a_table() -> None:
    try_the_table(a_case(), by=the_system("worker"), at=NOON)
    assert jobs("decide_by_table") == []


def test_automatic_decisions_wait_to_be_reported_to_the_committee() -> None:
    case = live()
    decide_automatically(case.number)
    manager = an_employee(MANAGER)
    (waiting,) = unreported_decisions(manager)
    assert (waiting.case, waiting.automated.row) == (case, "small")
    committee = case.unit.committee
    meeting = timezone.localdate() + timedelta(days=9)
    assert report_decisions(committee, meeting_on=meeting, by=manager, at=timezone.now()) == 1
    assert list(unreported_decisions(manager)) == []


def test_statistics_count_what_was_decided_automatically() -> None:
    first, second = live(), another(racks=9)
    for case in (first, second):
        decide_automatically(case.number)
    today = timezone.localdate()
    counted = [one for one in measures(today, today) if one.what == "decided"]
    assert [(one.service, one.value, one.many) for one in counted] == [("cykelstall", 1, 1)]


FACADES = """\
decision_table:
  mode: live
  law: förvaltningslagen (2017:900) 28 §
  resolution: Miljö- och byggnämnden 2026-02-16 § 12
  risks: {sv: Färgen kan vara fel., en: The colour can be wrong.}
  assessment: MBN-2026-0007
  purpose: {sv: Snabba besked., en: Quick answers.}
  works: {sv: Ser efter vad som görs., en: Looks at what is done.}
  human: {sv: En handläggare beslutar annars., en: Otherwise an officer decides.}
  inputs:
    - {key: kind, title: {sv: Åtgärd, en: Measure}, value: kind}
  rows:
    - key: facade
      title: {sv: Fasad, en: Facade}
      when: [kind == 'facade']
      outcome: granted
      decision: {sv: Fasaden får ändras., en: The facade may be changed.}
      reasons: {sv: Färgen passar., en: The colour fits.}
      laws: [Kommunens regler]
  tests:
    - name: Fasad går bra
      given: [{input: kind, value: facade}]
      row: facade
steps:"""


def a_permit_table_decides() -> None:
    texts = library_services()["bygglov"]
    source = texts.source.replace("\nsteps:", f"\n{FACADES}", 1)
    publish_version(texts.but("source", source), by=FILLER, at=NOON)


def test_when_the_applicant_has_signed_the_table_is_asked(world: Simulators) -> None:
    a_permit_table_decides()
    order = signed(world, draft_order(an_application(at=timezone.now())))
    finish_signature(order, door="portal", at=timezone.now())

    case = Case.objects.get()
    assert jobs("decide_by_table") == [{"case": case.number}]
    decide_automatically(case.number)
    case.refresh_from_db()
    assert (case.decision.text, case.decision.served_at is not None) == (
        "Fasaden får ändras.",
        True,
    )


def test_what_is_registered_without_answers_is_left_to_a_person() -> None:
    a_permit_table_decides()
    case = registered()
    assert jobs("decide_by_table") == [{"case": case.number}]
    decide_automatically(case.number)
    case.refresh_from_db()
    assert (case.decided_at, left_to_person(case)) == (None, ["missing"])
