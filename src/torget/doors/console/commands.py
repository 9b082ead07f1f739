"""What an operator types: plain words, progress on long work, exit code 1 for faults."""

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated
from urllib.parse import urlsplit

import typer
from django.conf import settings
from django.utils import timezone
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from torget.demo.fill import fill, hire_officers
from torget.demo.many import fill_many
from torget.demo.people import PASSWORD, RESIDENTS, STAFF
from torget.doors.console.shared_services import service
from torget.foundation.actor import the_system
from torget.foundation.health import State, findings
from torget.foundation.municipality import serving
from torget.journeys.answer_by_mail import CaseMail
from torget.rooms.audit.queries import verify_chain
from torget.rooms.cases.actions import make_findable
from torget.rooms.identity.terms import EvidenceBroken
from torget.rooms.jobs.terms import run_worker
from torget.rooms.messaging.ports import mail_doors
from torget.rooms.submissions.actions import verify_signature
from torget.rooms.submissions.queries import signatures_of_case

app = typer.Typer(
    help="Torget: kommunens digitala medborgarkontor.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
audit = typer.Typer(help="Spåret av vem som gjort och sett vad.", no_args_is_help=True)
cases = typer.Typer(help="Ärenden.", no_args_is_help=True)
signature = typer.Typer(help="Underskrifter.", no_args_is_help=True)
app.add_typer(audit, name="audit")
app.add_typer(cases, name="cases")
app.add_typer(signature, name="signature")
app.add_typer(service, name="service")

console = Console()
MARKS = {
    State.WORKS: "[green]✓[/green]",
    State.MISSING: "[yellow]–[/yellow]",
    State.BROKEN: "[red]✗[/red]",
}


@app.command()
def worker(
    concurrency: Annotated[int, typer.Option(help="Hur många jobb åt gången.")] = 4,
) -> None:
    """Ta jobb ur kön: kvittenser, e-post, försegling av spåret."""
    environment = settings.ENVIRONMENT
    close_mail = _open_mail_door(environment.mail_in) if environment.mail_in else None
    try:
        run_worker(environment.municipality, concurrency=concurrency)
    finally:
        if close_mail:
            close_mail()


def _open_mail_door(address: str) -> Callable[[], None]:
    return mail_doors[urlsplit(address).scheme].open(address, CaseMail())


@app.command()
def demo(
    show: Annotated[bool, typer.Option("--show", help="Visa bara inloggningarna.")] = False,
    cases: Annotated[
        int, typer.Option("--cases", min=0, help="Så många påhittade ärenden till.")
    ] = 0,
    officers: Annotated[
        int, typer.Option("--officers", min=0, help="Så många bygglovshandläggare till.")
    ] = 0,
) -> None:
    """Fyll databasen med den påhittade kommunen Solvik."""
    if not show:
        fill(print)
    if officers and not show:
        hire_officers(officers)
    if cases and not show:
        with Progress(console=console) as progress:
            step = progress.add_task("Hittar på ärenden", total=cases)
            fill_many(cases, lambda done: progress.update(step, completed=done))
    print(welcome())


def welcome() -> str:
    """What there is to try in the demo, and whom to try it as."""
    site, simulators = settings.ENVIRONMENT.site_url, settings.ENVIRONMENT.simulators_url
    lines = [f"    Prova              {site}/demo", f"    Handläggning       {site}/desk/"]
    if simulators:
        lines += [
            f"    Telefonen          {simulators}/phone",
            f"    Brevlådan          {simulators}/mailbox",
            f"    Engångskoder       {simulators}/authenticator",
        ]
    lines += ["", "    Invånare (BankID i telefonen):"]
    lines += [f"      {one.name:20} {one.number}  {one.about}" for one in RESIDENTS[:4]]
    lines += ["", f"    Anställda (lösenord {PASSWORD}, kod från /authenticator):"]
    lines += [f"      {member.email:28} {member.title}" for member in STAFF]
    return "\n".join(lines)


@app.command()
def doctor() -> None:
    """Säg i klartext vad som är inställt, vad som svarar och vad som saknas."""
    table = Table(show_header=False, box=None, padding=(0, 1))
    with serving(settings.ENVIRONMENT.municipality):
        found = findings()
    for finding in found:
        table.add_row(MARKS[finding.state], f"[bold]{finding.part}[/bold]", finding.says)
        if finding.remedy:
            table.add_row("", "", f"[dim]{finding.remedy}[/dim]")
    console.print(table)
    if any(finding.state is State.BROKEN for finding in found):
        raise typer.Exit(1)


@audit.command("verify")
def audit_verify() -> None:
    """Räkna om hela kedjan och säg om något är ändrat, borttaget eller inskjutet."""
    with serving(settings.ENVIRONMENT.municipality), Progress(console=console) as progress:
        step = progress.add_task("Kontrollerar spåret", total=None)
        report = verify_chain(lambda done: progress.update(step, completed=done))
    console.print(
        f"{report.entries} poster under {report.seals} sigill, "
        f"{report.unsealed} väntar på nästa sigill."
    )
    for fault in report.faults:
        console.print(f"[red]Sigill {fault.seal}, {fault.at:%Y-%m-%d %H:%M}:[/red] {fault.says}")
    if report.holds:
        console.print(f"[green]Kedjan håller.[/green] Sista sigillet: {report.last_digest}")
    else:
        console.print("[red]Kedjan håller inte.[/red] Jämför med en säkerhetskopia.")
        raise typer.Exit(1)


@cases.command("reindex")
def cases_reindex() -> None:
    """Bygg om sökningen bland ärenden: efter en ny hemlig nyckel, eller när ord har gallrats."""
    operator = replace(the_system("console"), grants={"system.reindex": frozenset({0})})
    with serving(settings.ENVIRONMENT.municipality), Progress(console=console) as progress:
        step = progress.add_task("Bygger om sökningen", total=None)
        for done in make_findable(by=operator, at=timezone.now()):
            progress.update(step, completed=done)
    console.print("[green]Sökningen är ombyggd.[/green]")


@signature.command("verify")
def signature_verify(
    number: Annotated[str, typer.Argument(help="Ärendets nummer, till exempel BYGG-2026-0001.")],
) -> None:
    """Kontrollera underskrifterna i ett ärende mot beviset som sparades."""
    now, by = timezone.now(), the_system("console")
    with serving(settings.ENVIRONMENT.municipality):
        signatures = list(signatures_of_case(number))
        if not signatures:
            console.print(f"Ärende {number} finns inte, eller har inga underskrifter.")
            raise typer.Exit(1)
        broken = False
        for one in signatures:
            try:
                verify_signature(one, by=by, at=now)
            except EvidenceBroken as error:
                broken = True
                console.print(
                    f"[red]✗ {one.name}, {one.signed_at:%Y-%m-%d %H:%M}:[/red] {error.reason}"
                )
            else:
                console.print(
                    f"[green]✓[/green] {one.name}, {one.signed_at:%Y-%m-%d %H:%M}: giltig"
                )
    if broken:
        raise typer.Exit(1)
