"""What the trail says of itself."""

from django.db import DatabaseError, connection
from django.utils import timezone
from django.utils.translation import gettext as _

from torget.foundation.health import Finding, State, check
from torget.rooms.audit.queries import seal_age, trail_is_guarded

LATE = 60  # seconds


@check
def database() -> Finding:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            version = cursor.fetchone()[0]
    except DatabaseError as error:
        return Finding(
            _("Databasen"),
            State.BROKEN,
            _("Svarar inte: {error}").format(error=error),
            _("Kör torget run, eller sätt DATABASE_URL."),
        )
    says = _("PostgreSQL {version} svarar.").format(version=version)
    return Finding(_("Databasen"), State.WORKS, says)


@check
def trail() -> Finding:
    try:
        guarded, age = trail_is_guarded(), seal_age(timezone.now())
    except DatabaseError:
        remedy = _("Kör torget migrate.")
        return Finding(_("Spåret"), State.BROKEN, _("Tabellerna saknas."), remedy)
    if not guarded:
        return Finding(
            _("Spåret"),
            State.BROKEN,
            _("Skyddet mot ändringar är avstängt i databasen."),
            _("Ta reda på vem som stängde av det och kör torget audit verify."),
        )
    if age is not None and age > LATE:
        return Finding(
            _("Spåret"),
            State.BROKEN,
            _("Inget har förseglats på {seconds} sekunder.").format(seconds=round(age)),
            _("Arbetaren förseglar spåret: starta den med torget worker."),
        )
    return Finding(_("Spåret"), State.WORKS, _("Skyddat mot ändringar och förseglat."))
