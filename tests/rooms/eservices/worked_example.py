"""The service that the guide writes, read from the guide itself."""

import re
from pathlib import Path

from torget.rooms.eservices.terms import ServiceTexts

GUIDE = Path(__file__).parents[3] / "docs/anvandare/fran-blankett-till-e-tjanst.md"
TEXT = GUIDE.read_text("utf-8")
WRITTEN = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
FORM = re.findall(r"```text\n(.*?)```", TEXT, re.DOTALL)[0]
EXAMPLE = ServiceTexts("".join(WRITTEN[:-1]), WRITTEN[-1])
