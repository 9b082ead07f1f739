"""Filling in, one thing a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from torget.doors.portal.access import UNSAVED, filled_in_for, step_url, with_draft
from torget.doors.ui.questions import Problem, Question, names_shown, problems_of
from torget.doors.ui.requests import actor_of
from torget.doors.ui.widgets import changed_rows, question_views
from torget.foundation.actor import Actor
from torget.rooms.documents.actions import store_document
from torget.rooms.documents.terms import FileRejected
from torget.rooms.eservices.terms import CompiledService, FieldProblem, Files, Raw, Rows
from torget.rooms.submissions.actions import (
    attach,
    detach,
    remove_draft,
    save_answers,
    told_of_move,
)
from torget.rooms.submissions.queries import (
    answers_with_files,
    file_questions,
    is_for_someone,
    service_of,
)
from torget.rooms.submissions.terms import AlreadySubmitted

if TYPE_CHECKING:
    from torget.rooms.submissions.models import Draft

MEGABYTE = 1_000_000
REDRAWN = {"upload", "remove", "add", "remove_row"}  # buttons that give the same page again
STAYS = REDRAWN | {"save"}


@with_draft
def resume(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Go on at the page one left, or where something remains."""
    if draft.submitted_at:
        return redirect("portal:receipt", draft.key)
    _tell_of_move(request, draft)
    if draft.step in service_of(draft).steps:
        return redirect(step_url(draft, draft.step))
    return redirect(_first_remaining(draft))


def _tell_of_move(request: HttpRequest, draft: Draft) -> None:
    """Say once that the questions may have changed since the person was here."""
    if draft.moved_at is None:
        return
    told_of_move(draft, by=actor_of(request), at=timezone.now())
    messages.info(
        request,
        _("E-tjänsten har fått en ny version sedan du var här. Dina svar finns kvar."),
    )


def _first_remaining(draft: Draft) -> str:
    service = service_of(draft)
    answers = answers_with_files(draft)
    remaining = service.remaining(answers, draft.context, timezone.localdate())
    if not remaining:
        return reverse("portal:check", args=[draft.key])
    step = remaining[0][0]
    if service.exit_at(step, answers, draft.context):
        return reverse("portal:ended", args=[draft.key, step])
    return step_url(draft, step)


@with_draft
def step(request: HttpRequest, draft: Draft, step: str) -> HttpResponse:
    """Show one step, or take its answers and go on."""
    if draft.submitted_at:
        return redirect("portal:receipt", draft.key)
    service = service_of(draft)
    answers = _answers(draft, service, step)
    if step not in service.steps or not service.visible_questions(step, answers, draft.context):
        return redirect(_first_remaining(draft))  # a step that these answers do not lead to
    if request.method == "POST":
        return _take(request, draft, service, step, answers)
    _tell_of_move(request, draft)
    unsaved = _unsaved(request)
    return _page(request, draft, service, step, answers, raw=unsaved)


def _answers(draft: Draft, service: CompiledService, step: str) -> dict[str, Any]:
    """The answers; with files only where the step shows them, which costs a query."""
    own = {question.key for question in service.steps[step].questions}
    return answers_with_files(draft) if own & set(file_questions(service)) else draft.answers


def _unsaved(request: HttpRequest) -> dict[str, list[str]] | None:
    """What was typed when the log-in ran out, once, on the page it was typed."""
    kept = request.session.get(UNSAVED)
    if not kept or kept["path"] != request.path:
        return None
    del request.session[UNSAVED]
    messages.info(request, _("Det du hade skrivit finns kvar. Kontrollera det och fortsätt."))
    return dict(QueryDict(kept["typed"]).lists())


