"""Deciding how information is classified: a decision, a reason, a day to look at it again."""

from datetime import date, timedelta

import pytest

from tests.factories import NOON, an_employee
from tests.rooms.information.test_declaring import DECLARED
from torget.demo.fill import FILLER
from torget.foundation.actor import Forbidden
from torget.rooms.audit.models import Entry
from torget.rooms.information.actions import decide_classification, declare_types
from torget.rooms.information.models import Classification, InformationType
from torget.rooms.information.queries import (
    BelowFloor,
    LadderBroken,
    ReviewNotRight,
    StillOpen,
    TooSecretForEServices,
    check_types,
    level_of,
    types_by_key,
)
from torget.rooms.information.terms import Aspect, Class, Classes, Level

pytestmark = pytest.mark.django_db
TOVE = "tove.berglund@solvik.example"
TODAY = NOON.date()
NEXT_YEAR = TODAY + timedelta(days=365)
KEY = "building.role"
ONE = next(facts for facts in DECLARED if facts.key == KEY)


def classes(confidentiality: Level = Level.SIGNIFICANT, *, review_on: date = NEXT_YEAR) -> Classes:
    of = {aspect: Class(Level.MODERATE, f"Skäl {aspect.value}") for aspect in Aspect}
    of[Aspect.CONFIDENTIALITY] = Class(confidentiality, "Skäl")
    return Classes(of=of, review_on=review_on, note="Samlad mängd")


@pytest.mark.parametrize(
    ("ticked", "level"), [([], 0), ([1], 1), ([2, 1], 2), ([1, 2, 3], 3), ([4, 3, 2, 1], 4)]
)
def test_the_level_is_how_many_statements_hold_in_a_row(ticked: list[int], level: int) -> None:
    assert level_of(ticked) == level


@pytest.mark.parametrize("ticked", [[2], [1, 3], [1, 1], [4], [1, 2, 3, 4, 5, 7]])
def test_a_step_that_is_skipped_is_refused(ticked: list[int]) -> None:
    with pytest.raises(LadderBroken):
        level_of(ticked)


def test_what_is_decided_is_what_services_obey_at_once() -> None:
    types_by_key([KEY])  # now kept in memory

    decide_classification(KEY, classes(), by=an_employee(TOVE), at=NOON)

    facts = types_by_key([KEY])[KEY]
    assert (facts.confidentiality, facts.traceability) == (
        Class(Level.SIGNIFICANT, "Skäl"),
        Class(Level.MODERATE, "Skäl traceability"),
    )
    entry = Entry.objects.get(what="information.classified", subject=f"information:{KEY}")
    assert entry.details == {
        "confidentiality": 2, "integrity": 1, "availability": 1, "traceability": 1
    }  # fmt: skip


def test_a_new_decision_supersedes_the_one_before_and_the_same_again_is_nothing() -> None:
    tove = an_employee(TOVE)
    first = decide_classification(KEY, classes(), by=tove, at=NOON)
    again = decide_classification(KEY, classes(), by=tove, at=NOON + timedelta(hours=1))
    second = decide_classification(
        KEY, classes(Level.SERIOUS), by=tove, at=NOON + timedelta(hours=2)
    )

    rows = Classification.objects.filter(information_type__key=KEY).order_by("pk")
    assert [(row.pk, row.confidentiality, row.superseded_at) for row in rows] == [
        (first.pk, 2, NOON + timedelta(hours=2)),
        (second.pk, 3, None),
    ]
    assert again == first


def test_the_library_declared_again_leaves_what_is_decided() -> None:
    decide_classification(KEY, classes(), by=an_employee(TOVE), at=NOON)

    assert declare_types([ONE], by=FILLER, at=NOON) == []
    assert types_by_key([KEY])[KEY].confidentiality.level == Level.SIGNIFICANT


def test_the_holder_of_the_owning_position_decides_and_no_other_officer() -> None:
    eva = an_employee("eva.strom@solvik.example")  # holds the position that owns it

    assert decide_classification(KEY, classes(), by=eva, at=NOON).decided_by == "Eva Ström"
    with pytest.raises(Forbidden):
        decide_classification(KEY, classes(Level.NONE), by=an_employee(), at=NOON)
    with pytest.raises(Forbidden):
        decide_classification("grant.account", classes(), by=eva, at=NOON)


@pytest.mark.parametrize(("personal", "floor"), [("special", 3), ("protected", 2)])
def test_personal_data_have_a_floor_that_no_decision_goes_below(personal: str, floor: int) -> None:
    InformationType.objects.filter(key=KEY).update(
        personal_data=personal, gdpr_exception="9.2 g", content_hash="x"
    )
    tove = an_employee(TOVE)

    with pytest.raises(BelowFloor) as error:
        decide_classification(KEY, classes(Level(floor - 1)), by=tove, at=NOON)
    assert error.value.level == floor
    assert decide_classification(KEY, classes(Level(floor)), by=tove, at=NOON).pk


def test_what_concerns_the_security_of_sweden_is_refused() -> None:
    with pytest.raises(TooSecretForEServices):
        decide_classification(KEY, classes(Level.EXTREME), by=an_employee(TOVE), at=NOON)
    assert not Classification.objects.filter(information_type__key=KEY).exists()


def test_what_may_be_open_data_is_not_confidential_at_the_same_time() -> None:
    with pytest.raises(StillOpen):
        decide_classification("building.property", classes(), by=an_employee(TOVE), at=NOON)


@pytest.mark.parametrize("days", [-1, 0, 1100])
def test_it_is_looked_at_again_after_today_and_within_three_years(days: int) -> None:
    decided = classes(review_on=TODAY + timedelta(days=days))
    with pytest.raises(ReviewNotRight):
        decide_classification(KEY, decided, by=an_employee(TOVE), at=NOON)


def test_a_class_that_was_to_be_looked_at_again_breaks_rule_5() -> None:
    tove = an_employee(TOVE)
    decide_classification(KEY, classes(), by=tove, at=NOON)

    before = {one.number: one for one in check_types(tove, today=NEXT_YEAR - timedelta(days=1))}
    after = {one.number: one for one in check_types(tove, today=NEXT_YEAR)}

    said = [(row.key, row.why.format(**row.values)) for row in after[5].rows]
    assert (before[5].rows, said) == (
        (),
        [(KEY, f"Klassningen skulle ses över {NEXT_YEAR.isoformat()}.")],
    )
