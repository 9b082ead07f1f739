"""Write the page of rules and paragraphs from the marks in the code: python tools/rules.py"""

from pathlib import Path

from torget.rooms.cases.rules import RULES, Cited

PAGE = Path(__file__).parents[1] / "docs/utveckla/regler-och-paragrafer.md"
ABOUT = (
    "Written by `python tools/rules.py` from the marks (`@cites`) beside the rules in "
    "`src/torget/rooms/cases/rules/`. A test holds that this page is up to date and that tests "
    "are named after each paragraph. Laws keep their Swedish names. Where the text of the law "
    "leaves a reading open, the last column says what a lawyer should confirm before the "
    "municipality relies on it."
)
HEAD = """# Rules and paragraphs

{about}

| Paragraph | Rule | What it says | Tests begin with | For a lawyer to confirm |
|---|---|---|---|---|
"""


def page() -> str:
    """The whole page, as it should stand."""
    return HEAD.format(about=ABOUT) + "".join(_row(cited) for cited in sorted(RULES, key=_place))


def _place(cited: Cited) -> tuple[str, str]:
    return cited.test, cited.rule


def _row(cited: Cited) -> str:
    cells = (cited.source, f"`{cited.rule}`", cited.says, f"`{cited.test}`", cited.confirm)
    return f"| {' | '.join(cells)} |\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
