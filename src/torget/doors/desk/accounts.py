"""Staff accounts: nobody signs up; the municipality's own people are appointed."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

# What the next page shows by itself is not said as well.
SEEN_ANYWAY = {"account/messages/logged_in.txt", "mfa/messages/recovery_codes_generated.txt"}


class StaffAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(
        self, request: HttpRequest, level: int, template: str | None = None, *rest: Any, **more: Any
    ) -> None:
        if template not in SEEN_ANYWAY:
            super().add_message(request, level, template, *rest, **more)
