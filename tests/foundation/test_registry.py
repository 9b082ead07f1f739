"""Interchangeable parts by name."""

import pytest

from torget.foundation.registry import Registry


def test_parts_are_made_once_and_found_by_key() -> None:
    methods = Registry[object]("methods")

    @methods.add("swish")
    class Swish:
        pass

    assert (list(methods), type(methods["swish"])) == (["swish"], Swish)
    assert methods["swish"] is methods["swish"]


def test_two_parts_may_not_share_a_key() -> None:
    methods = Registry[object]("methods")
    methods.add("swish")(object)

    with pytest.raises(ValueError, match="Two methods share the key 'swish'"):
        methods.add("swish")(object)
