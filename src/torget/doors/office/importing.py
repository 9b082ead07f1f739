"""Files of rows for any register: read from a form, and their columns guessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from torget.doors.ui.doing import Field
from torget.doors.ui.spreadsheets import Unreadable, rows_of
from torget.rooms.information.terms import plain_key

if TYPE_CHECKING:
    from django.http import HttpRequest

LARGEST = 5_000_000  # bytes
FILE = "file"  # the field
COLUMN = "column_"  # before our column's name, in the name of its field


def file_field() -> Field:
    """The field that asks for the file."""
    hint = _("CSV eller XLSX, med rubriker på första raden. Högst 5 000 rader och 5 MB.")
    return Field(FILE, _("Fil"), hint, type="file")


def file_of(request: HttpRequest) -> tuple[str, list[list[str]], str]:
    """The file's name and rows, headings first; or what is wrong with it."""
    upload = request.FILES.get(FILE)
    if upload is None:
        return "", [], _("Välj en fil")
    if (upload.size or 0) > LARGEST:
        return "", [], _("Filen är för stor")
    try:
        return upload.name or "", rows_of(upload.name or "", upload.read()), ""
    except Unreadable:
        return "", [], _("Filen gick inte att läsa, är tom eller har för många rader")


def column_fields(
    headings: Sequence[str], ours: Mapping[str, str], chosen: Mapping[str, int], required: str
) -> list[Field]:
    """One question for each of our columns: which of the file's it is. `ours`: name → label."""
    options = [(str(number), heading or "–") for number, heading in enumerate(headings)]
    return [
        Field(
            COLUMN + name,
            label,
            type="select",
            required=name == required,
            value=str(chosen.get(name, _guess(headings, name, label))),
            options=[("", _("Finns inte i filen")), *options],
        )
        for name, label in ours.items()
    ]


def _guess(headings: Sequence[str], name: str, label: str) -> int | str:
    """The column whose heading says what ours does, if any."""
    words = {plain_key(name), plain_key(label)}
    return next((at for at, heading in enumerate(headings) if plain_key(heading) in words), "")


def columns_from(typed: Mapping[str, str]) -> dict[str, int]:
    """Our columns and the number of theirs, of what was chosen."""
    return {
        name.removeprefix(COLUMN): int(value)
        for name, value in typed.items()
        if name.startswith(COLUMN) and value
    }
