"""bpmn-io form-js: `{"type": "default", "schemaVersion": 16, "components": […]}`."""

from collections.abc import Callable, Mapping
from typing import Any

from torget.rooms.eservices.importing.conditions import Condition, Untranslated, every, opposite
from torget.rooms.eservices.importing.draft import CONDITION, Draft
from torget.rooms.eservices.importing.feel import condition_in
from torget.rooms.eservices.importing.plain import is_true, number, table, tables, whole, word
from torget.rooms.eservices.language.texts import N_

Component = Mapping[str, Any]
Asked = dict[str, Any]

UNKNOWN = N_("slaget ”{kind}” finns inte här")
NOT_CARRIED = N_("{names} fördes inte över")
HEADING = N_("rubriken för en grupp fördes inte över, men frågorna i den")
OPTIONS_ELSEWHERE = N_("alternativen hämtas från en annan plats och följde inte med")
BOX = N_("en kryssruta är ja eller nej här")
BOX_TO_CONFIRM = N_("en kryssruta som måste kryssas är en försäkran här")
WITH_TIME = N_("klockslaget följde inte med")
FEWEST = N_("minsta antal tecken fördes inte över")
FORMAT = {"sv": "Kontrollera svaret", "en": "Check your answer"}

SETTINGS = ("defaultValue", "readonly", "disabled", "properties", "valuesKey", "valuesExpression")
SILENT = frozenset({"button", "spacer", "separator"})
CHOICES = {"radio": "choice", "select": "choice", "checklist": "choices", "taglist": "choices"}


def is_form(found: Any) -> bool:
    """Whether it looks like a form of form-js."""
    return "schemaVersion" in found and found.get("type") in (None, "default")


def read(form: Component, draft: Draft) -> None:
    """Ask in the draft what the form asks."""
    draft.title = form.get("name") or form.get("id")
    _walk(tables(form.get("components")), draft, None)


def _walk(components: list[Component], draft: Draft, around: Condition | None) -> None:
    for component in components:
        kind = word(component.get("type"))
        if kind in SILENT:
            continue
        shown = every(around, _shown(component, draft))
        inside = tables(component.get("components"))
        if kind == "group":
            if component.get("label"):
                draft.left_out(component.get("label"), HEADING)
            _walk(inside, draft, shown)
        elif kind == "dynamiclist":
            _rows(component, inside, shown, draft)
        elif kind == "text":
            _notice(component, shown, draft)
        elif kind in QUESTIONS:
            QUESTIONS[kind](component, _asked(component, shown, draft), draft)
        else:
            draft.left_out(_label(component), UNKNOWN, kind=kind[:60])


def _label(component: Component) -> Any:
    return component.get("label") or component.get("dateLabel") or component.get("key")


def _rules(component: Component) -> Mapping[str, Any]:
    return table(component.get("validate"))


def _shown(component: Component, draft: Draft) -> Condition | None:
    """When it is shown; where that cannot be said here, always, and the report says so."""
    hides = table(component.get("conditional")).get("hide")
    try:
        return opposite(condition_in(hides)) if isinstance(hides, str) and hides.strip() else None
    except Untranslated as error:
        draft.left_out(_label(component), CONDITION, why=error.why)
        return None


def _asked(component: Component, shown: Condition | None, draft: Draft) -> Asked:
    left = [name for name in SETTINGS if component.get(name) not in (None, "", False, {}, [])]
    if left:
        draft.left_out(_label(component), NOT_CARRIED, names=", ".join(left))
    return {
        "name": word(component.get("key")),
        "shown": shown,
        "hint": draft.said(component.get("description"), _label(component)),
        "required": None if is_true(_rules(component).get("required")) else False,
    }


def _text(component: Component, asked: Asked, draft: Draft) -> None:
    rules = _rules(component)
    kinds = {"email": "email", "phone": "phone"}
    kind = kinds.get(word(rules.get("validationType")), "text")
    if component.get("type") == "textarea":
        kind = "long_text"
    fields: Asked = {}
    if kind in ("text", "long_text"):
        fields["max_length"] = whole(rules.get("maxLength"), 1, 10_000)
        if whole(rules.get("minLength"), 1, 10_000):
            draft.left_out(_label(component), FEWEST)
    if kind == "text" and isinstance(rules.get("pattern"), str) and rules["pattern"]:
        fields["pattern"] = {"matches": rules["pattern"][:500], "message": FORMAT}
    draft.ask(kind, _label(component), **fields, **asked)


def _number(component: Component, asked: Asked, draft: Draft) -> None:
    rules = _rules(component)
    least, most = number(rules.get("min")), number(rules.get("max"))
    if least is not None and most is not None and least > most:
        least = most = None
    suffix = draft.said(table(component.get("appearance")).get("suffixAdorner"))
    decimals = whole(component.get("decimalDigits"), 1, 6)
    draft.ask("number", _label(component), min=least, max=most, decimals=decimals, unit=suffix,
              **asked)  # fmt: skip


def _day(component: Component, asked: Asked, draft: Draft) -> None:
    subtype = component.get("subtype")
    if subtype == "time":
        draft.ask("time", component.get("timeLabel") or _label(component), **asked)
    else:
        why = WITH_TIME if subtype == "datetime" else ""
        draft.ask("date", _label(component), why=why, **asked)


def _box(component: Component, asked: Asked, draft: Draft) -> None:
    if asked["required"] is None and not draft.in_rows:
        text = draft.said(_label(component)) or {"sv": "?", "en": "?"}
        draft.ask("declaration", _label(component), why=BOX_TO_CONFIRM, text=text, **asked)
    else:
        draft.ask("yes_no", _label(component), why=BOX, **asked)


def _choice(component: Component, asked: Asked, draft: Draft) -> None:
    options = [
        (word(one.get("value")), one.get("label")) for one in tables(component.get("values"))
    ]
    if options:
        draft.ask(CHOICES[word(component["type"])], _label(component), options=options, **asked)
    else:
        draft.ask("text", _label(component), why=OPTIONS_ELSEWHERE, **asked)


def _files(component: Component, asked: Asked, draft: Draft) -> None:
    one = None if is_true(component.get("multiple")) else 1
    draft.ask("files", _label(component), max_count=one, **asked)


def _notice(component: Component, shown: Condition | None, draft: Draft) -> None:
    if text := draft.said(component.get("text")):
        heading = text["sv"].lstrip("# ").split("\n")[0][:60]
        draft.ask("notice", heading, text=text, shown=shown)


def _rows(
    component: Component, inside: list[Component], shown: Condition | None, draft: Draft
) -> None:
    least = whole(component.get("defaultRepetitions"), 1, 100)
    draft.rows(component.get("label") or component.get("path"), "",
               lambda: _walk(inside, draft, None), name=word(component.get("path")),
               shown=shown, min=least)  # fmt: skip


QUESTIONS: Mapping[str, Callable[[Component, Asked, Draft], None]] = {
    "textfield": _text,
    "textarea": _text,
    "number": _number,
    "datetime": _day,
    "checkbox": _box,
    "filepicker": _files,
    **dict.fromkeys(CHOICES, _choice),
}
