"""A whole case taken out as one file."""

import io
import json
import zipfile
from collections.abc import Callable
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client

from tests.factories import NOON, a_case, a_resident, an_employee
from torget.rooms.audit.models import Entry
from torget.rooms.cases.actions import add_note, write_as_officer, write_as_resident
from torget.rooms.cases.models import Case
from torget.rooms.documents.actions import store_own
from torget.rooms.documents.models import Document

pytestmark = pytest.mark.django_db
Staff = Callable[..., Client]


def taken_out(case: Case, browser: Client) -> zipfile.ZipFile:
    answer = browser.get(f"/desk/arende/{case.number}/hamta/")
    assert answer["Content-Disposition"] == f'attachment; filename="{case.number}.zip"'
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[arg-type]


def test_it_holds_everything_but_working_notes_and_leads_nowhere_else(staff: Staff) -> None:
    case, anna, maja = a_case(), an_employee(), a_resident()
    plan = store_own("plan åäö.pdf", b"%PDF-1.7 plan", "application/pdf", by=maja, at=NOON)
    write_as_officer(case, "När börjar du?", once=uuid4(), by=anna, at=NOON)
    write_as_resident(case, "I maj.", once=uuid4(), documents=[plan], by=maja, at=NOON)
    add_note(case, "Ring grannen.", once=uuid4(), by=anna, at=NOON)
    archive = taken_out(case, staff())

    page = archive.read("arende.html").decode()
    told = json.loads(archive.read("arende.json"))
    paths = [one["path"] for one in told["documents"]]
    assert {"När börjar du?" in page, "I maj." in page} == {True}
    assert {"Ring grannen." in page, "Ring" in json.dumps(told), "/desk/" in page} == {False}
    assert sorted(archive.namelist()) == sorted(
        ["arende.css", "arende.html", "arende.json", *paths]
    )
    [path] = [path for path in paths if "plan" in path]
    assert archive.read(path) == b"%PDF-1.7 plan"
    assert f'href="{path}"' in unescape(page)
    assert (told["number"], [one["text"] for one in told["messages"]]) == (
        case.number, ["När börjar du?", "I maj."],
    )  # fmt: skip


def test_a_file_that_is_not_clean_or_not_there_is_named_and_left_out(staff: Staff) -> None:
    case, maja = a_case(), a_resident()
    files = [
        store_own(f"{name}.pdf", name.encode(), "application/pdf", by=maja, at=NOON)
        for name in ("smittad", "borta")
    ]
    Document.objects.filter(pk=files[0].pk).update(scan="infected")
    Document.objects.filter(pk=files[1].pk).update(sha256="0" * 64)
    write_as_resident(case, "Se filerna.", once=uuid4(), documents=files, by=maja, at=NOON)
    told = json.loads(taken_out(case, staff()).read("arende.json"))
    assert {one["name"]: one["path"] for one in told["documents"]} == {
        "smittad.pdf": "", "borta.pdf": "",
    }  # fmt: skip


def test_it_is_seen_by_the_one_it_concerns_and_only_done_by_those_who_handle_it(
    staff: Staff, resident: Staff
) -> None:
    case = a_case()
    taken_out(case, staff())
    assert list(
        Entry.objects.filter(what="export.viewed").values_list("subject", "actor_name")
    ) == [(f"case:{case}", "Anna Berg")]
    seen = resident().get(f"/mina-sidor/arende/{case.number}/lasta/")
    assert "Hämtade hela ärendet" in seen.text
    elsewhere = staff("lena.holm@solvik.example").get(f"/desk/arende/{case.number}/hamta/")
    assert elsewhere.status_code == 404
