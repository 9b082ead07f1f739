"""Links that let someone outside in to answer. Nobody can make one from what the database holds.

A link is made of the row's own key and the installation's secret, so that it can be sent again;
the row keeps only its digest.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.utils.crypto import salted_hmac

if TYPE_CHECKING:
    from uuid import UUID


def link_word(key: UUID) -> str:
    """What the link ends with: 256 bits that cannot be guessed."""
    return salted_hmac("torget.cases.referral", str(key), algorithm="sha256").hexdigest()


def link_digest(word: str) -> str:
    """What is kept of a link."""
    return hashlib.sha256(word.encode()).hexdigest()
