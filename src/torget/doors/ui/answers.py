"""Answers as people read them, in the portal and at the desk."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language, gettext

from torget.rooms.eservices.terms import CompiledService, Context, SummaryRow


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
