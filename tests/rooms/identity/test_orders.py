"""Orders to an e-ID, against the BankID simulator."""

from datetime import timedelta

import pytest

from tests.contract.orders import SIGN
from tests.contract.simulators import Simulators
from tests.factories import ERIK, MAJA, NOON, a_person
from tests.rooms.identity.orders import LATER, LOGIN, an_order, approved, collected
from torget.connectors.bankid.client import BankId
from torget.foundation.actor import NOBODY
from torget.foundation.identity_numbers import IdentityNumber
from torget.rooms.audit.models import Entry
from torget.rooms.identity.actions import (
    WrongPerson,
    cancel_order,
    collect_order,
    set_aside,
    sign_in,
    use_signature,
)
from torget.rooms.identity.models import Order, Person
from torget.rooms.identity.ports import IdentifiedPerson, OrderRefused, Progress, Stage
from torget.rooms.identity.queries import abandoned_signatures, launch_url, order, qr_text

pytestmark = pytest.mark.django_db


def test_an_order_leads_back_here_with_a_nonce_of_its_own(world: Simulators) -> None:
    first, second = an_order(), an_order()

    addresses = [shown["return_url"] for shown in world.tell("orders")]
    assert addresses == [f"{LOGIN.return_url}?nonce={o.nonce}" for o in (second, first)]
    assert first.nonce != second.nonce


def test_the_provider_is_asked_at_most_every_two_seconds_whoever_calls(world: Simulators) -> None:
    waiting = an_order()
    world.tell("approve", number=MAJA)
    early = collected(waiting, NOON + timedelta(seconds=1.9))
    due = collected(waiting, NOON + timedelta(seconds=2))

    assert (early.stage, due.stage) == (Stage.PENDING, Stage.COMPLETE)


def test_the_pace_holds_from_one_answer_to_the_next(world: Simulators) -> None:
    waiting = collected(an_order(), LATER)
    world.tell("approve", number=MAJA)
    early = collected(waiting, LATER + timedelta(seconds=1.9))
    due = collected(waiting, LATER + timedelta(seconds=2))

    assert (early.stage, early.collected_at, due.stage) == (Stage.PENDING, LATER, Stage.COMPLETE)


def test_a_completed_order_knows_the_person_and_when(world: Simulators) -> None:
    done = approved(world, an_order())

    assert done.person is not None
    assert (done.person.number, done.person.name, done.collected_at) == (
        MAJA,
        "Maja Lovisa Lindqvist",
        LATER,
    )
    assert done.person.protected_identity  # until the register has said otherwise


def test_the_name_of_the_register_counts_before_the_name_of_the_e_id(world: Simulators) -> None:
    person = a_person(register={"name": "Maja Lindqvist"})
    approved(world, an_order())

    person.refresh_from_db()
    assert person.name == "Maja Lindqvist"


def test_what_the_person_has_taken_back_is_not_completed_by_a_late_answer(
    world: Simulators,
) -> None:
    waiting = an_order()
    world.tell("approve", number=MAJA)
    cancel_order(waiting, by=NOBODY, at=NOON)
    late = collected(waiting)

    assert (late.stage, late.hint, late.person) == (Stage.FAILED, "cancelled", None)


