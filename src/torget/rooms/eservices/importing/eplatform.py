"""Open ePlatform: a flow in XML, its steps with queries, and the evaluators that show and hide."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from lxml import etree

from torget.rooms.eservices.importing.conditions import (
    Condition,
    Joined,
    Test,
    every,
    opposite,
)
from torget.rooms.eservices.importing.draft import Draft
from torget.rooms.eservices.importing.plain import is_true, plain_text, whole
from torget.rooms.eservices.importing.report import ImportRefused
from torget.rooms.eservices.language.texts import N_

NOT_XML = N_("Filen går inte att läsa som XML.")
DOCTYPE = N_("Filen har en DOCTYPE. Sådana kan hämta annat utifrån och godtas inte.")
NOT_FLOW = N_("Filen är XML men ingen e-tjänst från Open ePlatform.")
UNKNOWN = N_("frågor av slaget {kind} finns inte här")
HIDDEN = N_("är alltid dold i filen")
ALWAYS = N_("visas alltid: en regel som visar den fördes inte över")
DATES = N_("klockslag och flera datum följde inte med")
RULE = N_("regeln ”{rule}” fördes inte över")
VALIDATED = N_("kontrollen {name} fördes inte över")
SIGNED_WHOLE = N_("underskriften gäller här hela ansökan och görs med e-legitimation")
FROM_LOGIN = N_("namn och adress hämtas här när någon loggar in")
FILE_KINDS = N_("vilka slags filer som tas emot sattes till PDF och bilder")
LOST = N_("{names} fördes inte över")
CHILDREN = N_("barnen hämtas från folkbokföringen")
ANOTHER = {"sv": "Skriv vad", "en": "Write what"}
CONTACT = {"email": {"sv": "E-post", "en": "E-mail"}, "phone": {"sv": "Telefon", "en": "Phone"}}
COMPANY = {"sv": "Organisationsnummer", "en": "Organisation number"}

REQUIRED, SHOWN_NOT = "VISIBLE_REQUIRED", "HIDDEN"
# Parts of a flow that are about handling, not about what is asked.
KNOWN_PARTS = frozenset({"name", "shortDescription", "Steps", "flowID", "version"})

Asked = dict[str, Any]
Element = Any  # lxml's elements, read only with the few functions below


def read(data: bytes, draft: Draft) -> None:
    """Ask in the draft what the flow asks; raises ImportRefused."""
    root = parsed(data)
    flow = root if root.tag == "Flow" else root.find(".//Flow")
    steps = [] if flow is None else _ordered(flow.iterfind("Steps/Step"))
    if flow is None or not steps:
        raise ImportRefused(NOT_FLOW)
    draft.title = _said(flow, "name")
    draft.summary = _said(flow, "shortDescription")
    lost = {child.tag for child in flow if isinstance(child.tag, str) and len(child)} - KNOWN_PARTS
    if lost:
        draft.left_out("", LOST, names=", ".join(sorted(lost))[:300])
    rules = _Rules(flow, draft)
    for step in steps:
        draft.step(_said(step, "name"))
        for query in _ordered(step.iterfind("QueryDescriptors/QueryDescriptor")):
            _ask(query, rules, draft)


def parsed(data: bytes) -> Element:
    """The file's outermost element: without DTD, entities or anything fetched."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root: Element = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ImportRefused(NOT_XML) from error
    if root.getroottree().docinfo.doctype:
        raise ImportRefused(DOCTYPE)
    return root


def _said(element: Element, name: str) -> str:
    found = element.find(name)
    return "" if found is None else (found.text or "")


def _ordered(elements: Iterator[Element]) -> list[Element]:
    return sorted(elements, key=lambda one: whole(_said(one, "sortIndex"), 0, 10**6) or 0)


def _own(query: Element, ending: str) -> Element | None:
    """The part that holds what only this kind of query, or of evaluator, says."""
    for part in query.iterdescendants():
        if isinstance(part.tag, str) and part.tag.endswith(ending):
            return part
    return None


