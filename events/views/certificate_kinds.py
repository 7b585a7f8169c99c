"""What certificates look like and who signs them: kinds, signatories, their pictures."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from events import certificate_prints, certificates
from events.forms.certificate_kinds import KindForm, SignatoryForm
from events.models import CertificateKind, Picture, Signatory
from funds.access import FundRequest, Role, in_province
from funds.models import Province
from welfare import thai, trail
from welfare.replicas import from_a_replica

from .certificates import check_address, paper

SPECIMEN_NAMES = (
    "คณะกรรมการกองทุนสวัสดิการชุมชนองค์การบริหารส่วนตำบลเทพกระษัตรี อำเภอถลาง จังหวัดภูเก็ต", "ปู่",
)  # fmt: skip


@require_GET
@in_province(Role.ORGANISER)
@from_a_replica
def certificate_kinds(request: FundRequest, province: Province) -> HttpResponse:
    """Every kind and everyone who signs."""
    return render(request, "events/certificate_kinds.html", {
        "province": province,
        "kinds": CertificateKind.objects.of(province).select_related("seal", "second_seal").order_by("name", "pk"),
        "signatories": Signatory.objects.of(province).select_related("picture").order_by("post", "since", "pk"),
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@in_province(Role.ORGANISER)
def certificate_kind_new(request: FundRequest, province: Province) -> HttpResponse:
    """Write a new kind of certificate."""
    return _kind(request, province, CertificateKind(province=province, by=request.user, key=uuid4()))


@require_http_methods(["GET", "HEAD", "POST"])
@in_province(Role.ORGANISER)
def certificate_kind(request: FundRequest, province: Province, kind: int) -> HttpResponse:
    """Change a kind; what was issued stays as it is."""
    return _kind(request, province, get_object_or_404(CertificateKind.objects.of(province), pk=kind))


def _kind(request: FundRequest, province: Province, kind: CertificateKind) -> HttpResponse:
    form = KindForm(
        *((request.POST, request.FILES) if request.method == "POST" else ()), instance=kind, province=province
    )
    if form.is_bound and _already(CertificateKind, request, kind):
        return redirect("events:certificate-kinds", province.slug)
    if form.is_bound and form.is_valid():
        for field, new in (("seal", "new_seal"), ("second_seal", "new_second_seal")):
            if sent := form.sent_picture(new, _("Seal of %(kind)s") % {"kind": form.instance.name}, by=request.user):
                setattr(form.instance, field, sent)
        saved = form.save()
        facts = {"name": saved.name, "deed": saved.deed}
        trail.record(
            by=request.user,
            act="saved a kind of certificate",
            subject="certificatekind",
            subject_pk=saved.pk,
            facts=facts,
        )
        messages.success(request, _("The kind is saved. Look at the specimen before you issue."))
        return redirect("events:certificate-kinds", province.slug)
    return render(request, "events/certificate_kind.html", {"province": province, "kind": kind, "form": form})


@require_GET
@in_province(Role.ORGANISER)
def certificate_specimen(request: FundRequest, province: Province, kind: int) -> HttpResponse:
    """How a kind looks on paper, with a very long and a very short name."""
    found, today = get_object_or_404(CertificateKind.objects.of(province), pk=kind), thai.today()
    signing = list(Signatory.objects.of(province).on(today).order_by("since", "pk")[: certificates.MOST_SIGNATORIES])
    look = certificates.look_of(found, signing, today)
    made = certificate_prints.specimens(look, SPECIMEN_NAMES, found.deed, check_address(request))
    return paper(made, f"ตัวอย่าง {found.name}.pdf")


@require_http_methods(["GET", "HEAD", "POST"])
@in_province(Role.ORGANISER)
def certificate_signatory_new(request: FundRequest, province: Province) -> HttpResponse:
    """Add someone who signs."""
    return _signatory(request, province, Signatory(province=province, by=request.user, key=uuid4()))


@require_http_methods(["GET", "HEAD", "POST"])
@in_province(Role.ORGANISER)
def certificate_signatory(request: FundRequest, province: Province, signatory: int) -> HttpResponse:
    """Change someone who signs: their signature, or their last day in the post."""
    return _signatory(request, province, get_object_or_404(Signatory.objects.of(province), pk=signatory))


def _signatory(request: FundRequest, province: Province, signatory: Signatory) -> HttpResponse:
    form = SignatoryForm(
        *((request.POST, request.FILES) if request.method == "POST" else ()), instance=signatory, province=province
    )
    if form.is_bound and _already(Signatory, request, signatory):
        return redirect("events:certificate-kinds", province.slug)
    if form.is_bound and form.is_valid():
        if sent := form.sent_picture(
            "new_picture", _("Signature of %(name)s") % {"name": form.instance.name}, by=request.user
        ):
            form.instance.picture = sent
        saved = form.save()
        facts = {"name": saved.name, "post": saved.post, "since": saved.since, "until": saved.until}
        trail.record(
            by=request.user, act="saved a signatory", subject="signatory", subject_pk=saved.pk, facts=facts
        )  # fmt: skip
        messages.success(request, _("The signatory is saved."))
        return redirect("events:certificate-kinds", province.slug)
    return render(request, "events/certificate_signatory.html", {
        "province": province, "signatory": signatory, "form": form,
    })  # fmt: skip


def _already(model: Any, request: FundRequest, record: Any) -> bool:
    """Say whether a new record was saved by the same form before."""
    key = request.POST.get("key", "")
    return record.pk is None and len(key) == 36 and model.objects.filter(key=key).exists()


@require_GET
@in_province(Role.PROVINCE_READER)
def certificate_picture(request: FundRequest, province: Province, picture: int) -> HttpResponse:
    """A seal or a signature, as a picture."""
    found = get_object_or_404(Picture.objects.of(province), pk=picture)
    return HttpResponse(
        bytes(found.content),
        content_type=found.kind,
        headers={
            "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )
