"""What must hold of a process as a whole: every case comes to an end, by lawful ways only."""

import re
from collections.abc import Iterable, Iterator, Set

from torget.rooms.eservices.language.problems import Findings, Path
from torget.rooms.eservices.language.process import CaseStatus, Process, Transition
from torget.rooms.eservices.language.texts import N_, Message

_KEY = re.compile(r"[a-z][a-z0-9_]{0,49}")
OPEN = frozenset({"received", "in_progress", "awaiting_signature", "awaiting_supplement"})
AT_WORK = frozenset({"received", "in_progress"})
DECIDED, CLOSED = frozenset({"decided"}), frozenset({"closed"})

# By what makes it: the meanings that a transition may leave, and those that it may lead to.
# After a decision a case is decided until it is closed.
LEADS: dict[str, tuple[Set[str], Set[str]]] = {
    "assigned": (AT_WORK, AT_WORK),
    "all_signed": (frozenset({"awaiting_signature"}), AT_WORK),
    "signature_withheld": (frozenset({"awaiting_signature"}), AT_WORK),
    "supplement_asked": (OPEN - {"awaiting_supplement"}, frozenset({"awaiting_supplement"})),
    "supplement_answered": (
        frozenset({"awaiting_supplement"}),
        AT_WORK | {"awaiting_signature"},
    ),
    "decided": (OPEN, DECIDED),
    "served": (DECIDED, DECIDED),
    "closed": (OPEN | DECIDED, CLOSED),
}
# Who waits in a status of the meaning must be let out of it by each of the acts.
WAY_OUT = {
    "awaiting_signature": ("all_signed", "signature_withheld"),
    "awaiting_supplement": ("supplement_answered",),
}

BAD_KEY = N_("”{key}” kan inte vara nyckel. Använd små bokstäver a–z, siffror och _.")
KEY_TWICE = N_("Nyckeln ”{key}” används redan")
EMPTY_LIST = N_("Här måste det finnas minst en")
NO_STATUS = N_("Det finns ingen status ”{wrong}”.")
NO_PHASE = N_("Det finns ingen fas ”{wrong}”.")
BEGINS_WRONG = N_("Ärenden börjar i den första statusen, som ska betyda received eller in_progress")
CANNOT_LEAD = N_(
    "”{act}” kan inte leda från en status som betyder {before} till en som betyder {after}"
)
NO_LABEL = N_("En övergång utan ”act” är en knapp. Skriv vad det står på den i ”label”.")
NOT_BY_HAND = N_("Det här sägs bara om en övergång som är en knapp, utan ”act”")
ONLY_DECIDED = N_("Utfall sägs bara om en övergång med act: decided")
NEVER_REACHED = N_("Inget ärende kommer till statusen ”{key}”")
DEAD_END = N_("Från statusen ”{key}” går det inte att komma till en som betyder closed")
NEVER_USED = N_("Övergången används aldrig: ”{key}” gör alltid samma sak före den")
WAITS_FOREVER = N_("Den som väntar i statusen ”{key}” kommer inte vidare. Lägg till act: {act}.")
NO_WAIT = N_("Fler skriver under, men ingen status betyder awaiting_signature")
UNDECIDED = N_("En ansökan kan inte avslutas utan beslut. Gå från en status som betyder decided.")

MAYBE_BOTH = N_(
    "”{key}” och ”{other}” kan stämma samtidigt i statusen ”{status}”. Den första gäller."
)
MAYBE_STUCK = N_("Alla vägar från statusen ”{status}” har villkor. Ett ärende kan bli kvar där.")


def check_process(
    process: Process, kind: str, others_sign: bool, findings: Findings, path: Path
) -> None:
    """Note what is wrong with the table; its conditions are checked elsewhere."""
    faults_before = len(findings.problems)
    _check_names(process, findings, path)
    known = {status.key: status for status in process.statuses}
    for number, one in enumerate(process.transitions):
        _check_ends(process, one, findings, (*path, "transitions", number))
        _check_lead(one, known, kind, findings, (*path, "transitions", number))
        _check_said(one, findings, (*path, "transitions", number))
    _check_unused(process, findings, (*path, "transitions"))
    if len(findings.problems) == faults_before:  # what follows needs a table that holds together
        _check_ways(process, others_sign, findings, (*path, "statuses"))


