"""Drafts and submissions, for those they belong to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
from django.db import connection
from django.db.models import Count, Prefetch, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils.timezone import localdate, make_aware
from django.utils.translation import gettext as _

from torget.foundation.actor import Actor
from torget.rooms.eservices.queries import compiled_version, demands
from torget.rooms.eservices.terms import CompiledService, Message, custodians_of
from torget.rooms.submissions.models import (
    Attachment,
    Draft,
    Receipt,
    Signature,
    SignatureRequest,
    Submission,
)
from torget.rooms.submissions.rules import N_, digest_in, misfits
from torget.rooms.submissions.rules import first_answer as first_answer
from torget.rooms.submissions.rules import headline as headline
from torget.rooms.submissions.rules import signed_digest as signed_digest
from torget.rooms.submissions.terms import UNANSWERED, Channel, SignatureState

if TYPE_CHECKING:
    from torget.rooms.documents.models import Document
    from torget.rooms.identity.models import Order, Person

Answers = dict[str, Any]


def owned_by(actor: Actor) -> Q:
    """Own things, and what this browser began without log-in."""
    held = Q(person=None, employee=None, key__in=actor.holds)
    if actor.employee is not None:
        return held | Q(employee=actor.employee)
    return held | Q(person=actor.person) if actor.person is not None else held


# The same as SQL, with what `owner` gives.
OWNED = (
    "(person_id = %s OR employee_id = %s"
    " OR person_id IS NULL AND employee_id IS NULL AND key = ANY(%s))"
)


def owner(actor: Actor) -> list[Any]:
    """The parameters of `OWNED`."""
    return [actor.person, actor.employee, [UUID(key) for key in actor.holds]]


# Every step of every form reads its draft: by one plain statement, which the server has planned.
_FIELDS = [field.attname for field in Draft._meta.concrete_fields]
_COLUMNS = [str(field.column) for field in Draft._meta.concrete_fields]
_JSON = {"answers", "context"}
_DRAFT = f"SELECT {', '.join(_COLUMNS)} FROM submissions_draft WHERE key = %s AND {OWNED}"


def draft(key: str | UUID, *, actor: Actor) -> Draft:
    """A draft of the actor's; Draft.DoesNotExist for others', as if it were not there."""
    with connection.cursor() as cursor:
        cursor.execute(_DRAFT, [key, *owner(actor)])
        row = cursor.fetchone()
    if row is None:
        raise Draft.DoesNotExist
    values = [
        msgspec.json.decode(value) if name in _JSON else value
        for name, value in zip(_COLUMNS, row, strict=True)
    ]
    return Draft.from_db(connection.alias, _FIELDS, values)


def drafts_of(actor: Actor) -> QuerySet[Draft]:
    """The resident's or the employee's unfinished drafts, latest first."""
    own = Draft.objects.filter(owned_by(actor), submitted_at=None).exclude(
        person=None, employee=None
    )
    if actor.employee is not None:
        own = own.filter(channel=Channel.E_SERVICE)
    return own.order_by("-changed_at")


def drafts_for_others(actor: Actor) -> QuerySet[Draft]:
    """What the employee has begun to fill in for someone, latest first."""
    begun = Draft.objects.filter(employee=actor.employee, submitted_at=None)
    begun = begun.exclude(employee=None).exclude(channel=Channel.E_SERVICE)
    return begun.select_related("person").order_by("-changed_at")


def is_for_someone(draft: Draft, actor: Actor) -> bool:
    """Whether the actor, an employee, fills the draft in for someone else."""
    return actor.employee is not None and draft.channel != Channel.E_SERVICE


def open_draft_of(service: str, *, actor: Actor) -> Draft | None:
    """The latest unfinished draft of a service that the actor has, if any."""
    return (
        Draft.objects.filter(owned_by(actor), version__service__key=service, submitted_at=None)
        .order_by("-changed_at")
        .first()
    )


def submission_of(draft: Draft) -> Submission:
    """What a draft the actor has already fetched became; Submission.DoesNotExist."""
    return Submission.objects.select_related("receipt__document", "case").get(draft=draft)


def submission(key: str | UUID) -> Submission:
    return Submission.objects.get(key=key)


def service_of(thing: Draft | Submission) -> CompiledService:
    return compiled_version(thing.version_id)


def file_questions(service: CompiledService) -> tuple[str, ...]:
    return tuple(key for key, question in service.questions.items() if question.type == "files")


_FILES = "known_attachments"  # on a draft in hand


def attachments(draft: Draft) -> list[Attachment]:
    """The draft's files in the order they came; asked for once, however often a page needs them."""
    known: list[Attachment] | None = draft.__dict__.get(_FILES)
    if known is None:
        waiting = draft.attachments.filter(removed_at=None).select_related("document")
        known = draft.__dict__[_FILES] = list(waiting.order_by("pk"))
    return known


def forget_attachments(draft: Draft) -> None:
    """Call when the draft in hand has got or lost a file."""
    draft.__dict__.pop(_FILES, None)


def answers_with_files(draft: Draft) -> Answers:
    """The answers with each file question's files; one query where there are such questions."""
    files = file_questions(service_of(draft))
    answers: Answers = {key: value for key, value in draft.answers.items() if key not in files}
    if not files:
        return answers
    for attachment in attachments(draft):
        answers.setdefault(attachment.question, []).append(file_facts(attachment))
    return answers


def file_facts(attachment: Attachment) -> dict[str, Any]:
    return {"id": attachment.pk, **document_facts(attachment.document)}


def document_facts(document: Document) -> dict[str, Any]:
    """What a submission keeps of a file that came with it."""
    return {
        "document": document.pk,
        "name": document.name,
        "size": document.size,
        "media_type": document.media_type,
        "sha256": document.sha256,
    }


@dataclass(frozen=True, slots=True)
class Shown:
    """Exactly what a person reads before signing or sending."""

    text: str
    digest: str
    answers: Answers
    files: list[dict[str, Any]]


def what_is_shown(draft: Draft, language: str) -> Shown:
    """The readable text and the digest that a person reviews, signs and sends.

    Only for a draft where nothing remains to answer.
    """
    service = service_of(draft)
    answers = answers_with_files(draft)
    canonical = service.visible_answers(answers, draft.context)
    visible = {key: answers.get(key, canonical[key]) for key in canonical}
    files = [
        {"question": question, **file}
        for question in file_questions(service)
        for file in visible.get(question) or ()
    ]
    digest = service.digest(canonical, [file["sha256"] for file in files])
    return Shown(
        text=service.signing_text(answers, draft.context, language),
        digest=digest.hex(),
        answers=visible,
        files=files,
    )


def has_receipt(submission: Submission) -> bool:
    return Receipt.objects.filter(submission=submission).exists()


def signed_digest_of(order: Order) -> str:
    """The digest of the answers that an order to sign binds."""
    return digest_in(bytes(order.hidden_data))


def signature_request(key: str | UUID, *, actor: Actor) -> SignatureRequest:
    """A request to the actor to sign; SignatureRequest.DoesNotExist for anyone else's."""
    return SignatureRequest.objects.select_related("submission__person", "person").get(
        key=key, person=actor.person
    )


def signature_requests_to(actor: Actor) -> QuerySet[SignatureRequest]:
    return (
        SignatureRequest.objects.filter(person=actor.person, state=SignatureState.WAITING)
        .exclude(person=None)
        .select_related("submission")
        .order_by("asked_at")
    )


def unsigned_by(person: Person, *, actor: Actor) -> QuerySet[SignatureRequest]:
    """What the person is asked to sign, for staff who meet them."""
    asked = SignatureRequest.objects.filter(person=person, state=SignatureState.WAITING)
    return asked.order_by("asked_at") if actor.employee is not None else asked.none()


def as_registered(submission: Submission) -> list[tuple[str, list[str]]]:
    """What staff registered or filled in, as labels and lines; nothing where they did not."""
    if submission.channel == Channel.E_SERVICE:
        return []
    came = (_("Kom in genom"), [str(Channel(submission.channel).label)])
    filled_in_by = submission.draft.employee
    if filled_in_by is None:
        return [came, (_("Vad det gäller"), submission.text.splitlines())]
    wrong = _("Skriv ett meddelande i ärendet, så rättar vi det.")
    return [
        came,
        (_("Ifyllt av"), [filled_in_by.name]),
        (_("Om något inte stämmer"), [wrong]),
    ]


def signatures_of(submission: Submission) -> QuerySet[Signature]:
    return submission.signatures.select_related("order").order_by("signed_at")


def waiting_requests(submission: Submission) -> QuerySet[SignatureRequest]:
    """Those who have not answered yet, in the order they are asked."""
    unanswered = submission.requests.filter(state__in=UNANSWERED).select_related("person")
    return unanswered.order_by("place", "pk")


def requests_to_tell(submission: Submission) -> QuerySet[SignatureRequest]:
    """Those who may sign now and have not been told."""
    return waiting_requests(submission).filter(state=SignatureState.WAITING, told_at=None)


