"""What a delivery channel must do."""

from dataclasses import dataclass
from typing import Protocol

from torget.foundation.registry import Registry


class DeliveryFailed(Exception):
    """The message could not be handed over.

    `permanent`: trying again cannot help (the address does not exist). `reason`: plain Swedish.
    """

    def __init__(self, reason: str, *, permanent: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.permanent = permanent


@dataclass(frozen=True, slots=True)
class OutgoingFile:
    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
    key: str  # the same at every attempt, so that a receiver can tell a repetition
    to: str
    subject: str
    body: str  # plain text
    language: str  # "sv" or "en"
    files: tuple[OutgoingFile, ...] = ()


class DeliveryChannel(Protocol):
    def deliver(self, message: OutgoingMessage) -> None:
        """Hand the message over; raises DeliveryFailed."""
        ...


delivery_channels = Registry[DeliveryChannel]("delivery channels")
