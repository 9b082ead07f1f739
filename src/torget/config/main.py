"""The command `torget`. `run` is light; every other command gets Django and a database."""

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from torget.config.embedded_postgres import DatabaseNotStarted
from torget.config.environment import NotConfigured, environment
from torget.config.supervisor import PartFailed, Supervisor

run_app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@run_app.command()
def run(
    port: Annotated[int, typer.Option(help="Port för webbplatsen.")] = 0,
    data: Annotated[Path | None, typer.Option(help="Mapp för databas, filer och nycklar.")] = None,
    demo: Annotated[
        bool, typer.Option("--demo", help="Fyll en påhittad kommun och starta simulatorer.")
    ] = False,
) -> None:
    """Starta allt som behövs på en maskin: databas, webbplats och arbetare."""
    given = environment()
    port = port or given.port
    changes: dict[str, object] = {"port": port, "demo": demo or given.demo}
    if data:
        changes["data"] = str(data)
    if "TORGET_SITE_URL" not in os.environ:
        changes["site_url"] = f"http://localhost:{port}"
    chosen = msgspec.structs.replace(given, **changes)
    Supervisor(chosen, simulate=chosen.demo).run()


def main() -> None:
    """Entry point: plain words and exit code 1 for what an operator can put right."""
    try:
        if sys.argv[1:2] == ["run"]:
            sys.argv.pop(1)
            run_app()
        else:
            import_module("torget.config.commands").main(run)
    except (DatabaseNotStarted, NotConfigured, PartFailed) as error:
        print(f"\n{error}\n", file=sys.stderr)
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
