"""The roof: every room's pages under one address."""

from django.urls import include, path
from django.views.i18n import set_language

urlpatterns = [
    path("", include("welfare.overview.urls")),
    path("funds/<slug:fund>/", include("funds.urls")),
    path("funds/<slug:fund>/", include("members.urls")),
    path("language/", set_language, name="set_language"),
    path("accounts/", include("allauth.urls")),
]

handler400 = "welfare.http.bad_request"
handler403 = "welfare.http.forbidden"
handler404 = "welfare.http.not_found"
handler500 = "welfare.http.server_error"
