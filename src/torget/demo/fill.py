"""Fill the database with Solvik: done again, it only adds what is missing."""

from __future__ import annotations

import json
from base64 import b32encode
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from torget.demo.classes import decide_classes
from torget.demo.delegations import ADOPTED, ROWS
from torget.demo.people import PASSWORD, STAFF, Member
from torget.demo.positions import POSITIONS
from torget.demo.reports import REPORTS
from torget.demo.systems import add_systems
from torget.demo.templates import TEMPLATES
from torget.foundation.actor import NOBODY, Actor
from torget.foundation.municipality import serving
from torget.journeys.submit_application import submit_application
from torget.rooms.cases.actions import add_template
from torget.rooms.cases.queries import has_cases, message_templates
from torget.rooms.eservices.actions import declare_directory, publish_version, take_in_blocks
from torget.rooms.eservices.queries import library_blocks, library_services, published_service
from torget.rooms.identity.actions import open_account
from torget.rooms.information.actions import declare_list, declare_types
from torget.rooms.information.terms import read_code_lists, read_information_types
from torget.rooms.organisation.actions import (
    appoint,
    appoint_to,
    delegate,
    employ,
    found_committee,
    found_position,
    found_unit,
    set_up_municipality,
)
from torget.rooms.organisation.queries import unit
from torget.rooms.organisation.terms import (
    CommitteeKind,
    DelegationFacts,
    MunicipalityFacts,
    Role,
)
from torget.rooms.submissions.actions import save_answers, start_draft
from torget.rooms.submissions.queries import what_is_shown

if TYPE_CHECKING:
    from torget.rooms.organisation.models import Delegation, Employee, Unit

LIBRARY = Path(__file__).resolve().parents[1] / "library"
SINCE = date(2026, 1, 1)
EVERYWHERE = frozenset({0})
FILLER = Actor(
    id="system:demo",
    name="Torget",
    grants={
        "organisation.appoint": EVERYWHERE,
        "service.edit": EVERYWHERE,
        "service.publish": EVERYWHERE,
        "information.declare": EVERYWHERE,
    },
    door="console",
)

COMMITTEES = (
    ("miljo-bygg", "Miljö- och byggnämnden", "Environment and Building Committee"),
    ("barn", "Barn- och utbildningsnämnden", "Children and Education Committee"),
    ("teknik", "Tekniska nämnden", "Technical Committee"),
    ("omsorg", "Omsorgsnämnden", "Social Care Committee"),
    ("kultur-fritid", "Kultur- och fritidsnämnden", "Culture and Leisure Committee"),
    ("ks", "Kommunstyrelsen", "Municipal Executive Board"),
)
UNITS = (
    ("bygg", "miljo-bygg", "Bygglovsenheten", "Building Permits Unit", "210"),
    ("miljo", "miljo-bygg", "Miljö- och tillståndsenheten", "Environment and Licences Unit", "215"),
    ("forskola", "barn", "Förskoleenheten", "Preschool Unit", "220"),
    ("skola", "barn", "Skolenheten", "School Unit", "225"),
    ("gata", "teknik", "Gatu- och parkenheten", "Streets and Parks Unit", "230"),
    ("va", "teknik", "Vatten och avlopp", "Water and Sewage", "235"),
    ("omsorg", "omsorg", "Omsorgsenheten", "Social Care Unit", "240"),
    ("fritid", "kultur-fritid", "Fritidsenheten", "Leisure Unit", "250"),
    ("kundcenter", "ks", "Kundcenter", "Contact Centre", "200"),
)


def fill(
    say: Callable[[str], None], *, reports: bool = True, services: Collection[str] = ()
) -> None:
    """Add the municipality, its people, information types, services and, if wanted, reports.

    `services` are keys of the library's; without them all of it is published.
    """
    now = timezone.now()
    with serving(settings.ENVIRONMENT.municipality), transaction.atomic():
        _municipality(now)
        units = _units(now)
        _delegations(units, now)
        _templates(units, now)
        hashed = make_password(PASSWORD)  # slow on purpose, so once for all
        people = {member.email: _member(member, hashed, units, now) for member in STAFF}
        _positions(units, people, now)
        declare_types(
            read_information_types((LIBRARY / "information.yaml").read_text("utf-8")),
            by=FILLER,
            at=now,
        )
        decide_classes(now)
        for facts in read_code_lists((LIBRARY / "lists.yaml").read_text("utf-8")):
            declare_list(facts, by=FILLER, at=now)
        add_systems(now)
        declare_directory((LIBRARY / "directory.yaml").read_text("utf-8"), by=FILLER, at=now)
        take_in_blocks(tuple(library_blocks().items()), by=FILLER, at=now)
        for key, texts in library_services().items():
            if not services or key in services:
                publish_version(texts, by=FILLER, at=now)
        if reports and not has_cases():
            for report in REPORTS:
                _report(report, now)
    _tell_authenticator()
    say("          Solviks kommun finns på plats")