def _take(
    request: HttpRequest,
    draft: Draft,
    service: CompiledService,
    step: str,
    answers: dict[str, Any],
) -> HttpResponse:
    actor, now = actor_of(request), timezone.now()
    raw = changed_rows(service, dict(request.POST.lists()))
    try:
        rejected = _take_files(request, draft, service, step, by=actor)
        if request.FILES or "remove" in request.POST:
            answers = answers_with_files(draft)
        reading = service.read_step(step, raw, answers, draft.context, timezone.localdate())
        wanted = {problem.question for problem in reading.problems} - _tables(service)
        files = set(file_questions(service))
        kept = {k: v for k, v in reading.values.items() if k not in wanted and k not in files}
        saved = {**answers, **kept}
        stays = bool(STAYS & set(request.POST) or reading.problems)
        following = service.path_position(step, saved, draft.context).next or ""
        save_answers(draft, kept, go_on_at=step if stays else following, by=actor, at=now)
    except AlreadySubmitted:
        return redirect("portal:receipt", draft.key)
    if rejected or REDRAWN & set(request.POST):
        return _page(request, draft, service, step, saved, raw=raw, rejected=rejected)
    if "save" in request.POST:
        return _leave(request, draft)
    if reading.problems:
        told = [problem for problem in reading.problems if _was_asked(problem, raw, service)]
        return _page(request, draft, service, step, saved, raw=raw, problems=told, more=not told)
    if service.exit_at(step, saved, draft.context):
        return redirect("portal:ended", draft.key, step)
    if "kontroll" in request.GET:
        draft.answers = {**draft.answers, **kept}
        return redirect(_first_remaining(draft))
    check = reverse("portal:check", args=[draft.key])
    return redirect(step_url(draft, following) if following else check)


def _was_asked(problem: FieldProblem, raw: Raw, service: CompiledService) -> bool:
    """Whether the question stood on the page that was sent: an answer there may call for more."""
    shown = raw.get("shown")
    if not shown:
        return True
    table = isinstance(service.questions[problem.question], Rows) and problem.part[:1].isdigit()
    inner = ".".join(problem.part.split(".")[:2])
    return (f"{problem.question}.{inner}" if table else problem.question) in shown[0].split()


@with_draft
def ended(request: HttpRequest, draft: Draft, step: str) -> HttpResponse:
    """Say why the way ends here, and what to do instead."""
    service, language = service_of(draft), get_language() or "sv"
    answers = answers_with_files(draft)
    way_out = service.exit_at(step, answers, draft.context)
    if way_out is None or draft.submitted_at:
        return redirect("portal:resume", draft.key)
    context = {
        "service_title": service.service.title.in_(language),
        "title": way_out.title.in_(language),
        "text": way_out.text.in_(language),
        "back_url": step_url(draft, step),
        "remove_url": reverse("portal:remove", args=[draft.key]),
        "home_url": reverse("website:home"),
    }
    return render(request, "portal/ended.html", context)


def _tables(service: CompiledService) -> set[str]:
    """Questions whose answers are kept also while something in them is missing."""
    return {key for key, question in service.questions.items() if isinstance(question, Rows)}


def _leave(request: HttpRequest, draft: Draft) -> HttpResponse:
    if is_for_someone(draft, actor_of(request)):
        messages.success(request, _("Sparat. Fortsätt när du vill, härifrån."))
        return redirect("desk:contact_centre")
    if draft.person_id is None:
        messages.info(
            request,
            _("Det du skrivit är sparat i den här webbläsaren i två timmar."),
        )
        return redirect("website:home")
    messages.success(request, _("Sparat. Fortsätt när du vill, härifrån."))
    return redirect("portal:my_pages")


