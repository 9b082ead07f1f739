"""Where the repository is, and what is in it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "torget"
ROOMS = SRC / "rooms"
# Made by tools, fetched by tools, or kept by tools for themselves.
NOT_OURS = frozenset({"node_modules", "vendor", "var", "__pycache__", "dist", "build"})
HIDDEN_BUT_OURS = frozenset({".ci", ".gitignore", ".github", ".gitlab-ci.yml"})


def our_files(folder: Path = ROOT) -> Iterator[Path]:
    """Every file that people have written, wherever it lies."""
    for path in sorted(folder.iterdir()):
        hidden = path.name.startswith(".") and path.name not in HIDDEN_BUT_OURS
        if hidden or path.name in NOT_OURS or path.is_symlink():
            continue
        if path.is_dir():
            yield from our_files(path)
        else:
            yield path


def modules(folder: Path = SRC) -> list[Path]:
    """Python files, without migrations, which Django writes."""
    return [path for path in sorted(folder.rglob("*.py")) if "migrations" not in path.parts]


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))
