"""Everything that can be done to services, by topic."""

from torget.rooms.eservices.actions.blocks import (
    BlockConflict,
    BlockTaken,
    begin_block,
    publish_block,
    save_block,
    take_in_blocks,
)
from torget.rooms.eservices.actions.inspecting import record_inspection
from torget.rooms.eservices.actions.leading import lead_on
from torget.rooms.eservices.actions.publishing import (
    NotPublishable,
    declare_directory,
    publish_copy,
    publish_version,
)
from torget.rooms.eservices.actions.taking_in import take_in_service
from torget.rooms.eservices.actions.writing import (
    RevisionConflict,
    ServiceTaken,
    abandon,
    be_present,
    begin_service,
    restore_revision,
    save_revision,
)

__all__ = [
    "BlockConflict",
    "BlockTaken",
    "NotPublishable",
    "RevisionConflict",
    "ServiceTaken",
    "abandon",
    "be_present",
    "begin_block",
    "begin_service",
    "declare_directory",
    "lead_on",
    "publish_block",
    "publish_copy",
    "publish_version",
    "record_inspection",
    "restore_revision",
    "save_block",
    "save_revision",
    "take_in_blocks",
    "take_in_service",
]
