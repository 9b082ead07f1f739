"""A table that says what the decision is: data beside the service, and of its version.

Rows are tried from the top, and the first whose cells all hold counts. Where none does, or where
anything that a row asks about is missing, a person decides. A table can grant; everything else,
to refuse, dismiss or write off, is for a person.
"""

from typing import Literal

from torget.rooms.eservices.language.parts import Part
from torget.rooms.eservices.language.texts import Translated

Mode = Literal["idle", "shadow", "live"]
TableOutcome = Literal["granted", "person"]
LEAST_SAMPLE, MOST_SAMPLE = 1, 100


class TableInput(Part, frozen=True, kw_only=True):
    """One thing the table asks about: a question's key, register.… , acting_for.… or case.…

    A single value: a number, a text, yes or no, a day or a time. Cells know it by its `key`.
    """

    key: str
    title: Translated
    value: str


class TableRow(Part, frozen=True, kw_only=True):
    """When every cell of `when` holds, this is the outcome.

    `title`: what the row is about, in plain words for everyone. `decision` and `reasons` are
    written out, with the value of an input where its key stands in braces: {members}.
    """

    key: str
    title: Translated
    when: tuple[str, ...]
    outcome: TableOutcome
    reasons: Translated
    decision: Translated | None = None
    laws: tuple[str, ...] = ()


class GivenValue(Part, frozen=True, kw_only=True):
    """A value that a test gives an input: 12, true, start, 2026-05-01, in quotation marks."""

    input: str
    value: str


class TableTest(Part, frozen=True, kw_only=True):
    """With the values, the row that is to hit; empty: none, so a person decides."""

    name: str
    given: tuple[GivenValue, ...] = ()
    row: str = ""


class DecisionTable(Part, frozen=True, kw_only=True):
    """The whole table, with what the public is told about it.

    `mode`: idle, or shadow (an officer decides and sees what it proposes), or live. To be live it
    needs the `law` that lets the decision be automatic and the committee's `resolution`. One
    decision in `sample` is looked at by a person afterwards. `protected`: also decides cases
    where someone has protected identity.
    """

    purpose: Translated
    works: Translated
    human: Translated
    inputs: tuple[TableInput, ...]
    rows: tuple[TableRow, ...]
    tests: tuple[TableTest, ...] = ()
    mode: Mode = "idle"
    law: str = ""
    resolution: str = ""
    risks: Translated | None = None
    assessment: str = ""  # the impact assessment: its number, and who made it when
    sample: int = 10
    protected: bool = False
