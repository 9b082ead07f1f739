"""Documents of a case are read inside the page."""

from collections.abc import Callable
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client

from tests.factories import NOON, a_case, a_resident
from torget.rooms.audit.models import Entry
from torget.rooms.cases.actions import write_as_resident
from torget.rooms.cases.models import Case
from torget.rooms.documents.actions import store_own
from torget.rooms.documents.models import Document

pytestmark = pytest.mark.django_db
Staff = Callable[..., Client]
KINDS = {
    "plan.pdf": "application/pdf",
    "hus.png": "image/png",
    "sida.svg": "image/svg+xml",
    "brev.docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def with_files(case: Case) -> dict[str, Document]:
    maja = a_resident()
    files = [store_own(name, name.encode(), kind, by=maja, at=NOON) for name, kind in KINDS.items()]
    write_as_resident(case, "Se filerna.", once=uuid4(), documents=files, by=maja, at=NOON)
    return {file.name: file for file in files}


def at(case: Case, document: Document, rest: str = "") -> str:
    return f"/desk/arende/{case.number}/handling/{document.pk}/{rest}"


def test_pdfs_and_pictures_are_shown_and_other_kinds_are_only_downloaded(staff: Staff) -> None:
    case, browser = a_case(), staff()
    files = with_files(case)
    shown = {
        name: (f'src="{at(case, file, "fil/")}"' in unescape(browser.get(at(case, file)).text),
               browser.get(at(case, file, "fil/")).status_code)
        for name, file in files.items()
    }  # fmt: skip
    assert shown == {
        "plan.pdf": (True, 200), "hus.png": (True, 200),
        "sida.svg": (False, 404), "brev.docx": (False, 404),
    }  # fmt: skip


def test_what_is_shown_may_fetch_and_run_nothing_and_only_our_pages_frame_it(staff: Staff) -> None:
    case = a_case()
    answer = staff().get(at(case, with_files(case)["plan.pdf"], "fil/"))
    assert [
        answer[name]
        for name in ("Content-Type", "Content-Disposition", "Content-Security-Policy",
                     "X-Frame-Options", "X-Content-Type-Options", "Cache-Control")
    ] == [
        "application/pdf", 'inline; filename="plan.pdf"',
        "default-src 'none'; frame-ancestors 'self'", "SAMEORIGIN", "nosniff", "private, no-store",
    ]  # fmt: skip


def test_one_goes_from_each_to_the_next_and_each_look_is_recorded_once(staff: Staff) -> None:
    case, browser = a_case(), staff()
    files = with_files(case)
    page = unescape(browser.get(at(case, files["hus.png"])).text)
    browser.get(at(case, files["hus.png"], "fil/"))
    assert {at(case, files[name]) in page for name in ("plan.pdf", "sida.svg")} == {True}
    assert Entry.objects.filter(what="document.viewed", subject=f"case:{case}").count() == 1


def test_nobody_reads_another_case_s_document_or_one_that_is_not_clean(staff: Staff) -> None:
    case, other = a_case(), a_case()
    files = with_files(case)
    Document.objects.filter(pk=files["hus.png"].pk).update(scan="infected")
    anna, lena = staff(), staff("lena.holm@solvik.example")
    asked = [
        browser.get(at(of, files[name], rest)).status_code
        for rest in ("", "fil/")
        for browser, of, name in (
            (anna, other, "plan.pdf"), (lena, case, "plan.pdf"), (anna, case, "hus.png"),
        )
    ]  # fmt: skip
    assert asked == [404] * 6
