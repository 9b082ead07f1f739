"""Any part of a service as a form: its own facts, a step, a question, a question of a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from torget.doors.studio.changing import Change, frame, open_copy, part_of, save_change
from torget.doors.studio.editing import chosen_view, preview_choices, state
from torget.doors.studio.forms import Drawing, faults_under, id_of, problems_of, said
from torget.doors.studio.question_types import type_options
from torget.doors.studio.sources import sources_for
from torget.doors.studio.words import ELSEWHERE, PAGES
from torget.doors.ui.staff import staff
from torget.rooms.eservices.terms import editing, review

if TYPE_CHECKING:
    from torget.rooms.eservices.models import Revision, WorkingCopy

CONFLICT = 409
QUIET = "X-Quiet"  # sent by the script that saves while one writes
NEVER_ANSWERED = frozenset(
    {"information", "name", "required", "recommended", "required_when", "checks", "error",
     "prefill", "lock_prefilled", "autocomplete"}
)  # fmt: skip
LAST = ("information", "required", "show_when")  # of a question: after what its type asks for


@dataclass(frozen=True, slots=True)
class Piece:
    """What one form changes: a part by its place, or a page of the service's own facts."""

    key: str
    place: tuple[int, ...]
    page: str = ""

    @property
    def url(self) -> str:
        if self.page:
            return reverse("studio:facts", args=[self.key, self.page])
        return part_url(self.key, self.place)

    @property
    def back(self) -> str:
        """Where one goes when it is done."""
        return part_url(self.key, self.place[:2] if len(self.place) > 2 else ())


def part_url(key: str, place: tuple[int, ...]) -> str:
    """The form of the part at the place; the list of all parts for no place."""
    if not place:
        return reverse("studio:structure", args=[key])
    return reverse("studio:part", args=[key, "/".join(map(str, place))])


@never_cache
@staff
def part(request: HttpRequest, key: str, place: str) -> HttpResponse:
    """A step, a question, or a question of a table."""
    numbers = place.split("/")
    if not all(number.isdecimal() and len(number) < 4 for number in numbers):
        raise Http404
    return _edit(request, Piece(key, tuple(map(int, numbers))))


@never_cache
@staff
def facts(request: HttpRequest, key: str, page: str) -> HttpResponse:
    """One page of what the service says of itself."""
    if page not in PAGES:
        raise Http404
    return _edit(request, Piece(key, (), page))


def _edit(request: HttpRequest, piece: Piece) -> HttpResponse:
    copy, revision = open_copy(request, piece.key)
    shown = part_of(revision, lambda plain: editing.part_at(plain, piece.place))
    if "use" in shown and len(piece.place) > 1:  # a block, which is changed where all are
        return redirect("studio:service_blocks", piece.key)
    status = 200
    if request.method == "POST":
        before = shown.get("type")
        if save_change(request, copy, revision, _change(request, piece)):
            revision = _current(copy)
            shown = part_of(revision, lambda plain: editing.part_at(plain, piece.place))
            if QUIET not in request.headers:
                return redirect(_next(request, piece, revision, shown, before))
        else:
            editing.fill_in(shown, piece.place, _typed(request))
            status = CONFLICT
    page = {**frame(request, copy, revision), **_page(request, piece, revision, shown)}
    answer = render(request, "studio/part.html", page, status=status)
    answer["X-Revision"] = str(revision.number)
    return answer


def _current(copy: WorkingCopy) -> Revision:
    assert copy.current is not None  # there has been one from the beginning
    return copy.current


def _typed(request: HttpRequest) -> dict[str, list[str]]:
    return {name: [str(text) for text in texts] for name, texts in request.POST.lists()}


def _pressed(request: HttpRequest) -> tuple[str, str]:
    """What is to be done, and where; Enter after a new question's words adds it."""
    what, _colon, where = request.POST.get("do", "").partition(":")
    if not what and QUIET not in request.headers and request.POST.get("new.label", "").strip():
        return "add", "questions"
    return what, where


def _change(request: HttpRequest, piece: Piece) -> Change:
    """What was typed, and what the pressed button says."""
    what, where = _pressed(request)

    def make(plain: editing.Plain) -> None:
        part = editing.part_at(plain, piece.place)
        editing.fill_in(part, piece.place, _typed(request))
        if what in {"up", "down", "remove"}:
            editing.arrange(part, what, where)
        elif (what, where) == ("add", "questions"):
            label = request.POST.get("new.label", "").strip() or _("Utan namn")
            editing.add(plain, piece.place, label, request.POST.get("new.type", "") or "text")
        editing.tidy(part, piece.place, only_last=QUIET in request.headers)

    return make


