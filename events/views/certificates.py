"""Certificates of a province: the list, one of them with its paper, and what becomes of it."""

from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET, require_http_methods
from django.views.decorators.vary import vary_on_headers

from events import certificate_prints, certificates, pades
from events.certificates import Recipient
from events.forms.certificates import (
    HandoverForm,
    ReplacementForm,
    SearchForm,
    WithdrawalForm,
    certificates_matching,
)
from events.models import Certificate, CertificateQuerySet, Issue, Signatory
from funds.access import FundRequest, Role, in_province
from funds.models import Province
from welfare import sheets, thai
from welfare.replicas import from_a_replica

PER_PAGE = 50


def certificate_of(province: Province, pk: int) -> Certificate:
    """Give a certificate of `province` with all that became of it. Answers 404 for another's."""
    found = Certificate.objects.of(province).with_state().select_related("issue__assembly", "replaces", "fund")
    return get_object_or_404(found, pk=pk)


def check_address(request: HttpRequest) -> str:
    """Give the web address that the QR codes lead to, before the code."""
    host = settings.PORTAL_ADDRESS or request.build_absolute_uri("/").rstrip("/")
    return host + reverse("events:certificate-check")


def paper(made: bytes, name: str, *, inline: bool = True) -> HttpResponse:
    """Answer with a PDF under a Thai name."""
    how = "inline" if inline else "attachment"
    return HttpResponse(
        made,
        content_type="application/pdf",
        headers={"Content-Disposition": f"{how}; filename*=UTF-8''{quote(name)}", "Cache-Control": "private, no-store"},
    )


@gzip_page
@require_GET
@vary_on_headers("HX-Request", "HX-History-Restore-Request")
@in_province(Role.PROVINCE_READER)
@from_a_replica
def certificate_list(request: FundRequest, province: Province) -> HttpResponseBase:
    """Every certificate, the latest first, searched by number, code and recipient."""
    form = SearchForm(request.GET, province=province)
    words = request.GET.get("q", "").strip()[:100]
    found = certificates_matching(Certificate.objects.of(province).matching(words), form)
    rows = found.with_state().order_by("-on", "kind__name", "-year", "-number")
    if sheets.asked(request):
        return _file(request, province, rows)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    running = list(Issue.objects.filter(kind__province=province).unfinished().select_related("kind"))
    is_part = request.htmx and not request.htmx.history_restore_request
    return render(request, "events/certificates.html#rows" if is_part else "events/certificates.html", {
        "province": province, "form": form, "page": page, "words": words, "running": running,
        "is_filtered": bool(words or request.GET.get("kind") or request.GET.get("state")),
    })  # fmt: skip


def _file(request: FundRequest, province: Province, rows: CertificateQuerySet) -> HttpResponseBase:
    columns = (
        sheets.Shown(_("Number")), sheets.Shown(_("Kind")), sheets.Shown(_("Recipient"), width=48),
        sheets.Shown(_("What it is given for"), width=48), sheets.Shown(_("Date"), sheets.Kind.DAY),
        sheets.Shown(_("State")), sheets.Shown(_("Reason"), width=36), sheets.Shown(_("Handed over by"), width=30),
        sheets.Shown(_("Handed over on"), sheets.Kind.DAY), sheets.Shown(_("Code")),
    )  # fmt: skip
    return sheets.export(request, f"certificates-{province.slug}", columns, (
        (
            each, each.kind.name, each.recipient, each.deed, each.on, each.state.label, each.reason_of_state,
            getattr(getattr(each, "handover", None), "handed_by", ""),
            getattr(getattr(each, "handover", None), "on", None), each.written_code,
        )
        for each in rows.iterator(chunk_size=1000)
    ))  # fmt: skip


@require_GET
@in_province(Role.PROVINCE_READER)
def certificate(request: FundRequest, province: Province, certificate: int) -> HttpResponse:
    """One certificate: to whom, for what, and what became of it."""
    found = certificate_of(province, certificate)
    return render(request, "events/certificate.html", {
        "province": province, "certificate": found, "look": found.issue.look, "address": found.issue.address,
    })  # fmt: skip


@require_GET
@in_province(Role.PROVINCE_READER)
def certificate_file(request: FundRequest, province: Province, certificate: int) -> HttpResponse:
    """The paper of one certificate, signed when the portal has a key."""
    found = certificate_of(province, certificate)
    made = certificate_prints.file_of(found)
    certificates.remember_file(found, made)
    return paper(pades.signed(made, reason=str(found)), certificate_prints.file_name(found))


@require_http_methods(["GET", "HEAD", "POST"])
@in_province(Role.ORGANISER)
def certificate_replacement(request: FundRequest, province: Province, certificate: int) -> HttpResponse:
    """Issue a new certificate in the place of this one."""
    found, today = certificate_of(province, certificate), thai.today()
    names = [who["name"] for who in found.issue.look["signatories"]]
    signing = Signatory.objects.of(province).on(today).filter(name__in=names)
    initial = {"name": found.recipient, "deed": found.deed, "on": today, "signatories": signing}
    form = ReplacementForm(request.POST or None, province=province, initial=initial)
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        recipient = Recipient(typed["name"], typed["deed"], found.fund_id)
        try:
            new = certificates.replace(
                found, recipient, key=typed["key"], reason=typed["reason"], on=typed["on"],
                signatories=list(typed["signatories"]), address=check_address(request), by=request.user,
            )  # fmt: skip
        except (certificates.NotValid, certificates.NotYet, certificates.WrongSignatories) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The new certificate is issued; the old one says that it is replaced."))
            return redirect("events:certificate", province.slug, new.pk)
    return render(request, "events/certificate_replacement.html", {
        "province": province, "certificate": found, "form": form,
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@in_province(Role.ORGANISER)
def certificate_withdrawal(request: FundRequest, province: Province, certificate: int) -> HttpResponse:
    """Withdraw a certificate, with the reason that everyone reads who checks it."""
    found = certificate_of(province, certificate)
    form = WithdrawalForm(request.POST or None, initial={"on": thai.today()})
    if form.is_bound and form.is_valid():
        try:
            certificates.withdraw(found, **form.cleaned_data, by=request.user)
        except (certificates.NotValid, certificates.NotYet) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The certificate is withdrawn. Its public page says so from now on."))
            return redirect("events:certificate", province.slug, found.pk)
    return render(request, "events/certificate_withdrawal.html", {
        "province": province, "certificate": found, "form": form,
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@in_province(Role.ORGANISER)
def certificate_handover(request: FundRequest, province: Province, certificate: int) -> HttpResponse:
    """Record who handed a certificate over, and when."""
    found = certificate_of(province, certificate)
    form = HandoverForm(request.POST or None, initial={"on": found.on})
    if form.is_bound and form.is_valid():
        try:
            certificates.hand_over([found], **form.cleaned_data, by=request.user)
        except (certificates.NotValid, certificates.NotYet) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is written down who handed it over."))
            return redirect("events:certificate", province.slug, found.pk)
    return render(request, "events/certificate_handover.html", {
        "province": province, "certificate": found, "form": form,
    })  # fmt: skip
