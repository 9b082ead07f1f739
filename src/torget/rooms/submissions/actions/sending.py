"""Filling in, attaching, signing and sending."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from torget.foundation.actor import Actor
from torget.foundation.identity_numbers import IdentityNumber
from torget.rooms.audit.actions import record
from torget.rooms.eservices.queries import demands, published_service
from torget.rooms.eservices.terms import other_signers
from torget.rooms.identity.actions import named_person, use_signature
from torget.rooms.identity.ports import Evidence, EvidenceBroken, OrderRequest, login_methods
from torget.rooms.identity.terms import Purpose, Stage
from torget.rooms.submissions.models import (
    Attachment,
    Draft,
    Receipt,
    Signature,
    SignatureRequest,
    Submission,
)
from torget.rooms.submissions.queries import (
    OWNED,
    Shown,
    answers_with_files,
    first_answer,
    forget_attachments,
    is_for_someone,
    open_drafts_beside,
    owned_by,
    owner,
    places_left,
    reasons_against,
    service_of,
    what_is_shown,
)
from torget.rooms.submissions.rules import signed_digest
from torget.rooms.submissions.terms import (
    AlreadySubmitted,
    Channel,
    DraftChanged,
    DraftIncomplete,
    ServiceFull,
    SignatureMissing,
    SignatureState,
)

if TYPE_CHECKING:
    from torget.rooms.documents.models import Document
    from torget.rooms.eservices.terms import CompiledService
    from torget.rooms.identity.models import Order, Person


def start_draft(
    version: int,
    *,
    person: Person | None,
    context: dict[str, Any],
    language: str,
    channel: Channel = Channel.E_SERVICE,
    by: Actor,
    at: datetime,
) -> Draft:
    """Begin a draft of a version (its primary key), with facts to prefill from in `context`.

    `channel`: how it is told to the employee who fills it in for someone.
    """
    draft = Draft.objects.create(
        version_id=version,
        person=person,
        employee_id=by.employee,
        context=context,
        language=language,
        channel=channel,
        started_at=at,
        changed_at=at,
    )
    record("draft.started", str(draft), by=by, at=at, person=draft.person_id)
    return draft


def save_answers(
    draft: Draft, values: dict[str, Any], *, go_on_at: str = "", by: Actor, at: datetime
) -> None:
    """Merge answers into the draft, each question by itself, so that two tabs never undo
    each other's questions. Raises AlreadySubmitted, or Draft.DoesNotExist when it is not theirs.

    `go_on_at`: key of the step where the person goes on; empty is where something remains.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE submissions_draft SET answers = answers || %s::jsonb, step = %s,"
            " changed_at = %s"
            " WHERE key = %s AND submitted_at IS NULL"
            f" AND {OWNED}",
            [json.dumps(values), go_on_at, at, draft.key, *owner(by)],
        )
        if cursor.rowcount:
            return
    if Draft.objects.filter(key=draft.key).exclude(submitted_at=None).exists():
        raise AlreadySubmitted
    raise Draft.DoesNotExist


@transaction.atomic
def attach(
    draft: Draft, question: str, document: Document, *, limit: int, by: Actor, at: datetime
) -> Attachment | None:
    """Add a file as an answer; None when the question already has `limit` files."""
    locked = _open_draft(draft, by)
    forget_attachments(draft)
    if locked.attachments.filter(question=question, removed_at=None).count() >= limit:
        return None
    return Attachment.objects.create(draft=locked, question=question, document=document)


@transaction.atomic
def detach(draft: Draft, attachment: int, *, by: Actor, at: datetime) -> None:
    """Take a file away from the draft; silent when it is already gone."""
    locked = _open_draft(draft, by)
    forget_attachments(draft)
    locked.attachments.filter(pk=attachment, removed_at=None).update(removed_at=at)


@transaction.atomic
def remove_draft(draft: Draft, *, by: Actor, at: datetime) -> None:
    """Throw an unfinished draft away; raises AlreadySubmitted."""
    locked = _open_draft(draft, by)
    record("draft.removed", str(locked), by=by, at=at, person=locked.person_id)
    locked.delete()


