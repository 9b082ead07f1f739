"""The register of automated decisions: open to all. The shape is told in docs/utveckla/api.md."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from torget.doors.ui.automatic import entry_of, registered


@require_safe
def listed(request: HttpRequest) -> JsonResponse:
    """Every service whose decision table is in use, with all that the register says."""
    language = get_language() or "sv"
    data: dict[str, Any] = {
        "services": [
            entry_of(one, language)
            | {
                "page": request.build_absolute_uri(
                    reverse("website:automatic_service", args=[one.key])
                )
            }
            for one in registered()
        ]
    }
    answer = JsonResponse(data, json_dumps_params={"ensure_ascii": False})
    answer["Access-Control-Allow-Origin"] = "*"
    return answer
