"""Answers as people read them, in the portal and at the desk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language, gettext

from torget.rooms.eservices.terms import CompiledService, Context, SummaryRow
from torget.rooms.submissions.queries import as_registered, service_of

if TYPE_CHECKING:
    from torget.rooms.submissions.models import Submission


def _held(row: SummaryRow, register: str) -> str:
    """What the register says, where the person has written something else."""
    if not row.held:
        return ""
    return gettext("{register} säger: {held}").format(register=register, held=", ".join(row.held))


def summary_rows(
    service: CompiledService, answers: Mapping[str, Any], context: Context
) -> list[dict[str, Any]]:
    """All answers by step, for reading: [{title, step_key, rows}]."""
    source = (context.get("register") or {}).get("source", "")
    register = gettext(source) if source else ""
    language = get_language() or "sv"
    return [
        {
            "title": section.title,
            "step_key": section.step_key,
            "rows": [
                {
                    "label": row.label,
                    "lines": list(row.lines),
                    "source": register if row.source == "register" else "",
                    "held": _held(row, register),
                    "change_url": "",
                }
                for row in section.rows
            ],
        }
        for section in service.summary(answers, context, language)
        if section.rows
    ]


def what_came_in(submission: Submission) -> list[dict[str, Any]]:
    """What was answered in the e-service, or what staff registered instead."""
    registered = as_registered(submission)
    answered = (
        summary_rows(service_of(submission), submission.answers, submission.context)
        if submission.answers or not registered
        else []
    )
    if not registered:
        return answered
    rows = [
        {"label": label, "lines": lines, "source": "", "held": "", "change_url": ""}
        for label, lines in registered
    ]
    return [{"title": gettext("Registrerat av kommunen"), "step_key": "", "rows": rows}, *answered]
