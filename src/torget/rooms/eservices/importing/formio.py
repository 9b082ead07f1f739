"""Form.io: `{"components": […]}`, whose wizards have panels as pages."""

from collections.abc import Mapping
from typing import Any

from torget.rooms.eservices.importing.conditions import Condition, Untranslated, every
from torget.rooms.eservices.importing.draft import CONDITION, Draft
from torget.rooms.eservices.importing.formio_conditions import shown_when
from torget.rooms.eservices.importing.formio_questions import QUESTIONS, validation
from torget.rooms.eservices.importing.plain import is_true, tables, whole, word
from torget.rooms.eservices.language.texts import N_

Component = Mapping[str, Any]
Conditions = Mapping[str, Condition]  # what else decides when a component is shown, by its key

UNKNOWN = N_("slaget ”{kind}” finns inte här")
HIDDEN = N_("är alltid dold i filen")
NOT_CARRIED = N_("{names} fördes inte över")
HEADING = N_("rubriken för en grupp fördes inte över, men frågorna i den")
SEVERAL = N_("bara ett svar kan ges, filen tog emot flera")

# What a component may say that we do not carry over and do not lose in silence.
SETTINGS = (
    "placeholder", "prefix", "inputMask", "calculateValue", "customDefaultValue", "defaultValue",
    "logic", "prefill", "unique", "encrypted", "errors", "triggers", "registration",
)  # fmt: skip
ROWS = frozenset({"datagrid", "editgrid"})
SILENT = frozenset({"button", "recaptcha"})  # a service has its own buttons


def is_form(found: Any) -> bool:
    """Whether it looks like a form of Form.io."""
    return any("key" in part and "type" in part for part in tables(found.get("components")))


def read(form: Component, draft: Draft) -> None:
    """Ask in the draft what the form asks; a panel outermost is a step."""
    draft.title, draft.summary = form.get("title") or form.get("name"), form.get("description")
    for component in tables(form.get("components")):
        if word(component.get("type")) == "panel":
            draft.step(component.get("title"), shown=_shown(component, {}, draft))
            walk(_inside(component), draft)
        else:
            walk([component], draft)


def walk(
    components: list[Component],
    draft: Draft,
    around: Condition | None = None,
    known: Conditions | None = None,
) -> None:
    """Ask what the components ask, shown when `around` holds too."""
    for component in components:
        kind, key = word(component.get("type")), word(component.get("key"))
        own = _shown(component, known or {}, draft)
        if kind in SILENT:
            continue
        if is_true(component.get("hidden")) and own is None:
            draft.left_out(_label(component) or key, HIDDEN)
            continue
        shown = every(around, own)
        if kind in QUESTIONS:
            asked = _asked(component, key, shown, draft)
            QUESTIONS[kind](component, _label(component), asked, draft)
        elif kind in ROWS:
            _rows(component, _asked(component, key, shown, draft), draft, known)
        elif inside := _inside(component):
            if _label(component) and kind in ("fieldset", "panel"):
                draft.left_out(_label(component), HEADING)
            walk(inside, draft, shown, known)
        else:
            draft.left_out(_label(component) or key, UNKNOWN, kind=kind[:60])


def _label(component: Component) -> Any:
    return component.get("label") or component.get("title") or component.get("legend")


def _inside(component: Component) -> list[Component]:
    """The components within one that arranges them: beneath it, in columns, or in cells."""
    columns = [inner for column in tables(component.get("columns"))
               for inner in tables(column.get("components"))]  # fmt: skip
    lines = component.get("rows")
    cells = [inner for line in (lines if isinstance(lines, list) else []) for cell in tables(line)
             for inner in tables(cell.get("components"))]  # fmt: skip
    return [*tables(component.get("components")), *columns, *cells]


def _rows(
    component: Component, asked: dict[str, Any], draft: Draft, known: Conditions | None
) -> None:
    rules = validation(component)
    item = component.get("groupLabel") or component.get("addAnother") or ""
    draft.rows(_label(component), item, lambda: walk(_inside(component), draft, None, known),
               min=whole(rules.get("minLength"), 1, 100), max=whole(rules.get("maxLength"), 1, 100),
               **asked)  # fmt: skip


def _asked(component: Component, key: str, shown: Condition | None, draft: Draft) -> dict[str, Any]:
    """What every question says; and what was said of it that is not carried over."""
    label = _label(component) or key
    left = [name for name in SETTINGS if component.get(name) not in (None, "", False, [], {}, [""])]
    if left:
        draft.left_out(label, NOT_CARRIED, names=", ".join(left))
    if is_true(component.get("multiple")) and component.get("type") not in ("select", "file"):
        draft.left_out(label, SEVERAL)
    return {
        "name": key,
        "shown": shown,
        "hint": draft.said(component.get("description"), label),
        "help": draft.said(component.get("tooltip"), label),
        "required": None if is_true(validation(component).get("required")) else False,
    }


def _shown(component: Component, known: Conditions, draft: Draft) -> Condition | None:
    """When it is shown; where that cannot be said here, always, and the report says so."""
    try:
        return every(shown_when(component), known.get(word(component.get("key"))))
    except Untranslated as error:
        draft.left_out(_label(component) or component.get("key"), CONDITION, why=error.why)
        return known.get(word(component.get("key")))
