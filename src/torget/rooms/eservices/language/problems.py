"""What is wrong with a definition, where, and what to do about it."""

import difflib
from collections.abc import Iterable

import msgspec

from torget.rooms.eservices.language.texts import N_, Message, Value

Path = tuple[str | int, ...]  # ("steps", 2, "questions", 0, "key")
Places = dict[Path, tuple[int, int]]

DID_YOU_MEAN = N_("{what} Menade du ”{guess}”?")


class Problem(msgspec.Struct, frozen=True):
    """One fault. Line and column count from 1; 0 when the definition did not come as a text.

    `path` leads to the part that is at fault, as forms name their fields.
    """

    line: int
    column: int
    text: Message
    path: Path = ()

    @property
    def message(self) -> str:
        return str(self.text)

    def __str__(self) -> str:
        return f"rad {self.line}, kolumn {self.column}: {self.message}"


class DefinitionErrors(Exception):
    """The definition cannot be used; `problems` holds every fault that was found, in order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems, key=lambda problem: (problem.line, problem.column))
        super().__init__("\n".join(map(str, self.problems)))


class Findings:
    """Collects faults while a definition is read; knows where each part of it stands.

    `origins`: where a part stands in the text, when other parts were put in before it.
    """

    def __init__(self, places: Places | None = None) -> None:
        self.places = places or {}
        self.origins: dict[Path, Path] = {}
        self.problems: list[Problem] = []

    def add(self, path: Path, text: str, **values: Value) -> None:
        """Note a fault at the path, or at the nearest part around it that has a place."""
        line, column = next(
            (
                self.places[path[:end]]
                for end in range(len(path), -1, -1)
                if path[:end] in self.places
            ),
            (0, 0),
        )
        self.problems.append(Problem(line, column, Message(text, values), self._written(path)))

    def _written(self, path: Path) -> Path:
        starts = (path[:end] for end in range(len(path) + 1))
        start = next((one for one in starts if one in self.origins), ())
        return self.origins.get(start, ()) + path[len(start) :]

    def add_unknown(
        self, path: Path, text: str, wrong: str, candidates: Iterable[str], **values: Value
    ) -> None:
        """Note an unknown word, with the nearest known one as a suggestion."""
        values["wrong"] = wrong
        if near := difflib.get_close_matches(wrong, sorted(candidates), n=1, cutoff=0.5):
            what = text.format(**values)
            self.add(path, DID_YOU_MEAN, what=what, guess=near[0])
        else:
            self.add(path, text, **values)

    def raise_if_any(self) -> None:
        if self.problems:
            raise DefinitionErrors(self.problems)
