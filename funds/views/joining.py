"""The door to an account for who holds a paper with a code: type it or scan it, choose a password, be signed in."""

from allauth.account.utils import perform_login
from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from funds import access_codes
from funds.models import AccessCode, Appointment, Purpose
from funds.people_forms import AccountForm, JoinForm

HELD = "access_code"  # where the session keeps the code between its two pages


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponseBase:
    """Take a code, then a user name and a password for the account that it opens."""
    if scanned := request.GET.get("code"):
        request.session[HELD] = access_codes.read(scanned)
        return redirect("join")  # the address bar shows no code
    if request.method == "POST" and not ratelimit.consume(request, action="join"):
        slow: HttpResponse = ratelimit.respond_429(request)
        return slow
    if request.method == "POST" and "password" not in request.POST:
        request.session[HELD] = access_codes.read(request.POST.get("code", ""))
    code = request.session.get(HELD, "")
    try:
        found = access_codes.find(code, at=timezone.now()) if code else None
    except access_codes.NotGood as refused:
        request.session.pop(HELD, None)
        form = JoinForm({"code": access_codes.spelled(code)})
        form.add_error("code", str(refused))
        return render(request, "funds/join.html", {"form": form})
    if found is None:
        return render(request, "funds/join.html", {"form": JoinForm(request.POST or None)})
    return _opened(request, found, code)


def _opened(request: HttpRequest, found: AccessCode, code: str) -> HttpResponse:
    is_new = found.purpose == Purpose.JOIN
    form = AccountForm(request.POST if "password" in request.POST else None, user=found.user, is_new=is_new)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            user = access_codes.accept(
                code, username=said.get("username", ""), email=said.get("email", ""), password=said["password"],
                at=timezone.now(),
            )  # fmt: skip
            request.session.pop(HELD, None)
            answer: HttpResponse = perform_login(request, user, email_verification="none")
            return answer
        except access_codes.Refused as refused:
            form.add_error("username" if is_new else None, str(refused))
    held = Appointment.objects.filter(user=found.user).select_related("fund", "province").order_by("-pk")
    return render(request, "funds/join_account.html", {
        "form": form, "name": found.user.display_name, "is_new": is_new,
        "title": _("Open your account") if is_new else _("Set a new password"),
        "offices": [f"{one.get_office_display()} {one.fund or one.province}" for one in held[:3]],
    })  # fmt: skip