def _next(
    request: HttpRequest, piece: Piece, revision: Revision, shown: editing.Plain, before: Any
) -> str:
    """Onward when all is well; otherwise the same page, at what is to be filled in."""
    what, where = _pressed(request)
    if (what, where) == ("add", "questions"):
        return part_url(piece.key, (*piece.place, len(shown["questions"]) - 1))
    if what == "add":
        number = len(_list_at(shown, where))
        return f"{piece.url}?ny={where}#{id_of((*where.split('.'), number))}"
    if what:
        return f"{piece.url}#{id_of(tuple(where.split('.')[:-1]))}"
    faults = faults_under(review(revision.texts).problems, editing.path_to(piece.place))
    stays = piece.page or faults or before != shown.get("type")
    return piece.url if stays else piece.back


def _list_at(part: Any, where: str) -> list[Any]:
    for name in where.split("."):
        part = part.get(name) if isinstance(part, dict) else None
    return part if isinstance(part, list) else []


def _page(
    request: HttpRequest, piece: Piece, revision: Revision, shown: editing.Plain
) -> dict[str, Any]:
    found = review(revision.texts)
    path = editing.path_to(piece.place)
    faults = faults_under(found.problems, path)
    plain = editing.definition(revision.source)
    kind = str(shown.get("type", ""))
    drawing = Drawing(
        faults,
        sources_for(plain, kind),
        request.GET.get("ny", ""),
        lambda number: part_url(piece.key, (*piece.place, number)),
    )
    fields, seldom = drawing.fields(_shapes(piece, shown), shown)
    rest = [] if piece.page else [where for where in faults if where not in drawing.said]
    if ("type",) in rest:
        rest.remove(("type",))
    steps = plain["steps"]
    step = steps[piece.place[0]].get("key", "") if piece.place else ""
    return {
        "title": _title(piece, shown),
        "types": type_options(kind, editing.types_at(piece.place)) if len(piece.place) > 1 else [],
        "new_types": type_options("text", editing.types_at((*piece.place, 0))),
        "type_errors": faults.get(("type",), ()),
        "fields": fields,
        "seldom": seldom,
        "problems": problems_of((*fields, *seldom)),
        "elsewhere": [text for where in rest if "questions" not in where for text in faults[where]],
        "form_action": piece.url,
        "back_url": piece.back,
        "pages": _pages(piece),
        "which": "form",
        "state": state(revision, "form", piece.url),
        "show": preview_choices(revision, chosen_view(request, str(step)), piece.url),
    }


def _title(piece: Piece, shown: editing.Plain) -> str:
    if piece.page:
        return _(PAGES[piece.page][0])
    name = said(shown.get("label", shown.get("title")), get_language() or "sv")
    name = name or str(shown.get("key", ""))
    if len(piece.place) == 1:
        return _("Steget {title}").format(title=name)
    return _("Frågan {label}").format(label=name)


def _pages(piece: Piece) -> list[dict[str, Any]]:
    if not piece.page:
        return []
    return [
        {
            "url": reverse("studio:facts", args=[piece.key, page]),
            "label": _(title),
            "current": page == piece.page,
        }
        for page, (title, _fields) in PAGES.items()
    ]


def _shapes(piece: Piece, shown: editing.Plain) -> list[editing.Shape]:
    """The fields to show, in the order in which one thinks of them."""
    struct = editing.struct_of(shown, piece.place)
    if struct is None:
        return []
    shapes = list(editing.shapes_of(struct))
    if piece.page:
        return _of_page(piece.page, shapes)
    if len(piece.place) == 1:  # a step's questions have their own list
        return [shape for shape in shapes if shape.kind is not editing.Kind.QUESTIONS]
    hidden = set() if getattr(struct, "ANSWERED", True) else set(NEVER_ANSWERED)
    if not editing.fetchable(str(shown.get("type"))):
        hidden |= {"prefill", "lock_prefilled"}
    kept = [shape for shape in shapes if shape.name not in hidden or shape.name in shown]
    return sorted(kept, key=lambda shape: shape.name in LAST)


def _of_page(page: str, shapes: list[editing.Shape]) -> list[editing.Shape]:
    """A page's fields in its order; on the last page those that no other has."""
    named = PAGES[page][1]
    by_name = {shape.name: shape for shape in shapes}
    if named:
        return [by_name[name] for name in named if name in by_name]
    taken = ELSEWHERE.union(*(names for _title, names in PAGES.values()))
    return [shape for shape in shapes if shape.name not in taken]
