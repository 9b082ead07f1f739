"""Who is mentioned in a note."""

import re
from collections.abc import Mapping


def mentioned(text: str, names: Mapping[int, str]) -> frozenset[int]:
    """The keys of those whose whole name stands after an @; capitals do not matter.

    A name that begins another's is not found where the longer one stands.
    """
    by_name: dict[str, set[int]] = {}
    for key, name in names.items():
        by_name.setdefault(name.casefold(), set()).add(key)
    if not by_name:
        return frozenset()
    longest_first = sorted(map(re.escape, by_name), key=len, reverse=True)
    found = re.findall(rf"(?<!\w)@({'|'.join(longest_first)})(?!\w)", text.casefold())
    return frozenset[int]().union(*(by_name[name] for name in found))
