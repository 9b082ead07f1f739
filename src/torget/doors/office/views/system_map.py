"""Systems, information and e-services as one graph; what an outage reaches; what overlaps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.views.decorators.cache import never_cache

from torget.doors.office.drawing import drawn
from torget.doors.office.history import in_words
from torget.doors.office.past import as_it_was, past_of
from torget.doors.office.things import Section, Thing, thing_page
from torget.doors.ui.formats import number
from torget.doors.ui.requests import actor_of, found
from torget.doors.ui.staff import staff
from torget.rooms.eservices.queries import PublishedService, published
from torget.rooms.organisation.queries import units_by_pk
from torget.rooms.statistics.queries import received_each_month
from torget.rooms.systems.queries import (
    SYSTEM,
    TYPE,
    Graph,
    cost_of_systems,
    graph,
    overlapping,
    reached,
    stopped_by,
    system,
)

SERVICE = "service:"  # before the key, in the name of a node
KINDS = {"": N_("Allt"), "system": N_("System"), "type": N_("Information och system")}
PAGES = {SYSTEM: "office:system", TYPE: "office:type", SERVICE: "website:service"}
DEPTHS = ("1", "2")
MOST_LISTED = 400


def _asking(known: Graph) -> dict[str, tuple[tuple[str, str], ...]]:
    """The open services that ask for types on the map: service → its links to them."""
    language = get_language() or "sv"
    asking = {}
    for one in published():
        name = one.compiled.service.title.in_(language)
        links = tuple(
            (f"{SERVICE}{one.key}", TYPE + key)
            for key in sorted(one.compiled.information_types())
            if TYPE + key in known.names
        )
        if links:
            asking[name] = links
    return asking


def _links(known: Graph, kind: str, names: dict[str, str]) -> list[tuple[str, str]]:
    """The links of what one chose to see; services get their names."""
    if kind == "system":
        return list(known.flows)
    links = [*known.flows, *known.holds]
    if kind == "type":
        return links
    for name, asked in _asking(known).items():
        names[asked[0][0]] = name
        links += asked
    return links


@never_cache
@staff
@as_it_was
def the_map(request: HttpRequest) -> HttpResponse:
    """What is near a system, a type or an e-service, drawn and as a list."""
    known = graph(actor_of(request))
    names = {node: in_words(name) for node, name in known.names.items()}
    kind = request.GET.get("visa", "")
    links = _links(known, kind, names)
    depth = request.GET.get("djup", "1")
    start = request.GET.get("fran", "")
    if start not in names:
        start = _busiest(known)
    steps = reached(start, links, depth=int(depth) if depth in DEPTHS else 1) if start else {}
    context = {
        "starts": _starts(names, start),
        "kinds": [
            {"value": value, "label": _(label), "checked": value == kind}
            for value, label in KINDS.items()
        ],
        "depths": [
            {"value": one, "label": ngettext("{count} steg", "{count} steg", int(one)).format(
                count=one), "checked": one == depth}
            for one in DEPTHS
        ],
        "name": names.get(start, ""),
        "here_url": _page_of(start) if start else "",
        "picture": drawn(steps, names, links) if steps else None,
        "groups": _groups(steps, names, links),
        "past": past_of(request),
    }  # fmt: skip
    return render(request, "office/map.html", context)


def _busiest(known: Graph) -> str:
    """Where to start when nobody has said: what most systems are connected to."""
    counts: dict[str, int] = {}
    for one, other in known.flows:
        counts[one] = counts.get(one, 0) + 1
        counts[other] = counts.get(other, 0) + 1
    systems = [node for node in known.names if node.startswith(SYSTEM)]
    return max(systems, key=lambda node: (counts.get(node, 0), node), default="")


def _starts(names: Mapping[str, str], start: str) -> list[dict[str, Any]]:
    words = {SYSTEM: _("System"), TYPE: _("Information"), SERVICE: _("E-tjänst")}
    options = [
        {"value": node, "label": f"{words[_prefix(node)]}: {name}", "checked": node == start}
        for node, name in names.items()
    ]
    return sorted(options, key=lambda one: str(one["label"]))


def _prefix(node: str) -> str:
    return node.partition(":")[0] + ":"


def _page_of(node: str) -> str:
    prefix = _prefix(node)
    return reverse(PAGES[prefix], args=[node.removeprefix(prefix)])


def _groups(
    steps: Mapping[str, int], names: Mapping[str, str], links: list[tuple[str, str]]
) -> list[dict[str, Any]]:
    """The picture in words: each thing, and under it what it is linked to one step further."""
    further: dict[str, set[str]] = {node: set() for node in steps}
    for one, other in links:
        for node, far in ((one, other), (other, one)):
            if node in steps and steps.get(far, -1) == steps[node] + 1:
                further[node].add(far)
    shown = sorted((node for node in steps if further[node]), key=lambda one: (steps[one],
                   names[one]))  # fmt: skip
    return [
        {
            "name": names[node],
            "items": [
                {"name": names[far], "url": f"?fran={far}", "kind": _prefix(far)[:-1]}
                for far in sorted(further[node], key=lambda one: names[one])
            ],
        }
        for node in shown[:MOST_LISTED]
    ]


@never_cache
@staff
@as_it_was
def impact(request: HttpRequest, key: str) -> HttpResponse:
    """What stops when a system does: systems, e-services, committees and cases a month."""
    actor, today = actor_of(request), timezone.localdate()
    row = found(system, key, actor, today=today)
    systems, types = stopped_by(row, actor=actor)
    using = [one for one in published() if not one.compiled.information_types().isdisjoint(types)]
    committees = {in_words(one.committee.name) for one in [row, *systems]}
    committees |= set(_committees(using).values())
    cases = received_each_month([one.key for one in using], actor=actor, today=today)
    return thing_page(request, Thing(
        name=_("Om {system} stannar").format(system=row.name),
        back=(row.name, reverse("office:system", args=[row.key])),
        lead=_sentence(len(using), len(systems), len(committees), cases),
        sections=[
            Section(
                key="services", title=_("E-tjänster som påverkas"),
                lead=_("De frågar efter information som systemet är huvudkälla för."),
                columns=[_("E-tjänst"), _("Nämnd")],
                rows=[
                    ((one.compiled.service.title.in_(get_language() or "sv"),
                      reverse("website:service", args=[one.key])),
                     _committees([one]).get(one.key, ""))
                    for one in using
                ],
                empty=_("Ingen e-tjänst påverkas."),
            ),
            Section(
                key="systems", title=_("System som blir utan information"),
                lead=_("De får den härifrån, direkt eller genom ett annat system."),
                columns=[_("System"), _("Nämnd")],
                rows=[((one.name, reverse("office:system", args=[one.key])),
                       in_words(one.committee.name)) for one in systems],
                empty=_("Inget annat system får information härifrån."),
            ),
        ],
    ))  # fmt: skip


def _committees(services: list[PublishedService]) -> dict[str, str]:
    """The committee of each service, by the service's key."""
    units = {one.key: one for one in units_by_pk().values()}
    return {
        one.key: in_words(units[one.compiled.service.unit].committee.name)
        for one in services
        if one.compiled.service.unit in units
    }


