"""Leading services that are being written on to another version of a block."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from torget.foundation.actor import Actor
from torget.rooms.eservices.actions.writing import RevisionConflict, save_revision
from torget.rooms.eservices.blocks import led_to
from torget.rooms.eservices.models import BlockVersion, WorkingCopy


@transaction.atomic
def lead_on(
    version: BlockVersion, revisions: Mapping[str, int], *, by: Actor, at: datetime
) -> tuple[list[str], list[str]]:
    """Save a revision that uses the version in each working copy; needs `service.edit`.

    `revisions`: by service, the revision that was looked at. Returns the services that were led
    on, and those that someone saved meanwhile, which are left. Nothing published is changed.
    """
    by.must_anywhere("service.edit")
    moved: list[str] = []
    left: list[str] = []
    copies = WorkingCopy.objects.filter(key__in=revisions, abandoned_at=None)
    for copy in copies.select_related("current").order_by("key"):
        assert copy.current is not None  # there has been one from the beginning
        texts = led_to(copy.current.texts, version.block.key, str(version), version.text)
        try:
            save_revision(copy, texts, on=revisions[copy.key], by=by, at=at)
        except RevisionConflict:
            left.append(copy.key)
        else:
            moved.append(copy.key)
    return moved, left
