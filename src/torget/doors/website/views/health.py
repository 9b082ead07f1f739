"""Whether the site is up, for load balancers and for `torget run`."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone

from torget.rooms.jobs.queries import queue_state

LOST_WORKER = 60  # seconds without a sign of life


def healthz(request: HttpRequest) -> JsonResponse:
    """200 when site, database and worker are up; 503 with what is missing otherwise."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        now = timezone.now()
        seen = queue_state(now).worker_seen_at
    except DatabaseError:
        return JsonResponse({"database": "down"}, status=503)
    worker = seen is not None and (now - seen).total_seconds() < LOST_WORKER
    state = {"database": "up", "worker": "up" if worker else "down"}
    return JsonResponse(state, status=200 if worker else 503)
