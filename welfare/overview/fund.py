"""The front page of a fund: what waits for the reader, where the money lies, and four doors."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from funds import months, summaries
from funds.access import FundRequest, Role, in_fund
from funds.models import Account, Fund, Transfer
from funds.views.journal import lines
from members.summaries import Waiting, waiting
from welfare import money, thai
from welfare.replicas import from_a_replica

from . import figures

LAST = 5


@require_GET
@in_fund(Role.READER)
@from_a_replica
def fund(request: FundRequest, fund: Fund) -> HttpResponse:
    """Today in one fund."""
    today = thai.today()
    ever, year = summaries.this_year(fund, today)
    waits = waiting(fund, reader=request.user)
    books = months.stand(fund)
    last = Transfer.objects.of(fund).select_related("debit", "credit", "receipt", "voucher", "by", "reversal")
    return render(request, "overview/fund.html", {
        # A fund that has never closed a month is not late: it has not begun to.
        "fund": fund, "today": today,
        "waits": waits_for(request.rights, waits, fund, late=len(books.late(today)) if books.closed else 0),
        "closed": thai.long_month(books.closed) if books.closed else "",
        "places": [(str(place), money.format_baht(place.balance)) for place in
                   Account.objects.of(fund).money().order_by("pk")],
        "balance": money.format_baht(ever.balance), "millions": figures.in_millions(ever.balance),
        "members": figures.count(ever.members), "helped": figures.count(ever.helped),
        "helped_note": _("Each person once, since founding: %(members)s members, %(others)s not members") % {
            "members": figures.count(ever.helped_members), "others": figures.count(ever.helped_outsiders)},
        "paid": money.format_baht(year.paid), "cases": figures.count(year.cases),
        "year_began": today.replace(month=1, day=1),
        "doors": doors(fund, ever, waits), "lines": lines(list(last.order_by("-on", "-pk")[:LAST])),
    })  # fmt: skip


def waits_for(rights: dict[str, bool], waits: Waiting, fund: Fund, *, late: int = 0) -> list[dict[str, str]]:
    """Say what the reader may do next: claims, applications for the committee, corrections, `late` months."""
    said = []
    if rights[Role.DECIDER] and waits.decisions:
        said.append((
            ngettext("%(count)s claim waits for a decision", "%(count)s claims wait for a decision", waits.decisions),
            waits.decisions, figures.address("members:claims", fund.code, "?state=waiting"),
        ))  # fmt: skip
    if rights[Role.PAYER] and waits.payments:
        said.append((
            ngettext("%(count)s approved claim waits for payment", "%(count)s approved claims wait for payment",
                     waits.payments),
            waits.payments, figures.address("members:claims", fund.code, "?state=approved"),
        ))  # fmt: skip
    if rights[Role.REGISTRAR] and waits.applications:
        said.append((
            ngettext("%(count)s application waits for a resolution", "%(count)s applications wait for a resolution",
                     waits.applications),
            waits.applications, figures.address("members:applications", fund.code),
        ))  # fmt: skip
    if rights[Role.SECOND] and waits.corrections:
        said.append((
            ngettext("%(count)s correction waits for a second person", "%(count)s corrections wait for a second person",
                     waits.corrections),
            waits.corrections, figures.address("members:corrections", fund.code, "?state=waiting"),
        ))  # fmt: skip
    if rights[Role.CLOSER] and late:
        said.append((
            ngettext("%(count)s month waits to be closed", "%(count)s months wait to be closed", late), late,
            figures.address("funds:months", fund.code),
        ))  # fmt: skip
    return [{"text": text % {"count": figures.count(number)}, "url": url} for text, number, url in said]


def doors(fund: Fund, ever: summaries.Figures, waits: Waiting) -> list[dict[str, Any]]:
    """Give the four doors of a fund; one that leads nowhere yet is left out."""
    claims = waits.decisions + waits.payments
    offered = (
        (_("Members"), "members:register", "members",
         ngettext("%(count)s member", "%(count)s members", ever.members) % {"count": figures.count(ever.members)}, ""),
        (_("Contributions"), "members:collections", "collect", _("Collection days, receipts, who has not paid"), ""),
        (_("Claims"), "members:claims", "claims", _("File, decide, pay"),
         ngettext("%(count)s waits", "%(count)s wait", claims) % {"count": claims} if claims else ""),
        (_("Money"), "funds:accounts", "money", _("Accounts, income, costs, journal"), ""),
    )  # fmt: skip
    return [
        {"label": label, "url": url, "icon": icon, "note": note, "waiting": waiting_words}
        for label, name, icon, note, waiting_words in offered
        if (url := figures.address(name, fund.code))
    ]
