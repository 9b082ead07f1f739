"""Documents that an archive can keep and a screen reader can read."""

from io import BytesIO

import pikepdf
import pytest

from torget.connectors.typst_pdf.client import UnknownTemplate, documents_can_be_written
from torget.foundation.health import State
from torget.rooms.documents.ports import renderers

SOLVIK = {
    "name": "Solviks kommun",
    "colour": "#0b5a66",
    "address": "Torget 1\n981 80 Solvik",
    "phone": "0980-319 200",
    "email": "kommun@solvik.example",
    "organisation_number": "212000-0000",
}
SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
RECEIPT = {
    "municipality": SOLVIK,
    "language": "sv",
    "title": "Ansökan om bygglov",
    "reference": "BYGG-2026-14",
    "received_at": "22 november 2026 kl. 12.05",
    "person": "Lova Strand",
    "sections": [
        {
            "title": "Om bygget",
            "rows": [
                {"label": "Vad vill du göra?", "lines": ["Bygga till"]},
                {"label": "Adress", "lines": ["Strandgatan 4", "981 32 Solvik"]},
                {"label": "Kontrollansvarig", "lines": []},
            ],
        }
    ],
    "files": [{"name": "planritning.pdf", "size": 1_430_000, "sha256": SHA256}],
    "signature": {
        "name": "Lova Strand",
        "method": "BankID",
        "at": "22 november 2026 kl. 12.04",
        "digest": SHA256,
    },
    "digest": SHA256,
    "next_steps": ["En handläggare läser din ansökan inom en vecka.", "Du får ett beslut."],
}
DECISION = {
    "municipality": SOLVIK,
    "language": "sv",
    "unit": "Bygglovsenheten",
    "committee": "Byggnadsnämnden",
    "number": "BYGG-2026-14",
    "date": "12 januari 2027",
    "applicant": "Lova Strand",
    "title": "Bygglov för tillbyggnad",
    "subject": "Viken 4:12",
    "outcome": "Bifall",
    "decision": ["Bygglov ges för tillbyggnad av enbostadshus enligt ritningarna."],
    "reasons": ["Åtgärden följer detaljplanen.", "Grannarna har inget att erinra."],
    "legal_basis": ["9 kap. 30 § plan- och bygglagen (2010:900)"],
    "appeal": ["Skriv till Länsstyrelsen, men skicka brevet till oss inom tre veckor."],
    "officer": {"name": "Maria Holm", "title": "Bygglovshandläggare"},
}
MEMORANDUM: dict[str, object] = {
    **{key: DECISION[key] for key in ("municipality", "language", "unit", "committee", "number",
                                      "date", "officer")},
    "heading": "Bygglov på Viken 4:12",
    "about": "Ansök om bygglov, Viken 4:12",
    "parts": [{"title": "Bedömning", "paragraphs": ["Planen följs.", "Ingen störs."]}],
}  # fmt: skip
NOTICE = {
    "municipality": SOLVIK,
    "language": "sv",
    "unit": "Bygglovsenheten",
    "number": "BYGG-2026-14",
    "date": "12 januari 2027",
    "to": "Lova Strand",
    "title": "Bygglov för tillbyggnad",
    "paragraphs": ["Vi kommer och tittar på tisdag.", "Du behöver inte vara hemma."],
}
SAMPLES = [
    ("receipt", RECEIPT),
    ("decision", DECISION),
    ("memorandum", MEMORANDUM),
    ("notice", NOTICE),
]


def rendered(template: str, facts: dict[str, object]) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(renderers["typst"].render(template, facts)))


def written(pdf: pikepdf.Pdf) -> str:
    """All text, by way of each font's own map from glyphs to letters."""
    return "".join(_page_text(page) for page in pdf.pages)


def _page_text(page: pikepdf.Page) -> str:
    fonts = {name: _letters(font) for name, font in page.Resources.Font.items()}
    letters: dict[int, str] = {}
    text = ""
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            letters = fonts[str(operands[0])]
        elif str(operator) in ("Tj", "TJ"):
            parts = operands[0] if str(operator) == "TJ" else operands
            codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
            pairs = zip(codes[::2], codes[1::2], strict=True)
            text += "".join(letters.get(high << 8 | low, "") for high, low in pairs)
    return text


