"""A page is light: what travels to a phone, in bytes."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.people import People
from tests.browser.personas import persona

GUNNEL = "195107082389"  # nobody else here logs in as her while the register is down
FIRST_VISIT = 100_000  # bytes with style, script and font
FOLLOWING = 15_000


class Scales:
    """Weighs all that a page fetches, as it travels: packed, with headers."""

    def __init__(self, page: Page) -> None:
        self.bytes = 0
        session = page.context.new_cdp_session(page)
        session.on("Network.loadingFinished", self._add)
        session.send("Network.enable")

    def _add(self, event: dict[str, float]) -> None:
        self.bytes += int(event["encodedDataLength"])

    def read(self) -> int:
        """What has come since the last reading."""
        weighed, self.bytes = self.bytes, 0
        return weighed


def test_the_first_step_is_light_and_the_next_are_feathers(people: People) -> None:
    maja = people.resident(GUNNEL)
    maja.begins("bygglov")
    newcomer = people.resident(GUNNEL)
    scales = Scales(newcomer.page)
    newcomer.goes_to(f"/utkast/{maja.draft}/steg/place/")
    newcomer.page.wait_for_load_state("networkidle")
    first = scales.read()
    weights = {}
    for step in newcomer.answers(persona("bygglov", "Ägare bygger altan")):
        newcomer.page.wait_for_load_state("networkidle")
        if step != "place":
            weights[step] = scales.read()
        scales.read()
    assert 20_000 < first <= FIRST_VISIT
    assert {step: weight for step, weight in weights.items() if weight > FOLLOWING} == {}
    assert min(weights.values()) > 1_000
