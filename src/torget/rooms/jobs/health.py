"""What the queue says of itself."""

from django.utils import timezone

from torget.foundation.health import Finding, State, check
from torget.rooms.jobs.queries import queue_state

LOST = 60  # seconds


@check
def worker() -> Finding:
    now = timezone.now()
    state = queue_state(now)
    if state.worker_seen_at is None or (now - state.worker_seen_at).total_seconds() > LOST:
        return Finding(
            "Arbetaren",
            State.BROKEN,
            f"Ingen arbetare är igång. {state.waiting} jobb väntar.",
            "Starta en: torget worker. Inget går förlorat, men kvittenser dröjer.",
        )
    if state.failed:
        return Finding(
            "Arbetaren",
            State.BROKEN,
            f"Igång, men {state.failed} jobb har misslyckats efter alla försök.",
            "Se Ej framkomna på handläggarsidan, och loggen.",
        )
    return Finding("Arbetaren", State.WORKS, f"Igång. {state.waiting} jobb väntar.")
