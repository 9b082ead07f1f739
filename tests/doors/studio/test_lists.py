"""Lists to choose from, kept by those who write services."""

from collections.abc import Callable

import pytest
from django.test import Client

from torget.rooms.audit.models import Entry
from torget.rooms.information.models import CodeList
from torget.rooms.organisation.terms import Role

pytestmark = pytest.mark.django_db

NEW = {"name_sv": "Idrottshallar", "name_en": "Sports halls", "source": "Fritidsenheten"}
Builder = Callable[..., Client]


def test_a_list_is_made_of_lines_and_gets_keys_of_its_own(builder: Builder) -> None:
    answer = builder().post(
        "/studio/egna-listor/ny/", {**NEW, "rows": "Björkhallen\r\n\r\nnorr; Norra hallen, Berga"}
    )

    kept = CodeList.objects.get(key="idrottshallar")
    assert (answer.status_code, answer["Location"]) == (302, "/studio/egna-listor/")
    assert (kept.name, kept.source, kept.changed_by) == (
        {"sv": "Idrottshallar", "en": "Sports halls"},
        "Fritidsenheten",
        "Anna Berg",
    )
    assert kept.rows == [
        {"key": "bjorkhallen", "name": "Björkhallen"},
        {"key": "norr", "name": "Norra hallen, Berga"},
    ]
    assert Entry.objects.filter(what="list.declared", subject="list:idrottshallar").count() == 1


def test_a_name_that_changes_keeps_its_key(builder: Builder) -> None:
    browser = builder()
    browser.post("/studio/egna-listor/ny/", {**NEW, "rows": "Björkhallen"})
    assert "bjorkhallen; Björkhallen" in browser.get("/studio/egna-listor/idrottshallar/").text

    browser.post(
        "/studio/egna-listor/idrottshallar/", {**NEW, "rows": "bjorkhallen; Nya Björkhallen"}
    )

    assert CodeList.objects.get(key="idrottshallar").rows == [
        {"key": "bjorkhallen", "name": "Nya Björkhallen"}
    ]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({**NEW, "rows": "norr;"}, "Rad 1: skriv ett namn, eller nyckel; namn."),
        ({**NEW, "rows": "a; Ett\nb; Två\na; Tre"}, "Rad 3: nyckeln finns redan. Skriv en annan."),
        ({**NEW, "rows": "\n".join(map(str, range(1001)))},
         "Rad 1001: listan får ha högst 1000 rader."),
        ({**NEW, "rows": " \n"}, "Skriv minst en rad"),
        ({**NEW, "name_sv": "", "rows": "Ett"}, "Skriv listans namn"),
        ({**NEW, "name_sv": "Upper secondary schools", "rows": "Ett"},
         "Det finns redan en lista som heter så."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_by_line_and_nothing_is_lost(
    typed: dict[str, str], told: str, builder: Builder
) -> None:
    answer = builder().post("/studio/egna-listor/ny/", typed)

    assert answer.status_code == 422
    assert told in answer.text
    assert "Fritidsenheten" in answer.text
    assert not CodeList.objects.filter(key="idrottshallar").exists()


def test_only_those_who_write_services_keep_lists(
    builder: Builder, staff: Callable[..., Client]
) -> None:
    for address in ("/studio/egna-listor/", "/studio/egna-listor/ny/"):
        assert staff("lena.holm@solvik.example").get(address).status_code == 403
    assert builder(role=Role.SERVICE_BUILDER).get("/studio/egna-listor/").status_code == 200


def test_saving_the_same_again_leaves_no_trace(builder: Builder) -> None:
    browser = builder()
    for _ in range(2):
        browser.post("/studio/egna-listor/ny/", {**NEW, "rows": "Ett"})
        browser.post("/studio/egna-listor/idrottshallar/", {**NEW, "rows": "ett; Ett"})

    assert Entry.objects.filter(what="list.declared", subject="list:idrottshallar").count() == 1
