"""Every page at phone and desk width, to build/screenshots/: `make screenshots`.

`--docs` takes only the few small pictures that the README and the guides show, to docs/bilder/.
"""

import argparse
import importlib
import sys
from pathlib import Path

from django.conf import settings

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    """0 when the pictures are there; 1 when those for docs/ became too large."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--docs", action="store_true", help="only those in docs/")
    chosen = arguments.parse_args()
    sys.path.insert(0, str(ROOT))  # the walk is shared with the tests
    settings.configure()  # names of people are marked for translation, which asks for settings
    photographer = importlib.import_module("tests.browser.photographer")
    print("      Torget startar …", flush=True)
    if chosen.docs:
        return 0 if photographer.photograph_for_docs() else 1
    photographer.photograph_everything()
    print("      Bilderna finns i build/screenshots/", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
