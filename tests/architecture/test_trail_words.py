"""What the code writes in the trail and on the line of time, people can read."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import ROOMS, modules, parsed
from torget.doors.desk.stream import HAPPENED as HAPPENED_TO_US
from torget.doors.desk.trail_words import WORDS
from torget.doors.portal.timeline import HAPPENED
from torget.doors.ui.events import MOVED


def calls(path: Path, *names: str) -> Iterator[ast.Call]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Call):
            called = node.func.id if isinstance(node.func, ast.Name) else ""
            if called in names:
                yield node


def constants(node: ast.AST) -> set[str]:
    """The texts that an expression may have as its value."""
    if isinstance(node, ast.IfExp):
        return constants(node.body) | constants(node.orelse)
    return {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


def keyword(call: ast.Call, name: str) -> ast.expr | None:
    return next((given.value for given in call.keywords if given.arg == name), None)


def recorded(path: Path) -> set[str]:
    """Every `what` that a module hands to the trail, also by way of a variable of that name."""
    found: set[str] = set()
    for call in calls(path, "record"):
        found |= constants(call.args[0])
    for call in calls(path, "record_view"):
        what = keyword(call, "what")
        found |= constants(what) if what else set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "what":
            found |= constants(node.value)
    return found


def test_every_entry_of_the_trail_has_words() -> None:
    used = set().union(*(recorded(path) for path in modules()))

    assert ("case.opened" in used, "case.viewed" in used) == (True, True)
    assert used - WORDS.keys() == set()
    assert WORDS.keys() - used == set()


def test_every_event_of_a_case_has_words() -> None:
    used: set[str] = set()
    for path in modules(ROOMS / "cases"):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Event.objects.create":
                what = keyword(node, "what")
                used |= constants(what) if what else set()
        for call in calls(path, "_wait_no_more"):
            used |= constants(call.args[1])
    used.remove(MOVED)  # whose words are those of the process
    assert used == HAPPENED.keys() == HAPPENED_TO_US.keys()
