"""What the law says about deciding on a committee's behalf. Plain values in and out."""

from torget.rooms.organisation.terms import Matter, Right


def covers(right: Right, matter: Matter) -> bool:
    """Whether the right is to decide the matter (kommunallagen (2017:725) 7 kap. 5 §).

    A right with a ceiling does not cover a matter whose amount is unknown.
    """
    if right.services and matter.service not in right.services:
        return False
    if right.outcomes and matter.outcome not in right.outcomes:
        return False
    if right.amount_most is None:
        return True
    return matter.amount is not None and matter.amount <= right.amount_most


def widens(right: Right, above: Right) -> bool:
    """Whether a right passed on reaches beyond the one it rests on, which it may not
    (kommunallagen (2017:725) 7 kap. 6 §).
    """
    return (
        _reaches_beyond(right.services, above.services)
        or _reaches_beyond(right.outcomes, above.outcomes)
        or (
            above.amount_most is not None
            and (right.amount_most is None or right.amount_most > above.amount_most)
        )
    )


def _reaches_beyond(named: frozenset[str], above: frozenset[str]) -> bool:
    """Naming nothing is naming everything."""
    return bool(above) and (not named or not named <= above)
