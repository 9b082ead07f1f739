"""The municipality's own rules, as something to check: what each room answers of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """A record that a rule does not hold for. `why`: a message id, with its values."""

    key: str
    name: str
    why: str = ""
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A rule by its number among the municipality's own, and what breaks it."""

    number: int
    rows: tuple[Violation, ...]
