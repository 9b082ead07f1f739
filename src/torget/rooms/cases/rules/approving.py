"""Who may approve a decision, and when it is approved."""

from collections.abc import Collection

from torget.rooms.cases.terms import Obstacle


def obstacles_to_approving(
    *, waits: bool, drafter: int, given_by: Collection[int], is_manager: bool, wanted: str, by: int
) -> list[Obstacle]:
    """Why the employee cannot approve or send back now: four eyes are those of two people, and
    each round has its own.
    """
    found = {
        Obstacle.NOT_WAITING: not waits,
        Obstacle.OWN_DRAFT: by == drafter,
        Obstacle.APPROVED_BEFORE: by in given_by,
        Obstacle.NEEDS_MANAGER: waits and wanted == "manager" and not is_manager,
    }
    return [obstacle for obstacle, holds in found.items() if holds]
