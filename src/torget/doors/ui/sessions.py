"""Sessions in the database, so that they can be ended there; read by one plain statement."""

from typing import Any

import msgspec
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import CreateError as CreateError
from django.contrib.sessions.backends.base import UpdateError as UpdateError
from django.db import connection
from django.utils import timezone

_READ = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(db.SessionStore):
    """Django's own, without the model and the signature: the key is secret, the row is ours."""

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing for one that has ended."""
        with connection.cursor() as cursor:
            cursor.execute(_READ, [self.session_key, timezone.now()])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        return self.decode(row[0])

    def encode(self, session_dict: dict[str, Any]) -> str:
        return msgspec.json.encode(session_dict).decode()

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        try:
            return msgspec.json.decode(session_data, type=dict[str, Any])
        except msgspec.MsgspecError:
            return {}  # written by something else: as if the session had ended