@transaction.atomic
def move_drafts(service: str, *, by: Actor, at: datetime) -> int:
    """Move the open drafts that fit to the published version, and say how many were moved.

    Needs `service.publish`; raises EService.DoesNotExist. Each person is told when they go on.
    """
    by.must_anywhere("service.publish")
    target, moved = published_service(service), 0
    level = demands(target.compiled).assurance_level
    for draft in open_drafts_beside(target.compiled).select_for_update(of=("self",)):
        if reasons_against(draft, target.compiled, level, at.date()):
            continue
        moved += 1
        before, draft.version_id, draft.moved_at = draft.version_id, target.version, at
        draft.save(update_fields=["version", "moved_at"])
        record(
            "draft.moved", str(draft), by=by, at=at, person=draft.person_id,
            before=before, after=target.version,
        )  # fmt: skip
    return moved


def told_of_move(draft: Draft, *, by: Actor, at: datetime) -> None:
    """Note that the person has been told that the draft is on a newer version."""
    Draft.objects.filter(owned_by(by), pk=draft.pk).update(moved_at=None)
    draft.moved_at = None


def _open_draft(draft: Draft, by: Actor) -> Draft:
    """The draft, locked; Draft.DoesNotExist when it is not theirs."""
    locked = Draft.objects.select_for_update().get(owned_by(by), pk=draft.pk)
    if locked.submitted_at:
        raise AlreadySubmitted
    return locked


@transaction.atomic
def submit(
    draft: Draft, *, shown_digest: str, order: Order | None, by: Actor, at: datetime
) -> Submission:
    """Turn a finished draft into a submission, once.

    Raises AlreadySubmitted (its submission exists), ServiceFull, DraftIncomplete, DraftChanged
    when the answers are not those shown, and SignatureMissing.
    """
    locked = _open_draft(draft, by)
    service = service_of(locked)
    answers = answers_with_files(locked)
    remaining = service.remaining(answers, locked.context, at.date())
    if remaining:
        raise DraftIncomplete(remaining)
    _must_have_room(service)
    shown = what_is_shown(locked, locked.language)
    if shown.digest != shown_digest:
        raise DraftChanged
    for_someone = is_for_someone(locked, by)
    channel = Channel(locked.channel) if for_someone else Channel.E_SERVICE
    submission = file_draft(locked, shown, at, channel=channel)
    if service.service.signing.required:
        if not for_someone:
            _sign(submission, order, str(locked), by=by, at=at)
        _ask_to_sign(submission, too=locked.person if for_someone else None, by=by, at=at)
    record(
        "submission.sent", str(submission), by=by, at=at, person=locked.person_id,
        service=service.service.key, digest=shown.digest,
    )  # fmt: skip
    return submission


def _sign(
    submission: Submission, order: Order | None, subject: str, *, by: Actor, at: datetime
) -> None:
    if order is None or order.person_id != submission.person_id:
        raise SignatureMissing
    _file_signature(submission, order, subject, by=by, at=at)


def _must_have_room(service: CompiledService) -> None:
    """Raise ServiceFull when no more are taken in; senders wait for one another."""
    if service.service.opening is None or not service.service.opening.most:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [service.service.key])
    if places_left(service) == 0:
        raise ServiceFull


def file_draft(
    draft: Draft, shown: Shown, at: datetime, *, channel: Channel = Channel.E_SERVICE
) -> Submission:
    """Keep what is shown of the draft, as it came in at the time."""
    draft.submitted_at = at
    draft.save(update_fields=["submitted_at"])
    return Submission.objects.create(
        draft=draft,
        version_id=draft.version_id,
        person_id=draft.person_id,
        answers=shown.answers,
        context=draft.context,
        files=shown.files,
        text=shown.text,
        digest=shown.digest,
        language=draft.language,
        channel=channel,
        submitted_at=at,
    )


def _file_signature(
    submission: Submission, order: Order, subject: str, *, by: Actor, at: datetime
) -> Signature:
    """Keep a signature of exactly this submission; raises SignatureMissing for any other."""
    expected = signed_digest(submission.digest, subject)
    matches = (
        order.purpose == Purpose.SIGN
        and order.stage == Stage.COMPLETE
        and order.subject == subject
        and bytes(order.hidden_data) == expected
        and order.visible_text == submission.text
    )
    if not matches or order.person is None:
        raise SignatureMissing
    signature = Signature(
        submission=submission,
        person=order.person,
        order=order,
        method=order.method,
        name=order.person.name,
        text=order.visible_text,
        hidden_data=expected,
        signature=order.signature,
        ocsp=order.ocsp,
        signed_at=order.collected_at,
    )
    try:
        verify_signature(signature, by=by, at=at)
    except EvidenceBroken as error:
        raise SignatureMissing(error.reason) from error
    if not use_signature(order, by=by, at=at):
        raise SignatureMissing
    signature.save()
    return signature