class _Rules:
    """When queries are shown and demanded, by the evaluators of other queries."""

    def __init__(self, flow: Element, draft: Draft) -> None:
        self.shown: dict[str, Condition] = {}
        self.hidden: dict[str, Condition] = {}
        self.needed: dict[str, Condition] = {}
        self.unclear: set[str] = set()  # shown by rules that are not carried over
        self.draft = draft
        for query in flow.iterfind("Steps/Step/QueryDescriptors/QueryDescriptor"):
            for rule in query.iterfind("EvaluatorDescriptors/EvaluatorDescriptor"):
                self._note(_said(query, "queryID").strip(), rule)

    def _note(self, query: str, rule: Element) -> None:
        own = _own(rule, "Evaluator")
        own = rule if own is None else own
        mode, state = (_said(own, name).strip() for name in ("selectionMode", "queryState"))
        required = own.iterfind("RequiredAlternativeIDs/*")
        tests = tuple(Test(query, "==", _text(one)) for one in required)
        targets = [_text(target) for target in rule.iterfind("TargetQueryIDs/*")]
        known = mode in ("ANY", "ALL", "") and state in ("VISIBLE", REQUIRED, SHOWN_NOT)
        free = is_true(_said(own, "freeTextAlternative"))
        if _said(rule, "enabled").strip() == "false":
            return
        if not (tests and known) or free:
            self.unclear.update(targets or [query])  # some rules show the query they stand in
            self.draft.left_out("", RULE, rule=plain_text(_said(rule, "name"))[:100] or "?")
            return
        holds = tests[0] if len(tests) == 1 else Joined("and" if mode == "ALL" else "or", tests)
        for name in targets:
            _add(self.hidden if state == SHOWN_NOT else self.shown, name, holds)
            if state == REQUIRED:
                _add(self.needed, name, holds)

    def for_query(self, name: str, state: str) -> tuple[Condition | None, Condition | None]:
        """When the query is shown, and when it is demanded besides."""
        hides = self.hidden.get(name)
        shown = self.shown.get(name) if state == SHOWN_NOT else None
        return every(shown, opposite(hides) if hides else None), self.needed.get(name)


def _text(element: Element) -> str:
    return (element.text or "").strip()


def _add(known: dict[str, Condition], name: str, condition: Condition) -> None:
    known[name] = Joined("or", (known[name], condition)) if name in known else condition


# --- questions --------------------------------------------------------------------------------


def _ask(query: Element, rules: _Rules, draft: Draft) -> None:
    label, name = _said(query, "name"), _said(query, "queryID").strip()
    state = _said(query, "defaultQueryState").strip()
    own = _own(query, "Query")
    kind = _kind(query, own)
    shown, needed = rules.for_query(name, state)
    if name in rules.unclear:
        draft.left_out(label, ALWAYS)
        shown = needed = None
    if state == SHOWN_NOT and shown is None and name not in rules.unclear:
        draft.left_out(label, HIDDEN)
    elif kind not in KINDS:
        draft.left_out(label, UNKNOWN, kind=kind[:80] or "?")
    else:
        hint, text = _texts(own, label, draft)
        if needed is not None and needed == shown:  # whenever it is shown
            needed, state = None, REQUIRED
        asked = {"name": name, "shown": shown, "needed": needed, "hint": hint, "help": text,
                 "required": None if state == REQUIRED else False}  # fmt: skip
        KINDS[kind](query if own is None else own, label, asked, draft)


def _kind(query: Element, own: Element | None) -> str:
    """The kind of query by its own part, or else by the module that it is made with."""
    if own is not None:
        return str(own.tag).lower().rpartition("}")[2]
    module = _said(query, "queryTypeID").strip().rpartition(".")[2]
    return module.lower().removesuffix("providermodule")


def _texts(own: Element | None, label: str, draft: Draft) -> tuple[Any, Any]:
    """The description, as a hint when it is short, and the help text."""
    if own is None:
        return None, None
    described = draft.said(_said(own, "description"), label)
    helps = draft.said(_said(own, "helpText"), label)
    if described and len(described["sv"]) > 300 and helps is None:
        return None, described
    return described, helps


def _fields(own: Element, label: str, asked: Asked, draft: Draft) -> None:
    """One query has one or several fields, each a question of its own."""
    fields = list(own.iterfind("Fields/*"))
    for number, one in enumerate(fields):
        said = _said(one, "label") or label
        more = asked if number == 0 else {**asked, "hint": None, "help": None}
        more = {**more, "name": f"{asked['name']}.{number}" if number else asked["name"]}
        if not is_true(_said(one, "required")):
            more["required"], more["needed"] = False, None
        kind, validator = _validated(_said(one, "formatValidator").strip())
        longest = whole(_said(one, "maxContentLength"), 1, 10_000) if kind == "text" else None
        draft.ask(kind, said, max_length=longest, **more)
        if validator:
            draft.left_out(said, VALIDATED, name=validator)


VALIDATORS: Mapping[str, str] = {
    "email": "email", "phone": "phone", "socialsecurity": "identity_number",
    "citizenid": "identity_number", "organizationnumber": "organisation_number",
    "integer": "number", "number": "number", "float": "number",
}  # fmt: skip


