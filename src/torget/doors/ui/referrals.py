"""The page where someone answers a referral, as residents and staff both meet it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from torget.doors.ui.attached import files_question
from torget.doors.ui.questions import Question
from torget.rooms.organisation.queries import the_municipality

if TYPE_CHECKING:
    from torget.rooms.cases.models import Referral


def answer_page(
    request: HttpRequest, referral: Referral, *, text: str, fault: str
) -> dict[str, Any]:
    """What is asked, by when, and the form with what was typed and what is wrong."""
    answer = Question(
        key="text",
        type="long_text",
        label=_("Ditt yttrande"),
        values={"": text},
        errors={"": fault} if fault else {},
    )
    return {
        "number": referral.case.number,
        "asked_by": the_municipality().name,
        "question": referral.question.split("\n\n"),
        "answer_by": referral.answer_by,
        "questions": [answer, files_question()],
        "form_action": request.path,
        "problems": [{"id": answer.id, "text": fault}] if fault else [],
    }
