"""What the queue says of itself."""

from django.utils import timezone
from django.utils.translation import gettext as _

from torget.foundation.health import Finding, State, check
from torget.rooms.jobs.queries import queue_state

LOST = 60  # seconds


@check
def worker() -> Finding:
    now = timezone.now()
    state = queue_state(now)
    if state.worker_seen_at is None or (now - state.worker_seen_at).total_seconds() > LOST:
        return Finding(
            _("Arbetaren"),
            State.BROKEN,
            _("Ingen arbetare är igång. {count} jobb väntar.").format(count=state.waiting),
            _("Starta en: torget worker. Inget går förlorat, men kvittenser dröjer."),
        )
    if state.failed:
        return Finding(
            _("Arbetaren"),
            State.BROKEN,
            _("Igång, men {count} jobb har misslyckats efter alla försök.").format(
                count=state.failed
            ),
            _("Se Ej framkomna på handläggarsidan, och loggen."),
        )
    says = _("Igång. {count} jobb väntar.").format(count=state.waiting)
    return Finding(_("Arbetaren"), State.WORKS, says)
