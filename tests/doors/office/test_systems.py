"""The catalogue of systems: seen, narrowed, described by those who answer, and walked."""

import json
import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from torget.rooms.systems.models import Contract, Integration, System, SystemRole

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]
ASTRID, EVA = "astrid.vik@solvik.example", "eva.strom@solvik.example"
LIST = "/office/system/"
PAGE = f"{LIST}lovflode/"


def heading(page: str) -> str:
    return unescape(page.partition("<h1>")[2].partition("</h1>")[0])


def names(browser: Client, query: str, register: str = LIST) -> list[str]:
    """What the list holds when it is taken out for machines."""
    rows = json.loads(browser.get(f"{register}?som=json&{query}").content)
    return [row.get("name", row.get("title")) for row in rows]


@pytest.mark.parametrize(
    "path",
    [
        LIST,
        PAGE,
        f"{PAGE}stannar/",
        f"{LIST}karta/",
        f"{LIST}liknar/",
        "/office/leverantorer/",
        "/office/leverantorer/tallhojden-serverhall-ab/",
        "/office/avtal/",
    ],
)
def test_the_catalogue_is_for_those_who_answer_for_it(path: str, staff: Browser) -> None:
    assert staff(ASTRID).get(path).status_code == 200
    assert staff().get(path).status_code == 403
    assert Client().get(path).status_code == 302


