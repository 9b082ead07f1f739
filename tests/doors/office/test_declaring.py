"""Changing what is declared of information, on the page of those who answer for it."""

from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from lxml import html

from torget.rooms.audit.models import Entry
from torget.rooms.information.models import InformationType
from torget.rooms.information.queries import types_by_key

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]
MARIA, EVA = "maria.holst@solvik.example", "eva.strom@solvik.example"
KEY = "building.role"  # owned by the position that Eva holds
PAGE = f"/office/information/{KEY}/andra/"


def typed(**changes: str) -> dict[str, str]:
    return {
        "owner": "gatuchef",
        "description_sv": "Vilken roll du har.",
        "description_en": "Which role you have.",
        "purpose_sv": "Vi behöver veta det.",
        "purpose_en": "We need to know.",
        "holder_sv": "",
        "holder_en": "",
        "legal_basis": "plan- och bygglagen (2010:900) 9 kap.\n\nförvaltningslagen (2017:900) 20 §",
        "personal_data": "ordinary",
        "gdpr_basis": "6.1 e",
        "gdpr_exception": "",
        "secrecy": "",
        "years": "5",
        "starts": "closed",
        "retention_why": "Behövs inte längre.",
        "decision": "",
        "open": "nej",
        "open_why": "Personuppgift.",
    } | changes


def changes_recorded() -> int:
    return Entry.objects.filter(what="information.changed", subject=f"information:{KEY}").count()


def test_what_is_changed_applies_at_once_and_sent_twice_is_one_change(staff: Browser) -> None:
    before, kept = types_by_key([KEY])[KEY], changes_recorded()
    browser = staff(MARIA)

    browser.post(PAGE, typed())
    answer = browser.post(PAGE, typed())

    facts = types_by_key([KEY])[KEY]
    assert (answer.status_code, changes_recorded()) == (302, kept + 1)
    assert (facts.owner, facts.retention.years, facts.purpose.sv, facts.legal_basis) == (
        "gatuchef",
        5,
        "Vi behöver veta det.",
        ("plan- och bygglagen (2010:900) 9 kap.", "förvaltningslagen (2017:900) 20 §"),
    )
    assert (facts.confidentiality, facts.name) == (before.confidentiality, before.name)


def as_drawn(page: bytes) -> dict[str, str]:
    """What a browser sends when nothing is changed in the form."""
    sent = {}
    for field in html.fromstring(page.decode()).xpath("//main//*[@name]"):
        if field.tag == "select":
            chosen = field.xpath("option[@selected]") or field.xpath("option")
            sent[field.get("name")] = chosen[0].get("value")
        elif field.tag == "textarea":
            sent[field.get("name")] = (field.text or "").removeprefix("\n")
        elif field.get("type") not in ("radio", "checkbox") or field.get("checked") is not None:
            sent[field.get("name")] = field.get("value", "")
    return sent


@pytest.mark.parametrize("key", ["person.name", "building.property", KEY])
def test_the_form_sent_back_as_it_was_drawn_changes_nothing(key: str, staff: Browser) -> None:
    browser, page = staff(MARIA), f"/office/information/{key}/andra/"
    InformationType.objects.filter(key=KEY).update(owner=None, content_hash="without owner")
    before = InformationType.objects.values().get(key=key)

    answer = browser.post(page, as_drawn(browser.get(page).content))

    after = InformationType.objects.values().get(key=key)
    assert (answer.status_code, after | {"content_hash": ""}) == (
        302,
        before | {"content_hash": ""},
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"legal_basis": " "}, "Skriv minst ett lagrum"),
        ({"personal_data": "special", "gdpr_exception": "9.2 g"}, "kräver högre konfidentialitet"),
        ({"personal_data": "special"}, "behöver ett undantag enligt artikel 9.2"),
        ({"years": "fem"}, "Skriv ett helt antal år"),
        ({"years": "201"}, "Skriv ett helt antal år"),
        ({"starts": ""}, "Skriv både hur många år och vad de räknas från"),
        ({"open": "ja"}, "Bara information med konfidentialitet 0"),
        ({"holder_sv": "Skatteverket"}, "Skriv på båda språken"),
        ({"owner": "finns-inte"}, "Välj ett av alternativen"),
        ({"purpose_en": ""}, "Fyll i det här"),
    ],
)
def test_what_cannot_stand_is_told_at_the_field_and_nothing_typed_is_lost(
    changes: dict[str, str], said: str, staff: Browser
) -> None:
    kept = changes_recorded()

    answer = staff(MARIA).post(PAGE, typed(retention_why="Mitt eget skäl", **changes))
    page = unescape(answer.content.decode())

    assert (answer.status_code, said in page, "Mitt eget skäl" in page) == (422, True, True)
    assert changes_recorded() == kept


def test_owners_change_their_own_and_others_read(staff: Browser) -> None:
    other = "/office/information/grant.account/andra/"
    shown = unescape(staff(EVA).get(f"/office/information/{KEY}/").content.decode())

    assert PAGE in shown
    assert staff(EVA).post(PAGE, typed()).status_code == 302
    assert staff(EVA).post(other, typed()).status_code == 403
    assert staff("astrid.vik@solvik.example").get(PAGE).status_code == 403
    assert staff(MARIA).get("/office/information/finns.inte/andra/").status_code == 404
