"""A company applies through someone who signs for it together with another."""

from __future__ import annotations

from tests.browser.people import People
from tests.browser.personas import persona
from tests.browser.running import Torget
from tests.browser.walk import AMINA, JOHAN, eventually

MAIL = "johan.ej@exempel.example"
ANSWERS = persona(
    "serveringstillstand",
    "Företag bjuder",
    signs_alone=False,
    signatories=[{"person": {"name": "Johan Bergström", "number": JOHAN, "email": MAIL}}],
    email="amina.bolag@exempel.example",
)


def test_two_who_sign_for_a_company_apply_together(people: People, torget: Torget) -> None:
    amina = people.resident(AMINA)
    amina.goes_to("/e-tjanst/serveringstillstand/")
    amina.presses_in("/ansok/serveringstillstand/")
    assert amina.heading == "Ansök för en organisation"
    page = amina.page
    page.locator("[name=kind][value=company]").check()
    page.locator("[name='organisation.number']").fill("559900-0007")
    page.locator("[name='organisation.name']").fill("Bygg i Solvik AB")
    page.locator("[name=role][value=signatory]").check()
    amina.presses("Fortsätt")
    assert amina.problems == ["Skriv organisationsnumret med tio siffror, till exempel 559900-0006"]
    page.locator("[name='organisation.number']").fill("559900-0006")
    amina.presses("Fortsätt")
    amina.fills_in(ANSWERS)
    assert "Bygg i Solvik AB" in amina.text
    assert "Johan Bergström" in page.locator("main").inner_text()
    number = amina.signs()
    assert "Johan Bergström" in amina.text

    subject = "Du är ombedd att skriva under"
    eventually(lambda: torget.mails_to(MAIL) == [subject], "the request by mail")
    johan = people.resident(JOHAN)
    johan.goes_to("/mina-sidor/")
    johan.follows(johan.page.locator(".todo a").last)
    assert "Bygg i Solvik AB" in johan.text
    johan.follows(johan.page.locator("main form button").first)
    johan.uses_bankid()
    johan.waits_for("/mina-sidor/")
    assert johan.notices == ["Tack, din underskrift är mottagen."]
    amina.opens_case(number)
    assert (
        amina.page.locator(".status-now .big").inner_text()
        == "Ditt ärende väntar på en handläggare."
    )
    amina.goes_to("/ansok/serveringstillstand/for/")
    assert amina.page.locator("[name=whom]").count() == 2  # the company, and another
