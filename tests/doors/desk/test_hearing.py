"""The officer shows what a decision may rest on; the resident answers."""

from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.factories import a_case, a_person
from torget.rooms.cases.models import Communication, Statement
from torget.rooms.messaging.models import Message

pytestmark = pytest.mark.django_db
SHOWN = "Grannen skriver att huset skymmer."


def test_parties_are_shown_the_material_and_answer_it(
    staff: Callable[..., Client], resident: Callable[..., Client]
) -> None:
    case = a_case(a_person())
    desk, maja = f"/desk/arende/{case.number}/", resident(a_person())
    own = f"/mina-sidor/arende/{case.number}/"
    day = timezone.localdate() + timedelta(days=14)
    sent = staff().post(
        f"{desk}kommunicera/",
        {
            "text": SHOWN,
            "answer_by": day.isoformat(),
            "files": SimpleUploadedFile("granne.pdf", b"%PDF-1.7"),
        },
    )
    assert (sent.status_code, Communication.objects.get().documents.count()) == (302, 1)
    mail = Message.objects.get()
    assert (mail.subject, SHOWN in mail.body) == (f"Du kan yttra dig i ärende {case.number}", False)

    assert f"{own}#hearing" in unescape(maja.get("/mina-sidor/").text)
    page = unescape(maja.get(own).text)
    assert (SHOWN in page, "granne.pdf" in page, f"{own}yttra/" in page) == (True, True, True)
    empty = maja.post(f"{own}yttra/", {"text": ""})
    assert (empty.status_code, "Skriv ditt yttrande" in empty.text) == (422, True)
    told = maja.post(f"{own}yttra/", {"text": "Det skymmer inte."}, follow=True).text
    assert "Tack, vi har tagit emot ditt yttrande." in told
    assert Statement.objects.count() == 1
    assert maja.get(f"{own}yttra/").status_code == 302
    assert "Det skymmer inte." in staff().get(desk).text


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"text": ""}, "Skriv vad parterna ska få se"),
        ({"answer_by": "2020-01-01"}, "Välj en dag efter i dag"),
        ({"answer_by": "snart"}, "Skriv en dag som 2026-05-01"),
        ({"files": SimpleUploadedFile("a.exe", b"MZ\x90\x00" + bytes(99))}, "Filen a.exe är"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_sent(
    staff: Callable[..., Client], changes: dict[str, object], says: str
) -> None:
    day = (timezone.localdate() + timedelta(days=14)).isoformat()
    answer = staff().post(
        f"/desk/arende/{a_case().number}/kommunicera/", {"text": SHOWN, "answer_by": day} | changes
    )
    assert (answer.status_code, says in unescape(answer.text)) == (422, True)
    assert Communication.objects.count() == 0
