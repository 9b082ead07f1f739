"""How a batch of the trail is turned into a fingerprint."""

import hashlib
import json
from collections.abc import Iterable, Mapping

GENESIS = "0" * 64


def batch_digest(previous: str, entries: Iterable[Mapping[str, object]]) -> str:
    """SHA-256 over the previous digest and each entry as JSON with sorted keys, one a line.

    Moments are ISO 8601 in UTC. Anyone with the rows can compute the chain again.
    """
    digest = hashlib.sha256(previous.encode())
    for entry in entries:
        line = json.dumps(entry, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        digest.update(b"\n" + line.encode())
    return digest.hexdigest()
