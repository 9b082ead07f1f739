"""The page that lists rules and paragraphs is what the code says, and each has its tests."""

import re
from pathlib import Path

import pytest

from tools.rules import PAGE, page
from torget.rooms.cases.rules import RULES, Cited

TESTS = re.findall(
    r"^def (test_\w+)\(",
    "\n".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("*.py")),
    re.MULTILINE,
)


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


@pytest.mark.parametrize("cited", RULES, ids=lambda cited: f"{cited.rule}: {cited.source}")
def test_a_rule_that_cites_a_paragraph_has_tests_named_after_it(cited: Cited) -> None:
    assert [name for name in TESTS if re.match(rf"{cited.test}(_\D|$)", name)] != []


@pytest.mark.parametrize("cited", RULES, ids=lambda cited: f"{cited.rule}: {cited.source}")
def test_a_rule_says_what_it_is_in_one_sentence(cited: Cited) -> None:
    assert (cited.says[-1], "|" in cited.says + cited.confirm) == (".", False)
