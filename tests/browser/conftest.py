"""One whole Torget and one Chromium for all the tests here, and people to walk in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.people import People, chromium
from tests.browser.running import Torget, running_torget
from torget_simulators.people import RESIDENTS

# Any resident's number, however it is written.
NUMBERS = re.compile(
    "|".join(rf"(?:{n[:2]})?{n[2:8]}[-+]?{n[8:]}" for n in RESIDENTS)  # with or without century
)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here is a browser test, and one worker runs them all: one Torget serves.

    Except what names a group of its own, which may run beside the rest.
    """
    for item in items:
        if item.path.is_relative_to(__file__.rpartition("/")[0]):
            item.add_marker(pytest.mark.browser)
            if item.get_closest_marker("xdist_group") is None:
                item.add_marker(pytest.mark.xdist_group("browser"))


# Package, not session: Playwright's event loop must be gone when other tests use Django.
@pytest.fixture(scope="package")
def _torget() -> Iterator[Torget]:
    with running_torget() as running:
        yield running


@pytest.fixture(scope="package")
def _browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="package")
def _everyone(_torget: Torget, _browser: Browser) -> People:
    return People(_torget, _browser)


@pytest.fixture
def people(_everyone: People, torget: Torget) -> Iterator[People]:
    """People to send into the site. Whatever they do, consoles stay silent and no address tells
    who they are.
    """
    yield _everyone
    complaints, addresses = _everyone.all_leave()
    assert complaints == []
    assert [address for address in addresses if NUMBERS.search(address)] == []


@pytest.fixture
def torget(_torget: Torget, request: pytest.FixtureRequest) -> Iterator[Torget]:
    """A running Torget, with every simulator on; its log is shown if the test fails."""
    said = len(_torget.log())
    yield _torget
    for simulator in ("bankid", "navet", "smtp"):
        _torget.simulators.tell("switch", simulator=simulator, mode="on")
    _torget.simulators.tell("refused", addresses=[])
    print(_torget.log()[said:])
