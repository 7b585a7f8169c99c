"""What everyone may see of a gathering: the day, without anybody's personal data."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from events.models import Assembly


@require_GET
def day(request: HttpRequest, code: str) -> HttpResponse:
    """The public page of an assembly."""
    found = get_object_or_404(Assembly.objects.published().select_related("province"), code=code)
    return render(request, "events/day.html", {"assembly": found})
