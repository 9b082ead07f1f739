"""Which of a person's given names are used."""

import re


def name_in_use(given_names: str, marking: str) -> str:
    """The given name or names in use (tilltalsnamn), or all of them when none is marked.

    The marking is two digits, each the place of a name: 20 is the second, 12 the first and the
    second. A hyphenated name counts as two. A marking that points at nothing is disregarded.
    """
    parts = re.findall(r"[^\s-]+[\s-]*", given_names.strip())
    places = [int(digit) for digit in marking if digit.isdecimal() and digit != "0"]
    if not places or max(places) > len(parts):
        return given_names
    return "".join(parts[place - 1] for place in places).strip(" -")
