"""Pages of a fund's law and money."""

from django.urls import URLPattern

app_name = "funds"

urlpatterns: list[URLPattern] = []
