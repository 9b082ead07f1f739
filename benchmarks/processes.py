"""What processes cost, read from Linux: CPU time and memory."""

import os
from pathlib import Path

PROC = Path("/proc")
TICK = os.sysconf("SC_CLK_TCK")


def family(pid: int) -> list[int]:
    """The process and everything it has started, its children's children too."""
    children: dict[int, list[int]] = {}
    for entry in PROC.iterdir():
        if entry.name.isdigit() and (fields := _stat(int(entry.name))):
            children.setdefault(int(fields[1]), []).append(int(entry.name))
    found, queue = [], [pid]
    while queue:
        one = queue.pop()
        found.append(one)
        queue += children.get(one, [])
    return found


def parent(pid: int) -> int:
    """The process that started it; 0 when it is gone."""
    fields = _stat(pid)
    return int(fields[1]) if fields else 0


def command(pid: int) -> str:
    try:
        return (PROC / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def cpu_ms(pids: list[int]) -> float:
    """CPU time that the processes have used, in ms; counts finished children of theirs too."""
    ticks = 0
    for pid in pids:
        if fields := _stat(pid):
            ticks += sum(
                int(value) for value in fields[11:15]
            )  # own and waited-for, user and system
    return ticks * 1000 / TICK


def memory_mb(pids: list[int]) -> float:
    """Proportional set size: a page shared by four processes counts a quarter in each."""
    kilobytes = 0
    for pid in pids:
        try:
            lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        kilobytes += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return kilobytes / 1024


def _stat(pid: int) -> list[str]:
    """The fields of /proc/PID/stat from the state on; empty when the process is gone."""
    try:
        return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []
