"""What differs between two versions, in words."""

import pytest

from tests.rooms.eservices.texts import SOURCE
from tests.small_services import STALL
from torget.rooms.eservices.terms import differences, read_service

EXTRA = """\
  - key: size
    title: {sv: Storleken, en: The size}
    questions:
      - type: text
        key: size
        information: report.matter
        label: {sv: Hur stort?, en: How big}
"""


def said(before: str, after: str) -> list[tuple[str, str, str, str, str]]:
    found = differences(read_service(before), read_service(after))
    return [(str(one.kind), str(one.what), one.field, one.before, one.after) for one in found]


def test_the_same_service_has_no_differences() -> None:
    assert said(SOURCE, f"{SOURCE}# en kommentar\n") == []


def test_steps_and_questions_are_added_and_removed() -> None:
    more = SOURCE.replace("routing:", EXTRA + "routing:").replace("Hur stort?", "Storlek")

    assert said(SOURCE, more) == [
        ("added", "Steget ”Storleken”", "", "", ""),
        ("added", "Frågan ”Storlek”", "", "", ""),
    ]
    assert [line[0] for line in said(more, SOURCE)] == ["removed", "removed"]


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ("sv: Beskriv platsen", "sv: Beskriv stället",
         ("Frågan ”Beskriv stället”", "frågans ord", "Beskriv platsen / Describe the place",
          "Beskriv stället / Describe the place")),
        ("show_when: where == 'elsewhere'", "show_when: where == 'school'",
         ("Steget ”Beskrivning”", "villkoret för att visas", "where == 'elsewhere'",
          "where == 'school'")),
        ("type: long_text", "type: text",
         ("Frågan ”Beskriv platsen”", "slaget av svar", "long_text", "text")),
        ("sv: Vid en skola", "sv: Vid skolan",
         ("Frågan ”Var behövs det?”", "alternativen", "Vid en skola, Någon annanstans",
          "Vid skolan, Någon annanstans")),
        ("unit: gata", "unit: va", ("Tjänsten", "unit", "gata", "va")),
        ("unit: kundcenter}", "unit: va}",
         ("Tjänsten", "routing", "where == 'school' kundcenter", "where == 'school' va")),
    ],
)  # fmt: skip
def test_a_change_is_told_with_what_was_said_before_and_after(
    before: str, after: str, change: tuple[str, ...]
) -> None:
    assert said(SOURCE, SOURCE.replace(before, after, 1)) == [("changed", *change)]


def test_a_question_that_moved_to_another_step_and_a_new_order_are_told() -> None:
    start, end = SOURCE.index("  - key: place"), SOURCE.index("  - key: description")
    first, rest = SOURCE[start:end], SOURCE[end : SOURCE.index("routing:")]
    rest = rest.replace("    show_when: where == 'elsewhere'\n", "")
    plain = SOURCE[:start] + first + rest
    turned = SOURCE[:start] + rest + first

    assert said(plain, turned) == [("changed", "Stegens ordning", "", "", "Beskrivning → Platsen")]
    swapped = plain.replace("key: place", "key: x").replace(
        "key: description\n    t", "key: place\n    t"
    )
    swapped = swapped.replace("key: x", "key: description", 1)
    assert ("changed", "Frågan ”Var behövs det?” står i ett annat steg") in [
        line[:2] for line in said(plain, swapped)
    ]


def test_the_way_of_a_case_differs_by_status_and_transition() -> None:
    def said(before: str, after: str) -> list[tuple[str, str, str, str]]:
        found = differences(read_service(before), read_service(after))
        return [(str(one.what), one.field, one.before, one.after) for one in found]

    plain = STALL[: STALL.index("process:\n")] + STALL[STALL.index("steps:\n") :]
    assert said(plain, STALL) == [("Ärendets egen väg", "", "", "")]
    assert said(STALL, plain) == [("Ärendets egen väg", "", "", "")]
    words = STALL.replace("sv: Klart, en: Done", "sv: Färdigt, en: Done")
    assert said(STALL, words) == [
        ("Statusen ”Färdigt”", "rubriken", "Klart / Done", "Färdigt / Done")
    ]
    once = "    - {key: tell, act: served, from: [settled], to: told}\n"
    more = once + "    - {key: end_at_once, act: closed, from: [settled], to: over}\n"
    assert said(STALL, STALL.replace(once, more)) == [("Övergången ”end_at_once”", "", "", "")]
    lines = [line for line in STALL.splitlines() if "{key: ask," in line or "{key: answer," in line]
    swapped = STALL.replace("\n".join(lines), "\n".join(reversed(lines)))
    assert said(STALL, swapped) == [
        ("Ordningen i ärendets väg", "", "",
         "look → Väg mot andra → answer → ask → settle → tell → end"),
    ]  # fmt: skip
