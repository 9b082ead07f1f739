"""Cases that belong together, a new case from another, and when messages were read."""

from collections.abc import Callable
from datetime import timedelta
from html import unescape
from uuid import UUID

import pytest
from django.test import Client

from tests.factories import (
    MAJA,
    NOON,
    a_case,
    a_person,
    a_resident,
    a_sensitive_case,
    an_employee,
)
from torget.foundation.actor import Forbidden
from torget.journeys.open_from_case import open_from_case
from torget.rooms.audit.models import Entry
from torget.rooms.cases.actions import (
    CaseNotReady,
    close_case,
    join_case,
    read_posts,
    relate_cases,
    write_as_officer,
    write_as_resident,
)
from torget.rooms.cases.models import Case, Party
from torget.rooms.cases.queries import Related, related_to
from torget.rooms.cases.terms import Bond, Obstacle, PartyRole
from torget.rooms.documents.actions import store_own
from torget.rooms.organisation.queries import unit
from torget.rooms.submissions.terms import Channel

pytestmark = pytest.mark.django_db
Staff = Callable[..., Client]
ERIK = "198611052393"


def test_two_cases_are_said_to_belong_together_once_and_both_show_it(staff: Staff) -> None:
    case, other, anna = a_case(), a_case(), an_employee()
    browser = staff()
    assert browser.get(f"/desk/arende/{case.number}/koppla/").status_code == 200
    browser.post(f"/desk/arende/{case.number}/koppla/", {"number": other.number.lower()})

    assert [
        relate_cases(one, its, by=anna, at=NOON) for one, its in ((case, other), (other, case))
    ] == [
        False,
        False,
    ]
    assert related_to(case, actor=anna) == [Related(other, Bond.RELATED, began=False)]
    assert [
        f"/desk/arende/{its.number}/" in unescape(browser.get(f"/desk/arende/{one.number}/").text)
        for one, its in ((case, other), (other, case))
    ] == [True, True]
    assert Entry.objects.filter(what="case.related").count() == 2


@pytest.mark.parametrize("number", ["", "BYGG-2026-9999", "itself"])
def test_a_number_that_leads_nowhere_is_said_at_the_field(staff: Staff, number: str) -> None:
    case = a_case()
    typed = case.number if number == "itself" else number
    page = staff().post(f"/desk/arende/{case.number}/koppla/", {"number": typed})
    assert (page.status_code, f'value="{typed}"' in page.text) == (422, True)


def test_a_case_does_not_belong_with_itself() -> None:
    case = a_case()
    with pytest.raises(CaseNotReady) as error:
        relate_cases(case, case, by=an_employee(), at=NOON)
    assert error.value.obstacles == [Obstacle.SAME_CASE]


def test_nobody_learns_of_a_case_by_what_it_belongs_with() -> None:
    plain, hidden, anna = a_case(), a_sensitive_case(), an_employee()
    with pytest.raises(Forbidden):
        relate_cases(plain, hidden, by=anna, at=NOON)
    lena = an_employee("lena.holm@solvik.example")
    second = a_sensitive_case()
    relate_cases(hidden, second, by=lena, at=NOON)
    assert (len(related_to(hidden, actor=lena)), related_to(hidden, actor=anna)) == (1, [])


def test_a_new_case_gets_the_parties_and_the_documents_chosen(staff: Staff) -> None:
    source, erik = a_case(), a_person(ERIK, given_name="Erik")
    Party.objects.create(case=source, person=erik, role=PartyRole.CO_APPLICANT, name="Erik")
    drawing = store_own("fasad.pdf", b"%PDF-1.7", "application/pdf", by=an_employee(), at=NOON)
    typed = {
        "kind": "new",
        "service": "bygglov",
        "text": "Planket prövas för sig.",
        "once": str(UUID(int=5)),
    }
    case = open_from_case(
        source,
        "bygglov",
        "Planket.",
        documents=[drawing],
        once=UUID(int=4),
        by=an_employee(),
        at=NOON,
    )

    assert [(one.person, one.role) for one in case.parties.order_by("pk")] == [
        (a_person(), PartyRole.APPLICANT),
        (erik, PartyRole.CO_APPLICANT),
    ]
    assert (case.submission.channel, case.submission.files[0]["name"]) == (
        Channel.CASE,
        "fasad.pdf",
    )
    assert related_to(source, actor=a_resident(erik)) == [
        Related(case, Bond.BEGUN_FROM, began=True)
    ]

    browser = staff()
    address = f"/desk/arende/{source.number}/nytt/"
    assert browser.get(address).status_code == 200
    assert browser.post(address, typed | {"service": ""}).status_code == 422
    first = browser.post(address, typed, follow=True)
    assert "Det här öppnades därifrån" in unescape(first.text)
    browser.post(address, typed)
    assert Case.objects.count() == 3


