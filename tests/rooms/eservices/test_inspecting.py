"""What axe must have looked at before a service is published, and what is kept of it."""

from dataclasses import replace

import msgspec
import pytest

from tests.factories import NOON
from tests.rooms.eservices.inspected import KIM, a_report, inspected, plan_of
from tests.rooms.eservices.texts import PERSONAS, RACK, SOURCE
from torget.foundation.actor import NOBODY, Forbidden
from torget.rooms.audit.models import Entry
from torget.rooms.eservices.actions import RevisionConflict, begin_service, record_inspection
from torget.rooms.eservices.models import Inspection, WorkingCopy
from torget.rooms.eservices.queries import checks_of
from torget.rooms.eservices.terms import (
    FoundFault,
    InspectionPlan,
    Report,
    ReportRefused,
    ServiceTexts,
    Sight,
    inspection_plan,
    review,
)

ENGINE = "axe-core 4.14.1"
PLACE, DESCRIPTION = ("place", "description")


def planned(source: str = SOURCE, personas: str = PERSONAS) -> InspectionPlan:
    plan = inspection_plan(review(ServiceTexts(source, personas)))
    assert plan is not None
    return plan


def said(copy: WorkingCopy) -> tuple[str, list[str]]:
    check = next(check for check in checks_of(copy) if check.name == "accessibility")
    return str(check.outcome), [str(text) for text in check.says]


@pytest.fixture
def rack(db: None) -> WorkingCopy:
    return begin_service("cykelstall", RACK, by=KIM, at=NOON)


def test_each_step_is_looked_at_in_both_languages_by_the_first_who_meets_it_so() -> None:
    assert planned().sights == (
        Sight("place", 0, "sv"),
        Sight("place", 0, "en"),
        Sight("description", 1, "sv"),
        Sight("description", 1, "en"),
    )
    assert planned().unseen == ()


def test_without_test_persons_only_what_an_empty_form_shows_is_seen() -> None:
    plan = planned(personas="")

    assert plan.sights == (Sight("place", None, "sv"), Sight("place", None, "en"))
    assert plan.unseen == ("description",)


def test_another_set_of_questions_on_the_same_step_is_looked_at_too() -> None:
    more = """\
      - type: text
        key: how_many
        information: report.matter
        show_when: where == 'school'
        label: {sv: "Hur många?", en: "How many?"}
"""
    plan = planned(SOURCE.replace("  - key: description\n", f"{more}  - key: description\n", 1))

    persons = [(sight.step, sight.person) for sight in plan.sights if sight.language == "sv"]
    assert persons == [("place", 0), ("place", 1), ("description", 1)]


def test_the_plan_is_another_when_something_else_would_be_seen_and_else_the_same() -> None:
    hashes = [
        planned().hash,
        planned(personas=PERSONAS.replace("Vid dammen", "Vid ån")).hash,
        planned(personas="").hash,
        planned(SOURCE.replace("Beskriv platsen", "Berätta om platsen")).hash,
    ]
    assert [hashes.index(one) for one in hashes] == [0, 0, 2, 3]


def test_a_text_with_faults_has_nothing_to_look_at() -> None:
    assert inspection_plan(review(ServiceTexts("key: x"))) is None


def test_the_gate_stops_until_every_page_is_looked_at(rack: WorkingCopy) -> None:
    assert said(rack) == ("stops", ["4 sidor är inte granskade än."])

    assert said(inspected(rack)) == ("holds", [])
    entry = Entry.objects.get(what="service.inspected")
    assert entry.details == {"revision": 1, "pages": 4, "faults": 0}


def test_what_was_found_is_told_once_in_plain_words_with_its_question(rack: WorkingCopy) -> None:
    found = (
        FoundFault(0, "autocomplete-valid", "where"),
        FoundFault(1, "autocomplete-valid", "where"),
        FoundFault(2, "link-name", "stranger"),
        FoundFault(2, "a-new-rule", "description.part"),
    )
    assert said(inspected(rack, *found)) == (
        "stops",
        [
            "Steget ”Beskrivning”: En länk har ingen text.",
            "Steget ”Beskrivning”, frågan ”Beskriv platsen” bryter mot axe-regeln a-new-rule.",
            "Steget ”Platsen”, frågan ”Var behövs det?”: ”autocomplete” har ett ord som webbläsare "
            "inte förstår.",
        ],
    )
    assert said(inspected(rack)) == ("holds", [])  # looked at again, and mended


def test_a_question_that_no_test_person_meets_is_advice_to_write_one(db: None) -> None:
    copy = begin_service("cykelstall", replace(RACK, personas=""), by=KIM, at=NOON)

    assert said(inspected(copy)) == (
        "advises",
        ["Ingen testperson kommer till frågan ”description”, så den är inte granskad."],
    )


@pytest.mark.parametrize(
    "change",
    [
        {"plan": "0" * 64},
        {"sights": 3},
        {"faults": (FoundFault(4, "label"),)},
    ],
    ids=["another text", "not every page", "a page that is not there"],
)
def test_a_report_of_something_else_is_refused(
    change: dict[str, object], rack: WorkingCopy
) -> None:
    report = msgspec.structs.replace(a_report(plan_of(rack)), **change)

    with pytest.raises(ReportRefused):
        record_inspection(rack, report, on=1, by=KIM, at=NOON)
    assert Inspection.objects.count() == 0


def test_a_report_of_an_earlier_revision_or_from_someone_else_is_refused(
    rack: WorkingCopy,
) -> None:
    report = a_report(plan_of(rack))

    with pytest.raises(RevisionConflict):
        record_inspection(rack, report, on=2, by=KIM, at=NOON)
    with pytest.raises(Forbidden):
        record_inspection(rack, report, on=1, by=NOBODY, at=NOON)


@pytest.mark.parametrize(
    "wrong",
    [
        {"engine": "another 1.0"},
        {"plan": "short"},
        {"faults": [{"sight": 0, "rule": "<b>x</b>"}]},
        {"faults": [{"sight": -1, "rule": "label"}]},
        {"faults": [{"sight": 0, "rule": "label", "field": "x" * 201}]},
        {"faults": [{"sight": 0, "rule": "label", "html": "<b>"}]},
        {"faults": [{"sight": 0, "rule": "label"}] * 501},
    ],
)
def test_a_report_has_no_room_for_anything_but_rules_and_fields(wrong: dict[str, object]) -> None:
    right = {"plan": "a" * 64, "engine": ENGINE, "sights": 4, "faults": []}
    assert msgspec.convert(right, Report).sights == 4

    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(right | wrong, Report)
