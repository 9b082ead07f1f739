"""What is done to systems: allowed to whom, once, and written in the trail."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.factories import NOON, an_employee
from torget.foundation.actor import Actor, Forbidden
from torget.rooms.audit.models import Entry
from torget.rooms.organisation.models import Position
from torget.rooms.systems.actions import (
    HolderNotRight,
    NoSuchMove,
    NotReady,
    NumberTaken,
    PeriodNotRight,
    ScopeNotSaid,
    acknowledge_role,
    add_contract,
    add_product,
    add_supplier,
    add_system,
    advance,
    change_system,
    confirm_system,
    count_licences,
    end_integration,
    end_role,
    give_role,
    hold_information,
    let_go_of_information,
    replace_system,
)
from torget.rooms.systems.models import (
    Contract,
    Integration,
    Licence,
    Supplier,
    System,
    SystemInformation,
    SystemRole,
)
from torget.rooms.systems.queries import (
    chain_of,
    check_systems,
    class_of,
    cost_of_systems,
    may_edit,
    my_systems,
    system,
    systems_by_way_of,
    systems_holding,
)
from torget.rooms.systems.terms import (
    ContractFacts,
    Lifecycle,
    Missing,
    ProductFacts,
    ProductKind,
    RoleKey,
    Scope,
    SupplierFacts,
    SystemFacts,
)

pytestmark = pytest.mark.django_db
TODAY = NOON.date()
FACTS = SystemFacts(name="Cykelräknaren", committee="teknik")


def astrid() -> Actor:
    return an_employee("astrid.vik@solvik.example")


def eva() -> Actor:
    return an_employee("eva.strom@solvik.example")  # bygglovschef


def lovflode() -> System:
    return System.objects.get(key="lovflode")


def a_product(name: str = "Cykelräknaren") -> ProductFacts:
    return ProductFacts(name=name, kind=ProductKind.TECHNICAL)


def trail(subject: str) -> list[str]:
    rows = Entry.objects.filter(subject=subject, at=NOON).order_by("id")
    return list(rows.values_list("what", flat=True))


def test_a_system_is_added_once_and_as_an_idea() -> None:
    product = add_product(a_product(), by=astrid(), at=NOON)
    first = add_system(product, FACTS, by=astrid(), at=NOON)
    again = add_system(product, FACTS, by=astrid(), at=NOON)

    assert (first, first.key, first.lifecycle) == (again, "cykelraknaren", "idea")
    assert trail("system:cykelraknaren") == ["system.added"]
    with pytest.raises(Forbidden):
        add_system(product, FACTS, by=eva(), at=NOON)


def test_the_same_name_at_another_committee_is_another_system_with_its_own_key() -> None:
    product = add_product(a_product(), by=astrid(), at=NOON)
    add_system(product, FACTS, by=astrid(), at=NOON)
    other = SystemFacts(name="Cykelräknaren", committee="barn")

    assert add_system(product, other, by=astrid(), at=NOON).key == "cykelraknaren-2"


def test_no_system_gets_a_key_that_another_page_has() -> None:
    product = add_product(a_product("Karta"), by=astrid(), at=NOON)
    facts = SystemFacts(name="Karta", committee="barn")

    assert add_system(product, facts, by=astrid(), at=NOON).key == "karta-2"


@pytest.mark.parametrize("scope", [Scope.COMMON, Scope.EXCLUDED])
def test_a_common_system_or_one_left_out_says_why(scope: Scope) -> None:
    product = add_product(a_product(), by=astrid(), at=NOON)
    with pytest.raises(ScopeNotSaid):
        add_system(
            product, SystemFacts(name="X", committee="barn", scope=scope), by=astrid(), at=NOON
        )


def test_the_database_itself_refuses_a_common_system_without_criterion() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        System.objects.filter(key="lovflode").update(scope="common", criterion="")


def test_whoever_holds_the_owning_or_managing_post_may_change_the_system() -> None:
    omar = an_employee("omar.lind@solvik.example")  # manages it
    assert may_edit(lovflode(), actor=eva(), today=TODAY)
    assert may_edit(lovflode(), actor=omar, today=TODAY)
    assert not may_edit(lovflode(), actor=an_employee(), today=TODAY)
    assert [one.key for one in my_systems(eva(), today=TODAY)] == [
        "avgiftsrutan",
        "knattekon",
        "lovflode",
        "planbordet",
        "ritarkivet",
    ]
    with pytest.raises(Forbidden):
        change_system(lovflode(), FACTS, by=an_employee(), at=NOON)


def test_saying_the_same_again_leaves_no_trace() -> None:
    facts = SystemFacts(name="Lovflöde", committee="miljo-bygg", outage_hours=3)

    first = change_system(lovflode(), facts, by=eva(), at=NOON)
    again = change_system(lovflode(), facts, by=eva(), at=NOON)

    assert ("outage_hours" in first, again) == (True, [])
    assert trail("system:lovflode") == ["system.changed"]


def test_confirming_twice_the_same_day_is_once() -> None:
    confirm_system(lovflode(), by=eva(), at=NOON)
    confirm_system(lovflode(), by=eva(), at=NOON + timedelta(hours=1))

    assert lovflode().confirmed_at == NOON
    assert trail("system:lovflode") == ["system.confirmed"]


def test_a_system_goes_step_by_step_and_not_before_it_is_ready() -> None:
    idea = System.objects.get(key="samtalsstodet")
    with pytest.raises(NoSuchMove):
        advance(idea, Lifecycle.OPERATION, by=astrid(), at=NOON)
    for step in (Lifecycle.PLANNED, Lifecycle.PROCURED, Lifecycle.INTRODUCED):
        advance(idea, step, by=astrid(), at=NOON)
    with pytest.raises(NotReady) as error:
        advance(idea, Lifecycle.APPROVED, by=astrid(), at=NOON)

    assert error.value.lacking == [Missing.MANAGER, Missing.INFORMATION, Missing.CONTRACT]
    idea.refresh_from_db()
    assert idea.lifecycle == Lifecycle.INTRODUCED


def test_a_system_that_lacks_nothing_is_taken_into_operation() -> None:
    System.objects.filter(key="lovflode").update(lifecycle="approved")

    advance(lovflode(), Lifecycle.OPERATION, by=eva(), at=NOON)
    advance(lovflode(), Lifecycle.OPERATION, by=eva(), at=NOON)

    assert lovflode().lifecycle == Lifecycle.OPERATION
    assert trail("system:lovflode") == ["system.advanced"]


def test_a_role_at_the_supplier_is_held_by_a_supplier_and_no_other() -> None:
    supplier = Supplier.objects.get(name="Klarmoln AB")
    head = Position.objects.get(key="it-chef")
    given = {"valid_from": TODAY, "appointed_by": "It-chefen", "by": astrid(), "at": NOON}

    with pytest.raises(HolderNotRight):
        give_role(lovflode(), RoleKey.OWNER, supplier, **given)
    with pytest.raises(HolderNotRight):
        give_role(lovflode(), RoleKey.OPERATIONS_SUPPLIER, head, **given)


def test_a_new_owner_takes_over_the_day_that_is_said() -> None:
    head = Position.objects.get(key="it-chef")
    give_role(lovflode(), RoleKey.OWNER, head, valid_from=TODAY, appointed_by="KS", by=astrid(),
              at=NOON)  # fmt: skip

    rows = SystemRole.objects.filter(system=lovflode(), role=RoleKey.OWNER).order_by("pk")
    assert [(one.position and one.position.key, one.valid_to) for one in rows] == [
        ("bygglovschef", TODAY),
        ("it-chef", None),
    ]


def test_a_role_is_confirmed_by_whoever_holds_the_post_and_ended_once() -> None:
    role = SystemRole.objects.get(system=lovflode(), role=RoleKey.OWNER)
    with pytest.raises(Forbidden):
        acknowledge_role(role, by=astrid(), at=NOON)
    acknowledge_role(role, by=eva(), at=NOON)
    acknowledge_role(role, by=eva(), at=NOON + timedelta(days=1))
    end_role(role, valid_to=TODAY, by=astrid(), at=NOON)
    end_role(role, valid_to=TODAY + timedelta(days=9), by=astrid(), at=NOON)

    role.refresh_from_db()
    assert (role.acknowledged_at, role.valid_to) == (NOON, TODAY)
    assert trail("system:lovflode") == ["system.role_acknowledged", "system.role_ended"]


def test_the_class_follows_the_information_and_is_kept_nowhere() -> None:
    held = SystemInformation.objects.filter(system=lovflode())
    worst = max(held.values_list("type__confidentiality", flat=True))
    secret = SystemInformation.objects.filter(type__confidentiality=3).first()
    assert secret is not None
    found = system("lovflode", astrid(), today=TODAY)
    assert (class_of(found) or (None,))[0] == worst

    hold_information(lovflode(), secret.type, is_master=False, by=eva(), at=NOON)

    found = system("lovflode", astrid(), today=TODAY)
    assert (class_of(found) or (None,))[0] == 3


def test_information_is_held_once_and_let_go_once() -> None:
    held = SystemInformation.objects.get(system=lovflode(), type__key="building.measure")
    hold_information(lovflode(), held.type, is_master=True, by=eva(), at=NOON)
    let_go_of_information(held, by=eva(), at=NOON)
    let_go_of_information(held, by=eva(), at=NOON)

    assert list(systems_holding("building.measure", actor=astrid())) == []
    assert trail("system:lovflode") == ["system.information_gone"]


def test_a_connection_is_ended_once() -> None:
    flow = Integration.objects.get(source=lovflode(), target__key="ritarkivet")
    end_integration(flow, by=eva(), at=NOON)
    end_integration(flow, by=eva(), at=NOON)

    assert trail("system:lovflode") == ["system.parted"]


def test_what_takes_over_is_said_once() -> None:
    successor = System.objects.get(key="ritarkivet")
    replace_system(lovflode(), successor, by=eva(), at=NOON)
    replace_system(lovflode(), successor, by=eva(), at=NOON)

    assert lovflode().successor == successor
    assert trail("system:lovflode") == ["system.replaced"]


def test_a_chain_of_suppliers_is_followed_to_its_end_and_never_in_a_ring() -> None:
    nordvik = Supplier.objects.get(name="Nordvik Programvara AB")
    hall = Supplier.objects.get(name="Tallhöjden Serverhall AB")
    hall.uses.create(subcontractor=nordvik, what="Ring")

    chain = [one.subcontractor.name for one in chain_of(nordvik, actor=astrid())]

    assert chain == ["Sjödata Drift AB", "Tallhöjden Serverhall AB"]
    depends = systems_by_way_of(hall, actor=astrid()).values_list("key", flat=True)
    assert {"skyddskopian", "lovflode", "brevladan"} <= set(depends)


def a_contract(number: str = "A-1") -> ContractFacts:
    return ContractFacts(
        supplier="klarmoln-ab",
        number=number,
        title="Moln",
        valid_from=TODAY,
        costs=(("Licens", 100), ("Stöd", 20)),
        systems=("lovflode", "ritarkivet"),
    )


def test_what_a_contract_costs_is_shared_by_the_systems_it_covers() -> None:
    before = cost_of_systems(astrid(), today=TODAY)
    add_contract(a_contract(), by=astrid(), at=NOON)
    after = cost_of_systems(astrid(), today=TODAY)

    risen = {key: kronor - before.get(key, 0) for key, kronor in after.items()}
    assert {key: kronor for key, kronor in risen.items() if kronor} == {
        lovflode().pk: 60,
        System.objects.get(key="ritarkivet").pk: 60,
    }


def test_a_contract_has_a_number_of_its_own_and_ends_after_it_begins() -> None:
    add_contract(a_contract(), by=astrid(), at=NOON)
    with pytest.raises(NumberTaken):
        add_contract(a_contract(), by=astrid(), at=NOON)
    ends = ContractFacts(supplier="klarmoln-ab", number="B", title="Moln", valid_from=TODAY,
                         valid_to=TODAY)  # fmt: skip
    with pytest.raises(PeriodNotRight):
        add_contract(ends, by=astrid(), at=NOON)
    with pytest.raises(Forbidden):
        add_contract(a_contract("C"), by=eva(), at=NOON)
    assert Contract.objects.filter(number__in=["A-1", "B", "C"]).count() == 1


def test_suppliers_and_licences_are_counted_once() -> None:
    facts = SupplierFacts(name="Klarmoln AB")
    assert add_supplier(facts, by=astrid(), at=NOON).key == "klarmoln-ab"
    product = lovflode().product
    for used in (5, 7):
        count_licences(product, "Konto", bought=9, used=used, on=TODAY, by=astrid(), at=NOON)
    assert list(Licence.objects.filter(product=product).values_list("used", flat=True)) == [7]


def test_the_rules_name_the_systems_they_do_not_hold_for() -> None:
    found = {
        one.number: {row.key for row in one.rows} for one in check_systems(astrid(), today=TODAY)
    }

    assert set(found) == {1, 2, 28, 30, 31}
    assert "elevhalsans-journal" in found[1]
    assert ("lovflode" in found[1], "lovflode" in found[30]) == (False, False)
    assert (found[2], found[28], found[31]) == (set(), set(), set())
