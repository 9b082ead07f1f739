"""What is asked of a service before it is published."""

from dataclasses import replace

import pytest
from django.db.models import Value
from django.db.models.functions import Concat

from tests.factories import NOON
from tests.rooms.eservices.inspected import inspected
from tests.rooms.eservices.texts import PERSONAS, RACK, SOURCE
from tests.small_services import STALL
from torget.demo.fill import FILLER
from torget.foundation.actor import Actor, Forbidden
from torget.rooms.eservices.actions import (
    NotPublishable,
    RevisionConflict,
    begin_service,
    publish_copy,
    publish_version,
    save_revision,
)
from torget.rooms.eservices.models import WorkingCopy
from torget.rooms.eservices.plain_language import lix, long_sentences
from torget.rooms.eservices.queries import Outcome, checks_of, library_services, published_service
from torget.rooms.eservices.terms import ServiceTexts
from torget.rooms.information.models import InformationType

pytestmark = pytest.mark.django_db
EVERYWHERE = frozenset({0})
KIM = Actor(id="employee:1", name="Kim Ek", grants={"service.edit": EVERYWHERE})
OWNER = replace(KIM, grants={"service.edit": EVERYWHERE, "service.publish": EVERYWHERE})


FOLLOWED = PERSONAS.replace(
    "  unit: kundcenter\n",
    "  unit: kundcenter\n  case: [{act: close, status: closed}]\n",
    1,
)


def a_copy(source: str = SOURCE, personas: str = PERSONAS) -> WorkingCopy:
    """A copy that axe has looked at, unless its text has faults."""
    copy = begin_service("cykelstall", ServiceTexts(source, personas), by=KIM, at=NOON)
    return inspected(copy) if copy.current and not copy.current.faults else copy


def failed(copy: WorkingCopy) -> dict[str, tuple[str, list[str]]]:
    return {
        check.name: (str(check.outcome), [str(said) for said in check.says])
        for check in checks_of(copy)
        if check.outcome is not Outcome.HOLDS
    }


def publish(copy: WorkingCopy, by: Actor = OWNER, on: int = 1) -> int:
    return publish_copy(copy, on=on, what_is_new="Nytt.", by=by, at=NOON).number


def test_a_service_in_order_is_only_asked_for_its_use_and_where_it_is_handled() -> None:
    kinds = InformationType.objects.filter(key__startswith="report.")
    kinds.update(retention_decision="2026-01-12 § 4", content_hash=Concat("key", Value("d")))
    copy = a_copy()
    assert failed(copy) == {
        "case_tests": ("advises", ["Inget test går längre än till inskickad ansökan."]),
        "delivery": ("advises", ["Det är inte sagt var ärendena handläggs."]),
        "expected_use": ("advises", ["Inget tal är angivet."]),
    }

    said = ServiceTexts(f"{SOURCE}yearly_volume: 40\ndelivery: {{}}\n", FOLLOWED)
    save_revision(copy, said, on=1, by=KIM, at=NOON)
    copy.refresh_from_db()
    assert (failed(inspected(copy)), len(checks_of(copy))) == ({}, 21)
    assert publish(copy, on=2) == 1
    assert published_service("cykelstall").compiled.service.case_series == "CYK"


@pytest.mark.parametrize(
    ("before", "after", "check", "said"),
    [
        ("unit: gata", "unit: parken", "units", "Det finns ingen enhet ”parken”."),
        ("information: report.matter", "information: report.colour", "information",
         "Informationstypen ”report.colour” är inte deklarerad."),
        ("channel: phone", "channel: email", "other_ways", "Alla vägar kräver en dator."),
        ("  phone: 0980-319 200\n", "", "contact", "Varken telefon eller e-post är angivet."),
        ("key: cykelstall", "key: cyklar", "new", "Nyckeln i texten är ”cyklar”."),
        ("unit: kundcenter}", "unit: va}", "tests",
         "Elev vid en skola kommer inte fram som väntat."),
        ("kind: notification", "kind: song", "definition",
         "”song” går inte att använda här. Välj bland: application, notification."),
    ],
)  # fmt: skip
def test_what_law_or_order_requires_stops_the_publishing(
    before: str, after: str, check: str, said: str
) -> None:
    copy = a_copy(SOURCE.replace(before, after, 1))

    assert failed(copy)[check] == ("stops", [said])
    with pytest.raises(NotPublishable) as error:
        publish(copy)
    assert check in [one.name for one in error.value.checks]


def test_an_information_type_without_owner_or_law_stops_the_publishing() -> None:
    InformationType.objects.filter(key="report.matter").update(owner=None, content_hash="a")
    name = InformationType.objects.filter(key="person.name")
    name.update(legal_basis=[], content_hash="b")
    copy = a_copy(SOURCE.replace("report.place", "person.name"))

    found = failed(copy)
    assert found["information"] == ("stops", ["Informationstypen ”report.matter” har ingen ägare."])
    assert found["law"] == ("stops", ["Informationstypen ”person.name” saknar lagstöd."])