def _positions(units: dict[str, Unit], people: dict[str, Employee], now: datetime) -> None:
    for post in POSITIONS:
        position = found_position(
            post.key,
            name={"sv": post.sv, "en": post.en},
            unit=units[post.unit],
            valid_from=SINCE,
            by=FILLER,
            at=now,
        )
        if post.holder:
            appoint_to(
                position,
                people[post.holder],
                valid_from=SINCE,
                appointed_by="Förvaltningschefen",
                by=FILLER,
                at=now,
            )


def _municipality(now: datetime) -> None:
    facts = MunicipalityFacts(
        key="solvik",
        name="Solviks kommun",
        organisation_number="212000-0000",
        email="kommun@solvik.example",
        data_protection_email="dataskydd@solvik.example",
        phone="0980-319 200",
        visiting_address="Torget 1, Solvik",
        postal_address="Solviks kommun, 989 00 Solvik",
        opening_hours={"sv": "Vardagar 8–16", "en": "Weekdays 8 am–4 pm"},
    )
    set_up_municipality(facts, by=FILLER, at=now)


def _units(now: datetime) -> dict[str, Unit]:
    committees = {
        key: found_committee(
            key,
            CommitteeKind.EXECUTIVE if key == "ks" else CommitteeKind.COMMITTEE,
            name={"sv": name, "en": english},
            email=f"{key}@solvik.example",
            by=FILLER,
            at=now,
        )
        for key, name, english in COMMITTEES
    }
    return {
        key: found_unit(
            key,
            committees[committee],
            name={"sv": name, "en": english},
            email=f"{key}@solvik.example",
            phone=f"0980-319 {extension}",
            by=FILLER,
            at=now,
        )
        for key, committee, name, english, extension in UNITS
    }


def _delegations(units: dict[str, Unit], now: datetime) -> None:
    committees = {unit.committee.key: unit.committee for unit in units.values()}
    rows: dict[tuple[str, str], Delegation] = {}
    for row in ROWS:
        committee = committees[row.committee]
        rows[row.committee, row.number] = delegate(
            committees[row.committee],
            DelegationFacts(
                number=row.number,
                title=row.title,
                right=row.right,
                roles=row.roles,
                resolution=f"{committee.name['sv']} {ADOPTED[row.committee]}",
                valid_from=SINCE,
            ),
            unit=units.get(row.unit),
            parent=rows.get((row.committee, row.under)),
            by=FILLER,
            at=now,
        )


def _member(member: Member, hashed: str, units: dict[str, Unit], now: datetime) -> Employee:
    employee = employ(
        member.email, name=member.name, title=member.title, phone=member.phone, by=FILLER, at=now
    )
    for role, keys in member.roles:
        for key in keys:
            appoint(employee, role, units[key], valid_from=SINCE, by=FILLER, at=now)
    account = open_account(employee, hashed, by=FILLER, at=now)
    if account:
        EmailAddress.objects.create(user=account, email=member.email, verified=True, primary=True)
        TOTP.activate(account, member.secret)
    return employee


def hire_officers(count: int) -> None:
    """Let so many more handle building permits, with the password and codes of the demo."""
    now = timezone.now()
    with serving(settings.ENVIRONMENT.municipality), transaction.atomic():
        hashed, hired = make_password(PASSWORD), [_officer(order) for order in range(count)]
        units = {"bygg": unit("bygg")}
        for member in hired:
            _member(member, hashed, units, now)
    _tell_authenticator(hired)


def _officer(order: int) -> Member:
    secret = b32encode(f"handlaggare-{order:08}".encode()).decode()
    return Member(
        f"Handläggare {order + 1}",
        "Bygglovshandläggare",
        f"handlaggare.{order + 1}@solvik.example",
        "0980-319 210",
        secret,
        "",
        ((Role.CASE_OFFICER, ("bygg",)),),
    )


def _report(report: dict[str, object], now: datetime) -> None:
    """One report, sent as a person without log-in would send it."""
    service = published_service("felanmalan")
    draft = start_draft(
        service.version,
        person=None,
        context={},
        language="sv",
        by=NOBODY,
        at=now,
    )
    sender = replace(NOBODY, holds=frozenset({str(draft.key)}), door="portal")
    save_answers(draft, report, by=sender, at=now)
    draft.answers = report
    digest = what_is_shown(draft, "sv").digest
    submit_application(draft, shown_digest=digest, order=None, by=sender, at=now)


def _templates(units: dict[str, Unit], now: datetime) -> None:
    """The same for each unit that has none."""
    writer = replace(FILLER, grants={"case.write": frozenset(one.pk for one in units.values())})
    have = set(message_templates(writer).values_list("unit", flat=True))
    for one in units.values():
        for title, texts in TEMPLATES if one.pk not in have else ():
            add_template(title, texts, unit=one.pk, once=uuid4(), by=writer, at=now)


def _tell_authenticator(hired: Sequence[Member] = ()) -> None:
    """Let the simulated authenticator app know the staff's secrets, as their phones would."""
    folder = Path(settings.ENVIRONMENT.data) / "simulators"
    folder.mkdir(parents=True, exist_ok=True)
    known = [{"label": member.email, "secret": member.secret} for member in (*STAFF, *hired)]
    (folder / "authenticator.json").write_text(json.dumps(known), "utf-8")
