"""Pages of people, what they give and what they receive."""

from django.urls import URLPattern

app_name = "members"

urlpatterns: list[URLPattern] = []
