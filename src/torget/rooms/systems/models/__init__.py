"""The tables of systems, by topic."""

from torget.rooms.systems.models.agreements import Contract, CostLine, Covered, Licence
from torget.rooms.systems.models.campaigns import Campaign
from torget.rooms.systems.models.catalogue import (
    Integration,
    Product,
    Subcontracting,
    Supplier,
    System,
    SystemInformation,
    SystemRole,
)
from torget.rooms.systems.models.importing import Import

__all__ = [
    "Campaign",
    "Contract",
    "CostLine",
    "Covered",
    "Import",
    "Integration",
    "Licence",
    "Product",
    "Subcontracting",
    "Supplier",
    "System",
    "SystemInformation",
    "SystemRole",
]
