"""One way to log: structured, as text for people or JSON for machines, without personal data."""

import logging
import logging.config
import re
from collections.abc import Mapping
from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger

# Anything that looks like an identity number, with or without century and sign.
_IDENTITY_NUMBER = re.compile(r"(?<!\d)(?:\d{2})?\d{6}[-+ \u2010-\u2015\u2212]?\d{4}(?!\d)")


def hide_identity_numbers(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """A last fence: what looks like an identity number never reaches a log."""
    for key, value in event.items():
        if not key.startswith("_"):  # structlog's own
            event[key] = _hidden(value)
    return event


def _hidden(value: Any) -> Any:
    """The value without identity numbers; anything that is not plain is turned into text."""
    if value is None or isinstance(value, bool | float):
        return value
    if isinstance(value, int):
        return "[dolt]" if _IDENTITY_NUMBER.fullmatch(str(value)) else value
    if isinstance(value, Mapping):
        return {_hidden(key): _hidden(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_hidden(inner) for inner in value]
    return _IDENTITY_NUMBER.sub("[dolt]", value if isinstance(value, str) else repr(value))


def _is_worth_saying(event: logging.LogRecord) -> bool:
    """Leave out what is no fault of ours: a form with mistakes, and a health check that waits."""
    return getattr(event, "status_code", 500) not in (404, 422, 503)


def logging_settings(style: str) -> None:
    """Configure logging for this process; style is "console" or "json"."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        hide_identity_numbers,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer()
        if style == "json"
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    logging.getLogger("django.request").addFilter(_is_worth_saying)
    logging.getLogger("procrastinate").setLevel(logging.WARNING)
    logging.getLogger("mail.log").setLevel(logging.WARNING)  # would tell who writes to whom
