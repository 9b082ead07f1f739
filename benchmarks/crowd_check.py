"""Afterwards: whether all that people were told is there, once, and nothing else."""

import os
import re
import subprocess
import sys
import time
from collections import Counter

import psycopg

from benchmarks.crowd_people import Ledger
from benchmarks.system import System

PATIENCE = 180.0  # seconds for the worker to finish what it has
RECEIPT = "Vi har tagit emot ditt ärende {number}"
MARK = re.compile(r"Märke [0-9a-f]{32}")


def faults_of(torget: System, ledger: Ledger) -> list[str]:
    """What was lost, done twice or left undone, each in a sentence; empty when all is well."""
    with psycopg.connect(torget.database_url, autocommit=True) as database:
        return [
            *_left_jobs(database),
            *_applications(database, ledger),
            *_texts(database, ledger),
            *_decisions(database, ledger),
            *_receipts(database, ledger),
            *_trail(torget),
        ]


def _rows(database: psycopg.Connection, sql: str) -> list[tuple[str, str]]:
    return [(str(one), str(other)) for one, other in database.execute(sql.encode()).fetchall()]


def _left_jobs(database: psycopg.Connection) -> list[str]:
    """Everything enqueued gets done, and nothing fails for good."""
    deadline, left = time.monotonic() + PATIENCE, [("", "")]
    while left and time.monotonic() < deadline:
        time.sleep(1)
        left = _rows(
            database,
            "SELECT task_name, status FROM procrastinate_jobs"
            " WHERE status IN ('doing', 'todo')",  # also what is to be tried again later
        )
    failed = _rows(database, "SELECT task_name, id FROM procrastinate_jobs WHERE status = 'failed'")
    return [f"a job is {status}: {name}" for name, status in left] + [
        f"a job failed: {name} {key}" for name, key in failed
    ]


def _applications(database: psycopg.Connection, ledger: Ledger) -> list[str]:
    rows = _rows(
        database,
        "SELECT answers->>'description', number FROM submissions_submission sent"
        " JOIN cases_case ON cases_case.submission_id = sent.id"
        " WHERE answers->>'description' LIKE 'Märke %'",
    )
    return _compared("application", rows, ledger.applied, ledger.tried)


def _texts(database: psycopg.Connection, ledger: Ledger) -> list[str]:
    rows = _rows(
        database,
        "SELECT text, number FROM cases_post said JOIN cases_case ON cases_case.id = case_id"
        " WHERE text LIKE 'Märke %' UNION ALL"
        " SELECT text, number FROM cases_note said JOIN cases_case ON cases_case.id = case_id"
        " WHERE text LIKE 'Märke %'",
    )
    return _compared("message or note", rows, ledger.said, {mark for mark, _number in rows})


def _decisions(database: psycopg.Connection, ledger: Ledger) -> list[str]:
    """Whoever was told that the decision was made, theirs is the one that stands."""
    rows = _rows(
        database,
        "SELECT number, reasons FROM cases_decision JOIN cases_case ON cases_case.id = case_id",
    )
    standing = {number: "".join(MARK.findall(reasons)) for number, reasons in rows}
    return [
        f"a decision was lost or overwritten: {number}"
        for number, mark in ledger.decided.items()
        if standing.get(number) != mark
    ]


def _compared(
    what: str, rows: list[tuple[str, str]], told: dict[str, str], tried: set[str]
) -> list[str]:
    times = Counter(mark for mark, _number in rows)
    numbers = dict(rows)
    return [
        *(f"an {what} was lost: {mark}" for mark, number in told.items()
          if numbers.get(mark) != number),
        *(f"an {what} is there {count} times: {mark}" for mark, count in times.items()
          if count > 1),
        *(f"an {what} that nobody sent: {mark}" for mark in times if mark not in tried),
    ]  # fmt: skip


def _receipts(database: psycopg.Connection, ledger: Ledger) -> list[str]:
    """Every applicant has been sent one receipt.

    A mail server that took a letter just when the worker was killed gets it again, with the same
    Message-ID, by which mailboxes know that it is the same.
    """
    rows = _rows(database, "SELECT subject, id FROM messaging_message WHERE state = 'sent'")
    sent = Counter(subject for subject, _key in rows)
    counts = {number: sent[RECEIPT.format(number=number)] for number in ledger.applied.values()}
    return [f"{number} has {count} receipts" for number, count in counts.items() if count != 1]


def _trail(torget: System) -> list[str]:
    """The trail is whole and its seals hold."""
    verified = subprocess.run(
        [sys.executable, "-m", "torget.config.main", "audit", "verify"],
        env=os.environ | torget.variables,
        capture_output=True,
        text=True,
        check=False,
    )
    return [] if verified.returncode == 0 else [f"the trail: {verified.stdout[-300:]}"]
