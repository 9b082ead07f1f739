"""Registers of a large municipality: lists, the map and reports of thousands of systems and types.

A part of `make bench`, and alone: `python -m benchmarks.office`.
"""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import psycopg

from benchmarks.people import Browser, log_in_officer
from benchmarks.report import Figure
from benchmarks.system import System
from benchmarks.waits import asked, p95

PORT = 8800  # beside the other systems, simulators on 8900 … 8903
STRATEGIST = "astrid.vik@solvik.example"
SYSTEMS, TYPES, HOLDS, FLOWS = 2_000, 5_000, 14_000, 6_000  # the last two: 20 000 relations
ROUNDS = 20
LISTS = (
    "/office/information/", "/office/information/?sok=pump&sortera=-confidentiality",
    "/office/information/?agare=vakant&sida=7", "/office/system/", "/office/system/?sok=1999",
    "/office/system/?sortera=-name&sida=30", "/office/organisation/befattningar/",
    "/office/organisation/delegationsordning/", "/office/leverantorer/", "/office/avtal/",
)  # fmt: skip
MAPS = (
    "/office/system/karta/", "/office/system/karta/?fran=system:system-1000&djup=2",
    "/office/system/karta/?fran=type:bench.type-77&visa=type&djup=2",
)  # fmt: skip
REPORTS = (
    "/office/", "/office/regler/", "/office/regler/4/", "/office/regler/1/",
    "/office/system/liknar/", "/office/system/system-1000/", "/office/system/system-1000/stannar/",
    "/office/organisation/",
)  # fmt: skip

