"""The state's match of all funds of a province for one counting day, and the rules that the days go by."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from funds import match_rules
from funds.access import FundRequest, Role, in_province
from funds.heads import RULE, Rule
from funds.models import Fund, MatchRound, MatchRule, Province
from members import match_stages
from members.match_stages import Stand
from welfare import sheets, thai
from welfare.money import ZERO
from welfare.replicas import from_a_replica

from .match_forms import MatchRuleForm


@dataclass(frozen=True, slots=True)
class Row:
    """One fund and its round of the day, None where it began none."""

    fund: Fund
    stand: Stand | None

    @property
    def asked(self) -> Decimal:
        return (self.stand and self.stand.asked) or ZERO

    @property
    def approved(self) -> Decimal:
        return self.stand.sums.approved if self.stand else ZERO

    @property
    def received(self) -> Decimal:
        return self.stand.sums.received if self.stand else ZERO

    @property
    def due_back(self) -> Decimal:
        return self.stand.sums.due_back if self.stand else ZERO

    @property
    def heads(self) -> int:
        return self.stand.request.heads if self.stand and self.stand.request else 0

    @property
    def state(self) -> str:
        return str(self.stand.stage.label) if self.stand else _("not begun")


ORDERS: dict[str, Callable[[Row], Any]] = {
    "fund": lambda row: row.fund.position,
    "heads": lambda row: row.heads,
    "asked": lambda row: row.asked,
    "approved": lambda row: row.approved,
    "received": lambda row: row.received,
    "back": lambda row: row.due_back,
}


@require_GET
@in_province(Role.PROVINCE_READER)
@from_a_replica
def province_match(request: FundRequest, province: Province) -> HttpResponseBase:
    """Every fund of the province for one counting day: asked, approved, received, to go back, and who has not asked."""
    days = days_of(province, thai.today())
    on = next((day for day in days if day.isoformat() == request.GET.get("on", "")), days[0])
    sort = request.GET.get("sort", "")
    rows = rows_of(province, on)
    rows.sort(key=ORDERS.get(sort.removeprefix("-"), ORDERS["fund"]), reverse=sort.startswith("-"))
    if sheets.asked(request):
        return _file(request, province, on, rows)
    return render(request, "overview/match.html", {
        "province": province, "on": on, "days": days, "rows": rows, "sort": sort, "total": total(rows),
        "rule": match_rules.in_force(province, on), "without": [row.fund for row in rows if not row.heads],
    })  # fmt: skip


def days_of(province: Province, today: date) -> list[date]:
    """Give the counting days that funds of the province used, and the last that has come, the latest first."""
    used = MatchRound.objects.filter(fund__province=province).values_list("counting_on", flat=True).distinct()
    return sorted({*used, match_rules.counting_day(match_rules.in_force(province, today), today)}, reverse=True)


def rows_of(province: Province, on: date) -> list[Row]:
    """Give each fund with its round of the counting day `on`. Five queries, however many funds."""
    rounds = MatchRound.objects.filter(fund__province=province, counting_on=on).order_by("pk")
    stands = {stand.round.fund_id: stand for stand in match_stages.stands(rounds)}
    return [Row(fund, stands.get(fund.pk)) for fund in Fund.objects.of(province).order_by("position")]


def total(rows: Sequence[Row]) -> dict[str, Any]:
    """Add the funds up."""
    names = ("asked", "approved", "received", "due_back")
    return {"heads": sum(row.heads for row in rows)} | {
        name: sum((getattr(row, name) for row in rows), ZERO) for name in names
    }


def _file(request: FundRequest, province: Province, on: date, rows: Sequence[Row]) -> HttpResponseBase:
    columns = (
        sheets.Shown(_("Fund"), width=44), sheets.Shown(_("Round"), sheets.Kind.COUNT),
        sheets.Shown(_("State"), width=30), sheets.Shown(_("Members counted"), sheets.Kind.COUNT),
        sheets.Shown(_("Asked for (baht)"), sheets.Kind.BAHT), sheets.Shown(_("Approved (baht)"), sheets.Kind.BAHT),
        sheets.Shown(_("Received (baht)"), sheets.Kind.BAHT),
        sheets.Shown(_("To be paid back (baht)"), sheets.Kind.BAHT),
    )  # fmt: skip
    return sheets.export(request, f"match-{province.slug}-{on}", columns, (
        (row.fund.name, row.stand.round.number if row.stand else None, row.state, row.heads, row.asked, row.approved,
         row.received, row.due_back)
        for row in rows
    ))  # fmt: skip


# The rules.


@require_GET
@in_province(Role.PROVINCE_READER)
@from_a_replica
def match_rule_list(request: FundRequest, province: Province) -> HttpResponse:
    """The rules of the match that hold from day to day, each with the text it was taken from."""
    rows = MatchRule.objects.of(province).select_related("by").order_by("-since")
    return render(request, "overview/match_rules.html", {"province": province, "rows": rows, "known": RULE})


@require_http_methods(["GET", "HEAD", "POST"])
@in_province(Role.PROVINCE_ADMIN)
def match_rule_new(request: FundRequest, province: Province) -> HttpResponse:
    """Enter a rule that holds from a day, read back before it is saved."""
    now = match_rules.in_force(province, thai.today())
    form = MatchRuleForm(request.POST or None, initial={name: getattr(now, name) for name in MatchRuleForm.OF_THE_RULE})
    step = request.POST.get("step", "check")
    if form.is_bound and form.is_valid() and step == "check":
        return render(request, "overview/match_rule_check.html", {
            "province": province, "form": form, "answers": form.answers(),
        })  # fmt: skip
    if form.is_bound and form.is_valid() and step == "save":
        typed = form.cleaned_data
        rule = Rule(**{name: typed[name] for name in form.OF_THE_RULE}, source=typed["source"])
        try:
            match_rules.adopt(province, rule, key=typed["key"], since=typed["since"], by=request.user)
        except match_rules.TooLate as refusal:
            form.add_error("since", str(refusal))
        else:
            messages.success(request, _("The rule is entered."))
            return redirect("match-rules", province.slug)
    return render(request, "overview/match_rule_new.html", {"province": province, "form": form})
