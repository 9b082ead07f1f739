"""Logging in as staff: allauth's own pages, with forms and keys like allauth's."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from django import forms


class Codes(list[str]):
    def get_unused_codes(self) -> list[str]:
        return list(self)


class LoginForm(forms.Form):
    login = forms.EmailField()
    password = forms.CharField()


class CodeForm(forms.Form):
    secret = "JBSWY3DPEHPK3PXP"
    code = forms.CharField()


class KeyForm(forms.Form):
    name = forms.CharField()
    credential = forms.JSONField()
    passwordless = forms.BooleanField(required=False)


def a_key() -> SimpleNamespace:
    wrapped = SimpleNamespace(name="Telefonen")
    return SimpleNamespace(
        pk=1,
        created_at=datetime(2026, 11, 1, tzinfo=UTC),
        last_used_at=datetime(2026, 11, 22, tzinfo=UTC),
        wrap=lambda: wrapped,
    )


NEXT = {"redirect_field_name": "next", "redirect_field_value": "/desk/"}
A_KEY = {"type": "public-key", "id": "AAAA"}
ASKED = {"challenge": "AAAA", "allowCredentials": []}
OPTIONS = {"request_options": {"publicKey": {**ASKED, "allowCredentials": [A_KEY]}}}
REAUTHENTICATE = {
    **NEXT,
    "reauthentication_alternatives": [
        {"id": "mfa", "description": "Använd din app", "url": "/konto/mfa/"}
    ],
}
SVG = "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4="

STAFF: dict[str, dict[str, Any]] = {
    "account/login.html": {
        **NEXT,
        "form": LoginForm({"login": "maria", "password": ""}),
        "PASSKEY_LOGIN_ENABLED": True,
    },
    "account/logout.html": NEXT,
    "account/account_inactive.html": {},
    "account/signup_closed.html": {},
    "account/reauthenticate.html": {**REAUTHENTICATE, "form": LoginForm()},
    "mfa/reauthenticate.html": {**REAUTHENTICATE, "form": CodeForm()},
    "mfa/webauthn/reauthenticate.html": {**REAUTHENTICATE, "form": KeyForm(), "js_data": OPTIONS},
    "mfa/authenticate.html": {
        "form": CodeForm(),
        "webauthn_form": KeyForm({"credential": "none"}),
        "js_data": OPTIONS,
    },
    "mfa/authenticate.html#no-key": {
        "form": CodeForm(),
        "webauthn_form": KeyForm(),
        "js_data": {"request_options": {"publicKey": ASKED}},
    },
    "mfa/index.html": {
        "authenticators": {"webauthn": [a_key()], "recovery_codes": Codes(["ab12", "cd34"])},
        "is_mfa_enabled": True,
    },
    "mfa/index.html#new": {"authenticators": {}, "is_mfa_enabled": False},
    "mfa/totp/activate_form.html": {"form": CodeForm(), "totp_svg_data_uri": SVG},
    "mfa/totp/deactivate_form.html": {"form": forms.Form()},
    "mfa/recovery_codes/index.html": {
        "unused_codes": ["12345678", "23456789"],
        "total_count": 10,
        "can_download_codes": True,
        "can_generate_codes": True,
    },
    "mfa/recovery_codes/generate.html": {"form": forms.Form(), "unused_code_count": 2},
    "mfa/recovery_codes/download.txt": {"unused_codes": ["12345678", "23456789"]},
    "mfa/webauthn/add_form.html": {
        "form": KeyForm(),
        "js_data": {"creation_options": {"publicKey": ASKED}},
    },
    "mfa/webauthn/authenticator_list.html": {"authenticators": [a_key()]},
    "mfa/webauthn/authenticator_confirm_delete.html": {"object": a_key()},
    "mfa/webauthn/edit_form.html": {"form": KeyForm(), "object": a_key()},
}
