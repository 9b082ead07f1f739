"""Commands about services that others have written: taking them in, and following their changes."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.utils import timezone
from rich.table import Table

from torget.doors.console.services import OPERATOR, console, service, tested
from torget.foundation.municipality import serving
from torget.rooms.eservices.actions import ServiceTaken, take_in_service
from torget.rooms.eservices.queries import Standing, offer, proposal, shelves
from torget.rooms.eservices.terms import (
    HEADINGS,
    Became,
    Bundle,
    ImportRefused,
    Line,
    imported,
    imported_texts,
    place_of,
    read_folder,
    review,
)

__all__ = ["service"]

STANDINGS = {
    Standing.NEW: "finns inte här",
    Standing.TAKEN: "som hos er",
    Standing.SAME: "som hos er",
    Standing.CHANGED: "ändrad sedan ni tog in den",
    Standing.OTHER: "skiljer sig från er",
}
Theirs = Annotated[
    bool, typer.Option("--theirs", help="Låt originalet gälla där båda har ändrat samma sak.")
]


@service.command("import")
def service_import(
    file: Annotated[
        Path, typer.Argument(help="En e-tjänst (fil eller mapp), eller ett annat formulär.")
    ],
    key: Annotated[str, typer.Option(help="Nyckel för ett formulär i annat format.")] = "",
    theirs: Theirs = False,
) -> None:
    """Ta in en e-tjänst för att arbeta vidare på den i studion. Inget publiceras.

    Läser Torgets egna filer, Form.io, Open Forms, form-js, Open ePlatform, JSON Schema och
    PDF-formulär, och säger vad som inte följde med.
    """
    try:
        if file.is_dir():
            found = imported_texts(read_folder(file))
        else:
            found = imported(file.read_bytes(), file.name, key=key)
    except FileNotFoundError:
        console.print(f"Filen {file} finns inte.", soft_wrap=True)
        raise typer.Exit(1) from None
    except ImportRefused as error:
        console.print(f"E-tjänsten togs inte in: {error}", soft_wrap=True)
        raise typer.Exit(1) from None
    _tell(found.report)
    _take_in(found.bundle, theirs=theirs)


def _tell(report: Iterable[Line]) -> None:
    """What became of each part of a foreign form."""
    lines = list(report)
    for became in (Became.CARRIED, Became.CHANGED, Became.LEFT_OUT, Became.TO_DO):
        said = [line for line in lines if line.became is became]
        if said:
            console.print(f"[bold]{HEADINGS[became]}[/bold]")
        for line in said:
            console.print(f"  {line}", markup=False, soft_wrap=True)


def _take_in(bundle: Bundle, *, theirs: bool, source: str = "", there: str = "") -> None:
    with serving(settings.ENVIRONMENT.municipality):
        would = proposal(bundle, actor=OPERATOR)
        try:
            copy = take_in_service(
                bundle,
                on=would.on,
                chosen={one.id for one in would.conflicts} if theirs else frozenset(),
                source=source,
                there=there,
                by=OPERATOR,
                at=timezone.now(),
            )
        except ServiceTaken as error:
            console.print(f"E-tjänsten togs inte in: {error}", soft_wrap=True)
            raise typer.Exit(1) from None
        assert copy.current is not None  # there has been one from the beginning
        texts = copy.current.texts
    for one in would.conflicts:
        what, fields = place_of(one)
        kept = "originalets text" if theirs else "er text"
        console.print(f"Ändrat av båda, {kept} gäller: {what}, {', '.join(fields)}", soft_wrap=True)
    console.print(f"{copy.key} finns nu i studion, inte publicerad.")
    if review(texts).problems or not tested(copy.key, texts):
        console.print("Den har fel att rätta innan den kan publiceras.")


@service.command("sources")
def service_sources() -> None:
    """Visa delade e-tjänster, vilka som finns här och vilka vars original har ändrats."""
    with serving(settings.ENVIRONMENT.municipality):
        found = shelves(OPERATOR, ask_again=True)
    table = Table("Källa", "E-tjänst", "Hos er", box=None)
    for shelf in found:
        if shelf.fault:
            table.add_row(shelf.source, "", f"går inte att läsa: {shelf.fault}")
        for one in shelf.offers:
            table.add_row(shelf.source, one.there, STANDINGS[one.standing])
    console.print(table)
    if any(shelf.fault for shelf in found):
        raise typer.Exit(1)


@service.command("update")
def service_update(
    source: Annotated[str, typer.Argument(help="Källan, som torget service sources visar den.")],
    key: Annotated[str, typer.Argument(help="E-tjänstens nyckel i källan.")],
    theirs: Theirs = False,
) -> None:
    """Ta in en delad e-tjänst, eller det som ändrats i den. Det ni själva har ändrat blir kvar."""
    with serving(settings.ENVIRONMENT.municipality):
        one = offer(source, key, actor=OPERATOR)
        titles = {shelf.source: shelf.title for shelf in shelves(OPERATOR)}
    if one is None:
        console.print(f"Det finns ingen e-tjänst {key} i {source}.", soft_wrap=True)
        raise typer.Exit(1)
    bundle = Bundle(one.key, one.texts, titles[source])
    _take_in(bundle, theirs=theirs, source=source, there=key)
