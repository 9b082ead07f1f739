"""Taking in services that someone else has written, new or over what stands here."""

from collections.abc import Set
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from torget.foundation.actor import Actor
from torget.rooms.audit.actions import record
from torget.rooms.eservices.actions.writing import (
    begin_service,
    keep_original,
    save_revision,
    with_known_blocks,
)
from torget.rooms.eservices.models import WorkingCopy
from torget.rooms.eservices.queries import current_versions, proposal, texts_of, working_copies
from torget.rooms.eservices.terms import Bundle


@transaction.atomic
def take_in_service(
    bundle: Bundle,
    *,
    on: int | None = None,
    chosen: Set[str] = frozenset(),
    source: str = "",
    there: str = "",
    by: Actor,
    at: datetime,
) -> WorkingCopy:
    """Take in a service from elsewhere: new, or over the one that is written or published here.

    One that was taken in before is merged with what was changed here since; `chosen` are the
    conflicts, by id, where theirs is taken. `source` and `there` say what shelf it is from and
    its key there. Needs `service.edit`. What was written before is the revision that undoing
    leads to. `on` is the revision that was compared with; raises RevisionConflict, and
    ServiceTaken for a key that cannot be used.
    """
    by.must_anywhere("service.edit")
    bundle = replace(bundle, texts=with_known_blocks(bundle.texts, by=by, at=at))
    origin = f"{bundle.origin}, {bundle.made_on}".strip(", ")
    copy = working_copies(by).filter(key=bundle.key).first()
    # Whoever saves after this is told apart by `on`, which save_revision holds against the lock.
    after = proposal(bundle, chosen=chosen, actor=by).after
    if copy is None:
        version = current_versions().get(bundle.key)
        texts = texts_of(version) if version else after
        copy = begin_service(bundle.key, texts, based_on=version, origin=origin, by=by, at=at)
    now = copy.current
    assert now is not None  # there has been one from the beginning
    save_revision(copy, after, on=now.number if on is None else on, by=by, at=at)
    keep_original(bundle.key, bundle.texts, source, there, by=by, at=at)
    record("service.taken_in", str(copy), by=by, at=at, origin=origin)
    return copy