def _validated(validator: str) -> tuple[str, str]:
    """The type that a format validator stands for, or its name when it stands for none."""
    name = validator.rpartition(".")[2]
    kind = next((kind for part, kind in VALIDATORS.items() if part in name.lower()), "text")
    return kind, name[:80] if kind == "text" else ""


def _long(own: Element, label: str, asked: Asked, draft: Draft) -> None:
    draft.ask("long_text", label, max_length=whole(_said(own, "maxLength"), 1, 10_000), **asked)


def _options(own: Element) -> list[tuple[str, Any]]:
    listed = _ordered(own.iterfind("Alternatives/*"))
    return [(_said(one, "alternativeID").strip(), _said(one, "name")) for one in listed]


def _other(own: Element, draft: Draft) -> Any:
    label = draft.said(_said(own, "freeTextAlternative"))
    return {"label": label, "ask": ANOTHER} if label else None


def _choice(own: Element, label: str, asked: Asked, draft: Draft) -> None:
    draft.ask("choice", label, options=_options(own), other=_other(own, draft), **asked)


def _choices(own: Element, label: str, asked: Asked, draft: Draft) -> None:
    options = _options(own)
    most = max(1, len(options))
    least = whole(_said(own, "minChecked"), 1, most)
    draft.ask("choices", label, options=options, other=_other(own, draft), min=least,
              max=whole(_said(own, "maxChecked"), least or 1, most), **asked)  # fmt: skip


def _files(own: Element, label: str, asked: Asked, draft: Draft) -> None:
    why = FILE_KINDS if len(own.findall("AllowedFileExtensions/*")) else ""
    most = whole(_said(own, "maxFileCount"), 1, 50)
    draft.ask("files", label, why=why, max_count=most, **asked)


def _contact(own: Element, label: str, asked: Asked, draft: Draft) -> None:
    draft.left_out(label, FROM_LOGIN)
    for kind, said in CONTACT.items():
        more = {**asked, "name": f"{asked['name']}.{kind}", "hint": None}
        if (one := draft.ask(kind, said["sv"], why=FROM_LOGIN, **more)) is not None:
            one["label"] = said


def _company(own: Element, label: str, asked: Asked, draft: Draft) -> None:
    draft.left_out(label, FROM_LOGIN)
    if one := draft.ask("organisation_number", COMPANY["sv"], why=FROM_LOGIN, **asked):
        one["label"] = COMPANY


def _table(own: Element, label: str, asked: Asked, draft: Draft) -> None:
    def columns() -> None:
        for number, one in enumerate(own.iterfind("Columns/*")):
            kind = "choice" if _options(one) else "text"
            needed = None if is_true(_said(one, "required")) else False
            draft.ask(kind, _said(one, "label") or _said(one, "name"), name=f"{number}",
                      required=needed, options=_options(one))  # fmt: skip

    draft.rows(label, "", columns, max=whole(_said(own, "maxRows"), 1, 100), **asked)


def _date(own: Element, label: str, asked: Asked, draft: Draft) -> None:
    draft.ask("date", label, why=DATES, **asked)


def _child(own: Element, label: str, asked: Asked, draft: Draft) -> None:
    draft.ask("choice", label, why=CHILDREN, options_from="register.children", **asked)


def _notice(own: Element, label: str, asked: Asked, draft: Draft) -> None:
    text = asked["hint"] or asked["help"]
    if text:
        draft.ask("notice", label, name=asked["name"], shown=asked["shown"], text=text)


def _signing(own: Element, label: str, asked: Asked, draft: Draft) -> None:
    draft.signed = True
    draft.left_out(label, SIGNED_WHOLE)


def _plain(kind: str) -> "Reader":
    def ask(own: Element, label: str, asked: Asked, draft: Draft) -> None:
        draft.ask(kind, label, **asked)

    return ask


Reader = Callable[[Element, str, Asked, Draft], None]
KINDS: Mapping[str, Reader] = {
    "textfieldquery": _fields,
    "textareaquery": _long,
    "dropdownquery": _choice,
    "radiobuttonquery": _choice,
    "checkboxquery": _choices,
    "fileuploadquery": _files,
    "contactdetailquery": _contact,
    "organizationdetailquery": _company,
    "companydetailsquery": _company,
    "companyquery": _company,
    "datetimequery": _date,
    "dynamictablequery": _table,
    "childquery": _child,
    "pudquery": _plain("property"),
    "singlepolygonmapquery": _plain("place"),
    "multigeometrymapquery": _plain("place"),
    "generalmapquery": _plain("place"),
    "informationquery": _notice,
    "manualmultisignquery": _signing,
    "multisignquery": _signing,
}
