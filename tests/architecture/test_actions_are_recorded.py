"""What is done is written in the trail, in the transaction of the change."""

import ast
from pathlib import Path

import pytest

from tests.architecture.test_actions import ACTIONS
from tests.architecture.tree import ROOMS, modules, parsed

# Actions that write no entry, each with its reason. The list only shrinks.
SILENT = {
    "cases.be_present": "who is looking just now; opening the case is recorded as a view",
    "cases.keep_correction_document": "keeps the PDF of a correction that was recorded",
    "cases.keep_decision_document": "the PDF of a decision that is recorded",
    "cases.note_outcome": "what was done to the case is recorded by the action that did it",
    "cases.waiting_item": "locks a row, and changes nothing",
    "cases.read_posts": "clears one's own marks of what is new",
    "documents.store_own": "recorded by what the document belongs to",
    "documents.store_rendered": "recorded by what the document belongs to",
    "eservices.be_present": "who is writing just now; saving is recorded",
    "identity.cancel_order": "nothing came of it",
    "identity.collect_order": "recorded as a log-in or a signature when something came of it",
    "identity.named_person": "recorded by what the person was named for",
    "identity.set_aside": "nothing came of it",
    "identity.start_order": "recorded as a log-in or a signature when something came of it",
    "identity.use_signature": "recorded as the signature that was filed",
    "jobs.enqueue": "what is left to do by an action that is recorded",
    "messaging.send_message": "the message is kept, and what it tells of is recorded",
    "submissions.attach": "a draft is the person's own until it is sent",
    "submissions.detach": "a draft is the person's own until it is sent",
    "submissions.keep_receipt": "the PDF of a submission that is recorded",
    "submissions.save_answers": "a draft is the person's own until it is sent",
    "submissions.speak": "a draft is the person's own until it is sent",
    "submissions.told_to_sign": "the request itself is recorded",
    "submissions.told_of_move": "the move itself is recorded",
    "submissions.verify_signature": "changes nothing",
}


def functions(room: Path) -> dict[str, ast.FunctionDef]:
    """Every function of a room's actions, by name."""
    folder = room / "actions"
    files = modules(folder) if folder.is_dir() else [room / "actions.py"]
    return {
        node.name: node
        for path in files
        for node in parsed(path).body
        if isinstance(node, ast.FunctionDef)
    }


def writes(name: str, known: dict[str, ast.FunctionDef], seen: frozenset[str]) -> bool:
    """Whether the function, or one of the room's that it calls, writes in the trail."""
    called = {
        node.func.id
        for node in ast.walk(known[name])
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    return bool(called & {"record", "record_view"}) or any(
        writes(other, known, seen | {other}) for other in (called & known.keys()) - seen
    )


WRITES = {
    name: writes(name.partition(".")[2], functions(ROOMS / name.partition(".")[0]), frozenset())
    for name, _ in ACTIONS
    if not name.startswith("audit.")  # the trail itself
}


@pytest.mark.parametrize("name", WRITES)
def test_an_action_is_recorded_or_says_why_not(name: str) -> None:
    assert WRITES[name] or name in SILENT


def test_no_reason_is_left_for_what_is_gone_or_is_recorded() -> None:
    needless = {name for name in SILENT if WRITES.get(name, True)}
    assert needless == set()
