"""Fills one unit's queue with copies of a case that a resident has really sent."""

from typing import Any

import psycopg

# Each row is the template's with other keys, so that columns added later are filled too.
DRAFTS = """
INSERT INTO submissions_draft
SELECT (jsonb_populate_record(draft, jsonb_build_object('key', md5('bench' || n)::uuid))).*
FROM submissions_draft draft, generate_series(%(first)s::int, %(last)s::int) n
WHERE draft.key = %(draft)s
"""
SUBMISSIONS = """
INSERT INTO submissions_submission
SELECT (jsonb_populate_record(submission, jsonb_build_object(
    'id', 1000000 + n, 'key', gen_random_uuid(), 'draft_id', md5('bench' || n)::uuid))).*
FROM submissions_submission submission, generate_series(%(first)s::int, %(last)s::int) n
WHERE submission.id = %(submission)s
"""
# One in five closed, one in three nobody's, the rest shared by two; due from a month ago on.
CASES = """
INSERT INTO cases_case
SELECT (jsonb_populate_record(template, jsonb_build_object(
    'id', 1000000 + n,
    'submission_id', 1000000 + n,
    'number', 'BYGG-2025-' || to_char(n, 'FM000000'),
    'applicant_name', 'Sökande ' || n,
    'due_on', current_date + (n %% 200) - 30,
    'status', CASE WHEN n %% 5 = 0 THEN 'closed' ELSE 'in_progress' END,
    'closed_at', CASE WHEN n %% 5 = 0 THEN now() END,
    'officer_id', CASE n %% 3 WHEN 0 THEN NULL WHEN 1 THEN %(one)s ELSE %(other)s END))).*
FROM cases_case template, generate_series(%(first)s::int, %(last)s::int) n
WHERE template.id = %(case)s
"""
TABLES = ("submissions_draft", "submissions_submission", "cases_case")


def fill(database_url: str, *, first: int, last: int) -> None:
    """Add the copies numbered first … last, and let the database learn how the tables stand."""
    with psycopg.connect(database_url, autocommit=True) as connection:
        values = _template(connection) | {"first": first, "last": last}
        for statement in (DRAFTS, SUBMISSIONS, CASES):
            connection.execute(statement, values)
        for table in TABLES:
            connection.execute(f"VACUUM ANALYZE {table}".encode())


def template_number(database_url: str) -> str:
    """The number of the case that the copies are made from."""
    with psycopg.connect(database_url) as connection:
        return str(_template(connection)["number"])


def _template(connection: psycopg.Connection) -> dict[str, Any]:
    """The first signed case of the building permits unit, and two who handle its cases."""
    row = connection.execute(
        "SELECT c.id, c.number, c.submission_id, s.draft_id FROM cases_case c"
        " JOIN submissions_submission s ON s.id = c.submission_id"
        " JOIN organisation_unit u ON u.id = c.unit_id WHERE u.key = 'bygg' ORDER BY c.id LIMIT 1"
    ).fetchone()
    officers = connection.execute(
        "SELECT id FROM organisation_employee"
        " WHERE email IN ('anna.berg@solvik.example', 'omar.lind@solvik.example') ORDER BY email"
    ).fetchall()
    if row is None or len(officers) < 2:
        raise LookupError("the demo has no signed permit application to copy")
    case, number, submission, draft = row
    return {
        "case": case,
        "number": number,
        "submission": submission,
        "draft": draft,
        "one": officers[0][0],
        "other": officers[1][0],
    }
