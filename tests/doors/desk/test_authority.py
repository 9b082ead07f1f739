"""Deciding by delegation, registering what the committee decided, and reporting."""

from collections.abc import Callable
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories import NOON, a_case, a_decision
from torget.demo.fill import FILLER
from torget.rooms.cases.models import Case, Decision
from torget.rooms.organisation.actions import end_delegation
from torget.rooms.organisation.models import Delegation

pytestmark = pytest.mark.django_db
Staff = Callable[..., Client]
RESOLVED = {
    "outcome": "refused",
    "meeting_on": "2026-02-26",
    "item": "§ 12",
    "decision_text": "Nämnden avslår ansökan.",
    "reasons": "Huset är för högt.",
    "legal_basis": "plan- och bygglagen (2010:900) 9 kap.",
}


def deciding(case: Case, *rest: str) -> str:
    return "/".join(["/desk/arende", case.number, "besluta", *rest, ""])


def extract(name: str = "utdrag.pdf", content: bytes = b"%PDF-1.7") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def no_order() -> None:
    for row in Delegation.objects.filter(committee__key="miljo-bygg"):
        end_delegation(row, valid_to=NOON.date(), by=FILLER, at=NOON)


def test_the_page_says_by_what_right_one_decides(staff: Staff) -> None:
    page = staff().get(deciding(a_case()), {"outcome": "refused"}).text
    assert "Delegationsordningen 2.1 (Miljö- och byggnämnden 2026-01-20 § 4)." in page


def test_without_a_right_one_is_led_to_the_committee_s_decision(staff: Staff) -> None:
    no_order()
    case, browser = a_case(), staff()
    led = browser.get(deciding(case), {"outcome": "refused"})
    assert (led.status_code, led["Location"]) == (
        302,
        f"{deciding(case, 'namnden')}?outcome=refused",
    )
    kept = browser.post(deciding(case, "namnden"), RESOLVED | {"files": extract()})
    assert (kept.status_code, kept["Location"]) == (302, f"/desk/arende/{case.number}/expediera/")
    decision = Decision.objects.get()
    assert (decision.item, decision.officer_name) == ("§ 12", "Miljö- och byggnämnden")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"files": ()}, "Lägg till protokollsutdraget, som en fil"),
        (
            {"files": (extract("a.pdf"), extract("b.pdf"))},
            "Lägg till protokollsutdraget, som en fil",
        ),
        ({"files": (extract("a.exe", b"MZ\x90\x00" + bytes(99)),)}, "Filen a.exe är av en typ"),
        ({"meeting_on": "2999-01-01"}, "Sammanträdet har inte varit än"),
        ({"meeting_on": "i maj"}, "Skriv en dag som 2026-05-01"),
        ({"item": ""}, "Skriv paragrafen i protokollet"),
    ],
)
def test_what_is_missing_in_the_committee_s_decision_is_told_and_nothing_typed_is_lost(
    staff: Staff, changes: dict[str, object], says: str
) -> None:
    case = a_case()
    answer = staff().post(deciding(case, "namnden"), RESOLVED | {"files": extract()} | changes)
    page = unescape(answer.text)
    assert (answer.status_code, says in page, "Huset är för högt." in page) == (422, True, True)
    assert Decision.objects.count() == 0


def test_money_above_the_ceiling_is_told_at_the_amount(staff: Staff) -> None:
    case = a_case()
    Delegation.objects.filter(number="2.1").update(amount_most=30_000)
    typed = {
        "outcome": "granted", "decision_text": "Ja.", "reasons": "Behov.", "legal_basis": "SoL",
    }  # fmt: skip
    browser = staff()
    answers = {
        amount: browser.post(deciding(case), typed | {"amount": amount})
        for amount in ("", "fyra tusen", "30 001", "30 000")
    }
    told = "Beloppet är högre än du får besluta om enligt delegationsordningen."
    assert [answer.status_code for answer in answers.values()] == [422, 422, 422, 200]
    assert [told in answer.text for answer in answers.values()] == [False, False, True, False]
    browser.post(deciding(case, "fatta"), typed | {"amount": "30 000"})
    assert Decision.objects.get().amount == 30_000


def test_everyone_at_the_desk_reads_the_orders_and_managers_what_to_report(staff: Staff) -> None:
    case = a_decision(a_case()).case
    assert "Bygglov och andra ärenden" in staff().get("/desk/delegationsordning/").text
    assert staff().get("/desk/delegationsbeslut/").status_code == 403
    eva = staff("eva.strom@solvik.example")
    assert case.number in eva.get("/desk/delegationsbeslut/").text
    empty = eva.post("/desk/delegationsbeslut/", {"committee": "miljo-bygg"})
    assert (empty.status_code, "Skriv sammanträdets dag" in empty.text) == (422, True)
    eva.post(
        "/desk/delegationsbeslut/",
        {"committee": "miljo-bygg", "meeting_on-miljo-bygg": "2026-03-10"},
    )
    assert case.number not in eva.get("/desk/delegationsbeslut/").text


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_to_report_costs_the_same_for_few_and_many(
    count: int, staff: Staff, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(count):
        a_decision(a_case())
    eva = staff("eva.strom@solvik.example")
    eva.get("/desk/delegationsbeslut/")
    with django_assert_num_queries(4):
        eva.get("/desk/delegationsbeslut/")
