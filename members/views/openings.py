"""A fund starts with the portal: its money, its members, a check, in three steps that can be left and come back to."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from funds import ledger
from funds.access import FundRequest, Role, in_fund
from funds.models import Fund
from members import arrears, openings
from members.forms.openings import OpeningMembersForm, OpeningMoneyForm
from members.models import Membership, Opening
from welfare import sheets, thai, trail
from welfare.forms import KeyField, PortalForm
from welfare.money import format_baht

PER_PAGE = 25
AT_ONCE = 1000


class ConfirmForm(PortalForm):
    """Confirm what the page shows."""

    key = KeyField()


@require_GET
@in_fund(Role.READER)
def opening(request: FundRequest, fund: Fund) -> HttpResponseBase:
    """How far the opening is: sums and counts to compare with the paper, and what is missing."""
    if sheets.asked(request):
        return _file(request, fund)
    today = thai.today()
    check = openings.check(fund, today)
    late = arrears.sums(arrears.arrears(fund, check.day)) if check.day else None
    without = Membership.objects.of(fund).active(today).exclude(pk__in=Opening.objects.values("membership"))
    return render(request, "members/opening.html", {
        "fund": fund, "check": check, "late": late, "form": ConfirmForm(),
        "without": without.select_related("person").order_by("number")[:10],
        "unexplained": check.money - check.explained,
    })  # fmt: skip


def _file(request: FundRequest, fund: Fund) -> HttpResponseBase:
    """Send what was written down of each member, by number; that a list of people was taken out is written down."""
    columns = (
        sheets.Shown(_("Number"), sheets.Kind.COUNT), sheets.Shown(_("Name"), width=32),
        sheets.Shown(_("Member since"), sheets.Kind.DAY), sheets.Shown(_("Paid up to"), sheets.Kind.DAY),
        sheets.Shown(_("Rounds of state match"), sheets.Kind.COUNT), sheets.Shown(_("Helped before")),
        sheets.Shown(_("As of"), sheets.Kind.DAY), sheets.Shown(_("Entered by")),
    )  # fmt: skip
    found = Opening.objects.filter(membership__fund=fund).select_related("membership__person", "by")
    trail.record(by=request.user, fund=fund.pk, act="exported", subject="memberships", facts={"rows": found.count()})
    return sheets.export(request, f"opening-{fund.code}", columns, (
        (each.membership.number, each.membership.person.name, each.membership.tenure_from, each.paid_until,
         each.match_rounds, _("yes") if each.has_been_helped else _("no"), each.on, each.by)
        for each in found.order_by("membership__number", "pk").iterator(chunk_size=AT_ONCE)
    ))  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.COLLECTOR)
def opening_money(request: FundRequest, fund: Fund) -> HttpResponse:
    """Enter how much lies where, and where it came from."""
    entries = openings.opening_entries(fund)
    form = OpeningMoneyForm(request.POST or None, fund=fund)
    step, context = request.POST.get("step", "check"), {"fund": fund, "form": form, "entries": entries}
    if form.is_bound and form.is_valid() and step == "check" and not entries:
        return render(request, "members/opening_money_check.html", context | _money_said(form))
    if form.is_bound and form.is_valid() and step == "save":
        try:
            openings.open_books(
                fund, money=form.money(), sources=form.known(), on=form.cleaned_data["on"], by=request.user
            )
        except openings.AlreadyOpened:
            return redirect("members:opening", fund.code)
        except (openings.BooksBegun, openings.MoreThanThereIs, ledger.Refused) as refusal:
            form.add_error(getattr(refusal, "field", "on") or "on", str(refusal))
        else:
            messages.success(request, _("The opening balances stand in the books."))
            return redirect("members:opening", fund.code)
    return render(request, "members/opening_money.html", context)


def _money_said(form: OpeningMoneyForm) -> dict[str, Any]:
    money, known = form.money(), form.known()
    return {
        "money": [(str(account), format_baht(baht)) for account, baht in money.items()],
        "known": [(str(source.label), format_baht(baht)) for source, baht in known.items()],
        "total": sum(money.values()), "rest": form.rest(),
    }  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.REGISTRAR)
def opening_members(request: FundRequest, fund: Fund) -> HttpResponse:
    """Type what the paper says of the members, a page of the register at a time."""
    if openings.confirmed(fund):
        return redirect("members:opening", fund.code)
    everybody = Membership.objects.of(fund).active(thai.today()).select_related("person").order_by("number")
    page = Paginator(everybody, PER_PAGE).get_page(request.GET.get("page"))
    known = {one.membership_id: one for one in Opening.objects.filter(membership__in=list(page.object_list))}
    form = OpeningMembersForm(
        request.POST or None, members=list(page.object_list), known=known, day=openings.day_of(fund)
    )
    if form.is_bound and form.is_valid():
        try:
            kept = openings.keep_facts(fund, form.facts(), on=form.cleaned_data["on"], by=request.user)
        except (openings.NotInOrder, openings.AlreadyConfirmed) as refusal:
            form.add_error(None, str(refusal))
        else:
            said = ngettext("%(count)s member is written down.", "%(count)s members are written down.", kept)
            messages.success(request, said % {"count": kept})
            return _next_page(fund, page)
    return render(request, "members/opening_members.html", {"fund": fund, "form": form, "page": page})


def _next_page(fund: Fund, page: Any) -> HttpResponse:
    if not page.has_next():
        return redirect("members:opening", fund.code)
    answer = redirect("members:opening-members", fund.code)
    answer["Location"] += f"?page={page.next_page_number()}"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.REGISTRAR)
def opening_confirmation(request: FundRequest, fund: Fund) -> HttpResponse:
    """Confirm that what is entered is what the paper says; from then on it is kept."""
    form = ConfirmForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            openings.confirm(fund, key=form.cleaned_data["key"], by=request.user)
        except (openings.AlreadyConfirmed, openings.NothingToConfirm) as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The opening is confirmed."))
    return redirect("members:opening", fund.code)
