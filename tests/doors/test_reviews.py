"""From an application that a table grants to a person who looks at it, through the pages."""

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.factories import ERIK, NOON, a_decision, a_person, a_resident, an_employee
from tests.rooms.cases.test_automation import another, sent
from tests.small_services import LIVE_RACKS
from torget.foundation.actor import Forbidden
from torget.journeys.decide_automatically import decide_automatically
from torget.journeys.look_again import answer_the_review
from torget.rooms.audit.models import Entry
from torget.rooms.cases.actions import ask_for_person
from torget.rooms.cases.models import Case, HumanReview, Post
from torget.rooms.cases.queries import TableDecisions, decided_by_service, reviews_to_do
from torget.rooms.cases.terms import Outcome, ReviewKind
from torget.rooms.messaging.models import Message

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]
ALL = LIVE_RACKS.replace("mode: live", "mode: live\n  sample: 1", 1)
NONE = LIVE_RACKS.replace("mode: live", "mode: live\n  sample: 100", 1)
LENA = "lena.holm@solvik.example"


def text_of(page: HttpResponse) -> str:
    return unescape(page.content.decode())


def decided(source: str = NONE) -> Case:
    case = sent(source)
    decide_automatically(case.number)
    return case


def asked(case: Case, text: str = "Priset är fel.") -> HumanReview:
    assert ask_for_person(case, text, by=a_resident(a_person()), at=NOON)
    return HumanReview.objects.get(kind=ReviewKind.ASKED)


def test_who_was_decided_by_a_table_reads_so_asks_a_person_and_gets_an_answer(
    staff: Browser, resident: Browser
) -> None:
    case, maja, anna = decided(), resident(a_person()), staff()
    case.parties.update(email="maja@exempel.example")
    own, desk = f"/mina-sidor/arende/{case.number}/", f"/desk/arende/{case.number}/"

    page = text_of(maja.get(own))
    assert ("Bifall" in page, "fattat automatiskt av en beslutstabell" in page) == (True, True)
    assert (f"{own}granska/" in page, "/automatiska-beslut/" in page) == (True, True)
    assert "Vad vill du att vi tittar på?" in text_of(maja.get(f"{own}granska/"))
    for _twice in range(2):
        assert maja.post(f"{own}granska/", {"text": "Priset är fel."}).status_code == 302
    review = HumanReview.objects.get(kind=ReviewKind.ASKED)
    assert review.text == "Priset är fel."
    page = text_of(maja.get(own))
    assert ("Du får svar senast" in page, f"{own}granska/" in page) == (True, False)

    here = f"{desk}granska/{review.pk}/"
    day, on_case = text_of(anna.get("/desk/min-dag/")), text_of(anna.get(desk))
    assert (here in day, here in on_case) == (True, True)
    form = text_of(anna.get(here))
    for said in ("Priset är fel.", "800 (sökandens svar)", "Solvik (ett register)"):
        assert said in form
    empty = anna.post(here, {"right": "yes", "reasons": ""})
    assert (empty.status_code, "Skriv varför" in text_of(empty)) == (422, True)
    answered = anna.post(here, {"right": "yes", "reasons": "Vi har räknat igen. Det stämmer."})
    assert answered.status_code == 302

    review.refresh_from_db()
    assert (review.right, review.answered_by) == (True, "Anna Berg")
    assert Post.objects.get(case=case).text == "Vi har räknat igen. Det stämmer."
    assert [one.subject for one in Message.objects.all()] == [
        f"Det har hänt något i ditt ärende {case.number}"
    ]
    page = text_of(maja.get(own))
    assert ("Det stämmer." in page, "En människa har tittat på beslutet." in page) == (True, True)
    assert here not in text_of(anna.get("/desk/min-dag/"))
    assert anna.get(here).status_code == 302


def test_looking_at_the_decision_is_the_obvious_step_and_names_the_row_in_words(
    staff: Browser,
) -> None:
    case = decided()
    review, anna = asked(case), staff()
    here = f"/desk/arende/{case.number}/granska/{review.pk}/"
    page = text_of(anna.get(f"/desk/arende/{case.number}/"))
    assert f'<a class="ds-button" href="{here}">Granska beslutet' in page
    assert "Automatiserat beslut" in page
    form = text_of(anna.get(here))
    assert "<dt>Raden som stämde</dt><dd>Få vid en skola</dd>" in form


def test_what_is_wrong_leads_on_to_changing_the_decision(staff: Browser) -> None:
    case = decided()
    here = f"/desk/arende/{case.number}/granska/{asked(case).pk}/"
    answer = staff().post(here, {"right": "no", "reasons": "Priset är 900."})
    assert answer["Location"] == f"/desk/arende/{case.number}/andra/"
    assert HumanReview.objects.get(kind=ReviewKind.ASKED).right is False


def test_a_sample_waits_for_a_person_and_its_answer_is_not_sent_to_the_applicant(
    staff: Browser,
) -> None:
    case = decided(ALL)
    review = HumanReview.objects.get()
    assert (review.kind, review.automated.sampled) == (ReviewKind.SAMPLE, True)
    anna = staff()
    assert "Stickprov" in text_of(anna.get("/desk/min-dag/"))
    here = f"/desk/arende/{case.number}/granska/{review.pk}/"
    anna.post(here, {"right": "yes", "reasons": "Stämmer."})
    review.refresh_from_db()
    assert (review.right, Post.objects.count()) == (True, 0)
    assert decided_by_service() == {"cykelstall": TableDecisions(decided=1, reviewed=1, right=1)}


def test_answered_by_two_at_once_it_counts_once() -> None:
    review = asked(decided())
    for right, reasons in ((True, "Rätt."), (False, "Fel.")):
        answer_the_review(review, right=right, reasons=reasons, by=an_employee(), at=NOON)
    review.refresh_from_db()
    assert (review.right, review.reasons, Post.objects.count()) == (True, "Rätt.", 1)
    assert Entry.objects.filter(what="review.answered").count() == 1


def test_only_a_party_asks_and_only_who_may_decide_answers() -> None:
    case = decided()
    erik = a_person(ERIK, given_name="Erik", surname="Lindqvist")
    with pytest.raises(Forbidden):
        ask_for_person(case, "", by=a_resident(erik), at=NOON)
    review = asked(case)
    with pytest.raises(Forbidden):
        answer_the_review(review, right=True, reasons="Ja.", by=an_employee(LENA), at=NOON)
    assert list(reviews_to_do(an_employee(LENA))) == []
    assert list(reviews_to_do(an_employee())) == [review]


def test_a_decision_by_a_person_has_no_one_to_ask(resident: Browser) -> None:
    case = sent()
    a_decision(case, Outcome.GRANTED)
    assert ask_for_person(case, "", by=a_resident(a_person()), at=NOON) is False
    own = f"/mina-sidor/arende/{case.number}/"
    assert resident(a_person()).get(f"{own}granska/").status_code == 302


@pytest.mark.parametrize("count", [1, 8])
def test_my_day_costs_the_same_for_one_and_many(
    count: int, staff: Browser, django_assert_max_num_queries: Any
) -> None:
    cases = [sent(ALL), *(another() for _ in range(count - 1))]
    for case in cases:
        decide_automatically(case.number)
    anna = staff()
    anna.get("/desk/min-dag/")
    with django_assert_max_num_queries(40):
        assert text_of(anna.get("/desk/min-dag/")).count("Stickprov") == count
