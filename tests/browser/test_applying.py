"""A resident with a phone applies: from the first press to the receipt."""

from __future__ import annotations

from tests.browser.answering import a_file
from tests.browser.people import People
from tests.browser.personas import persona
from tests.browser.qr import read_qr
from tests.browser.running import Torget
from tests.browser.walk import AMINA, JOHAN, MAJA, Resident, eventually

DECK = persona("bygglov", "Ägare bygger altan", property="Solvik Strand 1:14")
BUILDING = persona("bygglov", "Ombud söker för ett nytt hus")
FACADE = persona("bygglov", "Ägare målar om")


def goes_to_step(resident: Resident, step: str) -> None:
    resident.goes_to(f"/utkast/{resident.draft}/steg/{step}/")


def files_on(resident: Resident) -> list[str]:
    rows = resident.page.locator("main ul.files:not(.uploads) li > span").all()
    return [row.inner_text().split("\n")[0] for row in rows]


def test_the_code_on_the_screen_can_be_read_by_a_phone_and_moves(
    people: People, torget: Torget
) -> None:
    maja = people.newcomer(MAJA)
    maja.goes_to("/logga-in/")
    maja.page.locator("main button[value=other_device]").click()
    maja.waits_for("/bankid/")
    code = maja.page.locator("img.qr")
    first = eventually(
        lambda: code.evaluate("i => i.naturalWidth") and code.get_attribute("src"), ""
    )
    eventually(lambda: code.get_attribute("src") != first, "the next code")
    picture = maja.page.request.get(f"{torget.site}/bankid/qr.svg").text()
    torget.simulators.tell("scan", qr=read_qr(picture))
    torget.simulators.tell("approve", number=MAJA)
    maja.waits_for("/mina-sidor/")
    assert maja.heading == "Hej Maja Lindqvist!"


def test_what_the_register_knows_is_filled_in_and_says_from_where(people: People) -> None:
    maja = people.resident(MAJA)
    maja.begins("bygglov")
    place = maja.page.locator("[name=property]")
    assert (place.input_value(), maja.page.locator(".source").inner_text()) == (
        "SOLVIK STRAND 1:14",
        "Hämtat från Folkbokföringen (Skatteverket)",
    )
    goes_to_step(maja, "contact")
    fields = {
        field.get_attribute("name"): field.input_value()
        for field in maja.page.locator("main .ds-input").all()
        if field.get_attribute("name") != "email"
    }
    assert fields == {
        "name": "Maja Lindqvist",
        "identity_number": "19880320-2384",
        "address.street": "Strandvägen 14",
        "address.postal_code": "98910",
        "address.city": "Solvik",
        "phone": "",
    }
    locked = maja.page.locator("main .ds-input[readonly]")
    assert [field.get_attribute("name") for field in locked.all()] == ["name", "identity_number"]


def test_the_form_branches_as_one_answers_and_back_leads_back(people: People) -> None:
    maja = people.resident(MAJA)
    maja.begins("bygglov")
    assert maja.fills_in(FACADE, until="facade_details") == ["place", "role", "kind", "facade"]
    maja.page.go_back()
    maja.page.go_back()
    assert maja.step == "kind"
    assert maja.page.locator("[name=kind]:checked").get_attribute("value") == "facade"
    assert maja.fills_in(DECK, until="description") == ["kind", "deck_or_wall"]


def test_other_is_written_only_where_it_is_chosen(people: People) -> None:
    maja = people.resident(MAJA)
    maja.begins("bygglov")
    maja.fills_in(FACADE, until="facade")
    other = maja.page.locator("[name='facade_changes.other']")
    assert not other.is_visible()
    maja.page.locator("[name=facade_changes][value=other]").check()
    other.fill("Skorstenen")
    maja.goes_on()
    maja.page.go_back()
    assert other.input_value() == "Skorstenen"