def _page(
    request: HttpRequest,
    draft: Draft,
    service: CompiledService,
    step: str,
    answers: dict[str, Any],
    *,
    raw: Raw | None = None,
    problems: Any = (),
    rejected: dict[str, str] | None = None,
    more: bool = False,
) -> HttpResponse:
    language = get_language()
    position = service.path_position(step, answers, draft.context)
    questions = question_views(service, step, draft.context, answers, raw=raw, problems=problems)
    shown = service.steps[step]
    summary = [*problems_of(questions), *_rejections(questions, rejected or {})]
    has_files = any(question.type == "files" for question in questions)
    before = reverse("website:service", args=[service.service.key])
    context = {
        "service_title": service.service.title.in_(language),
        "filled_in_for": filled_in_for(request, draft),
        "step": {
            "number": position.number,
            "total": position.count + 1,  # the last one is to check
            "title": shown.title.in_(language),
            "intro": shown.intro.in_(language) if shown.intro else "",
        },
        "questions": questions,
        "problems": summary,
        "shown": names_shown(questions),
        "more": more,
        "form_action": request.get_full_path(),
        "upload_url": reverse("portal:upload", args=[draft.key]) if has_files else "",
        "back_url": step_url(draft, position.previous) if position.previous else before,
        "save_action": "",
        "saved": "",
        "continue_label": _("Fortsätt"),
    }
    return render(request, "portal/step.html", context, status=422 if summary else 200)


def _rejections(questions: tuple[Question, ...], rejected: dict[str, str]) -> list[Problem]:
    return [
        Problem(question.id, rejected[question.key])
        for question in questions
        if question.key in rejected
    ]


# --- files ----------------------------------------------------------------------------------


def _take_files(
    request: HttpRequest, draft: Draft, service: CompiledService, step: str, *, by: Actor
) -> dict[str, str]:
    """Store what was picked and remove what was asked; return what was refused, by question."""
    if chosen := request.POST.get("remove", ""):
        attachment = chosen.rpartition(":")[2]
        if attachment.isdigit():
            detach(draft, int(attachment), by=by, at=timezone.now())
    rejected = {}
    for question in service.visible_questions(step, draft.answers, draft.context):
        if isinstance(question, Files):
            for upload in request.FILES.getlist(question.key):
                if refusal := _store(draft, question, upload, by=by):
                    rejected[question.key] = refusal
    return rejected


def _store(draft: Draft, question: Files, upload: Any, *, by: Actor) -> str:
    """Store one file as an answer; return why not, in the reader's language, or nothing."""
    now = timezone.now()
    try:
        document = store_document(
            upload.name,
            upload.chunks(),
            media_types=question.media_types(),
            limit=question.max_size * MEGABYTE,
            by=by,
            at=now,
        )
    except FileRejected as refusal:
        return _(refusal.text).format(**refusal.values)
    limit = question.max_count
    if attach(draft, question.key, document, limit=limit, by=by, at=now):
        return ""
    return _("Du kan skicka högst {count} filer här.").format(count=limit)


@require_POST
@with_draft
def upload(request: HttpRequest, draft: Draft) -> HttpResponse:
    """One file sent by the enhanced page, with progress; answers {} or {"error": …}."""
    service = service_of(draft)
    question = service.questions.get(request.POST.get("question", ""))
    if not isinstance(question, Files) or "file" not in request.FILES:
        return JsonResponse({"error": _("Filen kom inte fram. Försök igen.")}, status=400)
    try:
        refusal = _store(draft, question, request.FILES["file"], by=actor_of(request))
    except AlreadySubmitted:
        refusal = _("Ansökan är redan skickad.")
    return JsonResponse({"error": refusal} if refusal else {}, status=422 if refusal else 200)


@with_draft
def remove(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Ask, then throw an unfinished draft away."""
    title = service_of(draft).service.title.in_(get_language())
    if request.method == "POST":
        try:
            remove_draft(draft, by=actor_of(request), at=timezone.now())
        except AlreadySubmitted:
            return redirect("portal:receipt", draft.key)
        return render(request, "portal/draft_removed.html", {"draft": {"title": title}})
    context = {
        "draft": {"title": title, "text": ""},
        "form_action": request.path,
        "back_url": reverse("portal:my_pages"),
    }
    return render(request, "portal/draft_remove.html", context)
