"""Who may import whom, also where an import is only for annotations."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

LINTER = shutil.which("lint-imports", path=str(Path(sys.executable).parent))


def contracts(name: str) -> dict[str, dict[str, object]]:
    settings = tomllib.loads((ROOT / name).read_text("utf-8"))["tool"]["importlinter"]
    return {contract["id"]: contract for contract in settings["contracts"]}


@pytest.mark.parametrize(("config", "count"), [("pyproject.toml", 7), ("annotations.toml", 4)])
def test_every_import_contract_is_kept(config: str, count: int) -> None:
    assert LINTER, "import-linter is not installed"
    # Its cache does not know one run's exemptions from the other's.
    command = [LINTER, "--config", config, "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert f"Contracts: {count} kept, 0 broken." in done.stdout, done.stdout + done.stderr


def test_the_stricter_run_has_the_same_floors_rooms_and_doors() -> None:
    usual, strict = contracts("pyproject.toml"), contracts("annotations.toml")
    same = ("type", "layers", "containers", "modules", "exhaustive")

    for key, contract in strict.items():
        assert {name: contract.get(name) for name in same} == {
            name: usual[key].get(name) for name in same
        }
