"""One-time codes: given by an officer in person, shown once on screen and on an A5 paper, taken back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from funds import access_codes, second_step
from funds.access import FundRequest, Role, in_province
from funds.models import OFFICES_OF_A_PROVINCE, AccessCode, Appointment, Office, Province
from funds.people_forms import CodeForm
from welfare import paper, qr, thai
from welfare.models import User

from .people import people_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_province(Role.PROVINCE_READER)
def code(request: FundRequest, province: Province, user: int) -> HttpResponse:
    """Give a person a code; it is shown now and never again."""
    found = get_object_or_404(people_of(province), pk=user)
    is_admin = Office.ADMIN in request.offices
    if not is_admin and not _may_be_helped(found):
        raise PermissionDenied(
            _("A provincial officer gives new passwords to officers of funds; the rest is the administrator's.")
        )
    form = CodeForm(request.POST or None)
    if not is_admin:
        del form.fields["without_second_step"]
    if request.method == "POST" and form.is_valid():
        try:
            return _given(request, province, found, form)
        except access_codes.Refused as refused:
            form.add_error(None, str(refused))
    return render(request, "funds/code_new.html", {"province": province, "person": found, "form": form})


def _may_be_helped(user: User) -> bool:
    of_province = Appointment.objects.filter(user=user, office__in=OFFICES_OF_A_PROVINCE)
    return user.has_usable_password() and not of_province.exists()


def _given(request: FundRequest, province: Province, user: User, form: CodeForm) -> HttpResponse:
    new, now = access_codes.new_code(), timezone.now()
    made = access_codes.issue(user, key=form.cleaned_data["key"], code=new, at=now, by=request.user)
    if form.cleaned_data.get("without_second_step"):
        second_step.lift(user, by=request.user)
    if made.code_hash != access_codes.digest(new):
        messages.warning(request, _("This code was shown already. Make a new one if the paper is lost."))
        return redirect("people:person", province.slug, user.pk)
    return render(request, "funds/code.html", {
        "province": province, "person": user, "code": made, "plain": new, "spelled": access_codes.spelled(new),
        "link": _link(request, new), "qr": qr.svg(_link(request, new)),
    })  # fmt: skip


def _link(request: FundRequest, plain: str) -> str:
    return request.build_absolute_uri(f"{reverse('join')}?code={plain}")


@never_cache
@require_POST
@in_province(Role.PROVINCE_READER)
def code_paper(request: FundRequest, province: Province, access_code: int) -> HttpResponse:
    """The code on an A5 paper, for who holds it: the portal itself knows only its hash."""
    made = get_object_or_404(
        AccessCode.objects.select_related("user").filter(user__in=people_of(province)), pk=access_code
    )
    plain = access_codes.read(request.POST.get("code", ""))
    if made.code_hash != access_codes.digest(plain):
        messages.error(request, _("This code is not good any more."))
        return redirect("people:person", province.slug, made.user_id)
    answer = HttpResponse(paper.pdf("access_code", _facts(request, made, plain)), content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="code.pdf"'
    return answer


def _facts(request: FundRequest, made: AccessCode, plain: str) -> dict[str, Any]:
    until = timezone.localtime(made.expires_at)
    held = Appointment.objects.filter(user=made.user).select_related("fund", "province").order_by("-pk")
    return {
        "title": _("Code for your account"), "name": str(made.user), "username": made.user.username,
        "offices": [f"{one.get_office_display()} {one.fund or one.province}" for one in held[:3]],
        "code": access_codes.spelled(plain), "link": request.build_absolute_uri(reverse("join")),
        "qr": qr.svg(_link(request, plain)), "until": f"{thai.long_date(until.date())} {until:%H:%M}",
        "day": until.date().isoformat(),
    }  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@in_province(Role.PROVINCE_ADMIN)
def withdrawal(request: FundRequest, province: Province, access_code: int) -> HttpResponse:
    """Take a code back before it is used."""
    made = get_object_or_404(
        AccessCode.objects.select_related("user").filter(user__in=people_of(province)), pk=access_code
    )
    if request.method == "POST":
        try:
            access_codes.withdraw(made, at=timezone.now(), by=request.user)
            messages.success(request, _("The code is not good any more."))
        except access_codes.Refused as refused:
            messages.error(request, str(refused))
        return redirect("people:person", province.slug, made.user_id)
    return render(request, "funds/code_back.html", {"province": province, "code": made})
