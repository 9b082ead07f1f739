"""How dates, numbers, sizes and authored texts look in the reader's language."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

import nh3
from babel.dates import format_date, format_datetime, format_time
from babel.numbers import format_decimal
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import get_language
from markdown_it import MarkdownIt

_MARKDOWN = MarkdownIt("commonmark", {"html": False})
_ALLOWED_TAGS = {"p", "ul", "ol", "li", "a", "strong", "em", "h2", "h3", "br", "blockquote"}
_UNITS = ("B", "kB", "MB", "GB")
LONGEST_AMOUNT = 12  # digits


def _language() -> str:
    return (get_language() or "sv").partition("-")[0]


def date_long(day: date) -> str:
    """22 november 2026."""
    return format_date(_local(day), "d MMMM y", locale=_language())


def date_short(day: date) -> str:
    """2026-11-22: for tables, where dates stand under one another."""
    return format_date(_local(day), "yyyy-MM-dd", locale=_language())


def datetime_short(moment: datetime) -> str:
    """22 november 2026 kl. 14.05; only the day where the hour is not known."""
    local = localtime(moment)
    if not (local.hour or local.minute or local.second):  # as what staff register is kept
        return date_long(local)
    pattern = "d MMMM y 'kl.' HH.mm" if _language() == "sv" else "d MMMM y 'at' HH:mm"
    return format_datetime(_local(moment), pattern, locale=_language())


def time(moment: datetime) -> str:
    """14.05."""
    pattern = "HH.mm" if _language() == "sv" else "HH:mm"
    return format_time(_local(moment), pattern, locale=_language())


def iso(moment: date) -> str:
    """For the `datetime` attribute of `<time>`."""
    return str(_local(moment).isoformat())


def _local(moment: Any) -> Any:
    """A moment as the clock on the wall shows it; a day as it is."""
    return localtime(moment) if isinstance(moment, datetime) and moment.tzinfo else moment


def number(value: int | float | Decimal) -> str:
    """12 345,5: the only way a number reaches a page, since minijinja drops a decimal's zeros."""
    return format_decimal(value, locale=_language())


def size(count: int) -> str:
    """1,4 MB: a file's size in thousands, as phones and computers show it."""
    value, unit = float(count), 0
    while round(value) >= 1000 and unit < len(_UNITS) - 1:
        value, unit = value / 1000, unit + 1
    pattern = "0.#" if unit > 1 else "0"
    written = format_decimal(value, format=pattern, locale=_language())
    return f"{written}\N{NO-BREAK SPACE}{_UNITS[unit]}"


@lru_cache(maxsize=2000)
def markdown_safe(text: str) -> SafeString:
    """Authored text with paragraphs, lists, links and emphasis; all other markup is dropped."""
    clean = nh3.clean(
        _MARKDOWN.render(text),
        tags=_ALLOWED_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"https", "http", "mailto", "tel"},
        link_rel=None,
    )
    return mark_safe(clean)  # nh3 let nothing through but the tags above


def in_language(text: str, language: str) -> str:
    """The text, marked with the language that it is in where the page has another (WCAG 3.1.2)."""
    if not text or language == _language():
        return text
    return format_html('<span lang="{}">{}</span>', language, text)


def signed_lines(text: str) -> list[dict[str, str]]:
    """The text to sign, line by line, as an e-ID app draws its simple markup."""
    return [_signed_line(line) for line in text.splitlines()]


def _signed_line(line: str) -> dict[str, str]:
    for mark, kind in (("## ", "heading"), ("# ", "title")):
        if line.startswith(mark):
            return {"kind": kind, "text": line.removeprefix(mark)}
    if len(line) > 2 and line[0] == line[-1] == "*":
        return {"kind": "label", "text": line[1:-1]}
    return {"kind": "answer", "text": line}


FILTERS: Mapping[str, Callable[..., Any]] = {
    "date_long": date_long,
    "date_short": date_short,
    "datetime_short": datetime_short,
    "time": time,
    "iso": iso,
    "number": number,
    "bytes": size,
    "markdown_safe": markdown_safe,
    "in_language": in_language,
    "signed_lines": signed_lines,
}


def kronor(typed: str) -> int | None:
    """The amount as typed, in kronor; None when it is none."""
    digits = "".join(typed.split())
    return int(digits) if digits.isdecimal() and len(digits) <= LONGEST_AMOUNT else None
