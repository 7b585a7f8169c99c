"""What a typed date, sum or citizen ID is understood as, said while the form is still open."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from welfare import forms, thai


@require_POST
def understood(request: HttpRequest) -> HttpResponse:
    """Answer with the words alone; the header X-Understood says yes or no.

    Asked by POST although it changes nothing, because an address with a citizen ID in it would stay in logs.
    """
    try:
        is_taken, words = forms.understood(
            request.POST.get("kind", ""), request.POST.get("typed", "")[:200], today=thai.today()
        )
    except KeyError as unknown:
        raise Http404 from unknown
    return HttpResponse(
        words, content_type="text/plain; charset=utf-8", headers={"X-Understood": "yes" if is_taken else "no"}
    )