# Types as one that is there; systems of forty products from forty suppliers; what they hold and
# give each other is spread so that every thing has some neighbours and a few have many.
FILL = f"""
INSERT INTO information_informationtype (key, name, description, purpose, owner_id, unit,
  legal_basis, gdpr_basis, gdpr_exception, personal_data, holder, secrecy, confidentiality,
  confidentiality_why, integrity, integrity_why, availability, availability_why, traceability,
  traceability_why, retention_years, retention_from, retention_why, retention_decision, is_open,
  open_why, content_hash)
SELECT 'bench.type-' || n, jsonb_build_object('sv', 'Uppgift om pump ' || n, 'en', 'Pump ' || n),
  description, purpose, (SELECT id FROM organisation_position ORDER BY id LIMIT 1 OFFSET n % 9),
  unit, legal_basis, gdpr_basis, gdpr_exception, personal_data, holder, secrecy, n % 3,
  confidentiality_why, integrity, integrity_why, availability, availability_why, traceability,
  traceability_why, retention_years, retention_from, retention_why, retention_decision, false,
  open_why, md5('bench' || n)
FROM information_informationtype, generate_series(1, {TYPES}) AS n WHERE key = 'person.name';

INSERT INTO systems_supplier (key, name, organisation_number, contact)
SELECT 'bench-' || n, 'Leverantör ' || n, '', '' FROM generate_series(1, 40) AS n;

INSERT INTO systems_product (uuid, name, former_names, supplier_id, kind, description, standards,
  export_formats, is_own)
SELECT md5('bench' || n)::uuid, 'Produkt ' || n, '[]',
  (SELECT id FROM systems_supplier WHERE key = 'bench-' || n), 'base', '', '', '', false
FROM generate_series(1, 40) AS n;

INSERT INTO systems_system (key, name, product_id, committee_id, unit_id, purpose, scope,
  criterion, scope_why, lifecycle, hosting, data_place, is_vital, users, accessible, ai_use,
  exit_readiness, instruction, training, service_level, data_after, confirmed_by)
SELECT 'system-' || n, 'System ' || n,
  (SELECT id FROM systems_product WHERE name = 'Produkt ' || (n % 40 + 1)),
  (SELECT id FROM organisation_committee ORDER BY id LIMIT 1), NULL, 'Styr pump ' || n % 500,
  'own', '', '', 'operation', 'own', '', n % 7 = 0, '', '', '', '',
  CASE WHEN n % 5 = 0 THEN '' ELSE 'https://lathund.example' END, 'https://kurs.example', '', '', ''
FROM generate_series(1, {SYSTEMS}) AS n;

CREATE TEMPORARY TABLE s AS
SELECT row_number() OVER (ORDER BY id) AS n, id FROM systems_system WHERE key LIKE 'system-%';
CREATE TEMPORARY TABLE t AS
SELECT row_number() OVER (ORDER BY id) AS n, id FROM information_informationtype
WHERE key LIKE 'bench.%';

INSERT INTO systems_systeminformation (system_id, type_id, is_master)
SELECT s.id, t.id, i <= {TYPES} FROM generate_series(1, {HOLDS}) AS i
JOIN s ON s.n = i * 7 % {SYSTEMS} + 1 JOIN t ON t.n = i * 13 % {TYPES} + 1
ON CONFLICT DO NOTHING;

INSERT INTO systems_integration (source_id, target_id, type_id, interface, frequency)
SELECT one.id, other.id, t.id, 'REST', 'dagligen' FROM generate_series(1, {FLOWS}) AS i
JOIN s AS one ON one.n = i * 3 % {SYSTEMS} + 1
JOIN s AS other ON other.n = (i * i) % {SYSTEMS} + 1
JOIN t ON t.n = i * 11 % {TYPES} + 1 WHERE one.id <> other.id
ON CONFLICT DO NOTHING;

INSERT INTO systems_systemrole (system_id, role, position_id, valid_from, appointed_by)
SELECT s.id, 'owner', (SELECT id FROM organisation_position ORDER BY id LIMIT 1 OFFSET s.n % 9),
  '2026-01-01', 'Nämnden' FROM s;

INSERT INTO systems_contract (supplier_id, number, title, valid_from, valid_to, notice_months,
  renewal, covers_processing, document)
SELECT (SELECT id FROM systems_supplier WHERE key = 'bench-' || (n % 40 + 1)), 'B-' || n,
  'Avtal ' || n, '2025-01-01', '2028-01-01', 6, '', true, '' FROM generate_series(1, 400) AS n;
INSERT INTO systems_covered (contract_id, system_id)
SELECT contract.id, s.id FROM s
JOIN systems_contract AS contract ON contract.number = 'B-' || (s.n % 400 + 1);
INSERT INTO systems_costline (contract_id, what, kronor)
SELECT id, 'Licens', 10000 + id FROM systems_contract WHERE number LIKE 'B-%';
ANALYZE;
"""


def measure(folder: Path) -> list[Figure]:
    """The slowest list, map and report of a full register."""
    with System(folder, PORT) as torget:
        fill(torget)
        strategist = log_in_officer(torget, STRATEGIST)
        return [
            Figure("office_list_p95_ms", slowest(torget, strategist, LISTS), "ms"),
            Figure("office_map_p95_ms", slowest(torget, strategist, MAPS), "ms"),
            Figure("office_report_p95_ms", slowest(torget, strategist, REPORTS), "ms"),
        ]


def fill(torget: System) -> None:
    with psycopg.connect(torget.database_url) as connection:
        connection.execute(FILL)


def slowest(torget: System, person: Browser, paths: Sequence[str]) -> float:
    """p95 of the page that takes longest; each is told."""
    waits = {path: p95(asked(torget, person, path, ROUNDS)) for path in paths}
    for path, wait in waits.items():
        print(f"{wait:8.0f} ms  {path}")
    return max(waits.values())


def main() -> None:
    """This part alone."""
    with tempfile.TemporaryDirectory(prefix="torget-office-") as name:
        Path(name).chmod(0o755)  # the database's account has to get there
        for figure in measure(Path(name) / "office"):
            print(f"{figure.name:28} {figure.value:8.2f} {figure.unit}")


if __name__ == "__main__":
    main()