def places_left(service: CompiledService) -> int | None:
    """How many more the service takes in; None when as many as come."""
    opening = service.service.opening
    if opening is None or not opening.most:
        return None
    sent = Submission.objects.filter(version__service__key=service.service.key)
    if opening.opens_on:
        sent = sent.filter(submitted_at__date__gte=opening.opens_on)
    return max(0, opening.most - sent.count())


def is_signed_by_all(submission: Submission) -> bool:
    """Whether everybody who was asked has signed: a no counts as much as silence."""
    return not submission.requests.exclude(state=SignatureState.SIGNED).exists()


def is_custodian_of_chosen(submission: Submission, number: str) -> bool:
    """Whether the number is that of a custodian of the child that the submission is about."""
    chosen = submission.answers.get(service_of(submission).service.signing.others)
    custodians = custodians_of(chosen, submission.context.get("register") or {})
    return number in {custodian["number"] for custodian in custodians}


def signatures_of_case(number: str) -> QuerySet[Signature]:
    """For the operator's verification; the case number is that of the case opened from it."""
    return (
        Signature.objects.filter(submission__case__number=number)
        .select_related("person", "submission")
        .order_by("signed_at")
    )


NEEDS_LOG_IN = N_("Den nya versionen kräver inloggning, och utkastet har ingen ägare.")


@dataclass(slots=True)
class Fit:
    """How open drafts fit another version: which do, and why others do not, with how many."""

    total: int = 0
    fitting: list[UUID] = field(default_factory=list)
    reasons: dict[str, tuple[Message, int]] = field(default_factory=dict)

    def add(self, draft: Draft, misfits: list[Message]) -> None:
        self.total += 1
        if not misfits:
            self.fitting.append(draft.key)
        for message in misfits:
            known = self.reasons.get(str(message), (message, 0))
            self.reasons[str(message)] = (message, known[1] + 1)


def drafts_beside(new: CompiledService, *, actor: Actor, today: date) -> Fit:
    """How the service's open drafts, begun on another definition, fit this one.

    For those with `service.edit`: it tells of questions and numbers, never of answers.
    """
    actor.must_anywhere("service.edit")
    fit, level = Fit(), demands(new).assurance_level
    for draft in open_drafts_beside(new).iterator(chunk_size=500):
        fit.add(draft, reasons_against(draft, new, level, today))
    return fit


def reasons_against(draft: Draft, new: CompiledService, level: int, today: date) -> list[Message]:
    """Why a draft cannot go on with another definition, which demands the `level` of log-in."""
    found = misfits(service_of(draft), new, draft.answers, draft.context, today)
    if draft.person_id is None and draft.employee_id is None and level:
        found.append(Message(NEEDS_LOG_IN))
    return found


def open_drafts_beside(new: CompiledService) -> QuerySet[Draft]:
    """Unfinished drafts of the service that were begun on another definition of it."""
    open_drafts = Draft.objects.filter(version__service__key=new.service.key, submitted_at=None)
    return open_drafts.exclude(version__hash=new.hash)


def drafts_left(first: date, last: date) -> list[tuple[str, int, str, str, date, int]]:
    """Unsent drafts by the day they were last written in: service, version, step, question, day,
    count.

    The step is where the person would go on, and the question the first there that still wants
    an answer; empty when none does. Nothing of what was answered.
    """
    known = Attachment.objects.filter(removed_at=None).select_related("document")
    drafts = (
        Draft.objects.filter(submitted_at=None, changed_at__range=_moments(first, last))
        .select_related("version__service")
        .prefetch_related(Prefetch("attachments", queryset=known, to_attr=_FILES))
    )
    found = Counter(_left_at(draft) for draft in drafts.iterator(chunk_size=500))
    return [(*where, count) for where, count in found.items()]


def _left_at(draft: Draft) -> tuple[str, int, str, str, date]:
    day = localdate(draft.changed_at)
    left = service_of(draft).remaining(answers_with_files(draft), draft.context, day)
    question = next((question for step, question, _says in left if step == draft.step), "")
    version = draft.version
    return version.service.key, version.number, draft.step, question, day


def drafts_sent(first: date, last: date) -> list[tuple[str, int, date, int]]:
    """Drafts by the day they were sent: service, version, day, count."""
    sent = (
        Draft.objects.filter(submitted_at__range=_moments(first, last))
        .annotate(day=TruncDate("submitted_at"))
        .values_list("version__service__key", "version__number", "day")
        .annotate(count=Count("pk"))
    )
    return list(sent.order_by())


def _moments(first: date, last: date) -> tuple[datetime, datetime]:
    """From the first moment of the first day to the last of the last."""
    return (
        make_aware(datetime.combine(first, time.min)),
        make_aware(datetime.combine(last, time.max)),
    )
