"""Words of the trail that other rooms and the doors use."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


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


@dataclass(frozen=True, slots=True)
class Change:
    """What one row of a register became. `before` None: it was added; `after` None: removed."""

    table: str
    row: int
    at: datetime
    by: str  # a name; empty when no entry tells
    what: str  # of the entry: system.changed …
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None

    @property
    def columns(self) -> list[str]:
        """Which columns differ, by name."""
        before, after = self.before or {}, self.after or {}
        names = {*before, *after} - {"id"}
        return sorted(name for name in names if before.get(name) != after.get(name))


def keeping_history(table: str) -> tuple[str, str]:
    """SQL that follows every change of the table from now on, and SQL that stops: for RunSQL in
    the migration that makes the table. The table's key is `id`.

    Changing rows and then the table itself needs two migrations: the trigger waits for the commit.
    """
    return (
        f'INSERT INTO audit_version ("table", "row", state, gone, at, "transaction")'
        f" SELECT '{table}', id, to_jsonb(kept), false, now(), audit_clock()"
        f' FROM "{table}" AS kept;'
        f' CREATE CONSTRAINT TRIGGER keeps_history AFTER INSERT OR UPDATE OR DELETE ON "{table}"'
        " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_keep_version();",
        f'DROP TRIGGER keeps_history ON "{table}";',
    )
