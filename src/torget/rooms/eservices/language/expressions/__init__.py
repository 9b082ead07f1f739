"""Conditions and calculations: `kind == 'deck' and height > 1.8`, `sum(household.income) * 12`.

They are read and checked here, word by word and kind by kind, before the engine (zen) ever sees
them: it answers null, or a wrong answer, where something does not exist or cannot be compared.
This is the whole of the language, the same for conditions, checks, routing, fees and calculations:

    names of questions, register.… and me.…      numbers   'text'   true false null   [ … ]
    == != < <= > >=   + - * /   in   not in   and or not   ( )   condition ? this : that
    len contains startsWith endsWith   sum min max average   abs round floor ceil
    some all none one count, each of a list and what is to hold for an item of it, whose parts
    are known by their own names, and a whole item as `#` (in quotes, since YAML takes it for a
    remark): some(register.children, born_on > '2020-01-01')

A date in quotes beside a date is that day; days are added and subtracted in days. The answers of
one question in all rows of a table are a list: `sum(household.income)`. Inside a row the row's
own questions are known by their own names.

A question that is hidden or not answered is null. Null equals nothing but null, so
`role != 'owner'` is true before the role is chosen; and what must compute with null
(`height > 2`, `len(files) > 1`) is false as a condition, and null as a value.
"""

from torget.rooms.eservices.language.expressions.compiling import (
    Condition,
    Formula,
    Vocabulary,
    compile_condition,
    compile_formula,
)
from torget.rooms.eservices.language.expressions.kinds import (
    DAY,
    NUMBER,
    TEXT,
    TIME,
    YES_NO,
    Kind,
    fields,
    list_of,
    one_of,
    paths_of,
)
from torget.rooms.eservices.language.expressions.tokens import WORDS
from torget.rooms.eservices.language.expressions.typing import FUNCTIONS

__all__ = [
    "DAY",
    "FUNCTIONS",
    "NUMBER",
    "TEXT",
    "TIME",
    "WORDS",
    "YES_NO",
    "Condition",
    "Formula",
    "Kind",
    "Vocabulary",
    "compile_condition",
    "compile_formula",
    "fields",
    "list_of",
    "one_of",
    "paths_of",
]
