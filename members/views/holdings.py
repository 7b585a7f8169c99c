"""What a fund holds on one person, member or not: the page, the paper, the file, who looked, and erasing it."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from funds.access import FundRequest, Role, in_fund
from funds.models import Fund
from members import erasure, holdings, pairs, privacy_prints
from members.forms.privacy import EraseForm
from members.models import Claim, Consent, Membership, Merge, Person
from welfare import thai

from .membership import membership_of
from .neighbours import neighbour_of
from .papers import inline

SHOWN = 50
PAGES = ("data", "data-paper", "data-file", "looks-paper", "erasure", "consent-paper")


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom the pages are about: by a membership, or a neighbour who is on record by claims alone."""

    fund: Fund
    person: Person
    membership: Membership | None = None

    @property
    def doors(self) -> dict[str, str]:
        """Give the addresses of the pages about this person, by name; `home` is where one goes after an erasure."""
        fund, member = self.fund.code, self.membership
        name, pk = ("members:", member.pk) if member else ("members:neighbour-", self.person.pk)
        found = {page.replace("-", "_"): reverse(f"{name}{page}", args=[fund, pk]) for page in PAGES}
        home = (
            reverse("members:member", args=[fund, member.pk]) if member else reverse("members:neighbours", args=[fund])
        )
        return found | {"home": home}


def _member(fund: Fund, pk: int) -> Subject:
    found = membership_of(fund, pk)
    return Subject(fund, found.person, found)


def _neighbour(fund: Fund, pk: int) -> Subject:
    return Subject(fund, neighbour_of(fund, pk))


@require_GET
@in_fund(Role.KEEPER)
def member_data(request: FundRequest, fund: Fund, membership: int) -> HttpResponseBase:
    """Consents, who looked, and the doors to all that is held on a member."""
    return _data(request, _member(fund, membership))


@require_GET
@in_fund(Role.KEEPER)
def neighbour_data(request: FundRequest, fund: Fund, person: int) -> HttpResponseBase:
    """Claims, consents, who looked, and the doors to all that is held on a neighbour."""
    return _data(request, _neighbour(fund, person))


@never_cache
@require_GET
@in_fund(Role.KEEPER)
def member_data_paper(request: FundRequest, fund: Fund, membership: int) -> HttpResponse:
    """All that the fund holds on a member, as a PDF; that it was taken out is written down."""
    return _data_paper(request, _member(fund, membership))


@never_cache
@require_GET
@in_fund(Role.KEEPER)
def neighbour_data_paper(request: FundRequest, fund: Fund, person: int) -> HttpResponse:
    """All that the fund holds on a neighbour, as a PDF; that it was taken out is written down."""
    return _data_paper(request, _neighbour(fund, person))


@never_cache
@require_GET
@in_fund(Role.KEEPER)
def member_data_file(request: FundRequest, fund: Fund, membership: int) -> HttpResponse:
    """All that the fund holds on a member, as JSON; that it was taken out is written down."""
    return _data_file(request, _member(fund, membership))


@never_cache
@require_GET
@in_fund(Role.KEEPER)
def neighbour_data_file(request: FundRequest, fund: Fund, person: int) -> HttpResponse:
    """All that the fund holds on a neighbour, as JSON; that it was taken out is written down."""
    return _data_file(request, _neighbour(fund, person))


@require_GET
@in_fund(Role.KEEPER)
def member_looks_paper(request: FundRequest, fund: Fund, membership: int) -> HttpResponse:
    """Who looked at what of a member, as a PDF to hand out."""
    return _looks_paper(_member(fund, membership))


@require_GET
@in_fund(Role.KEEPER)
def neighbour_looks_paper(request: FundRequest, fund: Fund, person: int) -> HttpResponse:
    """Who looked at what of a neighbour, as a PDF to hand out."""
    return _looks_paper(_neighbour(fund, person))


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.KEEPER)
def member_erasure(request: FundRequest, fund: Fund, membership: int) -> HttpResponseBase:
    """Erase a former member whose term is over."""
    return _erasure(request, _member(fund, membership))


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.KEEPER)
def neighbour_erasure(request: FundRequest, fund: Fund, person: int) -> HttpResponseBase:
    """Erase a neighbour whose term is over."""
    return _erasure(request, _neighbour(fund, person))


def _data(request: FundRequest, subject: Subject) -> HttpResponse:
    fund, person = subject.fund, subject.person
    looked = holdings.readings(person, fund)
    claims = Claim.objects.of(fund).filter(person=person).order_by("-filed_on", "-pk")
    return render(request, "members/data.html", {
        "fund": fund, "membership": subject.membership, "person": person, "doors": subject.doors,
        "consents": Consent.objects.of(fund).filter(person=person).select_related("withdrawal").order_by("-pk"),
        "claims": [] if subject.membership else claims,
        "looked": [holdings.look(entry) for entry in looked[: -SHOWN - 1 : -1]], "count": len(looked),
        "merges": Merge.objects.of(fund).standing().filter(kept=person).select_related("fund", "gone", "by"),
        "refusals": erasure.refusals(person, thai.today()), "is_elsewhere": pairs.is_elsewhere(person, fund),
    })  # fmt: skip


def _data_paper(request: FundRequest, subject: Subject) -> HttpResponse:
    fund, person = subject.fund, subject.person
    with override("th"):
        parts = holdings.take_out(person, fund=fund, how="PDF", by=request.user)
    return inline(privacy_prints.held(fund, person, parts, thai.today()), f"data-{_number(subject)}")


def _data_file(request: FundRequest, subject: Subject) -> HttpResponse:
    parts = holdings.take_out(subject.person, fund=subject.fund, how="JSON", by=request.user)
    return JsonResponse(
        holdings.as_plain(parts), json_dumps_params={"ensure_ascii": False, "indent": 1},
        headers={"Content-Disposition": f'attachment; filename="data-{_number(subject)}.json"'},
    )  # fmt: skip


def _looks_paper(subject: Subject) -> HttpResponse:
    made = privacy_prints.looked(subject.fund, subject.person, thai.today())
    return inline(made, f"looked-{_number(subject)}")


def _number(subject: Subject) -> str:
    return str(subject.membership.pk) if subject.membership else f"person-{subject.person.pk}"


def _erasure(request: FundRequest, subject: Subject) -> HttpResponse:
    """Put a pseudonym in the books for who is over their term; refused with its reasons before that."""
    fund, person, today = subject.fund, subject.person, thai.today()
    form = EraseForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            erasure.erase(person, fund=fund, reason=form.cleaned_data["reason"], on=today, by=request.user)
        except erasure.CannotErase as refusal:
            for reason in refusal.reasons:
                form.add_error(None, reason)
        else:
            messages.success(request, _("The person is erased. The books are as they were."))
            return redirect(subject.doors["home"])
    return render(request, "members/erasure.html", {
        "fund": fund, "membership": subject.membership, "person": person, "form": form, "doors": subject.doors,
        "refusals": erasure.refusals(person, today),
    })  # fmt: skip
