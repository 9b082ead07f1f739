"""Information types in the database: declared once, read by all."""

import msgspec
import pytest
from pytest_django import DjangoAssertNumQueries

from tests.factories import NOON, an_employee
from torget.demo.fill import FILLER, LIBRARY
from torget.foundation.actor import Forbidden
from torget.foundation.municipality import serving
from torget.rooms.audit.models import Entry
from torget.rooms.information.actions import declare_types
from torget.rooms.information.models import InformationType
from torget.rooms.information.queries import NotDeclared, types_by_key, without_owner
from torget.rooms.information.terms import (
    InformationTypeFacts,
    InformationTypesUnreadable,
    read_information_types,
)
from torget.rooms.organisation.actions import found_position
from torget.rooms.organisation.queries import unit

pytestmark = pytest.mark.django_db
DECLARED = read_information_types((LIBRARY / "information.yaml").read_text("utf-8"))
ONE = next(facts for facts in DECLARED if facts.key == "building.property")


def changed(**changes: object) -> InformationTypeFacts:
    return msgspec.structs.replace(ONE, **changes)


def test_what_was_declared_is_read_back_the_same() -> None:
    assert types_by_key(facts.key for facts in DECLARED) == {
        facts.key: facts for facts in sorted(DECLARED, key=lambda facts: facts.key)
    }


def test_declaring_the_same_again_changes_nothing_and_leaves_no_trace() -> None:
    before = Entry.objects.count()

    assert declare_types(DECLARED, by=FILLER, at=NOON) == []
    assert Entry.objects.count() == before


def test_a_change_is_written_recorded_and_read_at_once() -> None:
    types_by_key([ONE.key])  # now kept in memory
    other = changed(secrecy="21 kap. 1 §", unit="gata")

    assert declare_types([*DECLARED[:3], other], by=FILLER, at=NOON) == [ONE.key]
    assert types_by_key([ONE.key]) == {ONE.key: other}
    entry = Entry.objects.filter(what="information.changed").get()
    assert (entry.subject, entry.details) == (
        f"information:{ONE.key}",
        {"columns": ["content_hash", "secrecy", "unit"]},
    )


def test_a_new_type_is_recorded_as_new() -> None:
    assert declare_types([changed(key="new.type")], by=FILLER, at=NOON) == ["new.type"]
    entry = Entry.objects.get(subject="information:new.type")
    assert (entry.what, "unit" in entry.details["columns"]) == ("information.declared", True)


def test_types_that_are_not_declared_are_named() -> None:
    with pytest.raises(NotDeclared) as error:
        types_by_key(["z.unknown", ONE.key, "a.unknown"])
    assert error.value.keys == ["a.unknown", "z.unknown"]


@pytest.mark.parametrize("count", [1, 3])
def test_facts_once_read_cost_one_short_query(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    keys = [facts.key for facts in DECLARED[:count]]
    types_by_key(keys)

    with django_assert_num_queries(1):
        types_by_key(keys)


def test_one_municipality_is_never_answered_from_the_memory_of_another() -> None:
    types_by_key([ONE.key])
    with serving("annan"):
        assert types_by_key([ONE.key]) == {ONE.key: ONE}


def test_a_type_that_nobody_answers_for_is_shown() -> None:
    declare_types([changed(key="no.owner", owner=None)], by=FILLER, at=NOON)
    assert list(without_owner()) == [InformationType.objects.get(key="no.owner")]


def test_a_type_whose_owner_is_no_position_here_has_none_until_it_is_founded() -> None:
    orphan = changed(key="some.thing", owner="stadstradgardsmastare")
    declare_types([orphan], by=FILLER, at=NOON)
    assert types_by_key(["some.thing"])["some.thing"].owner is None

    found_position(
        "stadstradgardsmastare",
        name={"sv": "Stadsträdgårdsmästare", "en": "City gardener"},
        unit=unit("gata"),
        valid_from=NOON.date(),
        by=FILLER,
        at=NOON,
    )
    assert declare_types([orphan], by=FILLER, at=NOON) == ["some.thing"]
    assert types_by_key(["some.thing"]) == {"some.thing": orphan}


def test_only_those_who_may_declare_do() -> None:
    with pytest.raises(Forbidden):
        declare_types([ONE], by=an_employee("eva.strom@solvik.example"), at=NOON)


@pytest.mark.parametrize("text", ["- key: x", "nonsense", "["])
def test_a_declaration_that_cannot_be_read_says_so(text: str) -> None:
    with pytest.raises(InformationTypesUnreadable):
        read_information_types(text)


def test_a_type_declared_twice_is_named() -> None:
    text = msgspec.yaml.encode([ONE, ONE]).decode()
    with pytest.raises(InformationTypesUnreadable, match=r"Står två gånger: building\.property$"):
        read_information_types(text)
