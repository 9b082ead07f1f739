"""The cookie that names a session."""

from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers


class SessionCookies(SessionMiddleware):
    """Django's, but a cookie whose session has ended is left where it is.

    Who logs in gets a new session. What the page had asked for just before, such as the next QR
    code, is then answered for the old one: taking the cookie away would log them out at once.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        session = request.session
        if session.accessed and not session.modified and session.is_empty():
            patch_vary_headers(response, ("Cookie",))
            return response
        return super().process_response(request, response)
