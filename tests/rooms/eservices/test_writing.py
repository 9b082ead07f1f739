"""Working copies: every save is kept, nobody overwrites another, and nothing is lost."""

from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest
from django.db import ProgrammingError, connection, transaction

from tests.factories import NOON, an_employee
from tests.rooms.eservices.texts import RACK, SOURCE
from torget.demo.fill import FILLER
from torget.foundation.actor import Actor, Forbidden
from torget.rooms.audit.models import Entry
from torget.rooms.eservices.actions import (
    RevisionConflict,
    ServiceTaken,
    abandon,
    be_present,
    begin_service,
    publish_version,
    restore_revision,
    save_revision,
)
from torget.rooms.eservices.models import Revision, Version, WorkingCopy
from torget.rooms.eservices.queries import (
    library_services,
    others_writing,
    published_service,
    revision_after,
    revision_before,
    texts_of,
    version_of,
    working_copies,
    working_copy,
)
from torget.rooms.eservices.terms import read_service, written_service

pytestmark = pytest.mark.django_db
EVERYWHERE = frozenset({0})
KIM = Actor(id="employee:1", name="Kim Ek", grants={"service.edit": EVERYWHERE}, employee=1)
ALVA = replace(KIM, id="employee:2", name="Alva Moe", employee=2)


def a_copy() -> WorkingCopy:
    return begin_service("cykelstall", RACK, by=KIM, at=NOON)


def save(copy: WorkingCopy, source: str, on: int, by: Actor = KIM) -> Revision:
    return save_revision(copy, replace(RACK, source=source), on=on, by=by, at=NOON)


def current(copy: WorkingCopy) -> str:
    return Revision.objects.get(pk=WorkingCopy.objects.get(pk=copy.pk).current_id).source


def test_everything_saved_is_kept_and_faults_may_be_saved() -> None:
    copy = a_copy()
    save(copy, "key: [", on=1)
    save(copy, "", on=2)

    assert list(copy.revisions.order_by("number").values_list("number", "source")) == [
        (1, SOURCE),
        (2, "key: ["),
        (3, ""),
    ]


def test_saving_the_same_again_changes_nothing() -> None:
    copy = a_copy()
    again = save(copy, SOURCE.replace("\n", "\r\n"), on=1)

    assert (again.number, copy.revisions.count()) == (1, 1)


def test_undo_and_redo_walk_the_revisions_and_a_new_text_leaves_the_old_branch_there() -> None:
    copy = a_copy()
    save(copy, "a", on=1)
    third = save(copy, "b", on=2)
    assert (revision_before(third), revision_after(third)) == (2, None)

    second = restore_revision(copy, 2, on=3, by=KIM, at=NOON)
    assert (current(copy), revision_before(second), revision_after(second)) == ("a", 1, 3)
    fourth = save(copy, "c", on=2)
    assert (fourth.number, revision_before(fourth), revision_after(second)) == (4, 2, 4)
    restore_revision(copy, 3, on=4, by=KIM, at=NOON)
    assert current(copy) == "b"


def test_who_saves_over_anothers_text_is_shown_it_and_nothing_changes() -> None:
    copy = a_copy()
    save(copy, "alva", on=1, by=ALVA)

    with pytest.raises(RevisionConflict) as error:
        save(copy, "kim", on=1)

    assert (error.value.theirs.source, error.value.theirs.saved_by) == ("alva", "Alva Moe")
    assert (current(copy), copy.revisions.count()) == ("alva", 2)
    with pytest.raises(RevisionConflict):
        restore_revision(copy, 1, on=1, by=KIM, at=NOON)


def test_one_copy_of_a_service_is_written_at_a_time() -> None:
    copy = a_copy()
    with pytest.raises(ServiceTaken):
        a_copy()

    abandon(copy, by=KIM, at=NOON)
    assert a_copy().pk != copy.pk


@pytest.mark.parametrize("key", ["", "Cykel", "1a", "cykel-stall", "../x", "a" * 51])
def test_a_key_that_no_service_can_have_is_refused(key: str) -> None:
    with pytest.raises(ServiceTaken):
        begin_service(key, RACK, by=KIM, at=NOON)


def test_nothing_is_written_without_the_permission() -> None:
    copy, anna = a_copy(), an_employee()
    with pytest.raises(Forbidden):
        begin_service("annan", RACK, by=anna, at=NOON)
    with pytest.raises(Forbidden):
        save(copy, "a", on=1, by=anna)
    with pytest.raises(Forbidden):
        restore_revision(copy, 1, on=1, by=anna, at=NOON)
    with pytest.raises(Forbidden):
        abandon(copy, by=anna, at=NOON)
    with pytest.raises(Forbidden):
        be_present(copy, by=anna, at=NOON)
    with pytest.raises(Forbidden):
        working_copies(anna)
    with pytest.raises(Forbidden):
        publish_version(RACK, by=KIM, at=NOON)


def test_everything_done_is_in_the_trail() -> None:
    copy = a_copy()
    save(copy, "a", on=1)
    restore_revision(copy, 1, on=2, by=KIM, at=NOON)
    abandon(copy, by=KIM, at=NOON)

    entries = Entry.objects.filter(subject="service:cykelstall").order_by("id")
    assert list(entries.values_list("what", "actor_name", "details")) == [
        ("service.begun", "Kim Ek", {"origin": ""}),
        ("service.saved", "Kim Ek", {"revision": 2}),
        ("service.restored", "Kim Ek", {"revision": 1}),
        ("service.abandoned", "Kim Ek", {}),
    ]


def test_a_published_version_knows_its_copy_its_tests_and_what_was_new() -> None:
    copy = a_copy()
    version = publish_version(RACK, what_is_new="Första.", copy=copy, by=FILLER, at=NOON)

    found = version_of("cykelstall", 1)
    assert (found.working_copy, found.what_is_new, texts_of(found)) == (copy, "Första.", RACK)
    assert working_copy("cykelstall", actor=KIM).based_on == version
    assert published_service("cykelstall").compiled.service.title.sv == "Önska ett cykelställ"


def test_the_database_refuses_to_change_what_is_published_or_saved() -> None:
    copy = a_copy()
    version = publish_version(RACK, copy=copy, by=FILLER, at=NOON)

    with pytest.raises(ProgrammingError, match="not changed"), transaction.atomic():
        Version.objects.filter(pk=version.pk).update(text="x")
    with pytest.raises(ProgrammingError, match="not changed"), transaction.atomic():
        copy.revisions.update(source="x")
    with pytest.raises(ProgrammingError, match="not changed"), transaction.atomic():
        connection.cursor().execute("DELETE FROM eservices_revision")


def test_colleagues_who_have_it_open_are_seen_for_two_minutes() -> None:
    copy, anna, omar = a_copy(), an_employee(), an_employee("omar.lind@solvik.example")
    anna, omar = (replace(one, grants=KIM.grants) for one in (anna, omar))
    be_present(copy, by=anna, at=NOON)
    be_present(copy, by=omar, at=NOON)

    def seen(minutes: int) -> list[str]:
        now = NOON + timedelta(minutes=minutes)
        return [one.employee.name for one in others_writing(copy, actor=anna, now=now)]

    assert (seen(1), seen(3)) == (["Omar Lind"], [])


@pytest.mark.parametrize("key", ["bygglov", "felanmalan", "forskola"])
def test_a_definition_written_out_by_us_is_the_same_service(key: str) -> None:
    service = read_service(library_services()[key].source)

    text = written_service(service)
    assert read_service(text) == service
    assert list(msgspec.yaml.decode(text))[-1] == "steps"
