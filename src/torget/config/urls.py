"""Addresses. Swedish words, as people read them; English pages stand under /en/."""

from django.urls import include, path

urlpatterns = [
    path("desk/konto/", include("torget.doors.desk.account_urls")),
    path("desk/", include("torget.doors.desk.urls")),
    path("api/", include("torget.doors.api.urls")),
    path("studio/", include("torget.doors.studio.urls")),
    path("office/", include("torget.doors.office.urls")),
    path("", include("torget.doors.portal.urls")),
    path("", include("torget.doors.website.urls")),
]

handler400 = "torget.doors.website.views.errors.bad_request"
handler403 = "torget.doors.website.views.errors.forbidden"
handler404 = "torget.doors.website.views.errors.not_found"
handler500 = "torget.doors.website.views.errors.server_error"
