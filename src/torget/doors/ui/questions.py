"""What a question widget shows. Doors fill these from the form language; templates only draw.

`ui/questions/<type>.html` gets one `Question` as `q`. Names follow the form language: a question
of one part posts `<key>`, one of several posts `<key>.<part>`, as `date` posts `<key>.day`.
"""

import msgspec


class Option(msgspec.Struct, frozen=True, kw_only=True):
    value: str
    label: str
    hint: str = ""
    checked: bool = False


class UploadedFile(msgspec.Struct, frozen=True, kw_only=True):
    id: str  # what the remove button posts as `remove`
    name: str
    size: int  # bytes
    url: str = ""  # where it can be read; empty: nowhere yet
    sha256: str = ""


class Map(msgspec.Struct, frozen=True, kw_only=True):
    """The map that a place can be put out on."""

    tiles: str  # address of a square, with {z}, {x} and {y}
    centre: str  # latitude,longitude,zoom
    credit: str  # whom it comes from


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One row of a table, with its questions under names of their own."""

    title: str  # Person 2
    questions: "tuple[Question, ...]"
    remove: str  # what its remove button posts as `remove_row`


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """One question as the person meets it: already translated, with what was typed last.

    `values` holds what stands in each part: {"": "Storgatan 1"} or {"day": "3", "month": "5"}.
    `errors` likewise by part; the part "" is the question as a whole.
    """

    key: str
    type: str
    label: str
    hint: str = ""
    help: str = ""  # longer explanation, Markdown; folded until asked for
    help_title: str = ""
    values: dict[str, str] = {}
    options: tuple[Option, ...] = ()
    files: tuple[UploadedFile, ...] = ()
    errors: dict[str, str] = {}
    required: bool = True
    heading: bool = False  # the question is the page's only one, so its label is the h1
    locked: bool = False  # came from a register and cannot be changed here
    source: str = ""  # "Hämtat från folkbokföringen"
    autocomplete: str = ""
    unit: str = ""  # after a number: m², kr
    prefix: str = ""  # before a value
    width: int = 0  # characters expected; 0: the whole column
    max_length: int = 0  # 0: no counter
    level: str = "info"  # of a notice: info, fee or warning
    accept: str = ""  # of files: what the file picker offers, e.g. ".pdf,image/*"
    accept_text: str = ""  # of files: the same in words: "PDF eller bild, högst 50 MB per fil"
    max_count: int = 0  # of files; 0: no limit
    sent_with_form: bool = False  # of files: sent with the rest of the form, not by a button
    statement: str = ""  # of a declaration: what one confirms by ticking
    rows: tuple[Row, ...] = ()  # of a table
    item: str = ""  # of a table: what a row is, "Person"
    shape: str = "point"  # of a place: point, line or area
    map: Map | None = None  # of a place; none where no map is set up
    ask_number: bool = True  # of a person: whether someone else's number is asked for
    narrowed: bool = False  # of choices: the list can be narrowed by writing
    other_label: str = ""  # of a choice: what to write when one chooses "other"

    @property
    def id(self) -> str:
        """The id that an error link leads to: the first thing to type in or press."""
        first = {
            "date": "-day",
            "address": "-street",
            "place": "-text",
            "yes_no": "-1",
            "choice": "-1" if len(self.options) <= SELECT_FROM else "",
            "choices": "-1",
            "child": "-1",
            "person": "-1" if len(self.options) > 1 else "-name",
            "company": "-number",
            "signature_request": "-name",
            "files": "-upload",
            "period": "-from-day",
            "rows": "-add",
        }
        return self.base + first.get(self.type, "")

    @property
    def base(self) -> str:
        return "q-" + self.key.replace(".", "-").replace("_", "-")

    @property
    def many(self) -> bool:
        """So many options that a list to choose from is easier than a wall of buttons."""
        return len(self.options) > SELECT_FROM

    @property
    def error(self) -> str:
        """The first error, whichever part it belongs to."""
        return next(iter(self.errors.values()), "")

    def id_of(self, part: str) -> str:
        """Where an error of this part leads."""
        return f"{self.base}-{part.replace('.', '-')}" if part else self.id

    @property
    def described(self) -> str:
        """Ids of what explains the field, for `aria-describedby`; empty when nothing does."""
        shown = [
            f"{self.base}-hint" if self.hint else "",
            f"{self.base}-source" if self.source else "",
            f"{self.base}-error" if self.error else "",
            f"{self.base}-count" if self.max_length else "",
        ]
        return " ".join(name for name in shown if name)

    def value(self, part: str = "") -> str:
        return self.values.get(part, "")

    def wrong(self, part: str = "") -> bool:
        """Whether this part is to be marked: its own error, or one of the whole question."""
        return part in self.errors or "" in self.errors

    def name(self, part: str = "") -> str:
        return f"{self.key}.{part}" if part else self.key


def names_shown(questions: tuple[Question, ...]) -> str:
    """The names of all questions on the page, those in tables too; the form sends them back."""
    rows = [inner.key for q in questions for row in q.rows for inner in row.questions]
    return " ".join([*(question.key for question in questions), *rows])


class Problem(msgspec.Struct, frozen=True):
    """A line in the error summary, leading to the field with this id."""

    id: str
    text: str


SELECT_FROM = 8


def problems_of(questions: tuple[Question, ...]) -> tuple[Problem, ...]:
    """The error summary of a step, in the order of its questions, their parts and rows."""
    return tuple(problem for question in questions for problem in _problems(question))


def _problems(question: Question) -> list[Problem]:
    own = [Problem(question.id_of(part), text) for part, text in question.errors.items()]
    return own + [
        Problem(problem.id, f"{row.title}: {problem.text}")
        for row in question.rows
        for inner in row.questions
        for problem in _problems(inner)
    ]
