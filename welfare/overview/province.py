"""The province's page for its staff: totals, the years, and the funds side by side, as of any day."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from funds import readings, summaries
from funds.access import FundRequest, Role, in_province
from funds.forms import as_of
from funds.models import Appointment, Office, Province
from welfare import sheets, thai
from welfare.replicas import from_a_replica

from . import dashboard, pages, pictures
from .drawn import drawn
from .tables import Column, Row, Table, row


@require_GET
@login_required
def my_province(request: HttpRequest) -> HttpResponse:
    """Send provincial staff to their province."""
    held = Appointment.objects.on(thai.today()).filter(user=request.user.pk, office__in=(Office.OFFICER, Office.ADMIN))
    slug = held.order_by("pk").values_list("province__slug", flat=True).first()
    if slug is None:
        raise Http404
    return redirect("province", slug)


@require_GET
@in_province(Role.PROVINCE_READER)
@from_a_replica
def province(request: FundRequest, province: Province) -> HttpResponseBase:
    """The province's totals, its map, its years and its funds; each figure opens into its rows."""
    asked = as_of(request.GET, thai.today())
    choice = dashboard.Choice(*(request.GET.get(name, "") for name in dashboard.Choice._fields))

    def read() -> readings.Reading:
        return readings.read_years(province, asked.kept, readings.a_year_before(asked.day))

    if sheets.asked(request):
        return funds_table(read()).file(request, f"funds-{asked.day.isoformat()}")
    if pictures.asked(request):
        of = request.GET.get("of", "")
        found = dashboard.drawings(read(), asked, choice)
        return pictures.sent(request, found.get(of) or found["kinds"], of or "kinds", asked.day)

    # The version was read before the totals are: what is drawn of it is never older than it says.
    return drawn(
        request, "overview/province.html", lambda: dashboard.said(read(), asked, choice),
        of=(province.totals_version,), around=(province.pk, province.name, asked),
        frame=lambda: {"province": province, "as_of": asked, "doors": pages.doors(province, asked, "province")},
        shape=lambda: dashboard.shape(province, asked, choice),
    )  # fmt: skip


def funds_table(reading: readings.Reading) -> Table:
    """Lay out the funds side by side as numbers."""
    baht = sheets.Kind.BAHT
    columns = (
        Column(_("Members (persons)")), Column(_("Money (baht)"), baht), Column(_("People helped (persons)")),
        Column(_("Of these, not members")), Column(_("Welfare paid (baht)"), baht), Column(_("Cases")),
        Column(_("Money received (baht)"), baht),
    )  # fmt: skip

    def line(label: str, one: summaries.Figures) -> Row:
        return row(label, [
            one.members, one.balance, one.helped, one.helped_outsiders, one.paid, one.cases, one.received
        ])  # fmt: skip

    whole = summaries.breakdown(reading.whole).figures
    rows = tuple(line(fund.short_name, one) for fund, one in summaries.by_fund(reading))
    return Table(_("Fund by fund"), _("Fund"), columns, rows, total=line(_("The whole province"), whole))
