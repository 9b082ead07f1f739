"""What the trail says of itself."""

from django.db import DatabaseError, connection
from django.utils import timezone

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
            "Databasen",
            State.BROKEN,
            f"Svarar inte: {error}",
            "Kör torget run, eller sätt DATABASE_URL.",
        )
    return Finding("Databasen", State.WORKS, f"PostgreSQL {version} svarar.")


@check
def trail() -> Finding:
    try:
        guarded, age = trail_is_guarded(), seal_age(timezone.now())
    except DatabaseError:
        return Finding("Spåret", State.BROKEN, "Tabellerna saknas.", "Kör torget migrate.")
    if not guarded:
        return Finding(
            "Spåret",
            State.BROKEN,
            "Skyddet mot ändringar är avstängt i databasen.",
            "Ta reda på vem som stängde av det och kör torget audit verify.",
        )
    if age is not None and age > LATE:
        return Finding(
            "Spåret",
            State.BROKEN,
            f"Inget har förseglats på {age:.0f} sekunder.",
            "Arbetaren förseglar spåret: starta den med torget worker.",
        )
    return Finding("Spåret", State.WORKS, "Skyddat mot ändringar och förseglat.")
