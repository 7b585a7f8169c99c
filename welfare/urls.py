"""The roof: every room's pages under one address."""

from django.conf import settings
from django.urls import include, path
from django.views.i18n import set_language

from funds.views.joining import join
from funds.views.people import my_people
from welfare.overview.style import style

# Addresses are tried from the top: what officers open all day comes first.
urlpatterns = [
    path("funds/<slug:fund>/", include("members.urls")),
    path("funds/<slug:fund>/", include("funds.urls")),
    path("", include("welfare.overview.urls")),
    path("", include("events.urls")),
    path("province/<slug:province>/people/", include("funds.people_urls")),
    path("people/", my_people, name="my-people"),
    path("join/", join, name="join"),
    path("language/", set_language, name="set_language"),
    path("accounts/", include("allauth.urls")),
]

if settings.DEBUG:  # the living catalogue of components, for those who build pages
    urlpatterns += [path("style/", style)]

handler400 = "welfare.http.bad_request"
handler403 = "welfare.http.forbidden"
handler404 = "welfare.http.not_found"
handler500 = "welfare.http.server_error"
