"""Everything a change must pass, in the order that fails soonest. `make test` calls it."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
DEBIAN_POSTGRES = Path("/usr/lib/postgresql")

QUICK = (
    ("stil", ["ruff", "check", "src", "tests", "tools", "benchmarks"]),
    ("form", ["ruff", "format", "--check", "--quiet", "src", "tests", "tools", "benchmarks"]),
    ("väggar mellan rummen", ["lint-imports", "--no-cache"]),
    ("väggar, även för typer", ["lint-imports", "--no-cache", "--config", "annotations.toml"]),
    ("typer", ["mypy"]),
    ("engelska texter", [sys.executable, "tools/messages.py", "check"]),
)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--quick", action="store_true", help="only the checks without tests")
    chosen = arguments.parse_args()
    os.chdir(ROOT)
    variables = dict(os.environ) | {"PYTHONPATH": str(ROOT), "TORGET_DATA": str(ROOT / "build/var")}
    for name, command in QUICK:
        if not _step(name, command, variables):
            return 1
    if chosen.quick:
        return 0
    _ensure_browser()
    variables.pop("TORGET_DATA")
    if not _tests("tester", ["pytest", "-n", "2", "--dist", "loadgroup"], variables):
        return 1
    return _on_debian_postgres(variables)


def _tests(name: str, command: list[str], variables: dict[str, str]) -> bool:
    """Run tests two at a time. Those that fail are run once more with the machine to themselves:
    real processes and a real browser on a busy machine may take longer than a test waits. What
    fails alone too has failed; what passes alone is named, to be made sturdier.
    """
    if _step(name, command, variables, quiet=False):
        return True
    print("De tester som föll körs om, en i taget:", flush=True)
    return _step(f"{name}, omkörda", ["pytest", "--last-failed", "-rA"], variables, quiet=False)


def _step(name: str, command: list[str], variables: dict[str, str], *, quiet: bool = True) -> bool:
    """Run one command; show what it says only when it fails, unless it is not quiet."""
    started = time.monotonic()
    done = subprocess.run(
        command,
        env=variables,
        check=False,
        stdout=subprocess.PIPE if quiet else None,
        stderr=subprocess.STDOUT if quiet else None,
        text=True,
    )
    passed = done.returncode == 0
    if not passed and done.stdout:
        print(done.stdout)
    mark = "✓" if passed else "✗"
    print(f"{mark} {name} ({time.monotonic() - started:.0f} s)", flush=True)
    return passed


def _ensure_browser() -> None:
    """A real Chromium: the machine's, Debian's package, or Playwright's own."""
    if any(shutil.which(name) for name in CHROMIUM) or os.environ.get("TORGET_CHROMIUM"):
        return
    print("          Chromium installeras för testerna (en gång)", flush=True)
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quietly = dict(os.environ) | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-q"], check=False, stdout=subprocess.DEVNULL)
        done = subprocess.run(
            ["apt-get", "install", "-yq", "--no-install-recommends", "chromium"],
            env=quietly,
            check=False,
            stdout=subprocess.DEVNULL,
        )
        if done.returncode == 0:
            return
    done = subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if done.returncode:
        sys.exit("Testerna behöver Chromium. Installera det, till exempel: apt install chromium")


def _on_debian_postgres(variables: dict[str, str]) -> int:
    """The database-near tests once more, on the distribution's PostgreSQL where there is one."""
    found = sorted(DEBIAN_POSTGRES.glob("*/bin/postgres"), key=lambda path: int(path.parts[4]))
    if not found:
        print(
            "– Debians PostgreSQL finns inte här: de databasnära testerna körs bara på den inbyggda"
        )
        return 0
    variables = variables | {"TORGET_TEST_POSTGRES": str(found[-1].parent)}
    version = found[-1].parts[4]
    command = ["pytest", "-n", "2", "tests/rooms", "tests/journeys"]
    return 0 if _tests(f"databasnära tester på PostgreSQL {version}", command, variables) else 1


if __name__ == "__main__":
    sys.exit(main())
