"""Solvik's decided classifications: made by the owners who have come that far."""

from datetime import datetime, timedelta

from torget.rooms.information.actions import decide_classification
from torget.rooms.information.queries import all_types
from torget.rooms.information.terms import Aspect, Classes
from torget.rooms.organisation.queries import actor_for_employee, holdings_on

NOTES = {
    "omsorgschef": "Enstaka uppgifter kan röra våld eller hot. De hanteras i en egen ordning.",
    "rektor-forskola": "",
    "fritidschef": "",
}
REVIEWED_AFTER = timedelta(days=2 * 365)


def decide_classes(now: datetime) -> None:
    """Let the owners decide what the library proposed; the rest stays proposed."""
    today = now.date()
    owners = {
        one.position.key: actor_for_employee(one.employee, today=today, door="office")
        for one in holdings_on(today).filter(position__key__in=NOTES)
    }
    for key, facts in all_types().items():
        if facts.owner in owners:
            classes = {aspect: getattr(facts, aspect.value) for aspect in Aspect}
            decided = Classes(of=classes, review_on=today + REVIEWED_AFTER, note=NOTES[facts.owner])
            decide_classification(key, decided, by=owners[facts.owner], at=now)
