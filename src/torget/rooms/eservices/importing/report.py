"""What became of each part of a form from another system, so that nothing is lost in silence."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from torget.rooms.eservices.language.texts import N_, Message, Value


class Became(StrEnum):
    """What became of a part of the file."""

    CARRIED = "carried"
    CHANGED = "changed"  # carried over as something else than it was
    LEFT_OUT = "left_out"
    TO_DO = "to_do"  # what a service here needs and the file could not say


HEADINGS = {
    Became.CARRIED: N_("Fördes över"),
    Became.CHANGED: N_("Fördes över, men blev något annat"),
    Became.LEFT_OUT: N_("Fördes inte över"),
    Became.TO_DO: N_("Att göra klart"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the report. `what` is the part by its name in the file; "" is the whole."""

    became: Became
    what: str
    text: Message
    why: Message | None = None

    def say(self, translate: Callable[[str], str], language: str) -> str:
        """The finished line; `translate` is gettext, or `str` for the Swedish source."""
        said = [self.text.say(translate, language)]
        if self.why is not None:
            said.append(self.why.say(translate, language))
        return ": ".join([f"”{self.what}”", *said] if self.what else said)

    def __str__(self) -> str:
        return self.say(str, "sv")


class ImportRefused(Exception):
    """The file cannot be taken in; `why` says it in words. Nothing of it is kept."""

    def __init__(self, why: str, **values: Value) -> None:
        self.why = Message(why, values)
        super().__init__(str(self.why))


def written_report(title: str, origin: str, lines: list[Line]) -> str:
    """The report as notes for whoever finishes the service, in Markdown and Swedish."""
    parts = [f"# {title}\n", f"{origin}\n"]
    for became in (Became.TO_DO, Became.LEFT_OUT, Became.CHANGED, Became.CARRIED):
        said = [f"- [ ] {line}" if became is Became.TO_DO else f"- {line}"
                for line in lines if line.became is became]  # fmt: skip
        if said:
            parts.append(f"## {HEADINGS[became]}\n\n" + "\n".join(said) + "\n")
    return "\n".join(parts)