def test_several_files_are_sent_with_progress_and_a_wrong_kind_is_refused_with_the_reason(
    people: People,
) -> None:
    maja = people.resident(MAJA)
    maja.begins("bygglov")
    goes_to_step(maja, "drawings")
    maja.page.evaluate(  # bars are gone as soon as a file is through, so count them as they come
        """new MutationObserver((all) => { for (const one of all) for (const row of one.addedNodes)
           document.body.dataset.bars = +(document.body.dataset.bars ?? 0)
             + row.querySelectorAll?.("progress").length; })
           .observe(document.querySelector(".uploads"), {childList: true})"""
    )
    picker = maja.page.locator("input[type=file]")
    picker.set_input_files([a_file("virus.exe"), a_file("plan.pdf"), a_file("falsk.exe")])
    refused = maja.page.locator(".uploads li.error .meta")
    eventually(lambda: refused.count() == 2, "two refusals")
    assert maja.page.locator("body").get_attribute("data-bars") == "3"
    assert refused.first.inner_text() == (
        "Filen virus.exe är av en typ som vi inte tar emot. "
        "Spara den som PDF eller bild och försök igen."
    )
    maja.page.reload()
    assert files_on(maja) == ["plan.pdf"]
    picker.set_input_files([a_file("fasad.png", 3_000_000), a_file("hus.dwg")])
    maja.page.locator("button[name=remove]").nth(2).wait_for()
    assert files_on(maja) == ["plan.pdf", "fasad.png", "hus.dwg"]
    maja.follows(maja.page.locator("button[name=remove]").first)
    assert files_on(maja) == ["fasad.png", "hus.dwg"]


def test_one_leaves_and_comes_back_to_where_one_was(people: People) -> None:
    maja = people.resident(MAJA)
    maja.begins("bygglov")
    maja.fills_in(DECK, until="description")
    draft = maja.draft
    maja.page.locator("[name=description]").fill("En altan mot söder.")
    maja.follows(maja.page.locator("button[name=save]"))
    assert maja.notices == ["Sparat. Fortsätt när du vill, härifrån."]
    again = people.resident(MAJA)
    again.goes_to("/mina-sidor/")
    again.follows(again.page.locator(f"main a[href='/utkast/{draft}/']"))
    assert again.step == "description"
    assert again.page.locator("[name=description]").input_value() == "En altan mot söder."


def test_a_signed_application_gives_a_receipt_on_the_page_by_mail_and_as_pdf(
    people: People, torget: Torget
) -> None:
    """Read through and changed before signing, and followed on Mina sidor afterwards."""
    maja = people.newcomer(MAJA)
    maja.begins("bygglov")
    address = "maja.kvittens@exempel.example"
    steps = maja.fills_in(DECK | {"email": address})
    expected = "place role kind deck_or_wall description drawings start contact invoice assurance"
    assert steps == expected.split()
    maja.follows(maja.page.locator("main a[href*='/steg/description/']"))
    maja.page.locator("[name=description]").fill("En altan i lärk.")
    maja.goes_on()
    assert "En altan i lärk." in maja.text
    number = maja.signs()
    assert maja.heading == "Tack, vi har tagit emot det"
    assert f"Vi har också skickat en kvittens till {address}." in maja.text
    subject = f"Vi har tagit emot ditt ärende {number}"
    eventually(lambda: torget.mails_to(address) == [subject], "the receipt by mail")
    link = maja.page.locator("a[href$='/kvittens.pdf']").get_attribute("href")
    pdf = maja.page.request.get(f"{torget.site}{link}")
    assert (pdf.headers["content-type"], pdf.body()[:5]) == ("application/pdf", b"%PDF-")
    maja.goes_to("/mina-sidor/")
    assert number in maja.text
    maja.opens_case(number)
    maja.writes("Kan jag ändra färgen?\n\nDen ska bli grå.")
    assert maja.notices == ["Meddelandet är skickat."]
    assert maja.page.locator(".talk li p").all_inner_texts() == [
        "Kan jag ändra färgen?",
        "Den ska bli grå.",
    ]


def test_a_report_needs_no_name_and_gives_a_receipt(people: People) -> None:
    stranger = people.stranger()
    stranger.begins("felanmalan")
    steps = stranger.fills_in(persona("felanmalan", "Anonym anmälare"))
    assert steps == ["category", "place", "description", "photo", "reply"]
    assert stranger.sends().startswith("FEL-")


def test_both_custodians_sign(people: People) -> None:
    amina = people.resident(AMINA)
    amina.begins("forskola")
    child = {"number": "202109092391"}
    amina.fills_in(persona("forskola", "Sambor söker", child=child, live_together=False))
    number = amina.signs()
    assert "Det fattas en underskrift" in amina.text
    johan = people.resident(JOHAN)
    johan.goes_to("/mina-sidor/")
    johan.follows(johan.page.locator(".todo a").last)
    johan.follows(johan.page.locator("main form button").first)
    johan.uses_bankid()
    johan.waits_for("/mina-sidor/")
    assert johan.notices == ["Tack, din underskrift är mottagen."]
    amina.opens_case(number)
    assert (
        amina.page.locator(".status-now .big").inner_text()
        == "Ditt ärende väntar på en handläggare."
    )
