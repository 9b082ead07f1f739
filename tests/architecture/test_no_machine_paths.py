"""Nothing in the repository belongs to one machine, or to a real person."""

import re
from datetime import date

import pytest
from stdnum import luhn

from tests.architecture.tree import ROOT, our_files

REGISTRIES = re.compile(
    r"registry\.npmjs\.org|registry\.yarnpkg\.com|files\.pythonhosted\.org|pypi\.org/simple"
    r"|index-url|ghcr\.io/|docker\.io/"
)
MACHINE_PATHS = re.compile(r"(?<![\w.~-])/(?:root|home|work|Users)/[\w.-]+")
NUMBERS = re.compile(r"(?<![\w.+/-])(?:19|20)?(\d{2})(\d{2})(\d{2})[-+]?(\d{3})(\d)(?![\w-]|\.\d)")
TEST_SERIES = frozenset({"238", "239", *map(str, range(980, 1000))})
LOCKS = frozenset({"requirements.lock", "requirements-dev.lock", "package-lock.json"})
NAMED_HERE = "test_no_machine_paths.py"

TEXTS = {}
for path in our_files():
    try:
        TEXTS[path.relative_to(ROOT).as_posix()] = path.read_text("utf-8")
    except UnicodeDecodeError:
        continue  # a picture, a font, a compiled catalogue


def found(pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    return [
        (name, match[0])
        for name, text in TEXTS.items()
        if not name.endswith(NAMED_HERE)
        for match in pattern.finditer(text)
    ]


def names_a_person(match: re.Match[str]) -> bool:
    """Whether it is an identity number that could be someone's: right day, right check digit."""
    year, month, day, serial, check = match.groups()
    try:
        date(2000 + int(year), int(month), (int(day) - 1) % 60 + 1)
    except ValueError:
        return False
    return luhn.is_valid(year + month + day + serial + check) and serial not in TEST_SERIES


def test_there_is_something_to_read() -> None:
    assert (len(TEXTS) > 200, TEXTS.keys() >= LOCKS) == (True, True)


def test_lock_files_and_settings_name_no_registry() -> None:
    assert found(REGISTRIES) == []


def test_no_path_of_a_machine_is_written_down() -> None:
    assert found(MACHINE_PATHS) == []


def test_every_identity_number_is_in_the_series_for_tests() -> None:
    real = [
        (name, match[0])
        for name, text in TEXTS.items()
        if name not in LOCKS
        for match in NUMBERS.finditer(text)
        if names_a_person(match)
    ]
    assert real == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("198803202384", False),
        ("88032" + "01238", True),
        ("880320-" + "1238", True),
        ("8803201239", False),
    ],
)
def test_the_guard_itself_knows_a_number_when_it_sees_one(text: str, names: bool) -> None:
    match = NUMBERS.fullmatch(text)
    assert match is not None
    assert names_a_person(match) is names
