"""Everything that can be done to services, by topic."""

from torget.rooms.eservices.actions.inspecting import record_inspection
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
    "NotPublishable",
    "RevisionConflict",
    "ServiceTaken",
    "abandon",
    "be_present",
    "begin_service",
    "declare_directory",
    "publish_copy",
    "publish_version",
    "record_inspection",
    "restore_revision",
    "save_revision",
    "take_in_service",
]
