"""An officer's security key: alone, as the second step, and when it opens nothing."""

from __future__ import annotations

from tests.browser.passkeys import SecurityKey
from tests.browser.people import People
from tests.browser.walk import Staff
from torget.demo.people import PASSWORD

SECURITY = "/desk/konto/faktor/"
PRESSED = "[data-passkey]"
NOT_USED = "Det gick inte att använda nyckeln. Försök igen."
UNKNOWN = "Nyckeln hör inte till något konto här. Logga in på ett annat sätt."


def adds_key(omar: Staff, *, alone: bool) -> SecurityKey:
    """From the security page, showing once more who one is, to a key with the name Datorn."""
    key = SecurityKey(omar)
    omar.goes_to(SECURITY)
    omar.presses("Lägg till säkerhetsnyckel")
    omar.page.locator("input[name=password]").fill(PASSWORD)
    omar.presses("Bekräfta")
    omar.page.locator("input[name=name]").fill("Datorn")
    omar.page.locator("input[name=passwordless]").set_checked(alone)
    omar.follows(omar.page.locator(PRESSED))
    assert omar.notices == ["Säkerhetsnyckel tillagd."]
    return key


def removes_key(omar: Staff) -> None:
    """By the list of keys, showing who one is with the key itself when asked to."""
    omar.goes_to(SECURITY)
    omar.presses("Visa säkerhetsnycklar")
    omar.presses("Ta bort")
    if omar.heading == "Bekräfta att det är du":
        omar.presses("Använd en säkerhetsnyckel")
        omar.follows(omar.page.locator(PRESSED))
    assert omar.heading == "Ta bort säkerhetsnyckeln Datorn?"
    omar.presses("Ta bort")
    assert omar.notices == ["Säkerhetsnyckel borttagen."]
    assert "Du har inga säkerhetsnycklar." in omar.text


def logs_out(omar: Staff) -> None:
    omar.goes_to("/desk/konto/logga-ut/")
    omar.presses("Logga ut")


def is_told(omar: Staff, words: str) -> None:
    """The page says the words without being left, and the key may be tried again."""
    omar.page.get_by_role("alert").get_by_text(words).wait_for()
    assert omar.page.locator(PRESSED).is_enabled()


def test_a_key_alone_opens_the_queue_until_it_is_removed(people: People) -> None:
    omar = people.stranger_at_desk("Omar")
    omar.logs_in()
    key = adds_key(omar, alone=True)
    assert omar.heading == "Dina reservkoder"

    logs_out(omar)
    omar.goes_to("/desk/?visa=mine")
    omar.follows(omar.page.locator(PRESSED))
    assert (omar.path, omar.heading, omar.notices) == ("/desk/?visa=mine", "Ärenden", [])

    logs_out(omar)
    key.feels_the_owners_finger(False)
    omar.goes_to("/desk/")
    omar.page.locator(PRESSED).click()
    is_told(omar, NOT_USED)
    key.feels_the_owners_finger(True)
    omar.follows(omar.page.locator(PRESSED))
    assert omar.path == "/desk/"

    removes_key(omar)
    logs_out(omar)
    assert not key.is_empty()
    omar.goes_to("/desk/")
    omar.follows(omar.page.locator(PRESSED))
    assert omar.path == "/desk/konto/logga-in/"
    is_told(omar, UNKNOWN)


def test_a_key_is_the_second_step_after_the_password_and_another_key_is_not(
    people: People,
) -> None:
    per = people.stranger_at_desk("Per")
    per.logs_in()
    key = adds_key(per, alone=False)

    logs_out(per)
    per.goes_to("/desk/?visa=mine")
    per.types_password()
    with key.left_at_home():
        per.page.locator(PRESSED).click()
        is_told(per, NOT_USED)
    per.follows(per.page.locator(PRESSED))
    assert (per.path, per.heading) == ("/desk/?visa=mine", "Ärenden")

    removes_key(per)
    logs_out(per)
    per.goes_to("/desk/")
    per.types_password()
    assert per.heading == "Bekräfta att det är du"
    assert per.page.locator(PRESSED).count() == 0


def test_an_answer_that_no_key_has_given_is_refused(people: People) -> None:
    omar = people.stranger_at_desk("Omar")
    omar.goes_to("/desk/")
    form = omar.page.locator("form[data-webauthn]")
    for answer in ("{}", '{"id": "AAAA", "response": {"userHandle": "MQ"}}', "inte json"):
        with omar.page.expect_navigation():
            form.evaluate(
                "(form, answer) => { form.elements.credential.value = answer; form.submit(); }",
                answer,
            )
        assert omar.path == "/desk/konto/logga-in/"
        assert omar.heading == "Logga in till handläggningen"
        assert len(omar.notices) == 1
