"""Words of the trail that other rooms and the doors use."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Fault:
    """Where the chain does not hold, in plain Swedish."""

    seal: int
    at: datetime
    says: str


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What a walk along the chain found."""

    seals: int
    entries: int
    unsealed: int
    last_digest: str
    faults: tuple[Fault, ...]

    @property
    def holds(self) -> bool:
        return not self.faults


@dataclass(frozen=True, slots=True)
class TrailState:
    is_guarded: bool  # the database refuses changes
    sealed: int  # entries
