"""As many are taken in as there is room for, and not one more."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from django.db import connection
from django.utils import timezone

from tests.factories import NOON, REPORT, a_draft, holder_of
from tests.small_services import publish
from torget.foundation.actor import NOBODY
from torget.foundation.municipality import serving
from torget.journeys.start_application import start_application
from torget.rooms.eservices.queries import PublishedService, library_services
from torget.rooms.submissions.actions import start_draft, submit
from torget.rooms.submissions.models import Draft, Submission
from torget.rooms.submissions.queries import places_left, what_is_shown
from torget.rooms.submissions.terms import ServiceFull

CAP = "opening: {closed: {sv: Fullt., en: Full.}, opens_on: '2026-03-01', most: 1}\n"


def a_capped_service() -> PublishedService:
    source = library_services()["felanmalan"].source
    return publish(source.replace("steps:\n", f"{CAP}steps:\n", 1), "felanmalan")


def a_report(service: PublishedService) -> Draft:
    draft = start_draft(service.version, person=None, context={}, language="sv", by=NOBODY, at=NOON)
    draft.answers = dict(REPORT)
    draft.save(update_fields=["answers"])
    return draft


def send(draft: Draft, at: datetime = NOON) -> Submission:
    digest = what_is_shown(draft, "sv").digest
    return submit(draft, shown_digest=digest, order=None, by=holder_of(draft), at=at)


@pytest.mark.django_db
def test_a_service_without_a_cap_has_no_count_of_places() -> None:
    service = publish(library_services()["felanmalan"].source, "felanmalan")

    assert places_left(service.compiled) is None


@pytest.mark.django_db
def test_when_the_last_place_is_taken_nothing_more_is_begun_or_sent() -> None:
    service = a_capped_service()
    first, second = a_report(service), a_report(service)
    assert places_left(service.compiled) == 1

    send(first)

    assert places_left(service.compiled) == 0
    with pytest.raises(ServiceFull):
        send(second)
    with pytest.raises(ServiceFull):
        start_application(service, language="sv", by=NOBODY, at=timezone.now())
    second.refresh_from_db()
    assert (second.submitted_at, second.answers) == (None, dict(REPORT))


@pytest.mark.django_db
def test_what_was_sent_before_the_service_opened_takes_no_place() -> None:
    send(a_draft(), NOON.replace(year=2025))

    assert places_left(a_capped_service().compiled) == 1


@pytest.mark.usefixtures("committed")
def test_two_who_send_at_once_do_not_share_the_last_place() -> None:
    service = a_capped_service()
    drafts = [a_report(service) for _ in range(4)]

    def sent(draft: Draft) -> bool:
        with serving("demo"):
            try:
                send(draft)
            except ServiceFull:
                return False
            finally:
                connection.close()
        return True

    with ThreadPoolExecutor(4) as people:
        outcomes = list(people.map(sent, drafts))

    assert sorted(outcomes) == [False, False, False, True]
    assert Submission.objects.count() == 1
