"""The bound municipality: whose request, job or command this is.

Each municipality has a database of its own, so nothing may run without knowing which one it
serves. Caches, file paths and settings are keyed by `bound()`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_bound: ContextVar[str] = ContextVar("municipality")


class NoMunicipalityBound(RuntimeError):
    """Something reached for municipal data without saying whose."""


def bound() -> str:
    """The key of the municipality being served; raises NoMunicipalityBound outside `serving`."""
    try:
        return _bound.get()
    except LookupError:
        raise NoMunicipalityBound("Bind a municipality first: with serving(key): …") from None


@contextmanager
def serving(key: str) -> Iterator[None]:
    token = _bound.set(key)
    try:
        yield
    finally:
        _bound.reset(token)
