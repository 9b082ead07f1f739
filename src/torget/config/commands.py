"""Every command but `run`: with Django set up, and a database that answers."""

import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import django
from django.core.management import call_command

from torget.config.database import running_database
from torget.config.environment import environment
from torget.config.supervisor import WELCOME


def main(run: Callable[..., None]) -> None:
    """Do the command in sys.argv; `run` is listed among them. Raises DatabaseNotStarted."""
    if not sys.argv[1:] or "--help" in sys.argv:
        _commands(run)
        return
    with running_database(environment()):
        _commands(run)


def _commands(run: Callable[..., None]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "torget.config.settings")
    django.setup()
    app = import_module("torget.doors.console.commands").app
    app.command()(run)
    app.command()(migrate)
    app.command(hidden=True)(prepare)
    app()


def migrate() -> None:
    """Skapa eller uppdatera databasens tabeller."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    print("          Databasens tabeller är aktuella", flush=True)


def prepare() -> None:
    """Det som ska vara gjort innan webbplatsen startar."""
    migrate()
    call_command("collectstatic", verbosity=0, interactive=False)
    if environment().demo:
        import_module("torget.demo.fill").fill(print)
        welcome = import_module("torget.doors.console.commands").welcome()
        Path(environment().data, WELCOME).write_text(welcome, encoding="utf-8")