def verify_signature(signature: Signature, *, by: Actor, at: datetime) -> None:
    """Check the stored evidence again: text, digest, signer, chain; raises EvidenceBroken."""
    method = login_methods[signature.method]
    request = OrderRequest(
        purpose=Purpose.SIGN,
        end_user_ip="",
        user_agent="",
        domain="",
        return_url="",
        visible_text=signature.text,
        hidden_data=bytes(signature.hidden_data),
    )
    evidence = Evidence(bytes(signature.signature), bytes(signature.ocsp))
    signer = method.verify(evidence, request, signature.signed_at)
    if signer != signature.person.number:
        raise EvidenceBroken("Underskriften är gjord av en annan person än den som anges.")


def _ask_to_sign(submission: Submission, *, too: Person | None, by: Actor, at: datetime) -> None:
    """Ask everyone who is to sign besides the sender: all at once, or each in their turn.

    `too`: the one it is for, when somebody else has filled it in; the first to be asked.
    """
    service = service_of(submission)
    in_turn = service.service.signing.order == "in_turn"
    asked = [(too, first_answer(service, submission.answers, "email") or "")] if too else []
    for other in other_signers(service, submission.answers, submission.context):
        person = named_person(IdentityNumber(other["number"]), name=other["name"], by=by, at=at)
        if person.pk != submission.person_id:
            asked.append((person, other["email"]))
    for place, (person, email) in enumerate(asked):
        SignatureRequest.objects.create(
            submission=submission,
            person=person,
            place=place,
            email=email,
            state=SignatureState.QUEUED if in_turn and place else SignatureState.WAITING,
            asked_at=at,
        )
        record("signature.asked", str(submission), by=by, at=at, person=person.pk)


def _ask_next(submission: Submission, at: datetime) -> SignatureRequest | None:
    """Whoever is next in turn, now asked; None when nobody waits for their turn."""
    following = submission.requests.filter(state=SignatureState.QUEUED).order_by("place").first()
    if following is None or submission.requests.filter(state=SignatureState.WAITING).exists():
        return None
    following.state, following.asked_at = SignatureState.WAITING, at
    following.save(update_fields=["state", "asked_at"])
    return following


@transaction.atomic
def add_signature(
    request: SignatureRequest, order: Order, *, by: Actor, at: datetime
) -> Signature | None:
    """File the signature of someone who was asked, once; None when it is already filed.

    Where people sign in turn, the next one is asked. Raises SignatureMissing, also for who is
    not yet asked.
    """
    locked = SignatureRequest.objects.select_for_update().get(pk=request.pk)
    if locked.state == SignatureState.SIGNED:
        return None
    if order.person_id != locked.person_id or locked.state == SignatureState.QUEUED:
        raise SignatureMissing
    submission = locked.submission
    signature = _file_signature(submission, order, f"request:{locked.key}", by=by, at=at)
    locked.state, locked.answered_at = SignatureState.SIGNED, at
    locked.save()
    _ask_next(submission, at)
    record("submission.signed", str(submission), by=by, at=at, person=locked.person_id)
    return signature


def told_to_sign(request: SignatureRequest, *, by: Actor, at: datetime) -> bool:
    """Note that a message has been queued; False when one has been before."""
    untold = SignatureRequest.objects.filter(pk=request.pk, told_at=None)
    return bool(untold.update(told_at=at))


@transaction.atomic
def decline_signature(request: SignatureRequest, *, by: Actor, at: datetime) -> bool:
    """The person asked says no; False when they have already answered."""
    declined = SignatureRequest.objects.filter(
        pk=request.pk, person=by.person, state=SignatureState.WAITING
    ).update(state=SignatureState.DECLINED, answered_at=at)
    if declined:
        record("signature.declined", str(request.submission), by=by, at=at, person=by.person)
    return bool(declined)


def keep_receipt(submission: Submission, document: Document, *, by: Actor, at: datetime) -> Receipt:
    """Keep the receipt PDF; the first one stays if two workers make it."""
    receipt, _ = Receipt.objects.get_or_create(
        submission=submission, defaults={"document": document, "made_at": at}
    )
    return receipt


def speak(draft: Draft, language: str, *, by: Actor, at: datetime) -> None:
    """Note the language that the draft is read and signed in."""
    if draft.language != language:
        Draft.objects.filter(pk=draft.pk, submitted_at=None).update(language=language)
        draft.language = language
