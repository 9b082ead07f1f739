"""Someone responsible for services takes in what others wrote, on a narrow screen."""

from __future__ import annotations

from pathlib import Path

from tests.browser.faults import Inspector
from tests.browser.people import People
from tests.browser.walk import Staff
from tests.rooms.eservices.importing import samples

NARROW = 320
FORM = {**samples.FORM_IO, "title": "Anmäl husdjur i kommunen"}


def _reads(sofia: Staff, file: Path) -> None:
    sofia.goes_to("/studio/ta-in/")
    sofia.page.locator("#file").set_input_files(file)
    sofia.presses("Läs filen")


def test_a_form_is_taken_in_changed_and_merged_with_its_original(
    people: People, tmp_path: Path
) -> None:
    sofia, inspect, file = people.staff("Sofia", width=NARROW), Inspector(), tmp_path / "djur.json"
    sofia.goes_to("/studio/ta-in/")
    inspect(sofia.page, "studio-take-in")
    file.write_bytes(b"{}")
    _reads(sofia, file)
    inspect(sofia.page, "studio-take-in-refused")
    file.write_bytes(samples.as_bytes(FORM))
    _reads(sofia, file)
    sofia.page.locator("details.more").first.locator("summary").click()
    inspect(sofia.page, "studio-take-in-report")
    sofia.presses("Ta in")

    text = sofia.page.locator("#text").input_value()
    with sofia.page.expect_response(lambda answer: "/spara/" in answer.url):
        sofia.page.locator("#text").fill(text.replace("sv: Den bits", "sv: Bits den?"))
    file.write_bytes(samples.as_bytes(FORM).replace(b'"Den bits"', b'"Har den bitits?"'))
    _reads(sofia, file)
    inspect(sofia.page, "studio-take-in-conflict")
    sofia.page.get_by_label("Originalets text").first.check()
    sofia.presses("Ta in")
    assert "sv: Har den bitits?" in sofia.page.locator("#text").input_value()
    assert "\n".join(inspect.faults) == ""


def test_shared_services_are_read_on_a_narrow_screen(people: People) -> None:
    sofia, inspect = people.staff("Sofia", width=NARROW), Inspector()
    sofia.goes_to("/studio/delade/")

    inspect(sofia.page, "studio-shelves")
    sofia.presses("Hämta igen")
    assert sofia.page.locator("main h2").first.inner_text() == "Torget"
    assert "\n".join(inspect.faults) == ""
