"""Systems, information and e-services as one graph; what an outage reaches; what overlaps."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

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
    Link,
    Names,
    busiest,
    cost_of_systems,
    flows_of,
    holdings_of,
    names_of,
    nodes_like,
    overlapping,
    reached,
    stopped_by,
    system,
)

if TYPE_CHECKING:
    from torget.foundation.actor import Actor

SERVICE = "service:"  # before the key, in the name of a node
KINDS = {"": N_("Allt"), "system": N_("System"), "type": N_("Information och system")}
PAGES = {SYSTEM: "office:system", TYPE: "office:type", SERVICE: "website:service"}
DEPTHS = ("1", "2")
MOST_LISTED, MOST_HITS = 400, 20


@dataclass(frozen=True, slots=True)
class Asking:
    """The open services, by node: what each is called and the types that it asks for."""

    names: Mapping[str, str]
    links: tuple[Link, ...]

    def of(self, nodes: Collection[str]) -> list[Link]:
        return [link for link in self.links if link[0] in nodes or link[1] in nodes]


def _asking() -> Asking:
    language = get_language() or "sv"
    services = {f"{SERVICE}{one.key}": one.compiled for one in published()}
    return Asking(
        {node: one.service.title.in_(language) for node, one in services.items()},
        tuple(
            (node, TYPE + key)
            for node, one in services.items()
            for key in sorted(one.information_types())
        ),
    )


@never_cache
@staff
@as_it_was
def the_map(request: HttpRequest) -> HttpResponse:
    """What is near a system, a type or an e-service, drawn and as a list."""
    actor, asking = actor_of(request), _asking()
    kind, depth = request.GET.get("visa", ""), request.GET.get("djup", "1")
    text = request.GET.get("sok", "").strip()
    hits = _hits(text, asking, actor) if text else {}
    start = _start(request.GET.get("fran", ""), hits, asking, actor)
    steps, links = _near(start, kind, int(depth) if depth in DEPTHS else 1, asking, actor)
    names = _names(steps, asking, actor)
    to = _addresses(request)
    context = {
        "text": text,
        "hits": [_item(node, name, to) for node, name in hits.items()] if len(hits) != 1 else [],
        "nothing": bool(text) and not hits,
        "start": start,
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
        "addresses": {node: to(node) for node in steps},
        "groups": _groups(steps, names, links, to),
        "past": past_of(request),
    }  # fmt: skip
    return render(request, "office/map.html", context)


def _addresses(request: HttpRequest) -> Callable[[str], str]:
    """The map from another node, with the other choices kept."""
    kept = {name: request.GET[name] for name in ("visa", "djup", "dag") if name in request.GET}
    return lambda node: "?" + urlencode(kept | {"fran": node})


def _hits(text: str, asking: Asking, actor: Actor) -> dict[str, str]:
    """What has the text in its name, node → name; services last."""
    wanted = text.casefold()
    services = {node: name for node, name in asking.names.items() if wanted in name.casefold()}
    return _said(nodes_like(text, actor=actor, most=MOST_HITS)) | services


def _start(asked: str, hits: Mapping[str, str], asking: Asking, actor: Actor) -> str:
    """Where to stand: the only hit, what was asked for if it is there, or what most flows touch."""
    if len(hits) == 1:
        return next(iter(hits))
    there = asked in asking.names or asked in names_of([asked], actor=actor)
    return asked if there else busiest(actor)


def _near(
    start: str, kind: str, depth: int, asking: Asking, actor: Actor
) -> tuple[dict[str, int], list[Link]]:
    """What is so many steps away along the kinds of links that one chose to see."""

    def links_of(nodes: Collection[str]) -> list[Link]:
        links = flows_of(nodes, actor=actor)
        if kind != "system":
            links += holdings_of(nodes, actor=actor)
        return links if kind else links + asking.of(nodes)

    return reached(start, links_of, depth=depth) if start else ({}, [])


def _names(nodes: Collection[str], asking: Asking, actor: Actor) -> dict[str, str]:
    return _said(names_of(nodes, actor=actor)) | dict(asking.names)


def _said(names: Names) -> dict[str, str]:
    return {node: in_words(name) for node, name in names.items()}


def _item(node: str, name: str, to: Callable[[str], str]) -> dict[str, str]:
    return {"name": name, "url": to(node), "kind": _prefix(node)[:-1]}


def _prefix(node: str) -> str:
    return node.partition(":")[0] + ":"


def _page_of(node: str) -> str:
    prefix = _prefix(node)
    return reverse(PAGES[prefix], args=[node.removeprefix(prefix)])


def _groups(
    steps: Mapping[str, int],
    names: Mapping[str, str],
    links: list[Link],
    to: Callable[[str], str],
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
                _item(far, names[far], to)
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
