"""The conversation of a case: threads, what was asked for and answered, and a box to write in."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from torget.doors.ui.attached import files_question, stored_files
from torget.doors.ui.formats import date_long
from torget.doors.ui.requests import once_of, written
from torget.doors.ui.seen import seen
from torget.rooms.cases.queries import posts_of
from torget.rooms.cases.terms import Author, Topic

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

    from torget.foundation.actor import Actor
    from torget.rooms.cases.models import Case, Post
    from torget.rooms.documents.models import Document

    FileRow = Callable[[Document], dict[str, Any]]

ATTACHED = "attached"  # the box's own files, beside those of other forms on the page
LONGEST_SUBJECT = 100


@dataclass(frozen=True, slots=True)
class Writing:
    """What someone has written in the box, and what is wrong with it by field."""

    text: str = ""
    subject: str = ""
    thread: str = ""
    once: uuid.UUID = field(default_factory=uuid.uuid4)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def topic(self) -> Topic:
        return Topic(int(self.thread) if self.thread.isdecimal() else None, self.subject)


def writing_of(request: HttpRequest) -> Writing:
    """What was sent from the box, its files aside."""
    text, subject = written(request, "text"), " ".join(written(request, "subject").split())
    errors = {} if text else {"text": _("Skriv ett meddelande")}
    if len(subject) > LONGEST_SUBJECT:
        errors["subject"] = _("Skriv högst {count} tecken").format(count=LONGEST_SUBJECT)
    return Writing(text, subject, request.POST.get("thread", ""), once_of(request), errors)


def attached(
    request: HttpRequest, writing: Writing, *, by: Actor, at: datetime
) -> tuple[list[Document], Writing]:
    """The files sent from the box, kept; and what was written, with what is wrong with a file."""
    if writing.errors:
        return [], writing
    documents, error = stored_files(request, ATTACHED, by=by, at=at)
    return documents, replace(writing, errors={ATTACHED: error} if error else {})


def threads_of(case: Case, *, side: Author, file_row: FileRow, writes: str) -> list[dict[str, Any]]:
    """Threads of posts, the oldest first: {id, at, subject, answer_url, posts}.

    `writes`: address of the page with the box; "" for those who cannot write.
    """
    talk = groupby(posts_of(case), lambda post: post.thread_id or post.pk)
    return [
        _thread(list(posts), side=side, file_row=file_row, writes=writes) for _first, posts in talk
    ]


def _thread(
    posts: Sequence[Post], *, side: Author, file_row: FileRow, writes: str
) -> dict[str, Any]:
    first = posts[0]
    return {
        "id": first.pk,
        "at": first.written_at,
        "latest": posts[-1].written_at,
        "subject": first.subject or _("Meddelande"),
        "answer_url": f"{writes}?thread={first.pk}#write" if writes else "",
        "posts": [_said(post, side=side, file_row=file_row) for post in posts],
    }


def files_in(
    threads: Iterable[dict[str, Any]], *, mine: bool | None = None
) -> list[dict[str, Any]]:
    """What was sent along in the threads: all, or only by the reader's side or the other."""
    posts = (post for thread in threads for post in thread["posts"])
    return [file for post in posts if mine in (None, post["mine"]) for file in post["files"]]


def threads_to_answer(case: Case) -> list[dict[str, Any]]:
    """As `threads_of`, for a page that only asks which one is answered."""
    return threads_of(case, side=Author.OFFICER, file_row=lambda _document: {}, writes="")


def _said(post: Post, *, side: Author, file_row: FileRow) -> dict[str, Any]:
    staff = side == Author.OFFICER
    return {
        "author": post.author_name or _("Okänd avsändare"),
        "mine": post.author == side,
        "at": post.written_at,
        "paragraphs": paragraphs(post.text),
        "files": [file_row(document) for document in post.documents.all()],
        "seen": seen(post),
        "how": _by_mail(post.mailed_from if staff else "") if post.mailed_from else "",
        "whole": paragraphs(post.whole) if staff else [],
    }


def _by_mail(address: str) -> str:
    if address:
        return _("Kom med e-post från {address}. Avsändaren är inte styrkt.").format(
            address=address
        )
    return _("Skickat med e-post")


def supplements_of(case: Case, *, side: Author, file_row: FileRow) -> list[dict[str, Any]]:
    """What the applicant was asked for, with the answer, as threads."""
    return [
        asked_and_said(
            _("Begäran om komplettering"),
            {
                "author": asked.asked_by,
                "mine": side == Author.OFFICER,
                "at": asked.asked_at,
                "paragraphs": paragraphs(asked.text),
            },
            [
                {
                    "author": case.applicant_name,
                    "mine": side == Author.RESIDENT,
                    "at": asked.answered_at,
                    "paragraphs": paragraphs(asked.answer),
                    "files": [file_row(document) for document in asked.documents.all()],
                }
            ]
            if asked.answered_at
            else [],
        )
        for asked in case.supplements.prefetch_related("documents")
    ]


def asked_and_said(
    subject: str, asked: dict[str, Any], said: Iterable[dict[str, Any]]
) -> dict[str, Any]:
    """A thread that a form of its own answers, not the box."""
    nothing = {"files": [], "seen": "", "how": "", "whole": []}
    posts = [nothing | one for one in (asked, *said)]
    latest = posts[-1]["at"]
    return {"id": 0, "at": asked["at"], "latest": latest, "subject": subject, "answer_url": "",
            "posts": posts}  # fmt: skip


def box(
    threads: Sequence[dict[str, Any]], writing: Writing | None = None, *, asked: str = ""
) -> dict[str, Any]:
    """What `ui/write_box.html` shows. `asked`: the thread that somebody chose to answer."""
    answerable = [one for one in threads if one["id"]]
    written_in = max(answerable, key=lambda one: one["latest"], default={"id": ""})
    writing = writing or Writing(thread=asked or str(written_in["id"]))
    errors = writing.errors
    return {
        "text": writing.text,
        "subject": writing.subject,
        "thread": writing.thread,
        "threads": _choices(answerable),
        "files": files_question(ATTACHED, errors.get(ATTACHED, "")),
        "once": str(writing.once),
        "errors": errors,
        "open": bool(asked or writing.subject or {"subject", ATTACHED} & set(errors)),
    }


def problems_in(writing: Writing) -> list[dict[str, str]]:
    """What is wrong, for the summary at the head of the page."""
    places = {ATTACHED: files_question(ATTACHED).id}
    return [{"id": places.get(name, name), "text": text} for name, text in writing.errors.items()]


def _choices(threads: Iterable[dict[str, Any]]) -> list[dict[str, str]]:
    """The threads that can be answered, the latest first, and a new one; nothing to choose: none"""
    latest_first = sorted(threads, key=lambda one: one["latest"], reverse=True)
    answers = [
        {"value": str(one["id"]), "label": f"{one['subject']}, {date_long(one['at'])}"}
        for one in latest_first
    ]
    return [*answers, {"value": "", "label": _("Ett nytt ämne")}] if answers else []


def paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.split("\n\n") if part.strip()]
