"""When what staff register came in."""

from collections.abc import Set as AbstractSet
from datetime import date, timedelta

from torget.rooms.cases.rules.pace import came_in_on
from torget.rooms.cases.terms import Arrival
from torget.rooms.submissions.terms import Channel

LONGEST_BACK = timedelta(days=366)  # an older day is likely a slip of the pen
ARRIVALS = {Channel.POST: Arrival.POST, Channel.LETTER_BOX: Arrival.LETTER_BOX}


def received_on(reached_on: date, channel: Channel, holidays: AbstractSet[date]) -> date:
    """The day that what reached us by the channel came in."""
    return came_in_on(reached_on, ARRIVALS.get(channel, Arrival.ELECTRONIC), holidays)


def may_have_reached(reached_on: date, *, today: date) -> bool:
    """Whether the day is one that something can be registered for."""
    return today - LONGEST_BACK <= reached_on <= today
