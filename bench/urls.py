"""The portal's pages, and the least that a page behind a sign-in costs in Django."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

from welfare.urls import handler400, handler403, handler404, handler500
from welfare.urls import urlpatterns as portal


@login_required
def floor(request: HttpRequest) -> HttpResponse:
    """Session, user, nothing else."""
    return HttpResponse("floor")


urlpatterns = [path("floor/", floor), *portal]

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
