"""Issuing: who shall receive a certificate, a look before, how far it is, and the papers of one issue."""

import io
import zipfile
from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from events import certificate_prints, certificates, pades
from events.forms.certificate_issues import IssueForm, said_names
from events.forms.certificates import HandoverForm
from events.models import Certificate, CertificateKind, Issue
from funds.access import FundRequest, Role, in_province
from funds.models import Province
from welfare import thai
from welfare.replicas import from_a_replica

from .certificates import check_address, paper

ZIP_DAY = (2001, 1, 1, 0, 0, 0)  # the same files give the same folder on any day
SHOWN_NAMES = 12


def issue_of(province: Province, pk: int) -> Issue:
    """Give an issue of `province`. Answers 404 for another's."""
    found = Issue.objects.filter(kind__province=province).select_related("kind", "assembly", "by")
    return get_object_or_404(found, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@in_province(Role.ORGANISER)
def certificate_issue_new(request: FundRequest, province: Province) -> HttpResponse:
    """Choose kind, day, recipients and who signs; look at it; then issue."""
    form = IssueForm(
        *((request.POST, request.FILES) if request.method == "POST" else ()), province=province,
        initial={"on": thai.today(), "kind": request.GET.get("kind")},
    )  # fmt: skip
    step = request.POST.get("step", "check")
    context = {"province": province, "form": form, "has_kinds": CertificateKind.objects.of(province).exists()}
    if not form.is_bound or not form.is_valid() or step == "type":
        return render(request, "events/certificate_issue_new.html", context)
    if step == "specimen":
        return _specimen(request, form)
    if step == "save":
        typed = form.cleaned_data
        try:
            begun = certificates.begin(
                typed["kind"], form.recipients, key=typed["key"], on=typed["on"], address=check_address(request),
                signatories=list(typed["signatories"]), assembly=typed["assembly"], by=request.user,
            )  # fmt: skip
        except (certificates.WrongSignatories, certificates.WrongNumberOfRecipients) as refusal:
            form.add_error(None, str(refusal))
            return render(request, "events/certificate_issue_new.html", context)
        certificates.go_on(begun, by=request.user)
        return redirect("events:certificate-issue", province.slug, begun.pk)
    longest, shortest = said_names(form.recipients)
    return render(request, "events/certificate_issue_check.html", context | {
        "kind": form.cleaned_data["kind"], "recipients": form.recipients[:SHOWN_NAMES], "count": len(form.recipients),
        "more": max(len(form.recipients) - SHOWN_NAMES, 0), "longest": longest, "shortest": shortest,
        "listed": form.sealed(), "sheet": form.sheet,
    })  # fmt: skip


def _specimen(request: FundRequest, form: IssueForm) -> HttpResponse:
    """Show the longest and the shortest name on the paper as it will be."""
    typed = form.cleaned_data
    look = certificates.look_of(typed["kind"], list(typed["signatories"]), typed["on"])
    names = list(dict.fromkeys(said_names(form.recipients)))
    made = certificate_prints.specimens(look, names, typed["kind"].deed, check_address(request))
    return paper(made, "ตัวอย่างเกียรติบัตร.pdf")


@require_GET
@in_province(Role.PROVINCE_READER)
@from_a_replica
def certificate_issue(request: FundRequest, province: Province, issue: int) -> HttpResponse:
    """How far an issue is, and when it is done its papers."""
    found = issue_of(province, issue)
    rows = found.certificates.with_state().order_by("place")
    done = rows.count()
    return render(request, "events/certificate_issue.html", {
        "province": province, "issue": found, "done": done, "left": found.count - done, "rows": rows[:100],
        "not_handed": rows.standing().filter(handover__isnull=True).count(),
    })  # fmt: skip


@require_POST
@in_province(Role.ORGANISER)
def certificate_issue_part(request: FundRequest, province: Province, issue: int) -> HttpResponse:
    """Issue the next part; the page that follows goes on by itself where scripts run."""
    certificates.go_on(issue_of(province, issue), by=request.user)
    return redirect("events:certificate-issue", province.slug, issue)


@require_GET
@in_province(Role.PROVINCE_READER)
@from_a_replica
def certificate_book(request: FundRequest, province: Province, issue: int) -> HttpResponse:
    """One file for the printer: a page for each certificate of the issue that is still valid."""
    found = issue_of(province, issue)
    rows = _standing(found)
    if not rows:
        messages.error(request, _("No certificate of this issue is valid any more."))
        return redirect("events:certificate-issue", province.slug, issue)
    return paper(certificate_prints.book_of(found, rows), f"เกียรติบัตร {found.kind.name} {found.on}.pdf")


@require_GET
@in_province(Role.PROVINCE_READER)
def certificate_files(request: FundRequest, province: Province, issue: int) -> StreamingHttpResponse:
    """A folder with a file for each certificate of the issue that is still valid, sent while it is made."""
    found = issue_of(province, issue)
    answer = StreamingHttpResponse(_folder(_standing(found)), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="certificates-{found.on}-{found.pk}.zip"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _standing(issue: Issue) -> list[Certificate]:
    rows = list(issue.certificates.standing().order_by("place"))
    for one in rows:
        one.issue = issue
    return rows


def _folder(rows: list[Certificate]) -> Iterator[bytes]:
    """Give a zip piece by piece; a PDF is packed already and is stored as it is."""
    out = _Sent()
    with zipfile.ZipFile(out, "w") as folder:
        for one, made in certificate_prints.files_of(rows):
            certificates.remember_file(one, made)
            name = zipfile.ZipInfo(certificate_prints.file_name(one), ZIP_DAY)
            folder.writestr(name, pades.signed(made, reason=str(one)))
            yield out.taken()
    yield out.taken()


class _Sent(io.RawIOBase):
    """Takes what is written to it, and gives it away once."""

    def __init__(self) -> None:
        self.waiting, self.count = bytearray(), 0

    def writable(self) -> bool:
        return True

    def write(self, piece: bytes) -> int:  # type: ignore[override]
        self.waiting += piece
        self.count += len(piece)
        return len(piece)

    def tell(self) -> int:
        return self.count

    def taken(self) -> bytes:
        piece = bytes(self.waiting)
        self.waiting.clear()
        return piece


@require_http_methods(["GET", "HEAD", "POST"])
@in_province(Role.ORGANISER)
def certificate_issue_handover(request: FundRequest, province: Province, issue: int) -> HttpResponse:
    """Record who handed over all certificates of an issue that are not handed over yet."""
    found = issue_of(province, issue)
    form = HandoverForm(request.POST or None, initial={"on": found.on})
    waiting = found.certificates.standing().filter(handover__isnull=True)
    if form.is_bound and form.is_valid():
        try:
            count = certificates.hand_over(waiting, **form.cleaned_data, by=request.user)
        except (certificates.NotValid, certificates.NotYet) as refusal:
            form.add_error(None, str(refusal))
        else:
            said = ngettext("%(count)s certificate is handed over.", "%(count)s certificates are handed over.", count)
            messages.success(request, said % {"count": count})
            return redirect("events:certificate-issue", province.slug, found.pk)
    return render(request, "events/certificate_issue_handover.html", {
        "province": province, "issue": found, "form": form, "waiting": waiting.count(),
    })  # fmt: skip
