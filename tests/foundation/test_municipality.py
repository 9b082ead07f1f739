"""Nothing runs without knowing whose it is."""

from concurrent.futures import ThreadPoolExecutor
from contextvars import Context

import pytest

from torget.foundation.municipality import NoMunicipalityBound, bound, serving


def test_reaching_for_municipal_data_without_saying_whose_is_refused() -> None:
    with pytest.raises(NoMunicipalityBound):
        Context().run(bound)


def _fail(whom: str) -> None:
    assert whom == "annan"
    raise ZeroDivisionError


def test_serving_binds_and_lets_go_also_after_an_error() -> None:
    with serving("solvik"):
        with pytest.raises(ZeroDivisionError), serving("annan"):
            _fail(bound())
        assert bound() == "solvik"


def test_another_thread_does_not_inherit_whom_we_serve() -> None:
    with ThreadPoolExecutor(1) as pool, pytest.raises(NoMunicipalityBound):
        pool.submit(bound).result()
