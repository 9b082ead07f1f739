"""Commands about e-services."""

from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone
from rich.console import Console

from torget.doors.console.accessibility import NoBrowser, look_at
from torget.foundation.actor import Actor
from torget.foundation.municipality import serving
from torget.rooms.eservices.actions import record_inspection
from torget.rooms.eservices.queries import bundle_of, checks_of, library_services, working_copy
from torget.rooms.eservices.terms import (
    ServiceTexts,
    inspection_plan,
    packed,
    read_folder,
    review,
    service_schema,
)
from torget.rooms.organisation.queries import the_municipality

service = typer.Typer(help="E-tjänster.", no_args_is_help=True)
console = Console(highlight=False)
# Whoever may run commands on the server may do everything there.
OPERATOR = Actor(
    id="system:console",
    name="Torget",
    grants={"service.edit": frozenset({0})},
    door="console",
)

NO_BROWSER = """\
Granskningen behöver en webbläsare. Installera Playwright och Chromium:
    python -m pip install playwright
    python -m playwright install chromium
Finns Chromium redan på datorn räcker den första raden."""


@service.command("test")
def service_test(
    which: Annotated[
        str, typer.Argument(help="En mapp med service.yaml, eller nyckeln i biblioteket.")
    ] = "",
) -> None:
    """Låt testpersonerna gå genom en e-tjänst, eller alla i biblioteket. Felkod 1 vid fel."""
    results = [tested(name, texts) for name, texts in _chosen(which).items()]
    if not all(results):
        raise typer.Exit(1)


def _chosen(which: str) -> dict[str, ServiceTexts]:
    library = library_services()
    if not which:
        return library
    if which in library:
        return {which: library[which]}
    folder = Path(which)
    if not (folder / "service.yaml").exists():
        console.print(f"Det finns ingen service.yaml i {which}, och ingen sådan e-tjänst.")
        raise typer.Exit(1)
    return {folder.resolve().name: read_folder(folder)}


def tested(name: str, texts: ServiceTexts) -> bool:
    """Say how the service's test persons went; whether all is well."""
    console.print(f"[bold]{name}[/bold]")
    found = review(texts)
    for file, problems in (
        ("service.yaml", found.problems),
        ("personas.yaml", found.persona_problems),
    ):
        for problem in problems:
            console.print(f"  [red]✗[/red] {file}, {problem}", soft_wrap=True)
    for test in found.tests:
        mark = "[green]✓[/green]" if test.passed else "[red]✗[/red]"
        console.print(f"  {mark} {test.persona.name}")
        for difference in test.differences:
            console.print(f"      {difference}", markup=False, soft_wrap=True)
    return found.service is not None and found.passed


@service.command("accessibility")
def service_accessibility(
    key: Annotated[str, typer.Argument(help="Nyckeln till en tjänst som skrivs i studion.")],
) -> None:
    """Granska varje sida i en e-tjänst med axe, som före publicering. Felkod 1 vid fel."""
    with serving(settings.ENVIRONMENT.municipality):
        try:
            copy = working_copy(key, actor=OPERATOR)
        except ObjectDoesNotExist:
            console.print(f"Ingen tjänst {key} skrivs i studion.")
            raise typer.Exit(1) from None
        assert copy.current is not None  # there has been one from the beginning
        plan = inspection_plan(review(copy.current.texts))
        if plan is None:
            console.print("Texten har fel. Rätta dem först: torget service test.")
            raise typer.Exit(1)
        try:
            report = look_at(key, plan, by=OPERATOR)
        except NoBrowser:
            console.print(NO_BROWSER)
            raise typer.Exit(1) from None
        record_inspection(copy, report, on=copy.current.number, by=OPERATOR, at=timezone.now())
        check = next(check for check in checks_of(copy) if check.name == "accessibility")
    console.print(f"{len(plan.sights)} sidor är granskade.")
    for said in check.says:
        console.print(f"  {said}", markup=False, soft_wrap=True)
    if report.faults:
        raise typer.Exit(1)


@service.command("schema")
def schema() -> None:
    """Skriv ut service.yaml som JSON Schema, för redigerare som föreslår medan man skriver."""
    typer.echo(service_schema())


@service.command("export")
def service_export(
    key: Annotated[str, typer.Argument(help="Tjänstens nyckel.")],
    to: Annotated[Path, typer.Argument(help="Filen att skriva.")],
    version: Annotated[
        int | None, typer.Option(help="Publicerad version; annars det som skrivs nu.")
    ] = None,
) -> None:
    """Skriv en e-tjänst till en fil som en annan kommun kan ta in."""
    with serving(settings.ENVIRONMENT.municipality):
        try:
            origin = the_municipality().name
            bundle = bundle_of(key, version, origin=origin, actor=OPERATOR)
        except ObjectDoesNotExist:
            console.print(f"Det finns ingen sådan e-tjänst eller version: {key}.")
            raise typer.Exit(1) from None
    to.write_bytes(packed(bundle, on=timezone.localdate()))
    console.print(f"{key} finns i {to}.", soft_wrap=True)