def _check_names(process: Process, findings: Findings, path: Path) -> None:
    for name in ("statuses", "transitions"):
        if not getattr(process, name):
            findings.add((*path, name), EMPTY_LIST)
    for name in ("phases", "statuses", "transitions"):
        seen: set[str] = set()
        for number, one in enumerate(getattr(process, name)):
            if not _KEY.fullmatch(one.key):
                findings.add((*path, name, number, "key"), BAD_KEY, key=one.key)
            elif one.key in seen:
                findings.add((*path, name, number, "key"), KEY_TWICE, key=one.key)
            seen.add(one.key)
    phases = [phase.key for phase in process.phases]
    for number, status in enumerate(process.statuses):
        if status.phase and status.phase not in phases:
            at = (*path, "statuses", number, "phase")
            findings.add_unknown(at, NO_PHASE, status.phase, phases)
    if process.statuses and process.statuses[0].means not in AT_WORK:
        findings.add((*path, "statuses", 0, "means"), BEGINS_WRONG)


def _check_ends(process: Process, one: Transition, findings: Findings, path: Path) -> None:
    known = [status.key for status in process.statuses]
    if one.to not in known:
        findings.add_unknown((*path, "to"), NO_STATUS, one.to, known)
    if not one.from_:
        findings.add((*path, "from"), EMPTY_LIST)
    for place, key in enumerate(one.from_):
        if key not in known:
            findings.add_unknown((*path, "from", place), NO_STATUS, key, known)


def _check_lead(
    one: Transition, known: dict[str, CaseStatus], kind: str, findings: Findings, path: Path
) -> None:
    """A status follows only where the law and the act allow it."""
    if one.to not in known:
        return
    after = known[one.to].means
    for place, key in enumerate(one.from_):
        if key not in known:
            continue
        before, at = known[key].means, (*path, "from", place)
        if not _may_lead(one.act, before, after):
            said = one.act or one.key
            findings.add(at, CANNOT_LEAD, act=said, before=before, after=after)
        elif one.act == "closed" and kind == "application" and before != "decided":
            findings.add(at, UNDECIDED)


def _may_lead(act: str, before: str, after: str) -> bool:
    if act:
        leaves, reaches = LEADS[act]
        return before in leaves and after in reaches
    return {before, after} <= AT_WORK or {before, after} <= DECIDED


def _check_said(one: Transition, findings: Findings, path: Path) -> None:
    if not one.act and one.label is None:
        findings.add((*path, "label"), NO_LABEL)
    if one.act and one.permission != "case.write":
        findings.add((*path, "permission"), NOT_BY_HAND)
    if one.outcome and one.act != "decided":
        findings.add((*path, "outcome"), ONLY_DECIDED)


def _check_unused(process: Process, findings: Findings, path: Path) -> None:
    """One that always fits leaves nothing to those after it."""
    taken: dict[tuple[str, str, str], str] = {}
    for number, one in enumerate(process.transitions):
        if not one.act:
            continue
        ways = [(status, one.act, one.outcome) for status in one.from_]
        before = [taken.get(way) or taken.get((*way[:2], "")) for way in ways]
        if ways and all(before):
            findings.add((*path, number), NEVER_USED, key=str(before[0]))
        if not one.when:
            taken |= {way: one.key for way in ways if way not in taken}


def _check_ways(process: Process, others_sign: bool, findings: Findings, path: Path) -> None:
    """Every status is come to, and left again, all the way to the end."""
    begins = {process.statuses[0].key}
    waiting = [one.key for one in process.statuses if one.means == "awaiting_signature"]
    begins |= set(waiting[:1])
    if others_sign and not waiting:
        findings.add(path, NO_WAIT)
    forward = [(key, one.to) for one in process.transitions for key in one.from_]
    reached = _closure(begins, forward)
    ends = [one.key for one in process.statuses if one.means == "closed"]
    ending = _closure(ends, [(after, before) for before, after in forward])
    for number, status in enumerate(process.statuses):
        if status.key not in reached:
            findings.add((*path, number), NEVER_REACHED, key=status.key)
        elif status.key not in ending:
            findings.add((*path, number), DEAD_END, key=status.key)
        for act in WAY_OUT.get(status.means, ()):
            if not any(one.act == act and status.key in one.from_ for one in process.transitions):
                findings.add((*path, number), WAITS_FOREVER, key=status.key, act=act)


def _closure(start: Iterable[str], ways: Iterable[tuple[str, str]]) -> set[str]:
    found, new, steps = set(start), set(start), list(ways)
    while new:
        new = {after for before, after in steps if before in new} - found
        found |= new
    return found


def process_advice(process: Process) -> Iterator[Message]:
    """What may be meant, and may be a mistake."""
    for status in process.statuses:
        here = [one for one in process.transitions if status.key in one.from_]
        if here and all(one.when for one in here):
            yield Message(MAYBE_STUCK, {"status": status.key})
        for place, one in enumerate(here):
            for other in here[place + 1 :]:
                if one.act and one.act == other.act and one.when and other.when:
                    said = {"key": one.key, "other": other.key, "status": status.key}
                    yield Message(MAYBE_BOTH, said)
