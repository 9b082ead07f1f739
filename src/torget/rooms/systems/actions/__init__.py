"""What can be done to systems, by topic."""

from torget.rooms.systems.actions.agreements import (
    NumberTaken,
    PeriodNotRight,
    add_contract,
    add_supplier,
    count_licences,
    name_subcontractor,
)
from torget.rooms.systems.actions.answering import (
    HolderNotRight,
    acknowledge_role,
    end_role,
    give_role,
)
from torget.rooms.systems.actions.campaigns import note_reminded, start_campaign
from torget.rooms.systems.actions.importing import (
    NotNow,
    do_import,
    name_columns,
    take_in,
    undo_import,
)
from torget.rooms.systems.actions.relations import (
    SameSystem,
    end_integration,
    hold_information,
    integrate,
    let_go_of_information,
)
from torget.rooms.systems.actions.systems import (
    NoSuchMove,
    NotReady,
    ScopeNotSaid,
    add_product,
    add_system,
    advance,
    change_system,
    confirm_system,
    replace_system,
)

__all__ = [
    "HolderNotRight",
    "NoSuchMove",
    "NotNow",
    "NotReady",
    "NumberTaken",
    "PeriodNotRight",
    "SameSystem",
    "ScopeNotSaid",
    "acknowledge_role",
    "add_contract",
    "add_product",
    "add_supplier",
    "add_system",
    "advance",
    "change_system",
    "confirm_system",
    "count_licences",
    "do_import",
    "end_integration",
    "end_role",
    "give_role",
    "hold_information",
    "integrate",
    "let_go_of_information",
    "name_columns",
    "name_subcontractor",
    "note_reminded",
    "replace_system",
    "start_campaign",
    "take_in",
    "undo_import",
]
