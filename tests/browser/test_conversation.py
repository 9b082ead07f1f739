"""Officer and resident write to one another, in the case and by e-mail."""

from __future__ import annotations

from tests.browser.answering import a_file
from tests.browser.people import People
from tests.browser.running import Torget
from tests.browser.test_handling import an_application
from tests.browser.walk import MAJA, Visitor, eventually


def test_a_resident_answers_by_e_mail_and_goes_on_in_the_same_thread_with_a_file(
    people: People, torget: Torget
) -> None:
    number = an_application(people)
    anna = people.staff("Anna")
    anna.takes(number)
    anna.page.locator("#write summary").first.click()
    anna.page.locator("[name=subject]").fill("Byggstart")
    anna.writes("När vill du börja bygga?")
    mail = eventually(lambda: _answerable(torget, number), "the e-mail about the question")

    anna.page.context.new_page().goto(f"{torget.simulators.pages}/mailbox/{mail}")
    mailbox = anna.page.context.pages[-1]
    mailbox.locator("textarea").fill("I maj.\n\nMvh Maja")
    mailbox.get_by_role("button", name="Skicka svaret").click()
    assert mailbox.locator("h1").inner_text() == "Skickat"

    maja = people.resident(MAJA)
    maja.opens_case(number)
    maja.page.locator("#write summary").first.click()
    maja.page.locator("[name=attached]").set_input_files([a_file("tidplan.pdf")])
    maja.writes("Här är tidplanen.")

    anna.opens_case(number)
    assert _threads(anna) == _threads(maja) == {
        "Byggstart": ["När vill du börja bygga?", "I maj.", "Här är tidplanen."]
    }  # fmt: skip
    page = anna.page.locator("#messages")
    assert "Kom med e-post från" in page.inner_text()
    assert page.locator(".files a").all_inner_texts() == ["tidplan.pdf"]


def _answerable(torget: Torget, number: str) -> int | None:
    """The newest letter about the case that can be answered."""
    mails = torget.simulators.tell("mails")
    about = (mail["number"] for mail in mails if number in mail["subject"])
    can = {mail["number"] for mail in mails if "Reply-To" in mail["headers"]}
    return max((mail for mail in about if mail in can), default=None)


def _threads(visitor: Visitor) -> dict[str, list[str]]:
    """The first paragraph of each message, by the subject of its thread."""
    threads = visitor.page.locator(".thread").all()
    return {
        thread.locator("h3").inner_text(): [
            message.locator("> p").first.inner_text()
            for message in thread.locator(".talk > li").all()
        ]
        for thread in threads
    }


def test_documents_are_read_in_the_page_one_after_another(people: People) -> None:
    number = an_application(people)
    anna = people.staff("Anna")
    anna.takes(number)
    files = anna.page.locator("#documents .files a")
    eventually(lambda: anna.page.reload() and files.count() == 2, "the receipt")
    anna.follows(files.first)
    assert anna.page.locator("h1").inner_text() == "situationsplan.pdf"
    frame = anna.page.locator("iframe.document")
    shown = anna.page.request.get(anna.address(frame.get_attribute("src") or ""))
    assert (shown.status, shown.headers["content-type"]) == (200, "application/pdf")
    anna.presses("Nästa")
    assert anna.page.locator("h1").inner_text() == f"kvittens-{number}.pdf"