@pytest.mark.parametrize(
    ("delivery", "says"),
    [
        ("{handled_in: torget}", None),
        ("{handled_in: system}", "Verksamhetssystemet har inget namn."),
        ("{handled_in: system, system: Ansgar, integrated: true}", None),
        ("{handled_in: system, system: Ansgar}", "Ärendena skrivs av till Ansgar för hand."),
        ("{handled_in: system, system: Ansgar, exemption: It-styrgruppen 2026-03-01 § 4}", None),
    ],
)
def test_an_entry_that_is_copied_by_hand_needs_a_decision(delivery: str, says: str | None) -> None:
    copy = a_copy(f"{SOURCE}delivery: {delivery}\n")

    found = failed(copy).get("delivery")

    assert found == (("advises", [says]) if says else None)


def test_information_without_a_purpose_stops_since_nobody_can_be_told_of_it() -> None:
    InformationType.objects.filter(key="report.place").update(
        personal_data="ordinary", purpose={"sv": "", "en": ""}, content_hash="x"
    )

    assert failed(a_copy())["privacy"] == ("stops", ["”report.place” saknar ändamål."])


IN_TABLE = """\
      - type: rows
        key: neighbours
        label: {sv: Vilka bor intill?, en: Who live next door?}
        item: {sv: Granne, en: Neighbour}
        min: 0
        questions:
          - type: text
            key: neighbour
            information: person.name
            label: {sv: Vad heter grannen?, en: What is the neighbour called?}
routing:"""


@pytest.mark.parametrize(
    ("before", "after", "check", "said"),
    [
        ("information: report.place", "information: person.name", "prefill",
         "Frågan ”description”: Skatteverket (folkbokföringen) har redan uppgiften."),
        ("routing:", IN_TABLE, "prefill",
         "Frågan ”neighbour”: Skatteverket (folkbokföringen) har redan uppgiften."),
        ("en: Describe the place", "en: Beskriv platsen", "translated",
         "”Beskriv platsen” är likadan på båda språken."),
        ("sv: Berätta var det behövs.", f"sv: {'Ja ' * 26}", "plain",
         f"Mer än 25 ord: ”{('Ja ' * 26).strip()}”"),
    ],
)  # fmt: skip
def test_advice_is_given_but_does_not_stop(before: str, after: str, check: str, said: str) -> None:
    copy = a_copy(SOURCE.replace(before, after, 1))

    assert failed(copy)[check] == ("advises", [said])
    assert publish(copy) == 1


def test_retention_without_a_decision_and_a_service_without_tests_are_advice() -> None:
    copy = a_copy(personas="")

    assert failed(copy)["tests"] == ("advises", ["Det finns ingen testperson."])
    assert failed(copy)["retention"] == (
        "advises",
        [
            "”report.matter” ska gallras men har inget gallringsbeslut.",
            "”report.place” ska gallras men har inget gallringsbeslut.",
        ],
    )


def test_the_same_again_is_not_published_twice() -> None:
    copy = a_copy()
    publish(copy)

    assert failed(copy)["new"] == (
        "stops",
        ["Texten säger detsamma som den version som är publicerad."],
    )


def test_what_was_checked_is_what_is_published() -> None:
    copy = a_copy()
    with pytest.raises(RevisionConflict):
        publish(copy, on=2)


def test_writing_is_not_publishing() -> None:
    with pytest.raises(Forbidden):
        publish(a_copy(), by=KIM)


@pytest.mark.parametrize("key", ["bygglov", "felanmalan", "forskola"])
def test_nothing_stops_a_service_of_the_library_but_that_it_is_published(key: str) -> None:
    copy = inspected(begin_service(key, library_services()[key], by=KIM, at=NOON))

    assert [name for name, (outcome, _) in failed(copy).items() if outcome == "stops"] == ["new"]


def test_a_version_is_known_by_what_it_says_so_its_tests_may_change_without_a_new_one() -> None:
    first = publish_version(RACK, by=FILLER, at=NOON)
    again = publish_version(replace(RACK, personas=""), by=FILLER, at=NOON)

    assert (again.pk, again.personas) == (first.pk, PERSONAS)


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("", 0),
        ("Du får svar snart. Vi ringer dig.", 4),  # 7 words, 2 sentences, none long
        ("Kommunfullmäktige sammanträder.", 102),
        ("Anmälan kostar inget", 36),  # 3 words, 1 sentence, 1 long
    ],
)
def test_lix_is_words_a_sentence_and_the_share_of_long_words(text: str, score: int) -> None:
    assert lix([text]) == score


def test_a_sentence_is_long_from_the_twenty_sixth_word() -> None:
    fits, too_long = "a " * 25 + ".", "a " * 26 + "."
    assert long_sentences([f"Ja. {fits} {too_long}"]) == [too_long]


def test_ways_of_a_case_that_are_not_unambiguous_are_advised_about() -> None:
    unsure = STALL.replace("from: [weighed], to: settled", "from: [weighed], to: settled, when: "
                           "case.days_open < 9")  # fmt: skip
    assert failed(a_copy(unsure))["process"] == (
        "advises",
        ["Alla vägar från statusen ”weighed” har villkor. Ett ärende kan bli kvar där."],
    )
