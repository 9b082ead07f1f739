"""Services that come as files: ours are taken in as they were, and hostile ones are refused."""

import io
import json
import stat
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rooms.eservices.texts import RACK, SOURCE
from torget.rooms.eservices.terms import Bundle, BundleRefused, ServiceTexts, packed, unpacked

ABOUT = json.dumps({"format": 1, "key": "cykelstall"})
TODAY = date(2026, 11, 22)
MEGABYTE = 1_000_000


def zipped(*files: tuple[str | zipfile.ZipInfo, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return out.getvalue()


def a_zip(*more: tuple[str | zipfile.ZipInfo, str | bytes], about: str = ABOUT) -> bytes:
    return zipped(("bundle.json", about), ("service.yaml", SOURCE), *more)


def a_link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def refusal(data: bytes) -> str:
    with pytest.raises(BundleRefused) as error:
        unpacked(data)
    return str(error.value)


def test_what_is_packed_is_unpacked_as_it_was() -> None:
    bundle = Bundle("cykelstall", RACK, "Solviks kommun", 3, "2026-11-22")

    data = packed(bundle, on=TODAY)
    assert (unpacked(data), packed(bundle, on=TODAY)) == (bundle, data)


@given(st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip), st.text(
    st.characters(codec="utf-8", exclude_characters="\r")))  # fmt: skip
def test_any_text_comes_back(source: str, notes: str) -> None:
    texts = ServiceTexts(source.removeprefix("\ufeff") or "x", "", notes.removeprefix("\ufeff"))

    assert unpacked(packed(Bundle("a", texts), on=TODAY)).texts == texts or not texts.source.strip()


def test_a_bundle_says_its_licence_and_is_read_by_any_zip_program() -> None:
    data = packed(Bundle("cykelstall", RACK, "Solviks kommun", 3), on=TODAY)

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist() == [
            "LICENCE.md", "bundle.json", "notes.md", "personas.yaml", "service.yaml",
        ]  # fmt: skip
        assert json.loads(archive.read("bundle.json")) == {
            "format": 1,
            "key": "cykelstall",
            "origin": "Solviks kommun",
            "version": 3,
            "made_on": "2026-11-22",
            "licence": "EUPL-1.2",
        }


@pytest.mark.parametrize(
    "name",
    [
        "../service.yaml",
        "/etc/passwd",
        "..\\x",
        "C:\\x",
        "a/service.yaml",
        "x.py",
        "SERVICE.YAML",
    ],
)
def test_only_the_files_of_a_service_are_taken(name: str) -> None:
    assert refusal(a_zip((name, "x"))).endswith("hör inte till en e-tjänst.")


def test_links_are_refused() -> None:
    assert refusal(a_zip((a_link("notes.md"), "/etc/passwd"))) == "”notes.md” är ingen vanlig fil."


def test_a_file_that_swells_is_refused_by_its_ratio() -> None:
    bomb = a_zip(("notes.md", "0" * (MEGABYTE - 1)))

    assert len(bomb) < 5_000
    assert refusal(bomb) == "”notes.md” är packad på ett sätt som inte godtas."


def test_a_file_that_is_large_or_says_that_it_is_not_is_refused() -> None:
    large = a_zip(("notes.md", "0" * (MEGABYTE + 1)))
    assert refusal(large) == "Filen är för stor."

    lying = large.replace((MEGABYTE + 1).to_bytes(4, "little"), (900).to_bytes(4, "little"))
    assert lying != large
    assert refusal(lying) in (
        "Filen är för stor.",
        "”notes.md” är packad på ett sätt som inte godtas.",
        "Filen är ingen zip-fil.",
    )
    assert refusal(b"0" * (2 * MEGABYTE + 1)) == "Filen är för stor."


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_the_same_name_twice_is_refused() -> None:
    assert refusal(a_zip(("notes.md", "a"), ("notes.md", "b"))) == "”notes.md” finns två gånger."


def test_a_locked_file_is_refused() -> None:
    data = bytearray(a_zip())
    for mark, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        data[place + flag] |= 1  # "encrypted"

    assert refusal(bytes(data)) == "”bundle.json” är packad på ett sätt som inte godtas."


def test_a_file_that_needs_a_newer_zip_program_is_refused() -> None:
    data = bytearray(a_zip())
    data[data.rindex(b"PK\x01\x02") + 6] = 123  # the version that the last file needs
    assert refusal(bytes(data)) == "Filen är ingen zip-fil."


@pytest.mark.parametrize("cut", [0, 1, 30, 100, 400])
def test_a_file_that_is_cut_off_or_is_none_is_refused(cut: int) -> None:
    assert refusal(a_zip()[:cut]) == "Filen är ingen zip-fil."


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (zipped(("service.yaml", "x")), "”bundle.json” saknas."),
        (zipped(("bundle.json", ABOUT)), "”service.yaml” saknas."),
        (a_zip(about="{"), "”bundle.json” går inte att läsa som text."),
        (a_zip(about="[" * 100_000), "”bundle.json” är packad på ett sätt som inte godtas."),
        (a_zip(about="[" * 3_000 + ABOUT), "”bundle.json” går inte att läsa som text."),
        (a_zip(about='{"key": 1}'), "”bundle.json” går inte att läsa som text."),
        (a_zip(about='{"key": "a", "format": 2}'),
         "Filen är gjord av en nyare Torget. Uppgradera först."),
        (a_zip(("notes.md", b"\xff\xfe")), "”notes.md” går inte att läsa som text."),
    ],
)  # fmt: skip
def test_what_is_not_a_service_is_refused_in_words(data: bytes, said: str) -> None:
    assert refusal(data) == said


@given(st.binary(max_size=400))
def test_no_rubbish_breaks_the_reading(rubbish: bytes) -> None:
    whole = a_zip()
    for data in (rubbish, whole[:200] + rubbish + whole[200 + len(rubbish) :]):
        try:
            unpacked(data)
        except BundleRefused:
            continue
