"""A PDF form that can be filled in: the fields of its AcroForm, in reading order, a step a page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from torget.rooms.eservices.importing.draft import Draft
from torget.rooms.eservices.importing.plain import plain_text, whole, word
from torget.rooms.eservices.importing.report import ImportRefused
from torget.rooms.eservices.language.texts import N_

NOT_PDF = N_("Filen går inte att läsa som PDF.")
LOCKED = N_("PDF-filen är låst med lösenord.")
NO_FORM = N_("PDF-filen har inga fält att fylla i.")
XFA = N_("formuläret har också fält av slaget XFA, som inte lästes")
SCRIPTS = N_("uträkningar och kontroller i skript fördes inte över")
READ_ONLY = N_("kan inte fyllas i och fördes inte över")
BUTTON = N_("är en knapp och fördes inte över")
SECRET = N_("är ett lösenord och fördes inte över")
DEFAULT = N_("värdet som står i fältet från början fördes inte över")
SIGNED_WHOLE = N_("underskriften gäller här hela ansökan och görs med e-legitimation")
FROM_NAME = N_("har ingen beskrivning i filen; fältets namn blev frågans ord")
BOX = N_("en kryssruta är ja eller nej här")
BOX_TO_CONFIRM = N_("en kryssruta som måste kryssas är en försäkran här")

DEEPEST, MOST_FIELDS = 20, 2000
READONLY, REQUIRED, MULTILINE, PASSWORD = 1 << 0, 1 << 1, 1 << 12, 1 << 13
RADIO, PUSH, FILE, SEVERAL = 1 << 15, 1 << 16, 1 << 20, 1 << 21
INHERITED = ("/FT", "/Ff", "/MaxLen", "/Opt", "/V", "/TU", "/AA")
# What pypdf runs into in a broken file, besides its own errors.
BROKEN = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, NotImplementedError,
    OSError, RecursionError, TypeError, ValueError,
)  # fmt: skip

Facts = Mapping[str, Any]


@dataclass(slots=True)
class PdfField:
    """One field to fill in, with what it inherits. `place` orders it: page, height, side."""

    name: str
    facts: dict[str, Any]
    place: tuple[int, float, float] = (0, 0.0, 0.0)
    states: list[str] = field(default_factory=list)  # of a box or of each radio button

    def has(self, flag: int) -> bool:
        flags = self.facts.get("/Ff")
        return isinstance(flags, int) and bool(flags & flag)


def read(data: bytes, draft: Draft) -> None:
    """Ask in the draft what the fields ask; raises ImportRefused."""
    title, fields, has_xfa = _fields(data)
    draft.title = title
    if has_xfa:
        draft.left_out("", XFA)
    if not fields:
        raise ImportRefused(NO_FORM)
    page = -1
    for one in sorted(fields, key=lambda one: one.place):
        if one.place[0] != page:
            page = one.place[0]
            draft.step(f"Sida {page + 1}")
        _ask(one, draft)


def _fields(data: bytes) -> tuple[Any, list[PdfField], bool]:
    # Four tenths of a second that every web process would spend for a rare import.
    from pypdf import PdfReader  # noqa: PLC0415 -- slow import
    from pypdf.errors import PyPdfError  # noqa: PLC0415 -- slow import

    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted:
            raise ImportRefused(LOCKED)
        form = _facts(reader.root_object.get("/AcroForm"))
        title = reader.metadata.title if reader.metadata else None
        return title, list(_Walk(reader).all(form)), "/XFA" in form
    except (PyPdfError, *BROKEN) as error:
        raise ImportRefused(NOT_PDF) from error


class _Walk:
    """Goes through the tree of fields once, each part once."""

    def __init__(self, reader: Any) -> None:
        self.seen: set[int] = set()
        self.pages: dict[int, int] = {}
        for number, page in enumerate(reader.pages):
            for annotation in _items(page.get("/Annots")):
                self.pages.setdefault(_number(annotation), number)
            if len(self.pages) > 20 * MOST_FIELDS:
                break

    def all(self, form: Facts) -> Iterator[PdfField]:
        for part in _items(form.get("/Fields")):
            yield from self.under(part, "", {}, 0)

    def under(self, part: Any, around: str, inherited: Facts, depth: int) -> Iterator[PdfField]:
        """The fields at and beneath a node; a node whose kids have no names is itself a field."""
        identity, facts = _number(part), _facts(part)
        if identity in self.seen or depth > DEEPEST or len(self.seen) > 20 * MOST_FIELDS:
            return
        self.seen.add(identity)
        name = word(facts.get("/T"))
        full = ".".join(filter(None, (around, name)))
        own = dict(inherited) | {key: facts[key] for key in INHERITED if key in facts}
        kids = _items(facts.get("/Kids"))
        named = [kid for kid in kids if "/T" in _facts(kid)]
        if named:
            for kid in named:
                yield from self.under(kid, full, own, depth + 1)
            return
        widgets = kids or [part]
        states = [state for widget in widgets for state in _states(_facts(widget))]
        place = min((self._place(widget) for widget in widgets), default=(0, 0.0, 0.0))
        yield PdfField(full, {key: _object(value) for key, value in own.items()}, place, states)

    def _place(self, widget: Any) -> tuple[int, float, float]:
        corners = [float(side) for side in _items(_facts(widget).get("/Rect"))[:4]]
        page = self.pages.get(_number(widget), 0)
        if len(corners) < 4:
            return page, 0.0, 0.0
        return page, -round(max(corners[1], corners[3]) / 6), min(corners[0], corners[2])


def _object(value: Any) -> Any:
    """What a reference leads to, or the value itself."""
    return value.get_object() if hasattr(value, "get_object") else value


def _facts(value: Any) -> Facts:
    found = _object(value)
    return found if isinstance(found, dict) else {}


def _items(value: Any) -> list[Any]:
    found = _object(value)
    return list(found) if isinstance(found, list) else []


def _number(part: Any) -> int:
    """What the part is known by: the number of its object, or where it lies in memory."""
    number = getattr(part, "idnum", None)
    return number if isinstance(number, int) else -id(_object(part))


def _states(widget: Facts) -> list[str]:
    """What a box or a radio button means when it is on."""
    normal = _facts(_facts(widget.get("/AP")).get("/N"))
    return [word(state).lstrip("/") for state in normal if state != "/Off"]


# --- questions --------------------------------------------------------------------------------


def _ask(one: PdfField, draft: Draft) -> None:
    described = plain_text(one.facts.get("/TU"))
    label = described or " ".join(one.name.rpartition(".")[2].replace("_", " ").split())
    kind = word(one.facts.get("/FT"))
    if kind == "/Sig":
        draft.signed = True
        draft.left_out(label, SIGNED_WHOLE)
    elif kind == "/Btn" and one.has(PUSH):
        draft.left_out(label, BUTTON)
    elif one.has(READONLY):
        draft.left_out(label, READ_ONLY)
    elif kind == "/Tx" and one.has(PASSWORD):
        draft.left_out(label, SECRET)
    else:
        asked = {"name": one.name, "required": None if one.has(REQUIRED) else False}
        _question(kind, one, label, asked, draft)
        _left(one, kind, label, described, draft)


def _question(kind: str, one: PdfField, label: str, asked: dict[str, Any], draft: Draft) -> None:
    if kind == "/Ch":
        several = "choices" if one.has(SEVERAL) else "choice"
        draft.ask(several, label, options=_options(one.facts.get("/Opt")), **asked)
    elif kind == "/Btn":
        _button(one, label, asked, draft)
    elif one.has(FILE):
        draft.ask("files", label, max_count=1, **asked)
    else:
        script = _scripts(one)
        shown = "date" if "AFDate" in script else "number" if "AFNumber" in script else "text"
        fields: dict[str, Any] = {}
        if shown == "text":
            shown = "long_text" if one.has(MULTILINE) else "text"
            fields["max_length"] = whole(one.facts.get("/MaxLen"), 1, 10_000)
        elif shown == "number":
            fields["decimals"] = 2
        draft.ask(shown, label, **fields, **asked)


def _button(one: PdfField, label: str, asked: dict[str, Any], draft: Draft) -> None:
    """Radio buttons, or boxes of one name with several meanings, are a choice; one box is not."""
    states = list(dict.fromkeys(one.states))
    if one.has(RADIO) or len(states) > 1:
        labels = [plain_text(said) for said in _items(one.facts.get("/Opt"))]
        named = labels if len(labels) == len(states) else states
        draft.ask("choice", label, options=list(zip(states, named, strict=True)), **asked)
    elif asked["required"] is None:
        text = draft.said(label) or {"sv": "?", "en": "?"}
        draft.ask("declaration", label, why=BOX_TO_CONFIRM, text=text, **asked)
    else:
        draft.ask("yes_no", label, why=BOX, **asked)


def _options(listed: Any) -> Iterator[tuple[str, Any]]:
    """Each option is a text, or a value with its text."""
    for option in _items(listed):
        pair = [plain_text(part) for part in _items(option)]
        text = pair[-1] if pair else plain_text(_object(option))
        yield (pair[0] if pair else text)[:300], text


def _scripts(one: PdfField) -> str:
    """The field's scripts, as text to look in; nothing of it is run."""
    actions = [_facts(action) for action in _facts(one.facts.get("/AA")).values()]
    return " ".join(word(_object(action.get("/JS"))) for action in actions)


def _left(one: PdfField, kind: str, label: str, described: str, draft: Draft) -> None:
    if not described:
        draft.to_do(label or one.name, FROM_NAME)
    if one.facts.get("/AA") and kind == "/Tx":
        draft.left_out(label, SCRIPTS)
    if kind != "/Btn" and plain_text(one.facts.get("/V")):
        draft.left_out(label, DEFAULT)
