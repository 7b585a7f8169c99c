"""Pages of a province's accounts: people, appointments, codes."""

from django.urls import URLPattern, path

from .views import codes, people

app_name = "people"

urlpatterns: list[URLPattern] = [
    path("", people.people, name="people"),
    path("new/", people.appoint, name="appoint"),
    path("<int:user>/", people.person, name="person"),
    path("<int:user>/code/", codes.code, name="code"),
    path("codes/<int:access_code>/paper/", codes.code_paper, name="code-paper"),
    path("codes/<int:access_code>/withdrawal/", codes.withdrawal, name="code-withdrawal"),
    path("appointments/<int:appointment>/end/", people.end, name="end"),
]
