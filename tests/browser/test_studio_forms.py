"""A service is written by forms alone, and tested by walking through it."""

from __future__ import annotations

from tests.browser.faults import Inspector
from tests.browser.people import People
from tests.browser.walk import DESK, Staff, eventually
from tests.rooms.eservices.texts import SOURCE


def _fills(sofia: Staff, **texts: str) -> None:
    """Write in fields by their ids; `f_law` is the field f-law."""
    for name, text in texts.items():
        sofia.page.locator(f"#{name.replace('_', '-')}").fill(text)


def _begins(sofia: Staff, key: str) -> str:
    sofia.goes_to("/studio/ny-tjanst/")
    sofia.page.locator("#key").fill(key)
    sofia.page.locator("#title").fill("Önska en bänk")
    sofia.presses("Börja")
    return f"/studio/{key}/"


def test_without_javascript_a_service_is_written_by_forms_and_a_test_is_recorded(
    people: People,
) -> None:
    sofia = people.staff("Sofia", width=DESK, java_script_enabled=False)
    here = _begins(sofia, "bank")
    sofia.goes_to(f"{here}uppgifter/lag/")
    assert "Här måste det finnas minst en" in sofia.text
    sofia.presses("Lägg till")
    _fills(sofia, f_legal_bases_0_law="förvaltningslagen (2017:900)")
    _fills(sofia, f_legal_bases_0_paragraph="6 §", f_legal_bases_0_text="Kommunen ger service.")
    sofia.presses("Spara")
    sofia.goes_to(f"{here}uppgifter/kontakt/")
    sofia.presses("Lägg till")
    _fills(sofia, f_other_ways_0_text="Ring kundcenter.", f_contact_phone="0980-319 200")
    sofia.page.locator("#f-other-ways-0-channel").select_option("phone")
    sofia.presses("Spara")
    sofia.goes_to(f"{here}fragor/0/0/")
    sofia.page.locator("#f-information").select_option("report.matter")
    sofia.presses("Spara")
    assert sofia.path == f"{here}fragor/"

    sofia.goes_to(f"{here}testpersoner/")
    sofia.page.locator("#person").select_option("protected")
    sofia.presses("Börja")
    sofia.page.locator("textarea").fill("Vid dammen.")
    sofia.presses("Nästa")
    assert "Här slutar vägen" in sofia.text
    sofia.presses("Spara som test")
    assert sofia.page.locator(".checks .tag.good").count() == 1


def test_a_fault_is_said_while_one_writes_and_the_step_is_shown_anew(people: People) -> None:
    sofia, inspect = people.staff("Sofia", width=DESK), Inspector()
    here = _begins(sofia, "skylt")
    sofia.page.locator("#text").fill(SOURCE.replace("cykelstall", "skylt"))
    state = sofia.page.locator("[data-state]")
    eventually(lambda: "Inga fel i texten." in state.inner_text(), "a text without faults")

    sofia.goes_to(f"{here}fragor/0/0/")
    inspect(sofia.page, "studio-part")
    frame = sofia.page.frame_locator("iframe")
    frame.locator("input[value=school]").check()
    _fills(sofia, f_label="Var ska den stå?")
    eventually(lambda: frame.locator("legend").inner_text() == "Var ska den stå?", "shown anew")
    assert frame.locator("input[value=school]").is_checked()

    sofia.goes_to(f"{here}fragor/1/")
    fault = sofia.page.locator("#f-show-when-error")
    _fills(sofia, f_show_when="wher == 'school'")
    eventually(lambda: "Menade du ”where”?" in fault.inner_text(), "what is wrong, at the field")
    assert sofia.page.locator("#f-show-when").get_attribute("aria-invalid") == "true"
    inspect(sofia.page, "studio-part-fault")
    _fills(sofia, f_show_when="where == 'school'")
    eventually(lambda: fault.inner_text() == "", "nothing wrong any more")

    sofia.goes_to(f"{here}uppgifter/om/")
    inspect(sofia.page, "studio-facts")
    sofia.goes_to(f"{here}testpersoner/")
    inspect(sofia.page, "studio-personas")
    assert "\n".join(inspect.faults) == ""
