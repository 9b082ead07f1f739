"""What templates may name."""

from torget.rooms.cases.terms import merged, unknown_facts


def test_only_what_is_known_is_put_in_and_a_fact_is_never_read_as_a_name() -> None:
    facts = {"number": "BYGG-1", "title": "{officer}", "officer": "Anna Berg"}
    text = "{number}: {title}, {officer}, {okänt}, {"
    assert merged(text, facts) == "BYGG-1: {officer}, Anna Berg, {okänt}, {"


def test_names_that_are_nothing_are_told_in_their_order() -> None:
    assert unknown_facts("{number} {namn} {} {today}") == ["namn", ""]