def _sentence(services: int, systems: int, committees: int, cases: int | None) -> str:
    """How much is reached, to be read aloud."""
    parts = [
        ngettext("{count} e-tjänst", "{count} e-tjänster", services).format(count=services),
        ngettext("{count} annat system", "{count} andra system", systems).format(count=systems),
        ngettext("{count} nämnd", "{count} nämnder", committees).format(count=committees),
        _("få ärenden i månaden")
        if cases is None
        else ngettext("{count} ärende i månaden", "{count} ärenden i månaden", cases).format(
            count=number(cases)
        ),
    ]
    return _("Det berör {parts}.").format(parts=", ".join(parts))


@never_cache
@staff
@as_it_was
def overlap(request: HttpRequest) -> HttpResponse:
    """Systems that do the same or hold much of the same, with what they cost."""
    actor, day = actor_of(request), past_of(request).get("day") or timezone.localdate()
    costs = cost_of_systems(actor, today=day)
    rows = [
        (
            (one.name, reverse("office:system", args=[one.key])),
            (other.name, reverse("office:system", args=[other.key])),
            one.purpose if alike.same_purpose else "",
            number(alike.shared),
            number(costs.get(one.pk, 0) + costs.get(other.pk, 0)),
        )
        for one, other, alike in overlapping(actor)
    ]
    return thing_page(request, Thing(
        name=_("System som liknar varandra"),
        back=(_("System"), reverse("office:systems")),
        lead=_("Två system som används till samma sak, eller har minst hälften av sin information "
               "gemensam, kan kanske bli ett."),
        sections=[Section(
            key="pairs", title=_("Att se över"),
            columns=[_("System"), _("Liknar"), _("Samma användning"), _("Gemensamma "
                     "informationstyper"), _("Kronor per år, båda")],
            rows=rows, empty=_("Inga system liknar varandra."),
        )],
    ))  # fmt: skip
