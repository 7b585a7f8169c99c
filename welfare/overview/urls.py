"""Pages that read several rooms: the public's, the province's, a fund's front page, open data."""

from django.urls import URLPattern, path
from django.views.generic import TemplateView

urlpatterns: list[URLPattern] = [
    path("", TemplateView.as_view(template_name="base.html"), name="home"),
    path("start/", TemplateView.as_view(template_name="base.html"), name="start"),
]
