"""A list of systems is read from a file, seen as it would be, done, and undone."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from torget.doors.ui.spreadsheets import Unreadable, rows_of
from torget.rooms.systems.models import Import, Product, System

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]
ASTRID = "astrid.vik@solvik.example"
HOME = "/office/system/importera/"
FILE = """Namn;Ansvarig nämnd;Syfte;Läge;Drift;Kritiskt;Leverantör
Cykelräknaren;Tekniska nämnden;Räknar cyklar;I drift;Molntjänst;ja;Hjulspår AB
Lovflöde;Miljö- och byggnämnden;Handlägger bygglov och anmälan;;;;
Hallbokning;Kultur- och fritidsnämnden;Bokar hallar;;;;
Vägglusen;Okända nämnden;;;;;
Lampan;Tekniska nämnden;;Halvfärdigt;;;
Cykelräknaren;Tekniska nämnden;;;;;
;;;;;;
"""
COLUMNS = {
    "column_name": "0",
    "column_committee": "1",
    "column_purpose": "2",
    "column_lifecycle": "3",
    "column_hosting": "4",
    "column_is_vital": "5",
    "column_supplier": "6",
    "area": "ks",
}


def taken(browser: Client, content: bytes = FILE.encode(), name: str = "system.csv") -> str:
    """The page of an import whose columns have been named."""
    answer = browser.post(f"{HOME}ny/", {"file": SimpleUploadedFile(name, content)})
    page = answer.headers["Location"].removesuffix("kolumner/")
    browser.post(f"{page}kolumner/", COLUMNS)
    return page


def test_columns_are_guessed_by_their_headings(staff: Browser) -> None:
    astrid = staff(ASTRID)
    answer = astrid.post(f"{HOME}ny/", {"file": SimpleUploadedFile("a.csv", FILE.encode())})
    page = astrid.get(answer.headers["Location"]).content.decode()

    assert '<option value="0" selected>Namn</option>' in page
    assert '<option value="3" selected>Läge</option>' in page
    assert '<option value="1" selected>' not in page


def test_nothing_is_done_before_it_has_been_seen(staff: Browser) -> None:
    astrid, before = staff(ASTRID), System.objects.count()
    page = astrid.get(taken(astrid)).content.decode()

    for told in (
        "Läggs till: 1. Ändras: 1. Liknar något som finns: 1. "
        "Står två gånger i filen: 1. Kan inte läsas: 2.",
        "Ändras: Vad det används till",
        "Kan inte läsas. Nämnd: Okända nämnden",
        "Kan inte läsas. Läge: Halvfärdigt",
        "Hallbokning: är det samma system?",
        "Ja, samma som hallbokningen",
    ):
        assert told in page
    assert System.objects.count() == before


def test_an_import_is_done_once_and_undone(staff: Browser) -> None:
    astrid, before = staff(ASTRID), System.objects.count()
    old = System.objects.get(key="lovflode").purpose
    page = taken(astrid)
    answers = {"same_4": "hallbokningen"}

    astrid.post(page, answers)
    astrid.post(page, answers)

    added = System.objects.get(key="cykelraknaren")
    assert System.objects.count() == before + 1
    assert (added.lifecycle, added.hosting, added.is_vital, added.committee.key) == (
        "operation",
        "cloud",
        True,
        "teknik",
    )
    assert added.product.supplier is not None
    assert added.product.supplier.name == "Hjulspår AB"
    purposes = {one.key: one.purpose for one in System.objects.all()}
    assert purposes["lovflode"] == "Handlägger bygglov och anmälan"
    assert purposes["hallbokningen"] == "Bokar hallar"

    astrid.post(f"{page}angra/")
    astrid.post(f"{page}angra/")

    purposes = {one.key: one.purpose for one in System.objects.all()}
    assert (purposes["lovflode"], purposes["hallbokningen"]) == (old, "Bokar lokaler")
    assert "cykelraknaren" not in purposes
    assert Product.objects.filter(name="Cykelräknaren").count() == 0
    assert "Ångrad" in astrid.get(page).content.decode()


def test_what_someone_has_worked_on_since_is_left_and_said(staff: Browser) -> None:
    astrid = staff(ASTRID)
    page = taken(astrid)
    astrid.post(page, {"same_4": "new"})
    astrid.post("/office/system/cykelraknaren/bekrafta/")
    System.objects.filter(key="lovflode").update(purpose="Något annat")

    answer = astrid.post(f"{page}angra/", follow=True)

    assert "Importen är ångrad. 2 system lämnades" in answer.content.decode()
    assert System.objects.get(key="lovflode").purpose == "Något annat"
    assert System.objects.filter(name__in=["Cykelräknaren", "Hallbokning"]).count() == 1


def test_a_row_nobody_has_answered_for_is_left(staff: Browser) -> None:
    astrid = staff(ASTRID)
    astrid.post(taken(astrid), {"same_4": ""})

    assert System.objects.filter(name="Hallbokning").count() == 0
    assert System.objects.get(key="hallbokningen").purpose == "Bokar lokaler"


def test_a_workbook_is_read_as_a_text_file_is() -> None:
    book, kept = Workbook(), BytesIO()
    for row in (["Namn", "Antal", None], ["Lampan", 3, None], [None, None, None]):
        book.active.append(row)
    book.save(kept)

    assert rows_of("a.xlsx", kept.getvalue()) == [["Namn", "Antal"], ["Lampan", "3"]]
    assert rows_of("a.csv", "Namn\tÅr\nLampan\t3\n".encode("latin-1")) == [
        ["Namn", "År"],
        ["Lampan", "3"],
    ]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", b"not a workbook"),
        ("a.csv", b""),
        ("a.csv", b"only;headings\n"),
        ("a.csv", b"\0\1\2\n\0\n"),
        ("a.csv", b"Namn\n" + b"x\n" * 5001),
    ],
)
def test_what_cannot_be_read_is_said_at_the_field(
    name: str, content: bytes, staff: Browser
) -> None:
    with pytest.raises(Unreadable):
        rows_of(name, content)
    upload = SimpleUploadedFile(name, content) if content else ""
    answer = staff(ASTRID).post(f"{HOME}ny/", {"file": upload})

    assert answer.status_code == 422
    assert 'id="file-error"' in answer.content.decode()
    assert Import.objects.count() == 0


def test_imports_are_for_those_who_edit_every_system(staff: Browser) -> None:
    astrid, eva = staff(ASTRID), staff("eva.strom@solvik.example")
    page = taken(astrid)

    for path in (HOME, f"{HOME}ny/", page, f"{page}kolumner/"):
        assert (astrid.get(path).status_code, eva.get(path).status_code) == (200, 403)
    assert eva.post(f"{page}angra/").status_code == 403
