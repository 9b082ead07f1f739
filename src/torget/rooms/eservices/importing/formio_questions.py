"""What each kind of Form.io's questions becomes here."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from torget.rooms.eservices.importing.draft import Draft
from torget.rooms.eservices.importing.plain import (
    is_true,
    number,
    plain_text,
    table,
    tables,
    whole,
    word,
)
from torget.rooms.eservices.language.texts import N_

Component = Mapping[str, Any]
Asked = dict[str, Any]  # what every question says: name, hint, help, required, shown

BOX = N_("en kryssruta är ja eller nej här")
BOX_TO_CONFIRM = N_("en kryssruta som måste kryssas är en försäkran här")
CLOSEST = N_("slaget finns inte här")
WITH_TIME = N_("klockslaget följde inte med")
OPTIONS_ELSEWHERE = N_("alternativen hämtas från en annan plats och följde inte med")
SIGNED_WHOLE = N_("underskriften gäller här hela ansökan och görs med e-legitimation")
FILE_SETTINGS = N_("vilka slags filer som tas emot sattes till PDF och bilder")
MATRIX = N_("en matris är en fråga för varje rad här")
FEWEST = N_("minsta antal tecken fördes inte över")
FORMAT = N_("Kontrollera svaret")
FORMAT_IN_ENGLISH = "Check your answer"


def validation(component: Component) -> Mapping[str, Any]:
    return table(component.get("validate"))


def options_of(component: Component) -> Iterator[tuple[str, Any]]:
    """The values and labels that stand in the file itself."""
    data = component.get("data")
    listed = component.get("values") or table(data).get("values") or table(data).get("json")
    for option in tables(listed):
        value = option.get("value", option.get("id"))
        yield word(value), option.get("label", option.get("name"))


def _text(component: Component, label: Any, asked: Asked, draft: Draft) -> None:
    why = CLOSEST if component.get("type") not in ("textfield", "textarea") else ""
    long = component.get("type") == "textarea"
    rules = validation(component)
    fields: Asked = {"max_length": whole(rules.get("maxLength"), 1, 10_000)}
    if whole(rules.get("minLength"), 1, 10_000):
        draft.left_out(label, FEWEST)
    if (pattern := rules.get("pattern")) and isinstance(pattern, str) and not long:
        message = plain_text(rules.get("customMessage"))
        said = {"sv": message or FORMAT, "en": message or FORMAT_IN_ENGLISH}
        fields["pattern"] = {"matches": pattern[:500], "message": said}
    draft.ask("long_text" if long else "text", label, why=why, **fields, **asked)


def _plain(kind: str, why: str = "") -> "Reader":
    def ask(component: Component, label: Any, asked: Asked, draft: Draft) -> None:
        draft.ask(kind, label, why=why, **asked)

    return ask


def _number(component: Component, label: Any, asked: Asked, draft: Draft) -> None:
    rules = validation(component)
    least, most = number(rules.get("min")), number(rules.get("max"))
    if least is not None and most is not None and least > most:
        least = most = None
    fields: Asked = {"min": least, "max": most}
    if component.get("type") == "currency":
        draft.ask("money", label, **fields, **asked)
        return
    suffix = draft.said(component.get("suffix"))
    decimals = whole(component.get("decimalLimit"), 1, 6)
    if rules.get("integer") is not True and decimals is None:
        decimals = 2
    draft.ask("number", label, decimals=decimals, unit=suffix, **fields, **asked)


def _day(component: Component, label: Any, asked: Asked, draft: Draft) -> None:
    if component.get("enableDate") is False:
        draft.ask("time", label, **asked)
        return
    why = WITH_TIME if component.get("type") == "datetime" and component.get("enableTime") else ""
    draft.ask("date", label, why=why, **asked)


def _box(component: Component, label: Any, asked: Asked, draft: Draft) -> None:
    if is_true(validation(component).get("required")) and not draft.in_rows:
        text = draft.said(label) or {"sv": "?", "en": "?"}
        draft.ask("declaration", label, why=BOX_TO_CONFIRM, text=text, **asked)
    else:
        draft.ask("yes_no", label, why=BOX, **asked)


def _choice(component: Component, label: Any, asked: Asked, draft: Draft) -> None:
    options = list(options_of(component))
    if not options and component.get("type") == "select":
        draft.left_out(label, OPTIONS_ELSEWHERE)
        draft.ask("text", label, why=OPTIONS_ELSEWHERE, **asked)
        return
    several = component.get("type") == "selectboxes" or is_true(component.get("multiple"))
    if not several:
        draft.ask("choice", label, options=options, **asked)
        return
    rules, most = validation(component), max(1, len(options))
    least = whole(rules.get("minSelectedCount"), 1, most)
    highest = whole(rules.get("maxSelectedCount"), least or 1, most)
    draft.ask("choices", label, options=options, min=least, max=highest, **asked)


def _files(component: Component, label: Any, asked: Asked, draft: Draft) -> None:
    most = whole(component.get("maxNumberOfFiles"), 1, 50)
    one = None if is_true(component.get("multiple")) else 1
    kinds = plain_text(component.get("filePattern"))
    draft.ask("files", label, why=FILE_SETTINGS if kinds.strip("*") else "",
              max_count=most or one, **asked)  # fmt: skip


def _signature(component: Component, label: Any, asked: Asked, draft: Draft) -> None:
    draft.signed = True
    draft.left_out(label, SIGNED_WHOLE)


def _notice(component: Component, label: Any, asked: Asked, draft: Draft) -> None:
    text = draft.said(component.get("html") or component.get("content"), label)
    if text is not None:
        asked = {"name": asked["name"], "shown": asked["shown"]}
        heading = label if word(label) not in ("", "Content", "HTML") else text["sv"][:60]
        draft.ask("notice", heading, text=text, **asked)


def _matrix(component: Component, label: Any, asked: Asked, draft: Draft) -> None:
    options = [
        (word(one.get("value")), one.get("label")) for one in tables(component.get("values"))
    ]
    for line in tables(component.get("questions")):
        name = f"{asked['name']}.{word(line.get('value'))}"
        draft.ask("choice", line.get("label"), options=options, why=MATRIX,
                  **(asked | {"name": name}))  # fmt: skip


Reader = Callable[[Component, Any, Asked, Draft], None]
QUESTIONS: Mapping[str, Reader] = {
    **dict.fromkeys(("textfield", "textarea", "url", "tags", "iban", "licenseplate", "postcode",
                     "bsn", "cosign"), _text),
    **dict.fromkeys(("number", "currency"), _number),
    **dict.fromkeys(("datetime", "date", "date"), _day),
    **dict.fromkeys(("radio", "select", "selectboxes"), _choice),
    **dict.fromkeys(("content", "htmlelement"), _notice),
    "email": _plain("email"),
    "phoneNumber": _plain("phone"),
    "time": _plain("time"),
    "address": _plain("address"),
    "addressNL": _plain("address", CLOSEST),
    "map": _plain("place"),
    "checkbox": _box,
    "file": _files,
    "signature": _signature,
    "survey": _matrix,
}  # fmt: skip
