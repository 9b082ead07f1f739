"""Security keys at the desk: allauth's forms, with words for a key that opens nothing."""

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class _PlainWords:
    def clean_credential(self) -> Authenticator:
        unknown = ValidationError(
            _("Nyckeln hör inte till något konto här. Logga in på ett annat sätt.")
        )
        try:
            return super().clean_credential()  # type: ignore[misc]
        except ValidationError as error:
            raise unknown if error.code == "incorrect_code" else error from error
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise unknown from error  # no key has written this; fido2 does not expect all of it


class KeyAlone(_PlainWords, forms.LoginWebAuthnForm):  # type: ignore[misc]
    """The key says who it is, and that is enough."""


class KeyAfterPassword(_PlainWords, forms.AuthenticateWebAuthnForm):  # type: ignore[misc]
    """The second step of logging in."""


class KeyOnceMore(_PlainWords, forms.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """Before changing how one logs in."""
