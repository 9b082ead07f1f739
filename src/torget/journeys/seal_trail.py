"""The trail is sealed, every few seconds."""

from django.utils import timezone

from torget.foundation.actor import Actor
from torget.rooms.audit.actions import seal_batch
from torget.rooms.jobs.ports import pulse

SEALER = Actor(
    id="system:sealer",
    name="Torget",
    grants={"audit.seal": frozenset({0})},
    door="worker",
)


@pulse("seal the trail", seconds=3)
def seal_trail() -> None:
    seal_batch(by=SEALER, at=timezone.now())
