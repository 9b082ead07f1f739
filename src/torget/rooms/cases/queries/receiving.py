"""The day that something which staff register came in."""

from datetime import date

from torget.foundation.calendar import public_holidays
from torget.rooms.cases.rules.receiving import may_have_reached as may_have_reached
from torget.rooms.cases.rules.receiving import received_on
from torget.rooms.submissions.terms import Channel


def counted_as_received(reached_on: date, channel: Channel) -> date:
    """The day it came in, which by post is the working day before it reached us
    (förvaltningslagen (2017:900) 22 §).
    """
    return received_on(reached_on, channel, public_holidays(reached_on.year - 1))