def test_an_answer_that_comes_while_the_person_takes_the_order_back_is_dropped(
    world: Simulators, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = an_order()

    def slowly(self: BankId, *args: object, **kwargs: object) -> Progress:
        cancel_order(Order.objects.get(pk=waiting.pk), by=NOBODY, at=NOON)
        return Progress(
            Stage.COMPLETE, "", "", person=IdentifiedPerson(IdentityNumber(MAJA), "M", "L", "M L")
        )

    monkeypatch.setattr(BankId, "collect", slowly)
    late = collected(waiting)
    assert (late.stage, late.hint, late.person) == (Stage.FAILED, "cancelled", None)


@pytest.mark.parametrize("mode", ["off", "fault"])
def test_while_the_provider_is_down_the_order_stays_open_and_says_so(
    world: Simulators, mode: str
) -> None:
    waiting = an_order()
    world.tell("switch", simulator="bankid", mode=mode)
    down = collected(waiting)
    world.tell("switch", simulator="bankid", mode="on")
    world.tell("approve", number=MAJA)
    up = collected(waiting, LATER + timedelta(seconds=2))

    assert (down.stage, down.message != "", down.show_qr) == (Stage.PENDING, True, True)
    assert up.stage == Stage.COMPLETE


def test_an_order_that_the_provider_has_forgotten_fails(world: Simulators) -> None:
    waiting = an_order()
    world.tell("reset")

    assert collected(waiting).stage == Stage.FAILED


def test_a_provider_that_will_not_begin_leaves_nothing_behind(world: Simulators) -> None:
    world.tell("switch", simulator="bankid", mode="off")
    with pytest.raises(OrderRefused):
        an_order()
    assert Order.objects.count() == 0


def test_a_refusal_in_the_app_ends_the_order(world: Simulators) -> None:
    waiting = an_order()
    world.tell("refuse", number=MAJA)
    refused = collected(waiting)

    assert (refused.stage, refused.hint, refused.person) == (Stage.FAILED, "userCancel", None)


def test_another_person_than_the_one_expected_completes_nothing(
    world: Simulators, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The provider should not let it happen; if it does, we do not either."""
    waiting = an_order(SIGN)
    erik = IdentifiedPerson(IdentityNumber(ERIK), "Karl Erik", "Lindqvist", "Karl Erik Lindqvist")
    monkeypatch.setattr(
        BankId, "collect", lambda *a, **k: Progress(Stage.COMPLETE, "", "", person=erik)
    )
    done = collected(waiting)

    assert (done.stage, done.hint, done.person) == (Stage.FAILED, "wrongPerson", None)


def test_an_identification_logs_in_once(world: Simulators) -> None:
    done = approved(world, an_order())
    person = sign_in(done, by=NOBODY.through("portal"), at=LATER)

    with pytest.raises(WrongPerson):
        sign_in(done, by=NOBODY, at=LATER)
    entries = Entry.objects.filter(what="person.signed_in")
    assert person == Person.objects.get(number=MAJA)
    assert list(entries.values_list("actor", "person", "door", "details")) == [
        (f"person:{person.pk}", person.pk, "portal", {"method": "bankid"})
    ]


def test_an_order_that_waits_or_is_for_signing_logs_nobody_in(world: Simulators) -> None:
    waiting, signed = an_order(), approved(world, an_order(SIGN))

    for each in (waiting, signed):
        with pytest.raises(WrongPerson):
            sign_in(each, by=NOBODY, at=LATER)


def test_a_signature_is_filed_once_and_an_identification_never(world: Simulators) -> None:
    signed = approved(world, an_order(SIGN))
    identified = approved(world, an_order())

    claimed = [use_signature(each, by=NOBODY, at=LATER) for each in (signed, signed, identified)]
    assert claimed == [True, False, False]


def test_signatures_that_nobody_asks_about_are_found_until_they_are_dealt_with(
    world: Simulators,
) -> None:
    waiting = an_order(SIGN)
    an_order()  # an identification is nothing to finish
    moments = (6, 7, 24 * 3600)
    found = [
        list(abandoned_signatures(now=NOON + timedelta(seconds=seconds))) for seconds in moments
    ]
    set_aside(waiting, by=NOBODY, at=NOON)

    assert found == [[], [waiting], []]
    assert list(abandoned_signatures(now=NOON + timedelta(seconds=7))) == []


def test_the_code_moves_by_the_second_and_the_app_opens_by_its_token(world: Simulators) -> None:
    waiting = an_order()
    codes = [qr_text(waiting, now=NOON + timedelta(seconds=s)) for s in (0, 0.9, 1)]

    assert (codes[0] == codes[1], codes[0] == codes[2]) == (True, False)
    assert waiting.started["auto_start_token"] in launch_url(waiting, mobile=True)
    assert order(waiting.key) == waiting


def test_asking_about_a_finished_order_asks_nobody(world: Simulators) -> None:
    done = approved(world, an_order())
    world.tell("switch", simulator="bankid", mode="off")

    again = collect_order(done, by=NOBODY, at=LATER + timedelta(hours=1))
    assert (again.stage, again.person) == (Stage.COMPLETE, done.person)
