"""A party answers a message by e-mail, and the answer lands in its thread of the case."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.utils.translation import override

from torget.foundation.actor import the_system
from torget.journeys.letters import ANSWER_ABOVE, news_letter, not_taken_letter
from torget.rooms.cases.actions import CaseNotReady, Mailed, write_by_mail
from torget.rooms.cases.queries import answers_to, party_who_answers
from torget.rooms.cases.terms import Topic
from torget.rooms.documents.actions import store_document
from torget.rooms.documents.terms import FileRejected
from torget.rooms.eservices.terms import ATTACHED
from torget.rooms.messaging.actions import send_message

if TYPE_CHECKING:
    from datetime import datetime

    from torget.foundation.actor import Actor
    from torget.rooms.cases.models import Case, Party, Post
    from torget.rooms.documents.models import Document
    from torget.rooms.messaging.ports import IncomingLetter

OURS = UUID("6f0f3a52-3f0d-4e0e-9a53-7f3c1f1f2b60")  # the space of names for letters' keys
LONGEST = 100_000  # characters of a letter


def tell_of_post(case: Case, post: Post, *, by: Actor, at: datetime) -> None:
    """Tell the parties that there is a message to read, and how it can be answered."""
    thread = post.thread_id or post.pk
    for party in case.parties.select_related("case").exclude(email=""):
        reply_to = answers_to(party, thread)
        letter = news_letter(case.number, answerable=bool(reply_to), language=party.language)
        send_message(
            party.email, subject=letter.subject, body=letter.body, language=party.language,
            about=f"case:{case}", unit=case.unit_id, reply_to=reply_to, by=by, at=at,
        )  # fmt: skip


class CaseMail:
    """Takes in what is sent to the addresses for answers."""

    def knows(self, address: str) -> bool:
        return party_who_answers(address) is not None

    def take(self, address: str, letter: IncomingLetter) -> None:
        answer_by_mail(address, letter, by=the_system("mail"), at=timezone.now())


def answer_by_mail(address: str, letter: IncomingLetter, *, by: Actor, at: datetime) -> None:
    """Keep the answer in the case, or tell the party at the address they gave why it was not."""
    answering = party_who_answers(address)
    if answering is None:
        return
    party, thread = answering
    text = new_in(letter.text)
    mailed = Mailed(
        sender=letter.sender,
        text=text,
        whole="" if text == letter.text.strip() else letter.text.strip(),
        once=uuid5(OURS, f"{party.pk} {letter.key}"),
    )
    try:
        with transaction.atomic():
            documents = _kept(letter, by=by, at=at)
            write_by_mail(party, mailed, topic=Topic(thread), documents=documents, by=by, at=at)
    except (FileRejected, CaseNotReady) as refusal:
        _tell_why(party, refusal, by=by, at=at)


def _kept(letter: IncomingLetter, *, by: Actor, at: datetime) -> list[Document]:
    """The letter's files; raises FileRejected, also for a letter with nothing in it."""
    if not letter.text.strip() and not letter.files:
        raise FileRejected(N_("Mejlet var tomt."))
    if len(letter.text) > LONGEST:
        raise FileRejected(N_("Texten är för lång. Skicka den som en fil i stället."))
    return [
        store_document(
            file.name, [file.content], media_types=ATTACHED.media_types(),
            limit=ATTACHED.max_size * 1_000_000, by=by, at=at,
        )
        for file in letter.files
    ]  # fmt: skip


def _tell_why(
    party: Party, refusal: FileRejected | CaseNotReady, *, by: Actor, at: datetime
) -> None:
    with override(party.language):
        if isinstance(refusal, FileRejected):
            why = _(refusal.text).format(**refusal.values)
        else:
            why = " ".join(str(obstacle.label) for obstacle in refusal.obstacles)
    letter = not_taken_letter(party.case.number, why, language=party.language)
    send_message(
        party.email, subject=letter.subject, body=letter.body, language=party.language,
        about=f"case:{party.case}", unit=party.case.unit_id, by=by, at=at,
    )  # fmt: skip


def new_in(text: str) -> str:
    """What is new in a letter: what stands above our own line, without who wrote what when.

    Everything, when nothing stands above it: some answer below, or between the lines.
    """
    lines = text.splitlines()
    ours = next((place for place, line in enumerate(lines) if _is_ours(line)), len(lines))
    if ours == len(lines):
        return text.strip()
    return _without_attribution(lines[:ours]) or text.strip()


def _is_ours(line: str) -> bool:
    return line.lstrip("> \t\xa0*").startswith(ANSWER_ABOVE)


def _without_attribution(lines: list[str]) -> str:
    """The lines without the last paragraph, if a mail program wrote it: it names our address."""
    while lines and not any(sign.isalnum() for sign in lines[-1]):
        lines = lines[:-1]
    last = len(lines)
    while last and lines[last - 1].strip():
        last -= 1
    domain = settings.ENVIRONMENT.mail_reply.rpartition("@")[2]
    written_by_program = any(f"@{domain}" in line for line in lines[last:])
    return "\n".join(lines[:last] if written_by_program else lines).strip()
