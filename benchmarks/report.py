"""Writing down what was measured: a table for people, JSON for the next release."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.load import Rate
from benchmarks.system import Memory

RESULT = Path(__file__).resolve().parents[1] / "build" / "bench.json"


@dataclass(frozen=True, slots=True)
class Compared:
    """A page and its floor, measured in turns."""

    name: str
    page: Rate
    floor: Rate

    @property
    def rate_ratio(self) -> float:
        return self.page.per_second / self.floor.per_second

    @property
    def cpu_ratio(self) -> float:
        return self.page.cpu / self.floor.cpu


@dataclass(frozen=True, slots=True)
class Figure:
    name: str
    value: float
    unit: str
    ratio: float | None = None

    def as_json(self) -> dict[str, Any]:
        found: dict[str, Any] = {
            "name": self.name, "value": round(self.value, 3), "unit": self.unit
        }  # fmt: skip
        return found if self.ratio is None else found | {"ratio": round(self.ratio, 3)}


def write(figures: list[Figure]) -> None:
    RESULT.parent.mkdir(exist_ok=True)
    found = [figure.as_json() for figure in figures]
    RESULT.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", "utf-8")


def show(compared: list[Compared], figures: list[Figure], memory: Memory) -> None:
    console = Console(width=110)
    pages = Table(title="Beside the floor", title_justify="left")
    for heading in ("page", "requests/s", "p50 ms", "p95 ms", "CPU ms", "floor/s", "floor CPU ms",
                    "rate ×", "CPU ×"):  # fmt: skip
        pages.add_column(heading, justify="left" if heading == "page" else "right")
    for one in compared:
        pages.add_row(
            one.name, f"{one.page.per_second:.0f}", f"{one.page.p50:.1f}", f"{one.page.p95:.1f}",
            f"{one.page.cpu:.2f}", f"{one.floor.per_second:.0f}", f"{one.floor.cpu:.2f}",
            f"{one.rate_ratio:.2f}", f"{one.cpu_ratio:.2f}",
        )  # fmt: skip
    console.print(pages)
    every = Table(title=f"Written to {RESULT.parent.name}/{RESULT.name}", title_justify="left")
    for heading in ("name", "value", "unit", "ratio"):
        every.add_column(heading, justify="right" if heading in ("value", "ratio") else "left")
    for figure in figures:
        ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}"
        every.add_row(figure.name, f"{figure.value:.1f}", figure.unit, ratio)
    console.print(every)
    shares = ", ".join(f"{part} {size:.0f}" for part, size in sorted(memory.parts.items()))
    console.print(f"Memory by part (PSS, MB): {shares}")
