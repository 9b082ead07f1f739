"""The decision table in the studio: to read, with its tests, and what stops it."""

from collections.abc import Callable
from html import unescape

from django.http import HttpResponse
from django.test import Client

from tests.doors.studio.conftest import KIM
from tests.factories import NOON
from tests.rooms.eservices.texts import RACK
from tests.small_services import RACKS as TEXT
from torget.rooms.eservices.actions import save_revision
from torget.rooms.eservices.gate import checks_of
from torget.rooms.eservices.models import WorkingCopy

Browser = Callable[..., Client]
HERE = "/studio/cykelstall/"


def text_of(page: HttpResponse) -> str:
    return unescape(page.content.decode())


def written(rack: WorkingCopy, text: str = TEXT) -> WorkingCopy:
    save_revision(rack, RACK.but("source", text), on=1, by=KIM, at=NOON)
    return WorkingCopy.objects.select_related("current").get(pk=rack.pk)


def stopped(copy: WorkingCopy) -> dict[str, list[str]]:
    """What the checks of the table say that stops it."""
    return {
        check.name: [str(said) for said in check.says]
        for check in checks_of(copy)
        if check.name.startswith("table_") and check.says
    }


def test_without_a_table_the_page_says_what_one_is_for(rack: WorkingCopy, builder: Browser) -> None:
    page = text_of(builder().get(f"{HERE}beslutstabell/"))
    assert "Tjänsten har ingen beslutstabell" in page
    assert f"{HERE}uppgifter/tabell/" in page


def test_the_table_is_read_with_how_its_tests_went(rack: WorkingCopy, builder: Browser) -> None:
    written(rack, TEXT.replace("racks <= 3", "racks <= 2", 1))
    page = text_of(builder().get(f"{HERE}beslutstabell/"))
    for said in (
        "Få vid en skola", "racks <= 2", "En person beslutar", "Föreslår, en person beslutar",
        "Tre går bra: väntade raden ”small” men ingen rad stämde.", "Som väntat",
    ):  # fmt: skip
        assert said in page


def test_the_table_is_changed_by_a_form_of_its_own(rack: WorkingCopy, builder: Browser) -> None:
    written(rack)
    page = text_of(builder().get(f"{HERE}uppgifter/tabell/"))
    for value in ("where == 'school'", "Kommunens regler", "register.address.city"):
        assert value in page


def test_a_table_whose_tests_fail_or_that_are_too_few_cannot_be_published(
    rack: WorkingCopy,
) -> None:
    copy = written(rack, TEXT.replace("racks <= 3", "racks <= 2", 1))
    assert stopped(copy) == {
        "table_tests": [
            "Tre går bra: väntade raden ”small” men ingen rad stämde.",
            "Inget av tabellens test prövar raden ”far”.",
        ]
    }


def test_a_table_cannot_decide_without_law_resolution_risks_and_assessment(
    rack: WorkingCopy,
) -> None:
    live = TEXT.replace("mode: shadow", "mode: live", 1)
    assert stopped(written(rack, live))["table_law"] == [
        "Det är inte sagt vilken bestämmelse som låter beslutet fattas automatiserat.",
        "Det är inte sagt när nämnden beslutade att tabellen får besluta.",
        "Det är inte sagt vilka riskerna är och vad som görs åt dem.",
        "Konsekvensbedömningen är inte angiven (dataskyddsförordningen artikel 35).",
    ]


def test_a_notification_has_nothing_for_a_table_to_decide(rack: WorkingCopy) -> None:
    copy = written(rack, TEXT.replace("kind: application", "kind: notification", 1))
    assert stopped(copy)["table_law"] == [
        "En anmälan beslutas inte, så det finns inget för en tabell att besluta."
    ]


def test_a_table_that_is_not_used_may_wait_for_its_tests(rack: WorkingCopy) -> None:
    assert stopped(written(rack, TEXT.replace("mode: shadow", "mode: idle", 1))) == {}
