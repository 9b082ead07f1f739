"""Commands about e-services."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from torget.rooms.eservices.queries import library_services
from torget.rooms.eservices.terms import ServiceTexts, read_folder, review, service_schema

service = typer.Typer(help="E-tjänster.", no_args_is_help=True)
console = Console(highlight=False)


@service.command("test")
def service_test(
    which: Annotated[
        str, typer.Argument(help="En mapp med service.yaml, eller nyckeln i biblioteket.")
    ] = "",
) -> None:
    """Låt testpersonerna gå genom en e-tjänst, eller alla i biblioteket. Felkod 1 vid fel."""
    results = [_tested(name, texts) for name, texts in _chosen(which).items()]
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


def _tested(name: str, texts: ServiceTexts) -> bool:
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


@service.command("schema")
def schema() -> None:
    """Skriv ut service.yaml som JSON Schema, för redigerare som föreslår medan man skriver."""
    typer.echo(service_schema())
