"""The way of a case: drawn and in a table, written out, changed by the same forms, taken away."""

import re
from collections.abc import Callable
from html import unescape
from itertools import pairwise

from django.http import HttpResponse
from django.test import Client

from tests.doors.studio.conftest import KIM
from tests.doors.studio.test_forms import fields_in
from tests.factories import NOON
from tests.rooms.eservices.texts import RACK
from tests.small_services import STALL
from torget.doors.studio.diagram import diagram_of
from torget.rooms.eservices.actions import save_revision
from torget.rooms.eservices.models import WorkingCopy
from torget.rooms.eservices.terms import read_service, standard_process

Browser = Callable[..., Client]
HERE = "/studio/cykelstall/"


def text_of(page: HttpResponse) -> str:
    return unescape(page.content.decode())


def source_of(copy: WorkingCopy) -> str:
    now = WorkingCopy.objects.select_related("current").get(pk=copy.pk).current
    assert now is not None
    return now.source


def with_own_way(rack: WorkingCopy) -> None:
    save_revision(rack, RACK.but("source", STALL), on=1, by=KIM, at=NOON)


def test_a_service_without_a_way_of_its_own_shows_the_one_that_most_go(
    rack: WorkingCopy, builder: Browser
) -> None:
    page = text_of(builder().get(f"{HERE}vag/"))

    assert "Tjänsten har ingen egen väg" in page
    assert re.findall(r'<th scope="row">([^<0-9]+)</th>', page) == [
        "Mottaget", "Handläggs", "Väntar på underskrift", "Väntar på komplettering", "Beslutat",
        "Avslutat",
    ]  # fmt: skip


def test_a_way_of_its_own_is_written_out_and_taken_away_again(
    rack: WorkingCopy, builder: Browser
) -> None:
    browser, before = builder(), read_service(source_of(rack))
    answer = browser.post(f"{HERE}vag/", {"do": "own", "on": "1"})

    assert (answer.status_code, answer["Location"]) == (302, f"{HERE}uppgifter/process/")
    written = read_service(source_of(rack)).process
    assert written == standard_process("notification").process

    browser.post(f"{HERE}vag/", {"do": "standard", "on": "2"})
    assert read_service(source_of(rack)) == before


def test_an_own_way_is_in_the_tables_with_its_buttons_conditions_and_messages(
    rack: WorkingCopy, builder: Browser
) -> None:
    with_own_way(rack)
    page = text_of(builder().get(f"{HERE}vag/"))
    (row,) = re.findall(r"<tr><th scope=\"row\">2</th>.*?</tr>", page)

    assert re.findall(r"<td[^>]*>(.*?)</td>", row) == [
        "Knappen ”Väg mot andra”", "Vi tittar på platsen", "Vägs mot andra", "case.has_officer",
        "<p><strong>Meddelande:</strong> Nu jämför vi önskemålen.</p>",
    ]  # fmt: skip
    assert "Samma sak står i tabellerna" in page


def test_a_text_with_faults_is_not_drawn_but_says_where_to_mend_it(
    rack: WorkingCopy, builder: Browser
) -> None:
    broken = RACK.source.replace("unit: gata", "unti: gata")
    save_revision(rack, RACK.but("source", broken), on=1, by=KIM, at=NOON)
    page = text_of(builder().get(f"{HERE}vag/"))

    assert "<svg role" not in page
    assert "Texten har fel som måste rättas innan vägen kan ritas." in page


def test_one_thing_that_is_changed_by_the_form_leaves_the_rest_of_the_way_as_it_was(
    rack: WorkingCopy, builder: Browser
) -> None:
    with_own_way(rack)
    browser = builder()
    page = text_of(browser.get(f"{HERE}uppgifter/process/"))
    label = 'name="process.transitions.1.label.sv"'
    assert (label in page, 'value="Väg mot andra"' in page) == (True, True)

    form = fields_in(page)
    form["process.transitions.1.label.sv"] = ["Jämför"]
    form["process.transitions.1.label.en"] = ["Compare"]
    browser.post(f"{HERE}uppgifter/process/", form)
    after = read_service(source_of(rack)).process
    assert (
        after
        == read_service(
            STALL.replace(
                "{sv: Väg mot andra, en: Weigh against others}", "{sv: Jämför, en: Compare}"
            )
        ).process
    )


def test_no_two_lines_of_a_drawing_lie_on_one_another() -> None:
    process = read_service(STALL).process
    assert process is not None
    drawn = diagram_of(process, "sv")

    verticals = [
        (lane.x, *map(int, re.findall(r"M\d+ (\d+)V(\d+)", lane.path)[0])) for lane in drawn.lanes
    ]
    for number, (x, first, last) in enumerate(verticals):
        for other_x, other_first, other_last in verticals[number + 1 :]:
            assert x != other_x or last < other_first or other_last < first
    stubs = [y for lane in drawn.lanes for y in re.findall(r"M\d+ (\d+)H", lane.path)]
    assert (len(stubs), len(set(stubs))) == (14, 14)
    boxes = [(box.y, box.y + box.height) for box in drawn.boxes]
    assert all(end < start for (_top, end), (start, _end) in pairwise(boxes))
