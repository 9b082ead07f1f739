"""A postal address in Sweden."""

import re
from datetime import date
from typing import ClassVar

from torget.rooms.eservices.language.expressions.kinds import TEXT, Kind, fields
from torget.rooms.eservices.language.texts import N_, Noun
from torget.rooms.eservices.language.types.base import (
    UNREADABLE,
    Context,
    FieldProblem,
    Json,
    QuestionBase,
    Raw,
    Reading,
)

NO_STREET = N_("Skriv gatuadress eller box")
NO_POSTAL_CODE = N_("Skriv postnummer med fem siffror, till exempel 123 45")
NO_CITY = N_("Skriv postort")
TOO_LONG = N_("Korta raden. Du kan skriva högst {most} tecken.")

LINES = {"street": NO_STREET, "postal_code": NO_POSTAL_CODE, "city": NO_CITY}
LONGEST_LINE = 100


class AddressQuestion(QuestionBase, frozen=True, kw_only=True, tag="address"):
    """Stored as {"street", "postal_code" (five digits), "city"}, like the register's address."""

    NOUN: ClassVar[Noun] = Noun(N_("adressen"))
    ERRORS: ClassVar[frozenset[str]] = frozenset({"required", "unreadable", "too_long"})
    KIND: ClassVar[Kind] = fields(dict.fromkeys(LINES, TEXT))

    def read(self, raw: Raw, today: date, context: Context) -> Reading:
        lines = {part: " ".join(self.field(raw, part).split()) for part in LINES}
        if re.fullmatch(r"(?:SE?-? ?)?[0-9]{3} ?[0-9]{2}", lines["postal_code"], re.IGNORECASE):
            lines["postal_code"] = "".join(re.findall(r"[0-9]", lines["postal_code"]))
        return Reading(value=lines if any(lines.values()) else None)

    def problems(self, value: Json, today: date, context: Context) -> list[FieldProblem]:
        if not isinstance(value, dict) or not all(isinstance(line, str) for line in value.values()):
            return [self.problem("unreadable", UNREADABLE, "street")]
        found = [
            self.problem("required", text, part)
            for part, text in LINES.items()
            if not value.get(part)
        ]
        if (code := value.get("postal_code")) and not re.fullmatch("[0-9]{5}", code):
            found.append(self.problem("unreadable", NO_POSTAL_CODE, "postal_code"))
        found += [
            self.problem("too_long", TOO_LONG, part, most=LONGEST_LINE)
            for part in ("street", "city")
            if len(value.get(part, "")) > LONGEST_LINE
        ]
        return found

    def show(self, value: Json, language: str) -> list[str]:
        code = value["postal_code"]
        return [value["street"], f"{code[:3]} {code[3:]} {value['city']}"]

    def fetched(self, value: Json) -> Json:
        if not isinstance(value, dict):
            return None
        lines = {part: str(value.get(part) or "") for part in LINES}
        if care_of := value.get("care_of"):
            lines["street"] = f"c/o {care_of}, {lines['street']}"
        return lines

    def written(self, value: Json, language: str) -> dict[str, str]:
        return {part: "" if text is None else str(text) for part, text in value.items()}

    def compared(self, value: Json) -> Json:
        lines = value if isinstance(value, dict) else {}
        return {part: line for part in LINES if isinstance(line := lines.get(part), str)}

    def canonical(self, value: Json) -> Json:
        return {part: value[part] for part in LINES}

    def first_part(self) -> str:
        return "street"
