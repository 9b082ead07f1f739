"""Setting up the municipality, appointing people and giving them rights."""

from torget.rooms.organisation.actions.absences import PeriodNotRight, be_absent, take_back_absence
from torget.rooms.organisation.actions.delegation import WiderThanAbove, delegate, end_delegation
from torget.rooms.organisation.actions.positions import (
    acknowledge,
    appoint_to,
    end_holding,
    found_position,
    hand_over,
)
from torget.rooms.organisation.actions.setting_up import (
    Name,
    appoint,
    employ,
    found_committee,
    found_unit,
    set_up_municipality,
)

__all__ = [
    "Name",
    "PeriodNotRight",
    "WiderThanAbove",
    "acknowledge",
    "appoint",
    "appoint_to",
    "be_absent",
    "delegate",
    "employ",
    "end_delegation",
    "end_holding",
    "found_committee",
    "found_position",
    "found_unit",
    "hand_over",
    "set_up_municipality",
    "take_back_absence",
]
