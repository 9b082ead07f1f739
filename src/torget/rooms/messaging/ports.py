"""What a delivery channel must do."""

from collections.abc import Callable
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
    reply_to: str = ""  # an address for answers; empty: nobody reads them


class DeliveryChannel(Protocol):
    def deliver(self, message: OutgoingMessage) -> None:
        """Hand the message over; raises DeliveryFailed."""
        ...


@dataclass(frozen=True, slots=True)
class IncomingLetter:
    """What somebody has sent us. Nothing in it is proven, least of all the sender."""

    key: str  # the same when the same letter is handed over again
    sender: str  # the address it says it is from; "" when it says none
    text: str
    files: tuple[OutgoingFile, ...] = ()


class MailTaker(Protocol):
    """Who takes what comes in."""

    def knows(self, address: str) -> bool:
        """Whether the address is one of ours. Fast: asked before the letter is sent."""
        ...

    def take(self, address: str, letter: IncomingLetter) -> None:
        """Keep the letter, or tell its sender why not. Once it returns, it is our concern."""
        ...


class MailDoor(Protocol):
    def open(self, address: str, taker: MailTaker) -> Callable[[], None]:
        """Begin to take letters in at an address of the settings; return what closes the door."""
        ...


mail_doors = Registry[MailDoor]("ways in for mail")
delivery_channels = Registry[DeliveryChannel]("delivery channels")
