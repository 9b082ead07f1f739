"""What those who work in Solvik do with what has come in."""

from __future__ import annotations

from tests.browser.answering import a_file
from tests.browser.people import People
from tests.browser.personas import persona
from tests.browser.running import Torget
from tests.browser.shortcut import apply_quickly
from tests.browser.walk import MAJA, SARA, Staff, eventually

DECK = persona("bygglov", "Ägare bygger altan")
ALONE = persona(
    "forskola",
    "Ensam vårdnadshavare",
    child={"number": "202203039819"},
    needs_support=True,
    support_kinds=["allergy"],
    support_details="Allergisk mot nötter.",
)


def an_application(people: People, service: str = "bygglov", **instead: object) -> str:
    """A signed application; the number of its case."""
    who, answers = (MAJA, DECK) if service == "bygglov" else (SARA, ALONE)
    return apply_quickly(people.resident(who), service, answers | instead)


def test_a_case_is_handled_from_the_queue_to_a_decision_read_by_the_applicant(
    people: People,
) -> None:
    number = an_application(people)
    anna = people.staff("Anna")
    anna.goes_to("/desk/?visa=unassigned")
    assert anna.page.locator(f"main a[href='/desk/arende/{number}/']").count() == 1
    anna.takes(number)
    assert anna.notices == ["Ärendet är ditt."]
    anna.writes("Hej!\n\nJag läser din ansökan.")
    anna.notes("Ringt grannen.")
    assert anna.notices == ["Anteckningen är sparad."]
    anna.asks_for_more(number, "Skicka en situationsplan.")
    _supplements(people, number)
    anna.decides(number, "refused")
    assert anna.notices == ["Beslutet är expedierat. Sökanden ser det nu."]
    maja = people.resident(MAJA)
    maja.opens_case(number)
    decision = maja.page.locator("#decision")
    assert decision.locator(".tag").inner_text() == "Avslag"
    assert "Sista dag att överklaga är" in decision.inner_text()
    eventually(lambda: maja.page.reload() and decision.locator("a[href*='/fil/']").count(), "PDF")
    maja.goes_to(f"/mina-sidor/arende/{number}/lasta/")
    assert set(maja.page.locator("main tbody td[data-label=Vem]").all_inner_texts()) == {
        "Anna Berg"
    }
    _reads_trail(people.staff("Eva"), number)


def _supplements(people: People, number: str) -> None:
    """The applicant answers with a file, which the officer then can open."""
    maja = people.resident(MAJA)
    maja.goes_to("/mina-sidor/")
    maja.follows(maja.page.locator(f".todo a[href*='{number}']"))
    maja.page.locator("[name=answer]").fill("Här kommer den.")
    maja.page.locator("[name=files]").set_input_files([a_file("situationsplan.pdf")])
    maja.presses_in("/komplettera/")
    assert maja.notices == ["Tack, vi har tagit emot din komplettering."]


def _reads_trail(eva: Staff, number: str) -> None:
    """The manager looks the case up and sees what has been done, by whom."""
    eva.goes_to("/desk/logg/")
    eva.page.locator("input[name=q]").fill(number)
    eva.follows(eva.page.locator(".filters button"))
    rows = eva.page.locator("main tbody tr").all_inner_texts()
    done = [row.split("\t")[1:3] for row in rows if "Läste ärendet" not in row]
    assert done == [
        ["Maja Lindqvist", "Skickade in"],
        ["Maja Lindqvist", "Ärendet öppnades"],
        ["Anna Berg", "Ärendet fick handläggare"],
        ["Anna Berg", "Skrev meddelande"],
        ["Anna Berg", "Skrev anteckning"],
        ["Anna Berg", "Begärde komplettering"],
        ["Maja Lindqvist", "Kompletterade"],
        ["Anna Berg", "Beslutade"],
        ["Anna Berg", "Expedierade beslutet"],
        ["Maja Lindqvist", "Läste beslutet"],
    ]


def test_what_is_missing_in_a_decision_is_told_before_it_is_made(people: People) -> None:
    number = an_application(people)
    anna = people.staff("Anna")
    anna.takes(number)
    anna.goes_to(f"/desk/arende/{number}/besluta/")
    anna.presses_in("/besluta/")
    assert anna.problems == ["Välj vad du beslutar"]
    anna.chooses("refused")
    anna.presses_in("/besluta/")
    assert anna.problems == ["Skriv klart skälen: de slutar mitt i en mening."]


def test_a_colleague_in_the_same_case_is_noticed_by_both(people: People) -> None:
    number = an_application(people)
    anna, omar = people.staff("Anna"), people.staff("Omar")
    anna.page.clock.install()
    anna.opens_case(number)
    omar.opens_case(number)
    assert omar.notices == ["Anna Berg har också ärendet öppet."]
    anna.page.clock.fast_forward("00:16")  # the open page asks now and then who else is there
    eventually(lambda: anna.notices, "the warning on the open page")
    assert anna.notices == ["Omar Lind har också ärendet öppet."]


def test_mail_that_never_arrived_is_shown_and_sent_again(people: People, torget: Torget) -> None:
    address = "stangd.brevlada@exempel.example"
    torget.simulators.tell("refused", addresses=[address])
    number = an_application(people, email=address)
    anna = people.staff("Anna")
    anna.goes_to("/desk/ej-framkomna/")
    row = anna.page.locator("main tbody tr", has_text=number)
    eventually(lambda: anna.page.reload() and row.count(), "the undelivered mail")
    assert "E-postadressen finns inte, eller tar inte emot vår e-post." in row.inner_text()
    torget.simulators.tell("refused", addresses=[])
    anna.follows(row.locator("button"))
    subject = f"Vi har tagit emot ditt ärende {number}"
    eventually(lambda: torget.mails_to(address) == [subject], "the mail that was sent again")
    assert row.count() == 0


def test_the_contact_centre_cannot_see_a_preschool_case(people: People) -> None:
    number = an_application(people, "forskola")
    lena, per = people.staff("Lena"), people.staff("Per")
    lena.goes_to("/desk/")
    assert lena.page.locator(f"a[href='/desk/arende/{number}/']").count() == 1
    per.goes_to("/desk/")
    per.page.locator("input[name=q]").fill(number)
    per.follows(per.page.locator("form[role=search] button").first)
    assert per.page.locator(f"a[href='/desk/arende/{number}/']").count() == 0
    seen = per.goes_to(f"/desk/arende/{number}/")
    assert (seen and seen.status, per.heading) == (404, "Sidan finns inte här")


def test_the_administrator_sees_how_every_part_is(people: People, torget: Torget) -> None:
    jonas = people.staff("Jonas")
    torget.simulators.tell("switch", simulator="navet", mode="off")
    jonas.goes_to("/desk/systemet/")
    rows = jonas.page.locator("main tbody tr").all_inner_texts()
    state = {row.split("\t")[1]: row.split("\t")[0] for row in rows}
    assert state == {
        "Databasen": "Fungerar",
        "Delade e-tjänster i Git": "Inte inställd",
        "Delade e-tjänster i en mapp": "Inte inställd",
        "Karta": "Fungerar",
        "Spåret": "Fungerar",
        "Arbetaren": "Fungerar",
        "BankID": "Fungerar",
        "Folkbokföringen": "Trasig",
        "E-post": "Fungerar",
        "Virusskydd": "Inte inställd",
        "Filer": "Fungerar",
        "PDF": "Fungerar",
        "Stämpel på beslut": "Fungerar",
        "Svar med e-post": "Fungerar",
    }
    forbidden = people.staff("Anna").goes_to("/desk/systemet/")
    assert forbidden
    assert forbidden.status == 403
