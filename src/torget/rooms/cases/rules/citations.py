"""Which paragraph a rule reads, said beside the rule."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])

# What the laws are called in the names of tests.
SHORT = {
    "dataskyddsförordningen": "dataskyddsforordningen",
    "delgivningslagen (2010:1932)": "delgivningslagen",
    "föräldrabalken": "foraldrabalken",
    "förvaltningslagen (2017:900)": "forvaltningslagen",
    "kommunallagen (2017:725)": "kommunallagen",
    "lag (1930:173)": "lag_1930_173",
    "plan- och bygglagen (2010:900)": "plan_och_bygglagen",
}


@dataclass(frozen=True, slots=True)
class Cited:
    """A rule and the paragraph it reads; `confirm` is what a lawyer should look at."""

    rule: str
    says: str
    source: str
    confirm: str

    @property
    def test(self) -> str:
        """How the names of its tests begin: test_forvaltningslagen_44."""
        law = next(law for law in SHORT if self.source.startswith(law))
        return "_".join(["test", SHORT[law], *re.findall(r"\d+", self.source[len(law) :])])


RULES: list[Cited] = []


def cites(source: str, *, confirm: str = "") -> Callable[[F], F]:
    """Mark a rule with its paragraph; the page of rules and its test are made from the marks."""

    def mark(rule: F) -> F:
        says = " ".join((rule.__doc__ or "").split("\n\n")[0].split())
        RULES.append(Cited(rule.__name__, says, source, confirm))
        return rule

    return mark
