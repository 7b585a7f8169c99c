"""Members beside the people of their villages: the share of each fund, and of each of its villages, with its source."""

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from funds import villages
from funds.access import FundRequest, Role, in_fund, in_province
from funds.forms import as_of
from funds.models import Branch, Fund, Province
from funds.village_forms import VillagesForm
from members import census
from members.models import Membership
from welfare import sheets, thai
from welfare.replicas import from_a_replica

from . import figures, pages
from .tables import Column, Table, row


def share(members: int, people: int) -> str:
    """Write members as a share of the people: 12.3 %; nothing where nobody was counted."""
    return f"{100 * members / people:,.1f} %" if people else ""


@require_GET
@in_province(Role.PROVINCE_READER)
@from_a_replica
def province_villages(request: FundRequest, province: Province) -> HttpResponseBase:
    """Members of counted villages beside their people, fund by fund; each opens into its villages."""
    asked = as_of(request.GET, thai.today())
    table = _of_province(province, asked)
    if sheets.asked(request):
        return table.file(request, f"villages-{asked.day.isoformat()}")
    title, lead = _("Share of the people"), _("Members beside the people of the villages whose people were counted")
    return render(request, "overview/province_counted.html", {
        **pages.framed(province, asked, "province-villages", title, lead), "tables": [table], "charts": [],
        "choices": figures.choices(lambda day: pages.chosen(as_of=day), asked, province),
        "notes": [_("Only members of a village that was counted are in the share; each fund enters its villages.")],
    })  # fmt: skip


def _of_province(province: Province, asked: Any) -> Table:
    known = villages.latest(province, asked.day.year + thai.BE)
    standing = census.members_of(province, asked.day).order_by()
    members = dict(standing.values_list("branch").annotate(count=Count("pk")))
    rows, whole = [], [0, 0, 0]
    for fund in pages.funds_of(province, asked):
        mine = [one for one in known.values() if one.branch.fund_id == fund.pk]
        inside, people = sum(members.get(one.branch_id, 0) for one in mine), sum(one.people for one in mine)
        whole = [before + new for before, new in zip(whole, (len(mine), inside, people), strict=True)]
        url = reverse("fund-villages", args=[fund.code]) + pages.chosen(as_of=asked.kept)
        rows.append(row(fund.short_name, [len(mine), inside, people, share(inside, people)], [url] * 3 + [""], url))
    total = row(_("All funds"), [*whole, share(whole[1], whole[2])])
    return Table(_("Fund by fund"), _("Fund"), _columns(_("Villages counted")), tuple(rows), total=total)


def _columns(first: str) -> tuple[Column, ...]:
    return (
        Column(first), Column(_("Members of these")), Column(_("People of these")),
        Column(_("Members in a hundred people"), sheets.Kind.TEXT, is_signed=True),
    )  # fmt: skip


@require_GET
@in_fund(Role.READER)
@from_a_replica
def fund_villages(request: FundRequest, fund: Fund) -> HttpResponseBase:
    """The villages of one fund: members, people, and the share, with the year and who counted."""
    asked = as_of(request.GET, thai.today())
    known = villages.latest(fund, asked.day.year + thai.BE)
    standing = Membership.objects.of(fund).active(asked.day).order_by()
    members = dict(standing.values_list("branch").annotate(count=Count("pk")))
    register = reverse("members:register", args=[fund.code])
    rows = []
    for branch in _branches(fund):
        one, inside = known.get(branch.pk), members.get(branch.pk, 0)
        url = register + pages.chosen(as_of=asked.kept, branch=str(branch.pk))
        rows.append(row(
            str(branch), [inside, one.people if one else None, share(inside, one.people) if one else "",
                          one.year if one and one.year else None, one.source if one else ""],
            [url, "", "", "", ""],
        ))  # fmt: skip
    columns = (
        Column(_("Members")), Column(_("People")), Column(_("Members in a hundred people"), sheets.Kind.TEXT, True),
        Column(_("Year (B.E.)"), sheets.Kind.TEXT), Column(_("Who counted them"), sheets.Kind.TEXT),
    )  # fmt: skip
    table = Table(_("Villages"), _("Village"), columns, tuple(rows), note=asked.words)
    if sheets.asked(request):
        return table.file(request, f"villages-{fund.code}")
    return render(request, "overview/fund_villages.html", {"fund": fund, "as_of": asked, "table": table})


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.REGISTRAR)
def fund_villages_new(request: FundRequest, fund: Fund) -> HttpResponse:
    """Enter the people of the villages of one year."""
    form = VillagesForm(
        request.POST if request.method == "POST" else None,
        branches=_branches(fund),
        this_year=thai.be_year(thai.today()),
    )
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        villages.record(
            fund, form.people(), year=typed["year"], source=typed["source"], key=typed["key"], by=request.user
        )
        messages.success(request, _("The people of the villages are recorded."))
        return redirect("fund-villages", fund.code)
    return render(request, "overview/fund_villages_new.html", {"fund": fund, "form": form})


def _branches(fund: Fund) -> list[Branch]:
    return list(fund.branches.order_by("moo", "name", "pk"))
