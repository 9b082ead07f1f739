"""What an actor may, at which units."""

import pytest

from torget.foundation.actor import NOBODY, Actor, Forbidden, the_system

ANNA = Actor(id="employee:1", name="Anna", grants={"case.read": frozenset({3, 4})}, employee=1)


@pytest.mark.parametrize(
    ("actor", "permission", "unit", "may"),
    [
        (ANNA, "case.read", 3, True),
        (ANNA, "case.read", 5, False),
        (ANNA, "case.close", 3, False),
        (NOBODY, "case.read", 3, False),
        (the_system("worker"), "case.read", 3, False),
    ],
)
def test_a_permission_holds_at_its_units_only(
    actor: Actor, permission: str, unit: int, may: bool
) -> None:
    assert actor.may(permission, unit=unit) is may


def test_lacking_a_permission_says_which() -> None:
    ANNA.must("case.read", unit=3)
    ANNA.must_anywhere("case.read")
    with pytest.raises(Forbidden, match=r"case\.close"):
        ANNA.must("case.close", unit=3)
    with pytest.raises(Forbidden, match=r"audit\.read"):
        ANNA.must_anywhere("audit.read")


def test_the_same_actor_through_another_door() -> None:
    assert (ANNA.through("desk").door, ANNA.through("desk").grants) == ("desk", ANNA.grants)
