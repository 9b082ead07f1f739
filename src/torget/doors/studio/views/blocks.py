"""Blocks of questions: the list, writing one, where it is used, and leading services on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from torget.doors.studio.editing import differences_said, fault_said, saved_at
from torget.doors.ui.requests import actor_of, found, written
from torget.doors.ui.staff import staff
from torget.rooms.eservices.actions import (
    BlockConflict,
    BlockTaken,
    begin_block,
    lead_on,
    publish_block,
    save_block,
)
from torget.rooms.eservices.queries import BlockUse, block_versions, blocks, led_to, uses_of
from torget.rooms.eservices.queries import block as find_block
from torget.rooms.eservices.terms import BlockText, DefinitionErrors, Problem, read_block, review

if TYPE_CHECKING:
    from torget.rooms.eservices.models import Block, BlockVersion

CONFLICT, REFUSED = 409, 422
BEGINNING = """\
title: {sv: Namnlöst block, en: Unnamed block}
questions:
  - type: text
    key: name
    information: person.name
    label: {sv: Namn, en: Name}
"""


@never_cache
@staff
def listed(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    latest: dict[str, BlockVersion] = {}
    for version in block_versions(actor):
        latest.setdefault(version.block.key, version)
    rows = [
        {
            "key": block.key,
            "title": _title(block),
            "url": reverse("studio:block", args=[block.key]),
            "version": latest[block.key].number if block.key in latest else "",
            "changed": block.key not in latest or latest[block.key].text != block.text,
            "used": len(uses_of(block.key, actor=actor)),
            "saved_at": block.saved_at,
            "saved_by": block.saved_by,
        }
        for block in blocks(actor)
    ]
    page = {"blocks": rows, "begin_action": reverse("studio:begin_block"), "key": "", "error": ""}
    return render(request, "studio/blocks.html", page)


def _title(block: Block) -> str:
    written, _faults = _read(block.text)
    return written.title.in_(get_language() or "sv") if written else block.key


def _read(text: str) -> tuple[BlockText | None, list[Problem]]:
    try:
        return read_block(text), []
    except DefinitionErrors as error:
        return None, error.problems


@staff
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    key = request.POST.get("key", "").strip()
    try:
        begin_block(key, BEGINNING, by=actor_of(request), at=timezone.now())
    except BlockTaken:
        messages.error(request, _("Nyckeln är upptagen, eller har andra tecken än a–z, 0–9 och _."))
        return redirect("studio:blocks")
    return redirect("studio:block", key)


@never_cache
@staff
def block(request: HttpRequest, key: str) -> HttpResponse:
    """The text with its faults, the versions, and what it means where the block is used."""
    return _page(request, found(find_block, key, actor=actor_of(request)))


def _page(request: HttpRequest, block: Block) -> HttpResponse:
    actor = actor_of(request)
    versions = list(block.versions.order_by("-number"))
    latest = versions[0] if versions else None
    block_written, faults = _read(block.text)
    is_new = latest is None or latest.text != block.text
    number = (latest.number if latest else 0) + is_new
    target = f"{block.key}@{number}"
    uses = [_use(use, block, target) for use in uses_of(block.key, actor=actor)]
    page = {
        "block": {"key": block.key, "title": _title(block)},
        "text": block.text,
        "on": block.saves,
        "saved": saved_at(block.saved_at),
        "faults": [fault_said(problem) for problem in faults],
        "versions": [_version(version) for version in versions],
        "uses": uses,
        "target": target,
        "is_new": is_new and block_written is not None,
        "movable": not is_new and any(use["behind"] and use["revision"] for use in uses),
        "actions": {
            name: reverse(f"studio:{name}_block", args=[block.key])
            for name in ("save", "publish", "lead_on")
        },
    }
    return render(request, "studio/block.html", page)


def _version(version: BlockVersion) -> dict[str, Any]:
    return {
        "number": version.number,
        "at": version.published_at,
        "by": version.published_by,
        "what_is_new": version.what_is_new,
    }


def _use(use: BlockUse, block: Block, target: str) -> dict[str, Any]:
    """A service that uses the block, and what leading it on to the target would change."""
    shown: dict[str, Any] = {
        "key": use.service,
        "title": use.title,
        "url": reverse("studio:editor", args=[use.service]) if use.copy else "",
        "written": ", ".join(use.written),
        "published": ", ".join(use.published),
        "behind": any(one != target for one in use.written),
        "revision": 0,
        "failed": 0,
        "changes": None,
    }
    if use.copy and use.copy.current and shown["behind"]:
        before = use.copy.current.texts
        after = review(led_to(before, block.key, target, block.text))
        shown["revision"] = use.copy.current.number
        shown["changes"] = differences_said(review(before).service, after.service)
        shown["failed"] = sum(not test.passed for test in after.tests)
    return shown


def _on(request: HttpRequest) -> int:
    given = request.POST.get("on", "")
    return int(given) if given.isdigit() else 0


@staff
@require_POST
def save(request: HttpRequest, key: str) -> HttpResponse:
    """Save the text, with faults or not. What someone else saved meanwhile is shown beside it."""
    actor, text = actor_of(request), request.POST.get("text", "")
    block = found(find_block, key, actor=actor)
    try:
        save_block(block, text, on=_on(request), by=actor, at=timezone.now())
    except BlockConflict as conflict:
        return _conflict(request, conflict.theirs, text)
    return redirect("studio:block", key)


def _conflict(request: HttpRequest, theirs: Block, mine: str) -> HttpResponse:
    page = {
        "service": {"key": theirs.key, "title": theirs.key},
        "which": "source",
        "mine": mine,
        "theirs": {
            "text": theirs.text,
            "name": theirs.saved_by,
            "saved": saved_at(theirs.saved_at),
            "number": theirs.saves,
        },
        "save_action": reverse("studio:save_block", args=[theirs.key]),
        "editor_url": reverse("studio:block", args=[theirs.key]),
    }
    return render(request, "studio/conflict.html", page, status=CONFLICT)


@staff
@require_POST
def publish(request: HttpRequest, key: str) -> HttpResponse:
    actor = actor_of(request)
    block = found(find_block, key, actor=actor)
    news = written(request, "what_is_new")
    try:
        version = publish_block(
            block, on=_on(request), what_is_new=news, by=actor, at=timezone.now()
        )
    except BlockConflict:
        messages.warning(request, _("Texten har ändrats sedan du läste. Läs igenom den igen."))
    except DefinitionErrors:
        messages.error(request, _("Rätta felen i texten först."))
    else:
        said = _("{version} finns nu att använda. Tjänsterna är som förut tills du uppdaterar dem.")
        messages.success(request, said.format(version=version))
    return redirect("studio:block", key)


@staff
@require_POST
def lead_services_on(request: HttpRequest, key: str) -> HttpResponse:
    """Save a revision with the latest version in the chosen services that are being written."""
    actor = actor_of(request)
    block = found(find_block, key, actor=actor)
    latest = block.versions.order_by("-number").first()
    if latest is None:
        raise Http404
    pairs = (one.partition(":") for one in request.POST.getlist("service"))
    chosen = {service: int(number) for service, _colon, number in pairs if number.isdigit()}
    moved, left = lead_on(latest, chosen, by=actor, at=timezone.now())
    if moved:
        said = _("{services} använder nu {version}. Inget som är publicerat är ändrat.")
        messages.success(request, said.format(services=", ".join(moved), version=latest))
    if left:
        said = _("Någon sparade {services} under tiden. Se efter och försök igen.")
        messages.warning(request, said.format(services=", ".join(left)))
    return redirect("studio:block", key)