@pytest.mark.parametrize("count", [1, 40])
def test_the_list_costs_the_same_for_one_system_and_forty(
    count: int, staff: Browser, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    kept = list(System.objects.values_list("pk", flat=True)[:count])
    System.objects.exclude(pk__in=kept).delete()
    browser = staff(ASTRID)
    browser.get(LIST)

    with django_assert_num_queries(7):
        page = browser.get(LIST).content.decode()

    assert page.count('<th scope="row">') == count


def test_a_system_tells_who_answers_and_where_nobody_does(staff: Browser) -> None:
    page = staff(ASTRID).get(PAGE).content.decode()
    journal = staff(ASTRID).get(f"{LIST}elevhalsans-journal/").content.decode()

    assert "Bygglovschef: Eva Ström" in page
    assert "Skolchef: Vakant" in journal
    assert "Systemägare saknas eller är vakant" in journal
    assert "Systemförvaltare saknas eller är vakant" in journal
    assert "Inte bekräftat på ett år" in journal


def test_systems_are_found_by_what_is_doubtful_about_them(staff: Browser) -> None:
    browser = staff(ASTRID)
    System.objects.filter(key="lovflode").update(retire_on=timezone.localdate())

    assert names(browser, "tveksamt=dates") == ["Lovflöde"]
    assert names(browser, "tveksamt=contract") == ["Närarkivet", "Turlistan"]
    assert "Lovflöde" not in names(browser, "tveksamt=inget")
    assert "Torget" in names(browser, "tveksamt=inget")
    assert names(browser, "lage=idea") == ["Samtalsstödet"]
    assert len(names(browser, "tveksamt=rubbish")) == System.objects.count()


def test_whoever_holds_the_post_that_owns_a_system_may_change_it_and_no_other(
    staff: Browser,
) -> None:
    eva = staff(EVA)  # bygglovschef

    assert eva.get(f"{PAGE}andra/").status_code == 200
    assert eva.get(f"{LIST}omsorgsboken/andra/").status_code == 403
    assert "Uppgifterna stämmer" in eva.get(PAGE).content.decode()
    assert "Uppgifterna stämmer" not in eva.get(f"{LIST}omsorgsboken/").content.decode()
    assert eva.post(f"{LIST}omsorgsboken/bekrafta/").status_code == 403


def test_an_owner_confirms_and_the_doubt_is_gone(staff: Browser) -> None:
    System.objects.filter(key="lovflode").update(confirmed_at=None, confirmed_by="")
    eva = staff(EVA)

    assert "Inte bekräftat på ett år" in eva.get(PAGE).content.decode()
    eva.post(f"{PAGE}bekrafta/")

    assert System.objects.get(key="lovflode").confirmed_by == "Eva Ström"
    assert "Inte bekräftat på ett år" not in eva.get(PAGE).content.decode()


def typed_of(browser: Client, path: str) -> dict[str, str]:
    """What stands in the form's fields and selects, as a browser sends it."""
    page = unescape(browser.get(path).content.decode())
    typed = dict(re.findall(r'<input class="ds-input[^>]*name="(\w+)" value="([^"]*)"', page))
    typed |= dict(re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>([^<]*)<', page))
    for name, inside in re.findall(r'<select[^>]*name="(\w+)"[^>]*>(.*?)</select>', page):
        chosen = re.findall(r'value="([^"]*)" selected', inside)
        typed[name] = (chosen or re.findall(r'value="([^"]*)"', inside))[0]
    return typed


def test_what_is_typed_is_kept_and_what_is_wrong_is_said_at_the_field(staff: Browser) -> None:
    eva = staff(EVA)
    typed = typed_of(eva, f"{PAGE}andra/")

    wrong = typed | {"scope": "common", "criterion": "", "outage_hours": "en dag", "name": "Nytt"}
    answer = eva.post(f"{PAGE}andra/", wrong)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Välj varför systemet är kommungemensamt" in page
    assert "Skriv skälet" in page
    assert "Skriv ett helt antal timmar" in page
    assert 'value="Nytt"' in page
    assert System.objects.filter(name="Nytt").count() == 0


def test_what_is_changed_stands_on_the_page(staff: Browser) -> None:
    eva = staff(EVA)
    typed = typed_of(eva, f"{PAGE}andra/")

    answer = eva.post(f"{PAGE}andra/", typed | {"outage_hours": "7"})

    assert (answer.status_code, answer.headers["Location"]) == (302, PAGE)
    assert System.objects.get(key="lovflode").outage_hours == 7


def test_a_system_is_added_with_its_product(staff: Browser) -> None:
    astrid = staff(ASTRID)
    typed = typed_of(astrid, f"{LIST}nytt/")

    facts = {"name": "Cykelräknaren", "committee": "teknik", "product": "", "kind": "technical"}
    answer = astrid.post(f"{LIST}nytt/", typed | facts)

    added = System.objects.get(name="Cykelräknaren")
    assert answer.headers["Location"] == f"{LIST}cykelraknaren/"
    assert (added.product.name, added.product.is_own, added.lifecycle) == (
        "Cykelräknaren",
        True,
        "idea",
    )
    assert staff(EVA).get(f"{LIST}nytt/").status_code == 403


def test_a_system_does_not_go_into_operation_before_it_has_what_that_takes(staff: Browser) -> None:
    System.objects.filter(key="samtalsstodet").update(lifecycle="introduced")
    answer = staff(ASTRID).post(f"{LIST}samtalsstodet/lage/", {"target": "approved"})

    page = answer.content.decode()
    assert answer.status_code == 422
    for lacking in (
        "Systemförvaltare saknas eller är vakant",
        "Det står inte vilken information systemet har",
        "Det finns inget avtal som gäller",
    ):
        assert lacking in page
    assert System.objects.get(key="samtalsstodet").lifecycle == "introduced"


def test_a_role_is_given_and_the_one_before_leaves_it(staff: Browser) -> None:
    form = {
        "role": "manager",
        "holder": "position:it-chef",
        "unit": "",
        "valid_from": str(timezone.localdate()),
        "appointed_by": "Bygglovschefen",
    }
    eva = staff(EVA)
    eva.post(f"{PAGE}roll/", form)
    eva.post(f"{PAGE}roll/", form)

    roles = SystemRole.objects.filter(system__key="lovflode", role="manager")
    assert [(one.position and one.position.key, one.valid_to is None) for one in roles] == [
        ("forvaltare-bygg", False),
        ("it-chef", True),
    ]
    wrong = eva.post(f"{PAGE}roll/", form | {"role": "owner", "holder": "supplier:klarmoln-ab"})
    assert wrong.status_code == 422


def test_a_supplier_shows_all_that_depends_on_it_also_by_way_of_others(staff: Browser) -> None:
    page = staff(ASTRID).get("/office/leverantorer/tallhojden-serverhall-ab/").content.decode()

    assert ">Skyddskopian</a>" in page  # its own
    assert ">Brevlådan</a>" in page  # Klarmoln runs in its hall
    assert ">Lovflöde</a>" in page  # Nordvik, by way of Sjödata
    assert ">Ritarkivet</a>" not in page


def test_contracts_that_must_be_decided_on_are_found(staff: Browser) -> None:
    astrid = staff(ASTRID)

    assert names(astrid, "nar=snart", "/office/avtal/") == [
        "Planbordet",
        "Trygghetslinjen",
        "Knattekön",
        "Avgiftsrutan",
    ]
    assert names(astrid, "nar=slut", "/office/avtal/") == ["Turlistan"]
    ended = Contract.objects.get(title="Turlistan")
    assert "Avtalet har gått ut" in astrid.get(f"/office/avtal/{ended.pk}/").content.decode()


def test_the_map_says_in_words_what_it_draws(staff: Browser) -> None:
    astrid = staff(ASTRID)
    page = astrid.get(f"{LIST}karta/?fran=system:knattekon&visa=system&djup=1").content.decode()
    words = page.partition("Kartan i ord")[2]

    assert sorted(
        one.partition("</a>")[0].rpartition(">")[2] for one in words.split("<li><a ")[1:]
    ) == ["Avgiftsrutan", "Skolgången", "Torget"]
    assert page.count("<rect") == 4
    far = astrid.get(f"{LIST}karta/?fran=system:knattekon&visa=system&djup=2").content.decode()
    assert far.count("<rect") > 4
    assert astrid.get(f"{LIST}karta/?fran=rubbish&djup=rubbish&visa=x").status_code == 200


def test_the_map_starts_from_what_one_searches_for(staff: Browser) -> None:
    astrid = staff(ASTRID)
    several = astrid.get(f"{LIST}karta/?sok=skol&fran=system:knattekon&djup=2").content.decode()
    one = astrid.get(f"{LIST}karta/?sok=knattek").content.decode()
    none = astrid.get(f"{LIST}karta/?sok=zebra&fran=system:knattekon").content.decode()

    hits = several.partition("Vilken menar du?")[2].partition("</ul>")[0]
    assert "?djup=2&amp;fran=system%3Askolgangen" in hits.replace("&#x2f;", "/")
    assert heading(one) == heading(none) == "Karta: Knattekön"
    assert "Inget system, ingen information och ingen e-tjänst heter så." in none


@pytest.mark.parametrize("depth", [1, 2])
def test_the_map_asks_as_much_for_a_lone_system_as_for_a_busy_one(
    staff: Browser, depth: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    astrid = staff(ASTRID)
    astrid.get(f"{LIST}karta/")
    for start in ("torget", "elevhalsans-journal"):
        with django_assert_num_queries(9 + 2 * depth):
            astrid.get(f"{LIST}karta/?fran=system:{start}&djup={depth}")


def test_an_outage_is_told_in_services_systems_committees_and_cases(staff: Browser) -> None:
    page = staff(ASTRID).get(f"{LIST}knattekon/stannar/").content.decode()

    assert "Det berör 1 e-tjänst, 8 andra system, 2 nämnder, 0 ärenden i månaden" in page
    assert ">Ansök om plats i förskola" in page
    assert ">Kassaboken</a>" in page


def test_systems_that_do_the_same_are_listed_with_what_they_cost(staff: Browser) -> None:
    page = staff(ASTRID).get(f"{LIST}liknar/").content.decode()

    assert ">Hallbokningen</a>" in page
    assert "Bokar lokaler" in page
    assert "206\xa0000" in page


def test_a_system_is_connected_to_another_once(staff: Browser) -> None:
    form = {"target": "diariet", "type": "", "interface": "Fil", "frequency": ""}
    eva = staff(EVA)
    before = Integration.objects.count()

    eva.post(f"{PAGE}koppling/", form)
    eva.post(f"{PAGE}koppling/", form)

    assert Integration.objects.count() == before + 1
    itself = eva.post(f"{PAGE}koppling/", form | {"target": "lovflode"})
    assert "Välj ett annat system än det här" in itself.content.decode()


def test_what_has_ended_is_said_on_one_page_and_lets_the_system_be_retired(staff: Browser) -> None:
    old, path = System.objects.get(key="gamla-elevregistret"), f"{LIST}gamla-elevregistret/"
    astrid = staff(ASTRID)
    move = {"target": "retired"}
    assert "Andra system hämtar" in astrid.post(f"{path}lage/", move).content.decode()

    flow = Integration.objects.get(source=old)
    owner = SystemRole.objects.get(system=old, role="owner")
    assert astrid.post(f"{path}upphort/", {}).status_code == 422
    assert astrid.post(f"{path}upphort/", {"gone": f"flow-{flow.pk + 1}"}).status_code == 422
    astrid.post(f"{path}upphort/", {"gone": [f"flow-{flow.pk}", f"role-{owner.pk}"]})
    astrid.post(f"{path}lage/", move)

    old.refresh_from_db()
    owner.refresh_from_db()
    assert (old.lifecycle, owner.valid_to) == ("retired", timezone.localdate())
    assert staff(EVA).get(f"{path}upphort/").status_code == 403


def test_an_owner_who_confirms_has_said_that_they_know_of_their_role(staff: Browser) -> None:
    staff(EVA).post(f"{PAGE}bekrafta/")

    known = SystemRole.objects.filter(system__key="lovflode", acknowledged_at__isnull=False)
    assert [one.role for one in known] == ["owner"]
