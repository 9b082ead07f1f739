"""Lists as files: for spreadsheets (XLSX, CSV) and for machines (JSON); and files as lists."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zipfile import BadZipFile

from django.http import HttpResponse
from django.utils import timezone
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

Cell = str | int | float | bool | Decimal | date | datetime | None
WIDE, NARROW = 60, 10  # characters
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would compute


def as_file(
    kind: str, name: str, columns: Mapping[str, str], rows: Iterable[Sequence[Cell]]
) -> HttpResponse:
    """The rows as a file to keep: `kind` is "xlsx", "csv" or "json"; KeyError for others.

    `columns`: key → heading, in the order of each row's cells. JSON has a list of objects by key.
    Moments are given in the municipality's time.
    """
    write, media_type = KINDS[kind]
    answer = HttpResponse(write(columns, rows), content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}-{timezone.localdate()}.{kind}"'
    return answer


def _csv(columns: Mapping[str, str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Semicolons and a byte order mark, as Swedish spreadsheets expect."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(columns.values())
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return ("\ufeff" + text.getvalue()).encode()


def _plain(cell: Cell) -> str:
    """The value so that a spreadsheet takes text for text and never for a formula."""
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(FORMULA) else cell
    return str(_told(cell)) if cell is not None else ""


def _xlsx(columns: Mapping[str, str], rows: Iterable[Sequence[Cell]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    body = [[_typed(cell) for cell in row] for row in rows]
    for number, heading in enumerate(columns.values()):
        longest = max((len(str(row[number] or "")) for row in body), default=0)
        letter = get_column_letter(number + 1)
        sheet.column_dimensions[letter].width = min(WIDE, max(NARROW, longest, len(heading)) + 2)
    sheet.append([_bold(sheet, heading) for heading in columns.values()])
    for row in body:
        sheet.append([_text(sheet, cell) if isinstance(cell, str) else cell for cell in row])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(body) + 1}"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _typed(cell: Cell) -> Cell:
    """As a spreadsheet keeps it: numbers and days as such, moments without a time zone."""
    if isinstance(cell, datetime):
        return timezone.make_naive(cell)
    return ILLEGAL_CHARACTERS_RE.sub("", cell) if isinstance(cell, str) else cell


def _text(sheet: Any, value: str) -> Any:
    """Text, also when it begins as a formula does."""
    cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s"
    return cell


def _bold(sheet: Any, value: str) -> Any:
    cell = _text(sheet, value)
    cell.font = Font(bold=True)
    return cell


def _json(columns: Mapping[str, str], rows: Iterable[Sequence[Cell]]) -> bytes:
    found = [dict(zip(columns, map(_told, row), strict=True)) for row in rows]
    return json.dumps(found, ensure_ascii=False, indent=1).encode()


def _told(cell: Cell) -> str | int | float | bool | None:
    if isinstance(cell, datetime):
        return timezone.localtime(cell).isoformat(timespec="seconds")
    return str(cell) if isinstance(cell, date | Decimal) else cell


Write = Callable[[Mapping[str, str], Iterable[Sequence[Cell]]], bytes]
KINDS: Mapping[str, tuple[Write, str]] = {
    "xlsx": (_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (_csv, "text/csv; charset=utf-8"),
    "json": (_json, "application/json; charset=utf-8"),
}


MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 5000, 60, 2000


class Unreadable(Exception):
    """The file is no spreadsheet that we can read, is empty, or has too many rows."""


def rows_of(name: str, content: bytes) -> list[list[str]]:
    """The rows of a CSV or XLSX file as text, headings first; empty rows are left out.

    Raises Unreadable.
    """
    rows = _rows_of_xlsx(content) if name.lower().endswith(".xlsx") else _rows_of_csv(content)
    kept = [row for row in rows if any(row)]
    if len(kept) < 2 or len(kept) > MOST_ROWS + 1:
        raise Unreadable
    filled = max(at for row in kept for at, cell in enumerate(row, 1) if cell)
    width = min(filled, MOST_COLUMNS)
    return [(row + [""] * width)[:width] for row in kept]


def _rows_of_xlsx(content: bytes) -> list[list[str]]:
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        found = sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS, values_only=True)
        return [[_read(cell) for cell in row] for row in found]
    except (BadZipFile, InvalidFileException, KeyError, ValueError, IndexError) as error:
        raise Unreadable from error


def _read(cell: object) -> str:
    if isinstance(cell, datetime):
        return str(cell.date())
    return "" if cell is None else " ".join(str(cell).split())[:LONGEST_CELL]


def _rows_of_csv(content: bytes) -> list[list[str]]:
    """Semicolons, commas or tabs: whichever the first line has most of."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("latin-1")
    if "\0" in text:
        raise Unreadable
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    try:
        rows = csv.reader(io.StringIO(text), delimiter=delimiter)
        return [[_read(cell) for cell in row] for row in rows]
    except csv.Error as error:
        raise Unreadable from error