def test_a_case_that_is_split_counts_its_times_from_when_it_came_in_and_its_parties_are_told(
    staff: Staff,
) -> None:
    came = NOON - timedelta(days=30)
    source = a_case(at=came)
    typed = {"kind": "split", "service": "bygglov", "text": "Planket.", "once": str(UUID(int=6))}
    address = f"/desk/arende/{source.number}/nytt/"
    assert staff().post(address, typed | {"kind": ""}).status_code == 422
    staff().post(address, typed)

    split = Case.objects.latest("pk")
    maja = a_resident()
    assert related_to(source, actor=maja) == [Related(split, Bond.SPLIT_OFF, began=True)]
    assert (split.received_at, split.due_on) == (source.received_at, source.due_on)
    assert [post.text for post in source.posts.all()] == [
        f"Vi har delat ditt ärende, för att pröva en del för sig. Den delen har nummer {split}."
    ]


def test_only_those_who_write_in_the_source_begin_a_case_from_it() -> None:
    source = a_case()
    with pytest.raises(Forbidden):
        open_from_case(
            source, "bygglov", "Nej.", documents=[], once=UUID(int=4),
            by=an_employee("lena.holm@solvik.example"), at=NOON,
        )  # fmt: skip


def test_each_side_sees_when_the_other_has_read(
    staff: Staff, resident: Callable[..., Client]
) -> None:
    case, anna, maja = a_case(), an_employee(), a_resident()
    write_as_officer(case, "Hej!", once=UUID(int=1), by=anna, at=NOON)
    write_as_resident(case, "Hej själv!", once=UUID(int=2), by=maja, at=NOON)
    officers, own = f"/desk/arende/{case.number}/", f"/mina-sidor/arende/{case.number}/"
    assert "Läst 2 mars" not in unescape(resident().get(own).text)

    read_posts(case, by=maja, at=NOON)
    case.posts.update(read_at=NOON)
    assert [
        unescape(page.text).count("Läst 2 mars")
        for page in (staff().get(officers), resident().get(own))
    ] == [1, 1]


def two_reports() -> tuple[Case, Case]:
    """Maja and Erik have reported the same hole."""
    maja, erik = (
        a_case(a_person(number), kind="notification", unit=unit("bygg")) for number in (MAJA, ERIK)
    )
    return maja, erik


def said_in(case: Case) -> list[str]:
    return list(case.posts.order_by("pk").values_list("text", flat=True))


def test_reports_of_the_same_thing_are_joined_and_all_are_told(
    staff: Staff, resident: Staff
) -> None:
    case, into = two_reports()
    done = staff().post(f"/desk/arende/{case.number}/sla-ihop/", {"number": into.number})
    assert done.status_code == 302

    case.refresh_from_db()
    (told,) = said_in(case)
    assert (case.status, told.startswith("Andra har hört av sig om samma sak.")) == ("closed", True)
    assert related_to(into, actor=an_employee()) == [Related(case, Bond.JOINED, began=True)]
    close_case(Case.objects.get(pk=into.pk), by=an_employee(), at=NOON)
    assert said_in(case)[1:] == [
        "Nu är ärendet som ditt slogs ihop med klart. Tack för att du hörde av dig."
    ]
    page = resident(a_person(MAJA)).get(f"/mina-sidor/arende/{case.number}/")
    assert (page.status_code, into.number in page.text) == (200, False)


def test_what_is_said_to_belong_together_can_be_joined_afterwards() -> None:
    case, into = two_reports()
    relate_cases(case, into, by=an_employee(), at=NOON)
    join_case(case, into, by=an_employee(), at=NOON)
    assert related_to(case, actor=an_employee()) == [Related(into, Bond.JOINED, began=False)]


def test_an_application_is_answered_by_a_decision_of_its_own_and_is_not_joined() -> None:
    case, into = a_case(), a_case()
    with pytest.raises(CaseNotReady) as error:
        join_case(case, into, by=an_employee(), at=NOON)
    assert error.value.obstacles == [Obstacle.UNDECIDED]
    assert related_to(case, actor=an_employee()) == []


def test_nothing_is_joined_into_what_is_closed_or_may_not_be_read() -> None:
    case, into = two_reports()
    close_case(into, by=an_employee(), at=NOON)
    with pytest.raises(CaseNotReady) as error:
        join_case(case, Case.objects.get(pk=into.pk), by=an_employee(), at=NOON)
    assert error.value.obstacles == [Obstacle.CLOSED]
    with pytest.raises(Forbidden):
        join_case(case, a_sensitive_case(), by=an_employee(), at=NOON)
