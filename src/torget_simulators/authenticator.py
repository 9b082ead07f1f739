"""One-time codes for staff log-in in the demo (RFC 6238: SHA-1, six digits, thirty seconds)."""

import base64
import hashlib
import hmac
import json
import struct
from dataclasses import dataclass
from pathlib import Path

STEP = 30
DIGITS = 6


@dataclass(frozen=True, slots=True)
class Code:
    label: str
    digits: str
    seconds_left: int


def one_time_code(secret: str, at: float) -> str:
    """The code for a base32 secret at a Unix time."""
    padded = secret.upper().replace(" ", "") + "=" * (-len(secret.replace(" ", "")) % 8)
    counter = struct.pack(">Q", int(at) // STEP)
    mac = hmac.new(base64.b32decode(padded), counter, hashlib.sha1).digest()
    offset = mac[-1] & 0x0F
    number = struct.unpack(">I", mac[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"


def codes(file: Path, at: float) -> list[Code]:
    """Codes for the secrets in the file: a JSON list of {"label", "secret"}."""
    if not file.exists():
        return []
    return [
        Code(entry["label"], one_time_code(entry["secret"], at), STEP - int(at) % STEP)
        for entry in json.loads(file.read_text(encoding="utf-8"))
    ]
