"""What a table says of one case, with everything that it was said of: to read, and to keep."""

from collections.abc import Mapping

import msgspec

from torget.rooms.eservices.language.decision_table import TableInput
from torget.rooms.eservices.language.decision_table_running import (
    CompiledTable,
    Source,
    Weighed,
    written_out,
)
from torget.rooms.eservices.language.texts import Translated, written_number
from torget.rooms.eservices.language.types import Json, QuestionBase
from torget.rooms.eservices.language.types.base import Context
from torget.rooms.eservices.language.types.yes_no import NO, YES
from torget.rooms.eservices.language.walking import source_of


class InputUsed(msgspec.Struct, frozen=True):
    """One input as it was: its value as the cells saw it, as people read it, and whence it came."""

    key: str
    title: Translated
    source: Source
    value: Json
    shown: Translated


class TableProposal(msgspec.Struct, frozen=True):
    """What the table says of a case. `table` is the table's hash."""

    table: str
    weighed: Weighed
    inputs: tuple[InputUsed, ...]

    def written_out(self, language: str) -> tuple[str, str]:
        """The decision and its reasons of the row that hit; empty texts where none did."""
        if self.weighed.row is None:
            return "", ""
        shown = {one.key: one.shown.in_(language) for one in self.inputs}
        return written_out(self.weighed.row, shown, language)


def proposal_of(
    table: CompiledTable, known: Mapping[str, Json], questions: Mapping[str, QuestionBase],
    answers: Mapping[str, Json], context: Context,
) -> TableProposal:  # fmt: skip
    """What the table says of all that is known of a case and of its answers."""
    values = table.values_of(known)
    inputs = tuple(
        _used(table, one, values[one.key], questions, answers, context)
        for one in table.table.inputs
    )
    return TableProposal(table.hash, table.weigh(values), inputs)


def _used(
    table: CompiledTable, one: TableInput, value: Json, questions: Mapping[str, QuestionBase],
    answers: Mapping[str, Json], context: Context,
) -> InputUsed:  # fmt: skip
    source, question = table.source_of(one), questions.get(one.value)
    if question is not None:
        held = source_of(question, answers, context)
        source = "register" if held == "register" else "account" if held else source
    if value is None:
        return InputUsed(one.key, one.title, source, None, Translated(sv="–", en="–"))
    said = [
        ", ".join(question.show(answers[question.key], language))
        if question
        else _plain(value, language)
        for language in ("sv", "en")
    ]
    return InputUsed(one.key, one.title, source, value, Translated(sv=said[0], en=said[1]))


def _plain(value: Json, language: str) -> str:
    if isinstance(value, bool):
        return (YES if value else NO).in_(language)
    return value if isinstance(value, str) else written_number(value, language)
