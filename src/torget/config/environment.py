"""Every setting an operator may give, read from the environment once, with names to look up.

`TORGET_X` gives the value of `x`; `TORGET_X_FILE` names a file that holds it (for secrets).
"""

import os
from functools import lru_cache
from pathlib import Path

import msgspec


class NotConfigured(Exception):
    """A setting is missing or unreadable. Says which, and what to set."""


class Environment(msgspec.Struct, frozen=True, kw_only=True):
    """All settings. Defaults suit a demo on one machine; production sets what `docs/` lists."""

    municipality: str = "demo"  # key of the municipality served by this process
    data: str = "./var"  # folder for the embedded database, files and secrets
    database_url: str = ""  # postgresql://… ; empty: the embedded PostgreSQL in `data`
    secret_key: str = ""  # empty: made once and kept in `data`
    hosts: str = "localhost,127.0.0.1,[::1]"  # host names the site answers to
    site_url: str = "http://localhost:8000"  # how people reach the site
    demo: bool = False  # shows /demo, log-ins included: never in production
    debug: bool = False
    listen: str = "127.0.0.1"  # address to serve on; behind a TLS proxy this stays as it is
    port: int = 8000
    workers: int = 1
    threads: int = 4
    log_format: str = "console"  # or json

    bankid_url: str = ""  # e.g. https://appapi2.test.bankid.com/rp/v6.0
    bankid_certificate: str = ""  # PEM file: our certificate and its key
    bankid_ca: str = ""  # PEM file: the CA that the server must chain to
    bankid_signature_ca: str = ""  # PEM file: roots that signatures must chain to
    bankid_launch_mobile: str = "https://app.bankid.com/"
    bankid_launch_desktop: str = "bankid:///"

    navet_url: str = ""  # …/na_epersondata/V2/personpostXML
    navet_certificate: str = ""
    navet_ca: str = ""
    navet_organisation: str = ""  # twelve digits, prefix 16
    navet_order: str = ""  # 00000236-FO01-0001

    smtp_url: str = (
        ""  # smtp://user:password@host:587?tls=start | smtps://… | smtp://localhost:2525
    )
    smtp_ca: str = ""  # PEM file: extra CA for the mail server
    mail_from: str = ""  # Solviks kommun <ingen-svarar@solvik.example>
    mail_in: str = ""  # smtp://127.0.0.1:2526?from=10.0.0.5: where the worker takes answers in
    mail_reply: str = ""  # svar@solvik.example: answers go to svar+…@solvik.example

    clamd: str = ""  # unix:/run/clamav/clamd.ctl or tcp://127.0.0.1:3310

    seal_certificate: str = ""  # PEM file: certificate, those above it, and key; seals decisions

    map_url: str = ""  # https://…/{z}/{x}/{y}.png: squares of a web map; empty: no map
    map_centre: str = "62.39,17.31,5"  # latitude,longitude,zoom where the map opens
    map_credit: str = ""  # whom the map comes from, shown on it
    shared_services: str = ""  # folder of services that municipalities share
    service_library: str = ""  # https://…/services.git or file:///…: a Git repository of services
    service_library_branch: str = "HEAD"

    simulators_url: str = ""  # the demo's phone, mailbox and authenticator

    files: str = ""  # empty: folder in `data`; or s3://bucket/prefix


def read_environment(variables: dict[str, str]) -> Environment:
    """Settings from `TORGET_…` variables; raises NotConfigured with the variable's name."""
    values: dict[str, str] = {}
    for field in msgspec.structs.fields(Environment):
        name = f"TORGET_{field.name.upper()}"
        if path := variables.get(f"{name}_FILE"):
            try:
                values[field.name] = Path(path).read_text(encoding="utf-8").strip()
            except (OSError, UnicodeError) as error:
                raise NotConfigured(f"{name}_FILE: {path} kan inte läsas ({error})") from error
        elif name in variables:
            values[field.name] = variables[name]
    values.setdefault("database_url", variables.get("DATABASE_URL", ""))
    try:
        return msgspec.convert(values, Environment, strict=False)
    except msgspec.ValidationError as error:
        says, _, field_name = str(error).partition(" - at `$.")
        name = f"TORGET_{field_name.rstrip('`').upper()}"
        raise NotConfigured(f"{name} har fel sorts värde ({says})") from error


@lru_cache
def environment() -> Environment:
    return read_environment(dict(os.environ))
