"""Texts that messages begin from: kept by the unit, filled in at the box."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories import NOON, a_case, an_employee
from torget.foundation.actor import Forbidden
from torget.rooms.audit.models import Entry
from torget.rooms.cases.actions import add_template, change_template, remove_template
from torget.rooms.cases.models import Case, MessageTemplate, Post
from torget.rooms.organisation.queries import unit

pytestmark = pytest.mark.django_db
HERE = "/desk/mallar/"
QUERIES = 4
LENA = "lena.holm@solvik.example"


def a_template(unit_key: str = "bygg", **texts: str) -> MessageTemplate:
    owner = unit(unit_key)
    writer = an_employee() if unit_key == "bygg" else an_employee(LENA)
    return add_template(
        "Ring mig", texts or {"sv": "Hej"}, unit=owner.pk, once=uuid4(), by=writer, at=NOON
    )


def typed(**changed: str) -> dict[str, Any]:
    return {
        "unit": str(unit("bygg").pk),
        "title": "Besök",
        "text_sv": "Vi kommer på besök i {number}.",
        "text_en": "",
        "text_fi": "",
        "text_se": "",
        "once": "8b1b0d0e-45c5-4b0a-b6c7-5ad0f4a2d6fd",
    } | changed


def test_a_template_is_written_changed_and_removed_and_each_is_in_the_trail(
    staff: Callable[..., Client],
) -> None:
    browser = staff()
    assert ">Mallar</a>" in browser.get("/desk/min-dag/").text
    browser.post(f"{HERE}ny/", typed())
    browser.post(f"{HERE}ny/", typed())  # sent twice
    kept = MessageTemplate.objects.get(title="Besök")
    assert kept.texts == {"sv": "Vi kommer på besök i {number}."}

    browser.post(f"{HERE}{kept.pk}/", typed(text_en="We will visit."))
    kept.refresh_from_db()
    assert kept.texts["en"] == "We will visit."
    listed = browser.get(HERE).text
    assert ("Besök" in listed, "Svenska, Engelska" in listed) == (True, True)

    browser.post(f"{HERE}{kept.pk}/ta-bort/")
    browser.post(f"{HERE}{kept.pk}/ta-bort/")
    assert not MessageTemplate.objects.filter(pk=kept.pk).exists()
    told = Entry.objects.filter(subject=f"template:{kept.pk}").order_by("pk")
    assert [one.what for one in told] == ["template.added", "template.changed", "template.removed"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": ""}, "Skriv en rubrik"),
        ({"title": "a" * 61}, "Skriv högst 60 tecken"),
        ({"text_sv": ""}, "Skriv texten på svenska"),
        ({"text_en": "Dear {name}"}, "{name} är inget som kan bytas ut"),
        ({"text_fi": "a" * 5001}, "Skriv högst 5000 tecken"),
        ({"unit": "0"}, "Välj ett av alternativen"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    staff: Callable[..., Client], wrong: dict[str, str], said: str
) -> None:
    before = MessageTemplate.objects.count()
    answer = staff().post(f"{HERE}ny/", typed(text_se="Bures") | wrong)
    assert (answer.status_code, said in answer.text, "Bures" in answer.text) == (422, True, True)
    assert MessageTemplate.objects.count() == before


def test_other_units_templates_are_neither_seen_changed_nor_removed(
    staff: Callable[..., Client],
) -> None:
    other, anna = a_template("forskola"), an_employee()
    assert staff().get(f"{HERE}{other.pk}/").status_code == 404
    with pytest.raises(Forbidden):
        change_template(other, "Annat", {"sv": "Annat"}, by=anna, at=NOON)
    remove_template(other.pk, by=anna, at=NOON)
    assert MessageTemplate.objects.filter(pk=other.pk, title="Ring mig").exists()


def fill(browser: Client, case: Case, template: MessageTemplate, **typed: Any) -> str:
    values = {"do": "fill", "template": str(template.pk), "text": ""} | typed
    answer = browser.post(f"/desk/arende/{case.number}/skriv/", values)
    assert answer.status_code == 200
    return answer.text


def test_the_box_is_filled_in_the_applicants_language_and_nothing_is_sent(
    staff: Callable[..., Client],
) -> None:
    case, browser = a_case(), staff()
    case.parties.update(language="en")
    chosen = a_template(sv="Hej {officer}", en="Case {number}, {officer}")
    assert "Börja från en mall" in browser.get(f"/desk/arende/{case.number}/").text
    filled = fill(browser, case, chosen)
    assert f"Case {case.number}, Anna Berg</textarea>" in filled
    assert "Hej Anna Berg</textarea>" in fill(browser, case, chosen, language="sv")
    assert "Hej Anna Berg</textarea>" in fill(browser, case, chosen, language="fi")
    assert not Post.objects.filter(case=case).exists()


def test_what_was_typed_stays_before_the_text_and_files_are_asked_for_again(
    staff: Callable[..., Client],
) -> None:
    case, file = a_case(), SimpleUploadedFile("karta.txt", b"karta")
    chosen = a_template(sv="Välkommen den {today}.")
    filled = fill(
        staff(), case, chosen, text="Kära Lova <3", subject="Besök", attached=file, language="sv"
    )
    assert "Kära Lova &lt;3\n\nVälkommen den " in filled
    assert 'value="Besök"' in filled
    assert "Välj filerna igen" in filled


def test_a_template_of_another_unit_fills_in_nothing(staff: Callable[..., Client]) -> None:
    filled = fill(staff(), a_case(), a_template("forskola", sv="Hemligt"), text="Mitt")
    assert ("Hemligt" in filled, "Mitt</textarea>" in filled) == (False, True)


def test_many_templates_are_listed_at_the_cost_of_one(
    staff: Callable[..., Client], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser = staff()
    a_template()
    browser.get(HERE)
    with django_assert_num_queries(QUERIES):
        browser.get(HERE)
    ours = unit("bygg").pk
    MessageTemplate.objects.bulk_create(
        MessageTemplate(unit_id=ours, title=f"Mall {n}", texts={"sv": "Hej"}) for n in range(300)
    )
    with django_assert_num_queries(QUERIES):
        browser.get(HERE)
