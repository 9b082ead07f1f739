"""Where Chromium is on this machine, and how it is started without reaching for the network."""

import os
import shutil

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",  # root has no other choice, and every page is ours
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium_program() -> str | None:
    """The browser named by TORGET_CHROMIUM, or the machine's own; None: whoever asks has one."""
    found = (shutil.which(name) for name in PROGRAMS)
    return os.environ.get("TORGET_CHROMIUM") or next(filter(None, found), None)
