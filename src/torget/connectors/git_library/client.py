"""Reads services in a Git repository by the program git, without ever checking anything out.

Only the latest commit is fetched, into a folder that is thrown away; files are read as objects, so
that links, hooks, submodules and attributes in the repository mean nothing.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from torget.foundation.health import Finding, State, check
from torget.rooms.eservices.ports import (
    SourceUnavailable,
    is_of_a_service,
    service_sources,
    services_in,
)
from torget.rooms.eservices.terms import ServiceTexts

PATIENCE = 25.0  # seconds for a whole fetch
PATIENCE_OF_CHECK = 5.0
LARGEST_FETCH = 50_000_000  # bytes on disk
LARGEST_FILE = 2_000_000
MOST_FILES = 2_000
LONGEST_LIST = 5_000_000  # bytes of git's own list of files
SCHEMES = frozenset({"https", "file"})
PLAIN_FILES = frozenset({b"100644", b"100755"})

# Nothing that the repository or the machine's own settings say makes git run or ask anything.
CAREFUL = [
    "-c", "protocol.allow=never",
    "-c", "protocol.https.allow=always",
    "-c", "protocol.file.allow=always",
    "-c", "core.hooksPath=/dev/null",
    "-c", "credential.helper=",
    "-c", "http.followRedirects=false",
    "-c", "fetch.fsckObjects=true",
    "-c", "gc.auto=0",
]  # fmt: skip
KEPT_VARIABLES = ("PATH", "HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy", "SSL_CERT_FILE")


@service_sources.add("git")
class GitLibrary:
    def is_configured(self) -> bool:
        return bool(settings.ENVIRONMENT.service_library)

    def title(self) -> str:
        return _("Gemensamt bibliotek")

    def services(self) -> Mapping[str, ServiceTexts]:
        with tempfile.TemporaryDirectory(prefix="torget-git-") as folder:
            git = Git(Path(folder), PATIENCE)
            git.run("init", "--quiet", "--bare", ".")
            git.run("fetch", "--quiet", "--depth=1", "--no-tags", "--no-recurse-submodules", "--",
                    address(), settings.ENVIRONMENT.service_library_branch)  # fmt: skip
            return services_in(list(_files(git)))

    def ping(self) -> None:
        """Raise SourceUnavailable unless the repository answers."""
        with tempfile.TemporaryDirectory(prefix="torget-git-") as folder:
            Git(Path(folder), PATIENCE_OF_CHECK).run(
                "ls-remote", "--quiet", "--", address(), "HEAD"
            )


def address() -> str:
    """The repository's address, which must be https or a file; raises SourceUnavailable."""
    given: str = settings.ENVIRONMENT.service_library
    if urlsplit(given).scheme not in SCHEMES:
        raise SourceUnavailable("TORGET_SERVICE_LIBRARY: https://… | file:///…")
    return given


class Git:
    """Runs git in a folder of its own, within a time and a size."""

    def __init__(self, folder: Path, patience: float) -> None:
        self.folder = folder
        self.ends_at = time.monotonic() + patience
        self.program = shutil.which("git")
        kept = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
        self.environment = kept | {
            "HOME": str(folder),
            "LC_ALL": "C",
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_TERMINAL_PROMPT": "0",
        }

    def run(self, *words: str, given: bytes = b"") -> bytes:
        """What git answered; raises SourceUnavailable with what it said when it could not."""
        if self.program is None:
            raise SourceUnavailable(_("programmet git är inte installerat"))
        with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as said:
            asked.write(given)
            asked.seek(0)
            process = subprocess.Popen(
                [self.program, *CAREFUL, *words],
                cwd=self.folder,
                env=self.environment,
                stdin=asked,
                stdout=said,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # so that the helpers it starts end with it
            )
            self._wait(process)
            said.seek(0)
            answer = said.read(LARGEST_FETCH)
        if process.returncode:
            raise SourceUnavailable(_said(answer))
        return answer

    def _wait(self, process: subprocess.Popen[bytes]) -> None:
        """Wait for it, and end it with all that it started when it is too slow or too large."""
        while process.poll() is None:
            if fault := self._fault():
                self._end(process)
                raise SourceUnavailable(fault)
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.05)
        if fault := self._fault():
            raise SourceUnavailable(fault)

    def _fault(self) -> str:
        if time.monotonic() > self.ends_at:
            return _("svarade inte i tid")
        return _("är för stort") if _size(self.folder) > LARGEST_FETCH else ""

    @staticmethod
    def _end(process: subprocess.Popen[bytes]) -> None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _size(folder: Path) -> int:
    """Bytes in the folder; files that vanish meanwhile count for nothing."""
    total = 0
    for inside, _folders, names in os.walk(folder):
        for name in names:
            try:
                total += os.lstat(os.path.join(inside, name)).st_size
            except FileNotFoundError:
                continue
    return total


def _said(answer: bytes) -> str:
    """Git's last line, which says what went wrong."""
    lines = answer[-1000:].decode("utf-8", "replace").strip().splitlines()
    return lines[-1][:200] if lines else "git"


def _files(git: Git) -> Iterator[tuple[str, bytes]]:
    """The plain files that belong to services in what was fetched, with their content."""
    listed = git.run("ls-tree", "-r", "-z", "--long", "FETCH_HEAD")
    if len(listed) > LONGEST_LIST:
        raise SourceUnavailable(_("är för stort"))
    wanted: list[tuple[str, bytes, int]] = []
    for entry in filter(None, listed.split(b"\0")):
        facts, _tab, name = entry.partition(b"\t")
        mode, kind, identity, size = facts.split()
        path = name.decode("utf-8", "replace")
        if mode not in PLAIN_FILES or kind != b"blob" or not is_of_a_service(path):
            continue
        if int(size) > LARGEST_FILE or len(wanted) == MOST_FILES:
            raise SourceUnavailable(f"{path[:100]}: {_('är för stort')}")
        wanted.append((path, identity, int(size)))
    contents = git.run("cat-file", "--batch", given=b"".join(one[1] + b"\n" for one in wanted))
    start = 0
    for path, _identity, length in wanted:
        start = contents.index(b"\n", start) + 1  # after the line that names the object
        yield path, contents[start : start + length]
        start += length + 1


@check
def git_library() -> Finding:
    """Whether the repository of shared services answers."""
    name = _("Delade e-tjänster i Git")
    if not service_sources["git"].is_configured():
        return Finding(
            name,
            State.MISSING,
            _("Inget gemensamt bibliotek av e-tjänster är inställt."),
            _("Ange TORGET_SERVICE_LIBRARY om kommuner delar e-tjänster i ett Git-arkiv."),
        )
    try:
        GitLibrary().ping()
    except SourceUnavailable as error:
        return Finding(
            name,
            State.BROKEN,
            _("Arkivet går inte att läsa (%(error)s).") % {"error": error},
            _("Kontrollera adressen, nätet och att git är installerat."),
        )
    return Finding(name, State.WORKS, _("Svarar."))
