"""The page of one thing in a register: what it is, its parts as tables, and its history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.shortcuts import render

from torget.doors.office.past import past_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


Link = tuple[str, str]  # what it says and where it leads


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the page. Rows hold values, or (text, address) where they lead somewhere."""

    key: str
    title: str
    lead: str = ""
    facts: Sequence[tuple[str, str]] = ()
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[Any]] = ()
    empty: str = ""
    add: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """`level`: info, good, warning or bad."""

    level: str
    title: str
    lines: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """`main`: the one obvious button; `main_posts`: it does something and leads nowhere."""

    name: str
    back: Link
    sections: Sequence[Section]
    lead: str = ""
    notices: Sequence[Notice] = ()
    main: Link | None = None
    main_posts: bool = False
    links: Sequence[Link] = ()
    history: Sequence[Mapping[str, Any]] = ()


def thing_page(request: HttpRequest, thing: Thing) -> HttpResponse:
    """Draw the page."""
    context = {
        "name": thing.name,
        "back": _link(thing.back),
        "lead": thing.lead,
        "notices": [asdict(one) for one in thing.notices],
        "main": _link(thing.main) | {"posts": thing.main_posts} if thing.main else {},
        "links": [_link(one) for one in thing.links],
        "sections": [_section(one) for one in thing.sections],
        "history": thing.history,
        "past": past_of(request),
    }
    return render(request, "office/thing.html", context)


def _link(link: Link) -> dict[str, Any]:
    return {"label": link[0], "url": link[1]}


def _section(section: Section) -> dict[str, Any]:
    return {
        "key": section.key,
        "title": section.title,
        "lead": section.lead,
        "facts": [{"label": label, "text": text} for label, text in section.facts if text],
        "columns": section.columns,
        "rows": [
            [_cell(label, value) for label, value in zip(section.columns, row, strict=True)]
            for row in section.rows
        ],
        "empty": section.empty,
        "add": _link(section.add) if section.add else {},
    }


def _cell(label: str, value: Any) -> dict[str, str]:
    text, url = value if isinstance(value, tuple) else (value, "")
    return {"label": label, "text": "–" if text in (None, "") else str(text), "url": url}
