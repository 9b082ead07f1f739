"""Publishing versions, and finding services."""

import msgspec
import pytest
from pytest_django import DjangoAssertNumQueries

from tests.factories import NOON, a_draft, an_employee
from torget.demo.fill import FILLER, LIBRARY
from torget.foundation.actor import Forbidden
from torget.foundation.municipality import serving
from torget.rooms.audit.models import Entry
from torget.rooms.eservices.actions import declare_directory, publish_version
from torget.rooms.eservices.models import EService, Version
from torget.rooms.eservices.queries import (
    compiled_version,
    demands,
    life_events,
    matching_services,
    published,
    published_service,
    topics,
)
from torget.rooms.eservices.terms import DefinitionErrors, ServiceTexts
from torget.rooms.submissions.queries import service_of

pytestmark = pytest.mark.django_db
SOURCE = (LIBRARY / "felanmalan" / "service.yaml").read_text("utf-8")


def other(title: str = "Ett annat namn") -> str:
    """The same service with another title."""
    before = msgspec.yaml.decode(SOURCE)
    before["title"]["sv"] = title
    return msgspec.yaml.encode(before).decode()


def publish(source: str) -> Version:
    return publish_version(ServiceTexts(source), by=FILLER, at=NOON)


def trail() -> list[dict[str, int]]:
    entries = Entry.objects.filter(what="service.published", at=NOON).order_by("id")
    return list(entries.values_list("details", flat=True))


def test_publishing_the_same_twice_is_once() -> None:
    first, second = publish(SOURCE), publish(SOURCE)

    assert (first.pk, first.number) == (second.pk, 1)
    assert (first.service.versions.count(), trail()) == (1, [])


def test_a_changed_definition_is_version_two_and_old_drafts_stay_on_one() -> None:
    draft = a_draft()
    version = publish(other())

    now, before = published_service("felanmalan").compiled, service_of(draft)
    assert (version.number, trail()) == (2, [{"version": 2}])
    assert now.service.title.sv == "Ett annat namn"
    assert (before.hash == now.hash, before.service.title.sv == "Ett annat namn") == (False, False)


def test_going_back_to_what_was_published_before_makes_no_new_version() -> None:
    publish(other())
    back = publish(SOURCE)

    assert (back.number, published_service("felanmalan").version) == (1, back.pk)
    assert trail() == [{"version": 2}, {"version": 1}]


def test_a_definition_with_faults_publishes_nothing() -> None:
    faulty = other().replace("type: place", "type: plaze")

    with pytest.raises(DefinitionErrors):
        publish(faulty)
    assert Version.objects.filter(service__key="felanmalan").count() == 1


def test_only_those_who_may_publish_do() -> None:
    eva = an_employee("eva.strom@solvik.example")
    with pytest.raises(Forbidden):
        publish_version(ServiceTexts(other()), by=eva, at=NOON)
    with pytest.raises(Forbidden):
        declare_directory("life_events: []\ntopics: []", by=eva, at=NOON)


def test_a_closed_service_is_not_found_but_its_drafts_go_on() -> None:
    draft = a_draft()
    EService.objects.filter(key="felanmalan").update(is_open=False)

    with pytest.raises(EService.DoesNotExist):
        published_service("felanmalan")
    assert [service.key for service in published()] == ["bygglov", "forskola"]
    assert service_of(draft).service.key == "felanmalan"


def test_a_version_is_compiled_once_and_then_costs_nothing(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    version = published_service("bygglov").version
    with django_assert_num_queries(0):
        assert compiled_version(version) is compiled_version(version)


def test_what_is_in_memory_belongs_to_one_municipality() -> None:
    version = published_service("bygglov").version
    here = compiled_version(version)
    with serving("annan"):
        assert compiled_version(version) is not here


@pytest.mark.parametrize(
    ("key", "level", "permission"),
    [
        ("bygglov", 3, "case.read"),
        ("felanmalan", 0, "case.read"),
        ("forskola", 3, "case.read.sensitive"),
    ],
)
def test_log_in_and_permission_follow_from_the_information(
    key: str, level: int, permission: str
) -> None:
    found = demands(published_service(key).compiled)
    assert (found.assurance_level, found.reading_permission) == (level, permission)


@pytest.mark.parametrize(
    ("query", "language", "found"),
    [
        ("", "sv", ["bygglov", "forskola", "felanmalan"]),
        ("bygglov", "sv", ["bygglov"]),
        ("BYGGA", "sv", ["bygglov"]),
        ("dagis", "sv", ["forskola"]),
        ("fo\u0308rskola", "sv", ["forskola"]),  # as some keyboards write it
        ("altan", "sv", ["bygglov"]),
        ("deck", "en", ["bygglov"]),
        ("preschool", "en", ["forskola"]),
        ("dagis bygglov", "sv", []),
        ("simhall", "sv", []),
        ("' OR 1=1 --", "sv", []),
    ],
)
def test_services_are_found_by_the_words_people_use(
    query: str, language: str, found: list[str]
) -> None:
    assert [service.key for service in matching_services(query, language)] == found


def test_the_title_counts_before_the_keywords() -> None:
    publish(other("Altaner och annat"))
    assert [service.key for service in matching_services("altan", "sv")] == [
        "felanmalan",
        "bygglov",
    ]


def test_the_directory_is_in_the_order_it_was_declared() -> None:
    source = (LIBRARY / "directory.yaml").read_text("utf-8")
    declared = msgspec.yaml.decode(source)
    declare_directory(source, by=FILLER, at=NOON)

    assert [event.key for event in life_events()] == [e["key"] for e in declared["life_events"]]
    assert [topic.key for topic in topics()] == [t["key"] for t in declared["topics"]]


def test_a_directory_is_recorded_when_it_changes() -> None:
    source = (LIBRARY / "directory.yaml").read_text("utf-8")
    counts = []
    for text in (source, source.replace("icon: child", "icon: people"), source):
        declare_directory(text, by=FILLER, at=NOON)
        counts.append(Entry.objects.filter(what="directory.declared", at=NOON).count())

    assert counts == [0, 1, 2]


def test_a_directory_that_cannot_be_read_changes_nothing() -> None:
    before = life_events()
    with pytest.raises(msgspec.ValidationError):
        declare_directory("life_events: 7\ntopics: []", by=FILLER, at=NOON)
    assert life_events() == before