def _letters(font: pikepdf.Object) -> dict[int, str]:
    found = {}
    for line in font.ToUnicode.read_bytes().decode().splitlines():
        words = line.replace("<", " ").replace(">", " ").split()
        if len(words) == 2 and line.startswith("<"):
            found[int(words[0], 16)] = bytes.fromhex(words[1]).decode("utf-16-be")
    return found


@pytest.mark.parametrize(("template", "facts"), SAMPLES)
def test_a_document_declares_both_standards(template: str, facts: dict[str, object]) -> None:
    pdf = rendered(template, facts)
    with pdf.open_metadata() as metadata:
        declared = [
            metadata.get(key) for key in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part")
        ]

    assert declared == ["3", "A", "1"]


@pytest.mark.parametrize(("template", "facts"), SAMPLES)
def test_a_document_is_tagged_titled_and_says_its_language(
    template: str, facts: dict[str, object]
) -> None:
    pdf = rendered(template, facts)
    root = pdf.Root

    assert (bool(root.MarkInfo.Marked), str(root.Lang), root.ViewerPreferences.DisplayDocTitle) == (
        True,
        "sv",
        True,
    )


def test_the_title_names_the_document_and_the_case() -> None:
    documents = [rendered(*sample) for sample in SAMPLES]
    titles = [str(document.docinfo.Title) for document in documents]

    assert titles == [
        "Kvittens: Ansökan om bygglov BYGG-2026-14",
        "Beslut: Bygglov för tillbyggnad BYGG-2026-14",
        "Tjänsteskrivelse: Bygglov på Viken 4:12 BYGG-2026-14",
        "Bygglov för tillbyggnad BYGG-2026-14",
    ]


@pytest.mark.parametrize(("template", "facts"), SAMPLES)
def test_every_font_is_inside_the_file(template: str, facts: dict[str, object]) -> None:
    pdf = rendered(template, facts)
    fonts = {
        str(font.DescendantFonts[0].FontDescriptor.FontName).partition("+")[2]: bool(
            font.DescendantFonts[0].FontDescriptor.get("/FontFile2")
            or font.DescendantFonts[0].FontDescriptor.get("/FontFile3")
        )
        for page in pdf.pages
        for font in page.Resources.Font.values()
    }

    assert fonts == {"Inter-Regular": True, "Inter-SemiBold": True}


def test_what_people_write_stays_text() -> None:
    hostile = '#while true {} \\ *fet* $x$ #read("/etc/passwd") <etikett> // kommentar'
    rows = [{"label": hostile, "lines": [hostile]}]
    facts = {**RECEIPT, "sections": [{"title": hostile, "rows": rows}], "person": hostile}

    text = written(rendered("receipt", facts)).replace(" ", "")

    assert text.count(hostile.replace(" ", "")) == 4


def test_the_receipt_speaks_the_language_of_the_submission() -> None:
    pdf = rendered("receipt", {**RECEIPT, "language": "en"})

    assert str(pdf.Root.Lang) == "en"
    assert written(pdf).replace(" ", "").count("Whathappensnow") == 1


def test_a_receipt_without_signature_and_files_is_still_a_receipt() -> None:
    facts = {**RECEIPT, "signature": None, "files": [], "next_steps": []}

    text = written(rendered("receipt", facts)).replace(" ", "")

    assert (text.count("Underskrift"), text.count("kontrollsumma")) == (0, 1)


def test_a_long_decision_runs_over_several_pages() -> None:
    facts = {**DECISION, "reasons": ["Skäl. " * 200] * 6}

    pdf = rendered("decision", facts)

    assert len(pdf.pages) == 3


def test_names_in_other_alphabets_are_kept() -> None:
    name = "Željko Łukasiewicz Ђорђе Γιώργος Nguyễn"

    text = written(rendered("receipt", {**RECEIPT, "person": name}))

    assert text.replace(" ", "").count(name.replace(" ", "")) == 1


@pytest.mark.parametrize("name", ["nothing", "../client", "letter/../../client"])
def test_only_templates_are_templates(name: str) -> None:
    with pytest.raises(UnknownTemplate):
        renderers["typst"].render(name, {})


def test_the_doctor_hears_that_documents_can_be_made() -> None:
    assert documents_can_be_written().state == State.WORKS
