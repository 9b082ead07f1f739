"""No identity number reaches a log line, whoever writes it and however."""

import io
import json
import logging
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
import structlog

from torget.config.logs import logging_settings

NUMBER = "198803202384"
FORMS = ["19880320-2384", "8803202384", "880320-2384", "880320+2384", "880320\u20132384", NUMBER]


@pytest.fixture(params=["json", "console"])
def written(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    configured = structlog.get_config()
    logging_settings(request.param)
    stream = io.StringIO()
    handler = root.handlers[0]
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(stream)
    yield stream
    root.handlers[:] = before
    root.setLevel(level)
    structlog.configure(**configured)


def _raise(text: str) -> None:
    raise ValueError(text)


@pytest.mark.parametrize("form", FORMS)
def test_the_event_and_its_values_are_hidden(written: io.StringIO, form: str) -> None:
    structlog.get_logger("ours").warning(f"Hittade {form}", person=form, where=f"rad {form}.")

    assert (form in written.getvalue(), written.getvalue().count("[dolt]")) == (False, 3)


@pytest.mark.parametrize(
    "value",
    [
        {"number": NUMBER, "inner": [{"deep": NUMBER}]},
        [NUMBER],
        (NUMBER,),
        {NUMBER},
        {NUMBER: 1},
        int(NUMBER),
        SimpleNamespace(number=NUMBER),
        NUMBER.encode(),
    ],
    ids=repr,
)
def test_no_container_hides_a_number_from_the_fence(written: io.StringIO, value: Any) -> None:
    structlog.get_logger("ours").warning("Hittade", value=value)

    assert (NUMBER in written.getvalue(), "[dolt]" in written.getvalue()) == (False, True)


def test_lines_of_other_libraries_are_hidden_too(written: io.StringIO) -> None:
    logging.getLogger("theirs").warning("person %s in %r", NUMBER, {"number": NUMBER})

    assert (NUMBER in written.getvalue(), written.getvalue().count("[dolt]")) == (False, 2)


@pytest.mark.parametrize("name", ["ours", "theirs"])
def test_a_traceback_is_hidden(written: io.StringIO, name: str) -> None:
    log = structlog.get_logger(name) if name == "ours" else logging.getLogger(name)
    try:
        _raise(f"no such person: {NUMBER}")
    except ValueError:
        log.exception("failed")

    assert (NUMBER in written.getvalue(), "no such person: [dolt]" in written.getvalue()) == (
        False,
        True,
    )


def test_what_is_no_identity_number_is_left_alone() -> None:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    logging_settings("json")
    handler, stream = root.handlers[0], io.StringIO()
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(stream)
    structlog.get_logger("ours").warning("BYGG-2026-0001", job=17, late=True, took=1.5, none=None)
    root.handlers[:] = before
    root.setLevel(level)

    line = json.loads(stream.getvalue())
    del line["timestamp"]
    assert line == {
        "event": "BYGG-2026-0001",
        "job": 17,
        "late": True,
        "took": 1.5,
        "none": None,
        "level": "warning",
        "logger": "ours",
    }
